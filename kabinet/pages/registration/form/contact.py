"""Whom the form names as the contact of the ticket (U3.5e), and whose telephone and address follow the choice."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.tickets.registration.named_contact import NOBODY
from kabinet.actions.tickets.registration.on_behalf import among
from kabinet.pages.registration import parsing
from kabinet.pages.registration.form.known import OF_PERSON, of_person
from kabinet.pages.registration.typed import Typed
from kabinet.records import doors
from kabinet.records.doors import Contact
from kabinet.regulation.access import Actor, OrgKind, Role

CONTACT, WAS = "contact", "contact_was"
LONGEST = 300
READS = frozenset({Role.VIEWER})


def read(actor: Actor, post: Mapping[str, str], before: Typed, *, scripted: bool = False) -> Typed:
    """The second step as it was sent. With script the telephone and the address are the chosen person's at once; without
    it what was typed beside the choice stays."""
    typed = parsing.form_read(post, before)
    if CONTACT not in post:
        return typed
    sent = parsing.plain(post[CONTACT]).strip()
    key = parsing.number(sent)
    if key is None:
        # A name that a page of before had in this field is kept, so that the form can say what is wrong with it.
        return replace(
            typed, named=None if sent else NOBODY, values={**typed.values, CONTACT: sent[:LONGEST]}
        )
    was = parsing.number(post[WAS]) if WAS in post else before.named
    if key == was:
        return replace(typed, named=key)
    return _followed(actor, replace(typed, named=key), was, scripted=scripted)


def _followed(actor: Actor, typed: Typed, was: int | None, *, scripted: bool) -> Typed:
    contacts = doors.confirmed(actor, (typed.client or actor.organisation,))
    chosen, former = among(contacts, typed.named or NOBODY), among(contacts, was or NOBODY)
    if chosen is None:
        return typed
    values, known = (
        dict(typed.values),
        {code: row for code, row in typed.known.items() if code not in OF_PERSON},
    )
    for code, row in of_person(chosen.person, own=chosen.person.pk == actor.person).items():
        shown = getattr(former.person, OF_PERSON[code], "") if former else ""
        if code == CONTACT or scripted or values.get(code, "") in ("", shown):
            values[code] = row.value
        if row.value:
            known[code] = row
    return replace(typed, values=values, known=known)


def contact_choices(contacts: Iterable[Contact], actor: Actor) -> list[tuple[str, str]]:
    """The confirmed contacts by key; what is said of each helps to choose."""
    return [(str(each.person.pk), _label(each, actor)) for each in contacts]


def people_url(actor: Actor, typed: Typed) -> str:
    """Where the client's contacts stand, and how a colleague becomes one."""
    if actor.kind is OrgKind.CLIENT or not typed.client:
        return reverse("people")
    return reverse("organisation", args=[typed.client])


def _label(contact: Contact, actor: Actor) -> str:
    about = [contact.person.position] if contact.person.position else []
    about += [_("это вы")] if contact.person.pk == actor.person else []
    about += [_("только читает")] if READS.issuperset(contact.roles) else []
    return ", ".join([contact.person.name, *about])
