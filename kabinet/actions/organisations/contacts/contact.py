"""Contacts of an organisation: entered, changed (U5b-U5d, P6.1-P6.3, L14, L15)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from kabinet.actions.notices.contact_recipients import ask_vendor
from kabinet.actions.organisations.contacts import clauses, memberships
from kabinet.actions.organisations.contacts.details import LABELS, Particulars, particulars
from kabinet.actions.organisations.contacts.login_claims import admitted, claimed, looks_taken, taken
from kabinet.actions.organisations.contacts.memberships import Paper
from kabinet.actions.organisations.contacts.role_names import said
from kabinet.actions.organisations.contacts.sessions import end_sessions
from kabinet.actions.unit import known_elsewhere
from kabinet.actions.unit.mistakes import Faults, mistaken
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act
from kabinet.records.models import Membership, Person
from kabinet.regulation.access import Act, Actor, OrgKind, Role
from kabinet.regulation.fact_data.organisations import ContactAdded, ContactChanged
from kabinet.regulation.text import Text
from kabinet.regulation.visible import line

Typed = Mapping[str, str]


def add_contact(
    *,
    actor: Actor,
    at: datetime,
    organisation: int,
    typed: Typed,
    roles: Collection[Role],
    paper: Paper | None = None,
    right: Act = Act.MANAGE_CONTACTS,
    quiet: bool = False,
) -> int:
    """Enters a person with the five particulars and their rights; the person's key.

    `right` is the act under which it is done: MANAGE_CONTACTS by an administrator of the organisation itself,
    SEND_CONTACT_FORM and HAND_IN_CLIENT_FORM by a filled form. What waits for the vendor opens nothing until it
    confirmed. `quiet` tells nobody: the form of many tells once. Raises Mistaken, Refused, doors.Closed.
    """
    with organisation_act(actor=actor, at=at, organisation=organisation, act=right) as work:
        kind = memberships.kind_of(work)
        given, wanted, known = _judged(work, typed, roles, paper)
        person = admitted(work, given, known)
        waiting = memberships.appoint(work, person.pk, wanted, known=False)
        certificate = memberships.certify(work, person.pk, wanted, wanted, paper)
        data = ContactAdded(
            name=given.name,
            roles=said(wanted),
            login=given.login,
            certificate=certificate.number if certificate else "",
        )
        clause = clauses.of(clauses.ENTERED, kind)
        work.record("contact_added", data, person=person.pk, clause=clause)
        if waiting and not quiet:
            ask_vendor(work, "contact_added", data)
        return person.pk


def _judged(
    work: OrganisationWork, typed: Typed, roles: Collection[Role], paper: Paper | None
) -> tuple[Particulars, list[Role], Person | None]:
    """Particulars, rights and whoever had the login before; Mistaken with everything that is wrong with any of it."""
    kind, faults = memberships.kind_of(work), Faults()
    given = faults.of(lambda: particulars(typed, clauses.of(clauses.ENTERED, kind)))
    known = None if faults.names("login") else faults.of(lambda: claimed(work, line(typed.get("login", ""))))
    wanted = faults.of(lambda: memberships.checked(kind, roles))
    holder = known.pk if known else None
    faults.of(lambda: memberships.owed(work, holder, roles, roles, paper))
    if given is None or wanted is None or faults.found:
        raise faults.whole()
    return given, wanted, known


def change_contact(
    *,
    actor: Actor,
    at: datetime,
    organisation: int,
    person: int,
    typed: Typed,
    right: Act = Act.MANAGE_CONTACTS,
    quiet: bool = False,
) -> bool:
    """Puts other particulars on record; False when nothing is different.

    Another login is another person to the vendor: their sessions end and they wait for its confirmation (L14, L15).
    """
    try:
        with organisation_act(actor=actor, at=at, organisation=organisation, act=right) as work:
            rows = memberships.held(work, person)
            kind = memberships.kind_of(work)
            given = particulars(typed, clauses.of(clauses.ENTERED, kind))
            found = Person.objects.select_for_update().get(pk=person)
            changes = _kept(found).differences(given)
            if not changes:
                raise _Nothing
            anew = _relogged(work, found, rows, given) if "login" in changes else False
            _write(work, found, given)
            _record(work, found, changes)
            if anew and not quiet:
                ask_vendor(work, "contact_anew", {"name": given.name, "login": given.login})
    except _Nothing:
        return False
    return True


class _Nothing(Exception):
    """Nothing is different, so nothing happened."""


def _kept(person: Person) -> Particulars:
    return Particulars(person.name, person.position, person.email, person.phone, person.login)


def _relogged(work: OrganisationWork, person: Person, rows: list[Membership], given: Particulars) -> bool:
    """Whether the person waits for the vendor from now on; Mistaken for a login that may not be given."""
    if given.login.lower() == person.login.lower():
        return False
    if memberships.elsewhere(work, person.pk):
        raise mistaken(
            "login",
            "Этот человек работает и в другой организации: логин меняет администратор {vendor_firm_gen}",
            "This person works for another organisation as well: the vendor's administrator changes the login",
        )
    known_elsewhere.require_few(work.actor)
    if looks_taken(given.login, person.pk):
        raise taken(work)
    end_sessions(person, work.at)
    if memberships.kind_of(work) is OrgKind.VENDOR or not memberships.known_here(rows):
        return False
    keys = [row.pk for row in rows]
    Membership.objects.filter(pk__in=keys).update(
        confirmed_at=None, decided_by=None, added_at=work.at, added_by=work.actor.person
    )
    return True


def _write(work: OrganisationWork, person: Person, given: Particulars) -> None:
    for field in LABELS:
        setattr(person, field, getattr(given, field))
    try:
        with transaction.atomic():
            person.save(update_fields=[*LABELS, "sessions_since"])
    except IntegrityError:  # the login was given elsewhere at this very moment
        raise taken(work) from None


NOUNS = {
    "name": Text("имя", "name"),
    "position": Text("должность", "position"),
    "email": Text("почта", "e-mail"),
    "phone": Text("телефон", "telephone"),
    "login": Text("логин", "login"),
}
CHANGE = Text("{noun}: было {was}, стало {now}", "{noun}: was {was}, is {now}")


def _record(work: OrganisationWork, person: Person, changes: Mapping[str, tuple[str, str]]) -> None:
    """From what to what, field by field."""
    told = Text(*("; ".join(_changes(changes, language)) for language in ("ru", "en")))
    data = ContactChanged(name=person.name, changes=told, fields=changes)
    clause = clauses.of(clauses.CHANGED, work.organisation.kind)
    work.record("contact_changed", data, person=person.pk, clause=clause)


def _changes(changes: Mapping[str, tuple[str, str]], language: str) -> Iterator[str]:
    for field, (was, now) in changes.items():
        noun = NOUNS[field].say(language)
        yield CHANGE.say(language).format(noun=noun, was=was or "—", now=now)
