"""The vendor confirms contacts, or refuses with a reason; singly and many at once (L14, L15)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from kabinet.actions.notices import subjects
from kabinet.actions.notices.contact_recipients import heads
from kabinet.actions.organisations.contacts import clauses
from kabinet.actions.organisations.contacts.access_link import end_handed_password
from kabinet.actions.organisations.contacts.role_names import said
from kabinet.actions.unit.errors import Refused
from kabinet.actions.unit.mistakes import mistaken
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act
from kabinet.records import lengths
from kabinet.records.models import Certificate, Membership, Person
from kabinet.regulation.access import Act, Actor, OrgKind, Role
from kabinet.regulation.fact_data.organisations import ContactConfirmed, ContactRefused
from kabinet.regulation.text import Text
from kabinet.regulation.visible import clean

LONGEST_REASON = lengths.REASON


@dataclass(frozen=True, slots=True)
class Awaited:
    """One person of one organisation, about whom the vendor decides."""

    organisation: int
    person: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one of many; `words` say why nothing did."""

    name: str
    done: bool
    words: Text


class Decided(Exception):
    """There is nothing to decide any more: somebody was first, or the contact was withdrawn. `words` say so."""

    def __init__(self, name: str, words: Text) -> None:
        self.name, self.words = name, words
        super().__init__(words.en)


def confirm_contact(*, actor: Actor, at: datetime, organisation: int, person: int) -> None:
    """Everything that waits of the person there opens: rights, a certificate, an organisation that was new (P6.3).

    A password that they set by a link of their partner's ends with it.

    Raises Refused, doors.Closed, Decided.
    """
    with organisation_act(actor=actor, at=at, organisation=organisation, act=Act.CONFIRM_CONTACT) as work:
        waiting = _waiting(work, person)
        _decide(work, waiting, confirmed_at=work.at)
        Certificate.objects.filter(person=person, pending=True).update(pending=False)
        if work.organisation.pending:
            work.organisation.pending = False
            work.organisation.save(update_fields=["pending"])
        end_handed_password(work, person)
        _recorded(work, waiting)


def refuse_contact(*, actor: Actor, at: datetime, organisation: int, person: int, reason: str) -> None:
    """What waits ends with a reason that the person and both sides read. Raises Mistaken, Refused, doors.Closed, Decided."""
    with organisation_act(actor=actor, at=at, organisation=organisation, act=Act.CONFIRM_CONTACT) as work:
        words = clean(reason)
        if not words or len(words) > LONGEST_REASON:
            raise mistaken(
                "reason",
                f"Напишите причину, не длиннее {LONGEST_REASON} знаков",
                f"Write the reason, at most {LONGEST_REASON} characters",
                clauses.of(clauses.CONFIRMED, work.organisation.kind),
            )
        waiting = _waiting(work, person)
        _decide(work, waiting, ended_at=work.at, refusal=words)
        if not Membership.objects.filter(person=person, ended_at=None).exists():
            Certificate.objects.filter(person=person, pending=True).delete()
        _recorded(work, waiting, words)


def decide_many(
    *, actor: Actor, at: datetime, awaited: Iterable[Awaited], refusal: str | None = None
) -> list[Outcome]:
    """Each by itself: one that cannot be decided hinders no other. `refusal` is the reason of all; None confirms."""
    return [_tried(actor, at, each, refusal) for each in dict.fromkeys(awaited)]


def _tried(actor: Actor, at: datetime, each: Awaited, refusal: str | None) -> Outcome:
    given: dict[str, Any] = {
        "actor": actor,
        "at": at,
        "organisation": each.organisation,
        "person": each.person,
    }
    try:
        with transaction.atomic():
            if refusal is None:
                confirm_contact(**given)
            else:
                refuse_contact(**given, reason=refusal)
    except Decided as decided:
        return Outcome(decided.name, False, decided.words)
    except Refused as refused:
        if refused.verdict.code in ("only_confirmer", "unconfirmed", "invalid_reason"):
            raise  # it is about the reader or the reason, not about this one
        return Outcome("", False, refused.verdict.reason)
    return Outcome("", True, Text("", ""))


def _waiting(work: OrganisationWork, person: int) -> list[Membership]:
    """What waits, locked; Decided when nothing does."""
    rows = Membership.objects.select_for_update(of=("self",)).select_related("person", "decided_by")
    mine = list(rows.filter(organisation=work.organisation, person=person).order_by("role", "id"))
    waiting = [row for row in mine if row.ended_at is None and row.confirmed_at is None]
    if not waiting:
        raise _decided(mine)
    return waiting


def _decided(rows: list[Membership]) -> Decided:
    """Who was first, and what they did."""
    if not rows:
        return Decided("", Text("Такого контактного лица нет", "There is no such contact"))
    last = max(rows, key=lambda row: row.ended_at or row.confirmed_at or row.added_at)
    name, who = last.person.name, last.decided_by.name if last.decided_by else "—"
    if last.ended_at is None:
        return Decided(name, Text(f"Уже подтверждено: {who}", f"Confirmed already by {who}"))
    if last.refusal:
        return Decided(name, Text(f"Уже отказано: {who}", f"Refused already by {who}"))
    return Decided(
        name, Text(f"Заявку уже отозвали: {who}", f"The application was withdrawn already by {who}")
    )


def _decide(work: OrganisationWork, rows: list[Membership], **columns: Any) -> None:
    keys = [row.pk for row in rows]
    Membership.objects.filter(pk__in=keys).update(decided_by=work.actor.person, **columns)


def _recorded(work: OrganisationWork, rows: list[Membership], refusal: str | None = None) -> None:
    """The organisation's history; the person and both parties are told."""
    person: Person = rows[0].person
    roles = said(Role(row.role) for row in rows)
    data = (
        ContactConfirmed(name=person.name, roles=roles)
        if refusal is None
        else ContactRefused(name=person.name, roles=roles, reason=refusal)
    )
    kind = "contact_confirmed" if refusal is None else "contact_refused"
    clause = clauses.of(clauses.CONFIRMED, work.organisation.kind)
    work.record(kind, data, person=person.pk, clause=clause)
    added = {row.added_by_id for row in rows if row.added_by_id}
    if OrgKind(work.organisation.kind) is not OrgKind.VENDOR:
        added |= set(heads(work.organisation.pk))
    told = added - {person.pk}
    work.tell(told, kind, data, about=subjects.people(work.organisation.pk))
    work.tell([person.pk], f"{kind}_you", data, about=subjects.OWN_ACCESS)
