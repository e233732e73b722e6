"""A filled form of contacts: every line of it, or nothing (U5d, P4.6, P6.3, L14, L15)."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from kabinet.actions.notices.contact_recipients import ask_vendor
from kabinet.actions.organisations.contacts import clauses, memberships
from kabinet.actions.organisations.contacts.contact import add_contact, change_contact
from kabinet.actions.organisations.contacts.login_claims import with_login
from kabinet.actions.organisations.contacts.memberships import Paper
from kabinet.actions.organisations.contacts.removal import remove_contact
from kabinet.actions.organisations.contacts.rights import change_rights
from kabinet.actions.unit import known_elsewhere
from kabinet.actions.unit.errors import Refused
from kabinet.actions.unit.mistakes import Fault, Mistaken
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act, staff_of
from kabinet.records import doors
from kabinet.records.models import Certificate, Membership, Person
from kabinet.records.security.reach import as_system
from kabinet.records.versions.regulations import law_of
from kabinet.regulation.access import Act, Actor, OrgKind, Role
from kabinet.regulation.fact_data.organisations import ContactForm
from kabinet.regulation.legs import LegCode
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import deny
from kabinet.regulation.visible import clean

MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the form: `row` is its number on the sheet; `leaves` takes the person off the list."""

    row: int
    typed: dict[str, str]
    roles: tuple[Role, ...] = ()
    paper: Paper | None = None
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the person of one line: the rights that they hold now, and the certificate that was put on record."""

    row: int
    name: str
    login: str
    roles: tuple[Role, ...] = ()
    certificate: str = ""
    removed: bool = False


@dataclass(slots=True)
class Summary:
    """What the form did, by names and line by line."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """For the sentence of the history."""
        return {"added": len(self.added), "changed": len(self.changed), "removed": len(self.removed)}

    @property
    def empty(self) -> bool:
        """Whether everything is on record as the form says."""
        return not (self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Form:
    """The lines, and which organisational contact sent them; None where the organisation has none yet. `came` is when they
    came by letter, None by page."""

    lines: Sequence[Line]
    sender: int | None = None
    came: datetime | None = None


def hand_in(*, actor: Actor, at: datetime, organisation: int, form: Form) -> Summary:
    """Does what the lines say: by the organisation's own contact, or by the partner that serves the client.

    Raises Mistaken with every fault of every line (`Fault.row`), Refused, doors.Closed; then nothing has happened.
    """
    with transaction.atomic():
        right = _right(actor, organisation)
        sender = _sender(actor, at, organisation, form, right)
        summary = _lines(actor, at, organisation, form.lines, right)
        if not summary.empty:
            data = ContactForm(
                added=len(summary.added),
                changed=len(summary.changed),
                removed=len(summary.removed),
                sender=sender,
                how="letter" if form.came else "",
                since=form.came,
            )
            _tell(actor, at, organisation, right, data)
        return summary


def preview(*, actor: Actor, at: datetime, organisation: int, form: Form) -> Summary:
    """What `hand_in` would do; the same errors, and nothing is left."""
    return rehearsed(lambda: hand_in(actor=actor, at=at, organisation=organisation, form=form))


class _Rehearsal(Exception):
    """Takes back what was only tried."""


def rehearsed(act: Callable[[], Summary]) -> Summary:
    """The result of `act` without the act."""
    found: list[Summary] = []
    try:
        with transaction.atomic():
            found.append(act())
            raise _Rehearsal
    except _Rehearsal:
        return found[0]


def senders(organisation: int) -> list[Person]:
    """The organisational contacts who may send the form."""
    with as_system("who may send the form"):
        keys = staff_of(organisation, Role.ORGANISATIONAL_CONTACT)
        return list(Person.objects.filter(pk__in=keys).order_by("name"))


def _right(actor: Actor, organisation: int) -> Act:
    own = organisation == actor.organisation
    return Act.SEND_CONTACT_FORM if own else Act.HAND_IN_CLIENT_FORM


def _sender(actor: Actor, at: datetime, organisation: int, form: Form, right: Act) -> str:
    """Who sent the form; Refused when it is nobody of the organisational contacts (U5d, P6.3).

    A client without a confirmed one has nobody who could: its first form is the partner's to hand in.
    """
    if right is Act.SEND_CONTACT_FORM:
        return actor.name
    doors.organisation(actor, organisation)
    known = {person.pk: person.name for person in senders(organisation)}
    if known and form.sender not in known:
        raise Refused(deny(law_of(actor).leg(LegCode.CLIENT), "form_sender"))
    return known.get(form.sender or 0, actor.name)


def _lines(actor: Actor, at: datetime, organisation: int, lines: Sequence[Line], right: Act) -> Summary:
    """Those who leave first: they make room for those who come."""
    summary, faults = Summary(), list(_twice(lines))
    for line in sorted(lines, key=lambda line: (not line.leaves, line.row)):
        try:
            with transaction.atomic():
                _line(actor, at, organisation, line, right, summary)
        except Mistaken as wrong:
            faults += [Fault(fault.field, fault.words, line.row) for fault in wrong.faults]
        except Refused as refused:
            if not _of_a_line(refused, faults):
                raise
            words = f"{refused.verdict.reason.ru}. {refused.verdict.remedy.ru}"
            english = f"{refused.verdict.reason.en}. {refused.verdict.remedy.en}"
            column = "login" if refused.verdict.code == known_elsewhere.CODE else "roles"
            faults.append(Fault(column, Text(words, english), line.row))
    summary.outcomes.sort(key=lambda outcome: outcome.row)
    if faults:
        clause = clauses.of(
            clauses.HANDED_IN, OrgKind.CLIENT if right is Act.HAND_IN_CLIENT_FORM else OrgKind.PARTNER
        )
        raise Mistaken(sorted(faults, key=lambda fault: fault.row), clause)
    return summary


def _of_a_line(refused: Refused, faults: Sequence[Fault]) -> bool:
    """Whether it stands beside the line. What is known elsewhere is told a few times a day, of the lines of one form
    as well: beside those that were told the rest are not compared, and say so."""
    return refused.verdict.code == "third_contact" or (
        refused.verdict.code == known_elsewhere.CODE and bool(faults)
    )


def _twice(lines: Iterable[Line]) -> Iterable[Fault]:
    met: dict[str, int] = {}
    for line in lines:
        login = clean(line.typed.get("login", "")).lower()
        if login and login in met:
            words = Text(
                f"Этот логин уже есть в строке {met[login]}", f"This login stands in row {met[login]}"
            )
            yield Fault("login", words, line.row)
        met.setdefault(login, line.row)


def _line(actor: Actor, at: datetime, organisation: int, line: Line, right: Act, summary: Summary) -> None:
    common: dict[str, Any] = {"actor": actor, "at": at, "organisation": organisation, "right": right}
    person = _of_login(organisation, line.typed.get("login", ""))
    name = " ".join(line.typed.get("name", "").split())
    if line.leaves:
        if person is None:
            words = Text("Сотрудника с этим логином в списке нет", "Nobody with this login is on the list")
            raise Mistaken([Fault("login", words)])
        with as_system("who leaves"):
            gone = Person.objects.get(pk=person)
        remove_contact(**common, person=person)
        summary.removed.append(gone.name)
        summary.outcomes.append(Outcome(line.row, gone.name, gone.login, removed=True))
        return
    known = _certificates(person)
    if person is None:
        person = add_contact(**common, typed=line.typed, roles=line.roles, paper=line.paper, quiet=True)
        summary.added.append(name)
    else:
        quiet: dict[str, Any] = {"person": person, "quiet": True}
        changed = change_contact(**common, **quiet, typed=line.typed)
        changed |= change_rights(**common, **quiet, roles=line.roles, paper=line.paper)
        (summary.changed if changed else summary.same).append(name)
    summary.outcomes.append(_outcome(organisation, line.row, person, known))


def _certificates(person: int | None) -> set[int]:
    with as_system("certificates of a line"):
        return (
            set(Certificate.objects.filter(person=person).values_list("pk", flat=True)) if person else set()
        )


def _outcome(organisation: int, row: int, person: int, known: Collection[int]) -> Outcome:
    """As it is on record now; `known` are the certificates of before."""
    with as_system("what became of a line"):
        found = Person.objects.get(pk=person)
        held = Membership.objects.filter(person=person, organisation=organisation, ended_at=None).order_by(
            "pk"
        )
        entered = Certificate.objects.filter(person=person).exclude(pk__in=known).first()
        roles = {Role(each.role) for each in held}
    listed = tuple(role for role in Role if role in roles)
    return Outcome(row, found.name, found.login, listed, entered.number if entered else "")


def _of_login(organisation: int, login: str) -> int | None:
    """The contact of the organisation with this login."""
    with as_system("a line of a form"):
        person = with_login(clean(login))
        rows = Membership.objects.filter(person=person, organisation=organisation, ended_at=None)
        return person.pk if person is not None and rows.exists() else None


def _tell(actor: Actor, at: datetime, organisation: int, right: Act, data: ContactForm) -> None:
    """One row that there was a form, one notice to the vendor if it has something to confirm."""
    with organisation_act(actor=actor, at=at, organisation=organisation, act=right) as work:
        kind = memberships.kind_of(work)
        work.record("contact_form", data, clause=clauses.of(clauses.HANDED_IN, kind))
        if _waits(work) and kind is not OrgKind.VENDOR:
            ask_vendor(work, "contact_form", data)


def _waits(work: OrganisationWork) -> bool:
    rows = Membership.objects.filter(organisation=work.organisation, ended_at=None, confirmed_at=None)
    return rows.exists()
