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
from django.db.models import Q

from kabinet.actions.alerts import devices
from kabinet.actions.journal import organisation_entries
from kabinet.actions.notices import notify, subjects
from kabinet.actions.notices.contact_recipients import heads
from kabinet.actions.organisations import api_tokens, deadline_feeds
from kabinet.actions.organisations.contacts.memberships import held
from kabinet.actions.organisations.contacts.provider_accounts import release
from kabinet.actions.organisations.contacts.sessions import end_sessions
from kabinet.actions.unit import permission
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.mistakes import Fault, Mistaken, mistaken
from kabinet.actions.unit.organisation_act import OrganisationWork, asked, organisation_act
from kabinet.records import doors, hashing
from kabinet.records.models import Membership, Organisation, Password, Person
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Act, Actor, OrgKind
from kabinet.regulation.fact_data.organisations import Named, PasswordSet
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
    """The person's password and sessions end, and the account of an identity provider that was theirs; `link` gives the key
    with which a new password is set.

    By an administrator of the organisation, by the vendor's administrator for anybody, by the partner for a contact of
    its client who never had a password. Raises Mistaken, Refused, doors.Closed.
    """
    with organisation_act(
        actor=actor, at=at, organisation=organisation, act=_right(actor, organisation, person)
    ) as work:
        held(work, person)
        require_not_shared(actor, organisation, person)
        found = Person.objects.select_for_update().get(pk=person)
        end_password(found, work.at)
        release(found.pk)
        _handed(found.pk, actor.person)
        data = Named(name=found.name)
        work.record("link_issued", data, person=person)
        work.tell([person], "link_issued", data, about=subjects.OWN_ACCESS)
        work.tell(
            set(heads(organisation)) - {person}, "link_issued", data, about=subjects.people(organisation)
        )


def link(*, actor: Actor, at: datetime, organisation: int, person: int) -> Key | None:
    """The key of somebody who has no password, for whoever may hand it over; None for one who has one.

    To whom it was shown stands in the journal, once for each in turn, and the organisation's administrators are told.
    """
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
        require_not_shared(actor, organisation, person)
        _shown(actor, whole(at), organisation, who)
        return Key(person, SECRETS.make_token(who))


def of_key(key: Key) -> Person | None:
    """Whose key it is, if it opens anything still."""
    with transaction.atomic(), as_system("a link to set a password"):
        found = Person.objects.filter(pk=key.person, is_active=True).first()
        return found if found is not None and SECRETS.check_token(found, key.secret) else None


def set_password(*, at: datetime, key: Key, password: str) -> Person:
    """Uses the key up. Raises doors.Closed for one that opens nothing, Mistaken for a weak password, hashing.Busy.

    The password is hashed between two transactions: nobody waits for it with a row in hand.
    """
    with transaction.atomic(), as_system("a password is looked at"):
        person = of_key(key)
        if person is None:
            raise doors.Closed
        weak = _weaknesses(person, password)
    encoded = _encoded(password, weak)
    with transaction.atomic(), as_system("a password is set by a link"):
        found = Person.objects.select_for_update().filter(pk=key.person, is_active=True).first()
        if found is None or not SECRETS.check_token(found, key.secret):
            raise doors.Closed
        _keep_password(found, encoded, at)
        _recorded(found, at)
        return found


def handed_by(person: int) -> str:
    """Who had been shown the link by which the password of this person was set, the first time this is asked."""
    with transaction.atomic(), as_system("who handed a link over"):
        row = Password.objects.select_related("handed_by").filter(person=person, told=False).first()
        if row is None or row.handed_by is None:
            return ""
        Password.objects.filter(person=person).update(told=True)
        return row.handed_by.name


def end_password(person: Person, at: datetime) -> None:
    """Password, sessions, links and the address of deadlines of the person end. Needs the whole reach."""
    person.password = make_password(None)
    person.keep_password()
    end_sessions(person, at)
    deadline_feeds.end_of(person.pk)
    api_tokens.end_all(person.pk)
    devices.end_of(person.pk)
    person.save(update_fields=["sessions_since"])


def end_handed_password(work: OrganisationWork, person: int) -> None:
    """A password set by a link which another organisation handed over ends with the vendor's confirmation (decision 23).

    What is opened then is open to nobody who may have known it. Needs the whole reach.
    """
    row = Password.objects.filter(person=person, handed_by__isnull=False).first()
    if row is None:
        return
    theirs = Membership.objects.filter(person=row.handed_by_id, ended_at=None)
    if theirs.filter(Q(organisation=work.organisation) | Q(organisation__kind=OrgKind.VENDOR.value)).exists():
        return
    found = Person.objects.select_for_update().get(pk=person)
    end_password(found, work.at)
    Password.objects.filter(person=person).update(handed_by=None, told=True)
    work.record_of(work.organisation.pk, "password_ended", Named(name=found.name), person=person)


def change_password(*, actor: Actor, at: datetime, old: str, new: str) -> datetime:
    """The person's own, with the old one asked; every session ends but one that says it began at the answer.

    Raises Mistaken, also when the password was changed by somebody else meanwhile; hashing.Busy.
    """
    changing = "a password is changed by its owner"
    with transaction.atomic(), as_system(changing):
        person = Person.objects.get(pk=actor.person)
        kept, weak = person.password, _weaknesses(person, new)
    if not hashing.is_right(old, kept):
        raise _another()
    encoded = _encoded(new, weak)
    with transaction.atomic(), as_system(changing):
        found = Person.objects.select_for_update().get(pk=actor.person)
        if found.password != kept:
            raise _another()
        return _keep_password(found, encoded, at)


def require_not_shared(actor: Actor, organisation: int, person: int) -> None:
    """Who works for two organisations is let in by neither alone: it would let in to the other as well."""
    others = Membership.objects.filter(person=person, ended_at=None).exclude(organisation=organisation)
    if actor.kind is not OrgKind.VENDOR and others.exists():
        raise mistaken(
            "person",
            "Этот человек работает и в другой организации: ссылку выдаёт администратор {vendor_firm_gen}",
            "This person works for another organisation as well: the vendor's administrator issues the link",
        )


def _another() -> Mistaken:
    return mistaken("old", "Прежний пароль другой", "The old password is another one")


def _weaknesses(person: Person, password: str) -> list[Fault]:
    """What stands against the password. Needs the whole reach: it must not be made of what is known of the person."""
    try:
        validate_password(password, person)
    except ValidationError as weak:
        return [Fault("new", Text(words, words)) for words in weak.messages]
    return []


def _encoded(password: str, weak: list[Fault]) -> str:
    """The password as it is kept; slow, outside any transaction. Mistaken for a weak one."""
    if weak:
        raise Mistaken(weak)
    return hashing.encode(password)


def _keep_password(person: Person, encoded: str, at: datetime) -> datetime:
    """Keeps it and ends the sessions; when one that goes on begins. Needs the whole reach."""
    person.password = encoded
    goes_on = end_sessions(person, at)
    person.keep_password()
    person.save(update_fields=["sessions_since"])
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
    """Before the vendor confirmed anything: what the link opens is a page that waits."""
    rows = Membership.objects.filter(person=person, ended_at=None, confirmed_at__isnull=False)
    return not rows.exists()


def _shown(actor: Actor, at: datetime, organisation: int, who: Person) -> None:
    """Who gets the key is on record before they see it. Each gets one of their own; the one before opens nothing more."""
    if Password.objects.filter(person=who, handed_by=actor.person).exists():
        return
    who.password = make_password(None)
    who.keep_password()
    _handed(who.pk, actor.person)
    data, of = Named(name=who.name), Organisation.objects.get(pk=organisation)
    named = Organisation.objects.values_list("short_name", flat=True).get(pk=actor.organisation)
    organisation_entries.write(
        organisation, "link_shown", data, actor=actor, at=at, actor_organisation=named, person=who.pk
    )
    marks = {"name": who.name, "actor": actor.name, "subject": of.short_name}
    told = set(heads(organisation)) - {actor.person, who.pk}
    notify.to_people(
        told, "link_shown", marks, about=subjects.people(organisation), at=at, organisation=organisation
    )


def _handed(person: int, by: int) -> None:
    Password.objects.filter(person=person).update(handed_by=by, told=False)


def _recorded(person: Person, at: datetime) -> None:
    rows = Membership.objects.filter(person=person, ended_at=None).values_list("organisation", flat=True)
    row = Password.objects.select_related("handed_by").get(person=person)
    by = row.handed_by.name if row.handed_by else "—"
    for organisation in sorted(set(rows)):
        house = Organisation.objects.get(pk=organisation)
        marks = {"name": person.name, "by": by, "actor": by, "subject": house.short_name}
        notify.to_people(
            [person.pk], "password_set", marks, about=subjects.OWN_ACCESS, at=at, organisation=organisation
        )
        organisation_entries.write(
            organisation,
            "password_set",
            PasswordSet(name=person.name, by=by),
            actor=Actor(person=person.pk, name=person.name, kind=None, organisation=organisation),
            at=at,
            person=person.pk,
        )
