"""The first password and a new one: a link that works once, for three days, and is written down nowhere.

Its secret is reckoned from what changes when it is used: the password, and the instant at which sessions ended.
"""

from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import ValidationError
from django.db import transaction

from kabinet.actions.journal import organisation_entries
from kabinet.actions.organisations.contacts.memberships import held
from kabinet.actions.organisations.contacts.sessions import end_sessions
from kabinet.actions.unit import permission
from kabinet.actions.unit.mistakes import Fault, Mistaken, mistaken
from kabinet.actions.unit.organisation_act import asked, organisation_act
from kabinet.records import doors
from kabinet.records.models import Membership, Person
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Act, Actor, OrgKind
from kabinet.regulation.fact_data.organisations import Named
from kabinet.regulation.text import Text


class _Secret(PasswordResetTokenGenerator):
    key_salt = "kabinet.actions.organisations.contacts.access_link"

    def _make_hash_value(self, user: Person, timestamp: int) -> str:
        return f"{user.pk}{user.password}{user.sessions_since}{timestamp}"


class Key(NamedTuple):
    """What the link carries."""

    person: int
    secret: str


SECRETS = _Secret()


def issue_link(*, actor: Actor, at: datetime, organisation: int, person: int) -> None:
    """The person's password and sessions end; `link` gives the key with which a new password is set.

    By an administrator of the organisation, by the vendor's administrator for anybody, by the partner for a contact of
    its client who never had a password. Raises Mistaken, Refused, doors.Closed.
    """
    with organisation_act(
        actor=actor, at=at, organisation=organisation, act=_right(actor, organisation, person)
    ) as work:
        held(work, person)
        _not_shared(actor, organisation, person)
        found = Person.objects.select_for_update().get(pk=person)
        found.password = make_password(None)
        end_sessions(found, work.at)
        found.save(update_fields=["password", "sessions_since"])
        work.record("link_issued", Named(name=found.name), person=person)


def link(*, actor: Actor, at: datetime, organisation: int, person: int) -> Key | None:
    """The key of somebody who has no password, for whoever may hand it over; None for one who has one."""
    right = _right(actor, organisation, person)
    verdict = asked(actor=actor, at=at, organisation=organisation, act=right)
    permission.require_allowed(verdict)
    with transaction.atomic(), as_system("a link is shown"):
        rows = Membership.objects.filter(person=person, ended_at=None)
        who = Person.objects.filter(pk=person).first()
        if who is None or not rows.filter(organisation=organisation).exists():
            raise doors.Closed
        if who.has_usable_password():
            return None
        _not_shared(actor, organisation, person)
        return Key(person, SECRETS.make_token(who))


def of_key(key: Key) -> Person | None:
    """Whose key it is, if it opens anything still."""
    with transaction.atomic(), as_system("a link to set a password"):
        found = Person.objects.filter(pk=key.person, is_active=True).first()
        return found if found is not None and SECRETS.check_token(found, key.secret) else None


def set_password(*, at: datetime, key: Key, password: str) -> Person:
    """Uses the key up. Raises doors.Closed for one that opens nothing, Mistaken for a password that is too weak."""
    with transaction.atomic(), as_system("a password is set by a link"):
        found = Person.objects.select_for_update().filter(pk=key.person, is_active=True).first()
        if found is None or not SECRETS.check_token(found, key.secret):
            raise doors.Closed
        write_password(found, password, at)
        _recorded(found, at)
        return found


def change_password(*, actor: Actor, at: datetime, old: str, new: str) -> datetime:
    """The person's own, with the old one asked; every session ends but one that says it began at the answer."""
    with transaction.atomic(), as_system("a password is changed by its owner"):
        found = Person.objects.select_for_update().get(pk=actor.person)
        if not found.check_password(old):
            raise mistaken("old", "Прежний пароль другой", "The old password is another one")
        return write_password(found, new, at)


def write_password(person: Person, password: str, at: datetime) -> datetime:
    """Keeps a password that is strong enough, ends the sessions; when one that goes on begins. Needs the whole reach."""
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise Mistaken([Fault("new", Text(words, words)) for words in weak.messages]) from None
    person.set_password(password)
    goes_on = end_sessions(person, at)
    person.save(update_fields=["password", "sessions_since"])
    return goes_on


def _right(actor: Actor, organisation: int, person: int) -> Act:
    """The partner hands the first link of its client's contact over; whoever has a password asks their own people."""
    if actor.kind is not OrgKind.PARTNER or organisation == actor.organisation:
        return Act.ISSUE_LINK
    with transaction.atomic(), as_system("has the contact a password"):
        found = Person.objects.filter(pk=person).first()
        new = found is not None and not found.has_usable_password() and _never_let_in(found)
        return Act.HAND_IN_CLIENT_FORM if new else Act.ISSUE_LINK


def _never_let_in(person: Person) -> bool:
    """Before the first password, or before the vendor confirmed anything: what the link opens is a page that waits."""
    rows = Membership.objects.filter(person=person, ended_at=None, confirmed_at__isnull=False)
    return person.sessions_since is None or not rows.exists()


def _not_shared(actor: Actor, organisation: int, person: int) -> None:
    """Who works for two organisations is let in by neither alone: it would let in to the other as well."""
    others = Membership.objects.filter(person=person, ended_at=None).exclude(organisation=organisation)
    if actor.kind is not OrgKind.VENDOR and others.exists():
        raise mistaken(
            "person",
            "Этот человек работает и в другой организации: ссылку выдаёт администратор фирмы «1С»",
            "This person works for another organisation as well: the vendor's administrator issues the link",
        )


def _recorded(person: Person, at: datetime) -> None:
    rows = Membership.objects.filter(person=person, ended_at=None).values_list("organisation", flat=True)
    for organisation in sorted(set(rows)):
        organisation_entries.write(
            organisation,
            "password_set",
            Named(name=person.name),
            actor=Actor(person=person.pk, name=person.name, kind=None, organisation=organisation),
            at=at,
            person=person.pk,
        )
