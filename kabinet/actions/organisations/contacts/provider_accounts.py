"""Somebody comes from an identity provider: whose login it is, whether it is still the same account, and its sessions.

A person is a registered contact with a login (U5b, L7): nobody is made here, and nothing of anybody is changed. The account
is bound when it is first used. Whoever comes later with the same login and another account is somebody else to whom the
provider gave the login anew, and is not let in. An organisation's own provider answers for whoever works there and nowhere
else: any other login that it says is refused, and told.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count
from django.db.models.functions import Lower

from kabinet.actions.notices import notify, subjects
from kabinet.actions.notices.contact_recipients import confirmers
from kabinet.actions.organisations.contacts.guarding import tell_of_foreign
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.organisation_act import staff_of
from kabinet.network.provider import VENDOR
from kabinet.records import doors
from kabinet.records.models import Membership, Organisation, Person, ProviderAccount, ProviderSession, Session
from kabinet.records.sealing import keyed_digest
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import OrgKind
from kabinet.regulation.organisation.contact_roles import HEAD_OF

PURPOSE = "a provider's session"
COMES = "somebody comes from an identity provider"
# It is told once in so long that another account came with the login.
TOLD: timedelta = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Account:
    """Whom the provider means, and by which login it calls them."""

    issuer: str
    subject: str
    login: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """`person` may come in, to this organisation `only` when its own provider says so; `differs` is whose login came with
    another account, `foreign` who is not that provider's to name. None of them: nobody here has the login."""

    person: Person | None = None
    only: int | None = None
    differs: int | None = None
    foreign: int | None = None


def recognise(*, at: datetime, account: Account, of: str = "") -> Recognised:
    """Who it is; the account is bound when it comes for the first time. `of` is the organisation whose own provider says so,
    VENDOR or a taxpayer number. No journal: coming in is no act on anything."""
    try:
        with transaction.atomic(), as_system(COMES):
            return _recognised(whole(at), account, of)
    except IntegrityError:  # twice at once: the other one was bound meanwhile
        with transaction.atomic(), as_system(COMES):
            return _recognised(whole(at), account, of)


def begin_session(*, at: datetime, key: str, account: Account, name: str) -> None:
    """The session with this key of its row came from the provider's session called `name`, and from no other before."""
    with transaction.atomic(), as_system(COMES):
        ProviderSession.objects.filter(
            pk=key
        ).delete()  # who comes once more without going out keeps the session
        ProviderSession.objects.create(
            session=key,
            issuer=account.issuer,
            subject=account.subject,
            name=_known_by(account.issuer, name),
            begun_at=whole(at),
        )


def end_sessions(*, issuer: str, subject: str, names: Collection[str]) -> int:
    """The provider says that sessions of it ended: exactly ours that came from them, all of the subject's when it names
    none. How many ended."""
    with transaction.atomic(), as_system("an identity provider ended a session"):
        came = ProviderSession.objects.filter(issuer=issuer)
        if subject:
            came = came.filter(subject=subject)
        if names:
            came = came.filter(name__in=[_known_by(issuer, name) for name in names])
        keys = list(came.values_list("session", flat=True))
        ended, _of = Session.objects.filter(pk__in=keys).delete()
        came.filter(pk__in=keys).delete()
    return ended


def carry_over(*, key: str, to: str) -> None:
    """A session goes on under another key of its row: what ends at the provider still ends it."""
    with transaction.atomic(), as_system(COMES):
        came = ProviderSession.objects.filter(pk=key).first()
        if came is not None:
            came.delete()
            came.pk = to
            came.save(force_insert=True)


def release(person: int) -> None:
    """Whichever account comes next with the person's login is theirs. Needs the whole reach."""
    ProviderAccount.objects.filter(person=person).delete()


def forget_ended() -> None:
    """What is kept of sessions that are not there any more goes."""
    with transaction.atomic(), as_system("sessions that ended"):
        ProviderSession.objects.exclude(pk__in=Session.objects.values("pk")).delete()


def organisation_of(of: str) -> Organisation | None:
    """The one whose provider this is; None where nobody is registered so. Needs the whole reach."""
    named = {"kind": OrgKind.VENDOR.value} if of == VENDOR else {"inn": of}
    return Organisation.objects.filter(**named).first()


def without_organisation() -> list[str]:
    """Keys of the providers that let nobody in, as nobody is registered whose they are."""
    with transaction.atomic(), as_system("whose the providers are"):
        return [
            each.key for each in settings.SIGN_IN_PROVIDERS.own if organisation_of(each.organisation) is None
        ]


def accounts() -> Mapping[str, int]:
    """How many are bound at each provider that is named, by its key, and under "" how many at any other."""
    named = {each.issuer: each.key for each in settings.SIGN_IN_PROVIDERS.all}
    found = dict.fromkeys(named.values(), 0) | {"": 0}
    with transaction.atomic(), as_system("how many accounts of providers are bound"):
        for issuer, count in ProviderAccount.objects.values_list("issuer").annotate(Count("pk")):
            found[named.get(issuer, "")] += count
    return found


def _known_by(issuer: str, name: str) -> str:
    """By what a session of a provider is known again. Its own name stays there: a server of CAS says by it alone, unsigned,
    that the session ended, so whoever read it here could say so too."""
    return keyed_digest(f"{issuer} {name}", PURPOSE, 0) if name else ""


def _recognised(at: datetime, account: Account, of: str) -> Recognised:
    people = Person.objects.alias(small=Lower("login"))
    person = people.filter(small=account.login.lower(), is_active=True).first()
    house = organisation_of(of) if of else None
    if person is None or (of and house is None):
        return Recognised()
    if house is not None and not doors.works_only_in(person.pk, house.pk):
        tell_of_foreign(at, person, house)
        return Recognised(foreign=person.pk)
    at_issuer = ProviderAccount.objects.filter(issuer=account.issuer)
    bound = at_issuer.filter(person=person.pk).first()
    came = at_issuer.filter(subject=account.subject).first()
    if bound != came:
        _tell_of_another(at, person, bound or came)
        return Recognised(differs=person.pk)
    if bound is None:
        ProviderAccount.objects.create(
            person_id=person.pk, issuer=account.issuer, subject=account.subject, bound_at=at
        )
    return Recognised(person=person, only=house.pk if house else None)


def _tell_of_another(at: datetime, person: Person, known: ProviderAccount | None) -> None:
    """The person, who administers their organisation and who confirms contacts at the vendor: once a day. `known` is the
    person's account, else somebody else's that came with their login."""
    if known is not None:
        if known.differed_at is not None and at - known.differed_at < TOLD:
            return
        known.differed_at = at
        known.save(update_fields=["differed_at"])
    held = Membership.objects.filter(person=person.pk, ended_at=None).order_by("added_at", "id")
    organisation = held.values_list("organisation", flat=True).first()
    if organisation is None:
        return
    of: dict[str, Any] = {"at": at, "organisation": organisation}
    notify.to_people([person.pk], "account_differs", {}, about=subjects.OWN_ACCESS, **of)
    heads = {*staff_of(organisation, *HEAD_OF.values()), *confirmers()} - {person.pk}
    about = subjects.people(organisation)
    notify.to_people(heads, "account_differs_at", {"name": person.name}, about=about, **of)
