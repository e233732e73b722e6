"""A call that the support wrote down after the term which it would have met: the other side confirms or denies it.

Until then the breach stands. Confirmed, or left unanswered for the days of the pack, the call counts from when it took place
and the ticket is told anew; denied, the breach stands for good. A level is never lost by silence, and whoever may not answer
is not silent (L12b).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import BigIntegerField, Exists, OuterRef
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from kabinet.actions.journal import auto_close, entries
from kabinet.actions.tickets.speak import clean_reason
from kabinet.actions.unit import ticket_work
from kabinet.actions.unit.instants import epoch, moment_or_none, whole
from kabinet.actions.unit.ticket_act import act, finish
from kabinet.actions.unit.work import Work
from kabinet.records.doors.working import days_of_partner
from kabinet.records.models import JournalEntry, Ticket
from kabinet.records.security.reach import as_system
from kabinet.records.versions import calendar_of, leg_of, pack_of, terms_of
from kabinet.regulation.access import Act, Actor, ClaimAnswer, OrgKind
from kabinet.regulation.clocks import VERDICTS, Consequence, counts_by_silence
from kabinet.regulation.fact_data.tickets import Called, ClaimAnswered, Claimed
from kabinet.regulation.facts import Kind
from kabinet.regulation.organisation.work_days import outside
from kabinet.regulation.ticket import lifecycle

UNANSWERED = "a late entry that nobody answered"
CONFIRMING, DENYING = Kind.CLAIM_CONFIRMED, Kind.CLAIM_DENIED


def claimed(work: Work, taken: Sequence[Consequence], occurred: datetime, call: Called) -> Claimed:
    """What the row of a claim tells: the call, what it would take, when it was, until when it can be answered, or that
    whoever is asked may not answer now."""
    last = _last(work.ticket, epoch(work.at), epoch(work.at))
    takes = tuple(each.kind for each in taken)
    return Claimed(
        reached=call.reached,
        asks=call.asks,
        reason=call.reason,
        outage=call.outage,
        outage_since=call.outage_since,
        outage_closes=call.outage_closes,
        takes=takes,
        since=occurred,
        closes=moment_or_none(last),
        unable=last is None,
        only="" if counts_by_silence(takes) else "confirmed",
    )


def confirm_call(
    *, actor: Actor, at: datetime, number: str, claim: int, version: int | None = None
) -> Ticket:
    """The other side says that there was such a call: it counts from then. `claim` is the journal's row."""
    with act(
        actor=actor,
        at=at,
        number=number,
        act=Act.CONFIRM_CALL,
        version=version,
        typed=ClaimAnswer(claim=claim),
    ) as work:
        _answer(work, CONFIRMING, claim)
    return work.ticket


def deny_call(
    *, actor: Actor, at: datetime, number: str, claim: int, reason: str = "", version: int | None = None
) -> Ticket:
    """There was no such call: what was missed stays missed, and the entry stays in the history."""
    with act(
        actor=actor, at=at, number=number, act=Act.DENY_CALL, version=version, typed=ClaimAnswer(claim=claim)
    ) as work:
        _answer(work, DENYING, claim, reason=clean_reason(reason))
    return work.ticket


def answer_silent_claims(*, at: datetime) -> int:
    """Answers for everybody who was silent for the days of the pack; how many. For a job that runs some times a day."""
    return sum(settle_claim(at=at, ticket_id=ticket, claim=claim) for ticket, claim in _overdue(whole(at)))


def settle_claim(*, at: datetime, ticket_id: int, claim: int) -> bool:
    """One of them; False when it was answered meanwhile, or can still be."""
    with transaction.atomic(), as_system(UNANSWERED):
        work = auto_close.take_up(UNANSWERED, whole(at), ticket_id)
        if work is None or not _waiting().filter(pk=claim, ticket=ticket_id).exists():
            return False
        row = JournalEntry.objects.get(pk=claim)
        if not _is_over(row, work.ticket, work.at):
            return False
        ticket_work.settle(work)
        counts = counts_by_silence(row.told_as(Claimed).takes)
        _answer(work, CONFIRMING if counts else DENYING, claim, how="silence")
        finish(work)
        return True


def ends(row: JournalEntry, ticket: Ticket, at: datetime) -> int | None:
    """When (epoch seconds) nobody can answer the claim any more, as it looks `at`; None while who is asked may not work."""
    return _last(ticket, epoch(row.recorded_at), epoch(at))


def _last(ticket: Ticket, recorded: int, now: int) -> int | None:
    """The same of a claim that was written down at `recorded`."""
    leg = leg_of(ticket)
    barred = _barred(ticket, recorded, now) if leg.applicant.value == OrgKind.PARTNER else ()
    begun = lifecycle.claim_begins(recorded, barred, now)
    return None if begun is None else lifecycle.claim_ends(begun, leg, calendar_of(ticket))


def _barred(ticket: Ticket, since: int, now: int) -> tuple[tuple[int, int], ...]:
    """When the ticket's partner might not answer (L12b)."""
    days = days_of_partner(ticket.partner_id, pack_of(ticket))
    return outside(days, since, now + 1, ZoneInfo(terms_of(ticket).hours.zone))


def _is_over(row: JournalEntry, ticket: Ticket, at: datetime) -> bool:
    """Who may not work only puts it off: nobody's days are asked for before it could be over."""
    if epoch(at) <= lifecycle.claim_ends(epoch(row.recorded_at), leg_of(ticket), calendar_of(ticket)):
        return False
    last = ends(row, ticket, at)
    return last is not None and last < epoch(at)


def _overdue(at: datetime) -> list[tuple[int, int]]:
    """Tickets and their claims, by a look without a lock; the step looks again."""
    with transaction.atomic(), as_system(UNANSWERED):
        rows = _waiting().select_related(
            *(f"ticket__{each}" for each in ("regulation", "calendar", "agreement"))
        )
        return [(row.ticket_id, row.pk) for row in rows if _is_over(row, row.ticket, at)]


def _waiting() -> Any:
    about = Cast(KeyTextTransform("claim", "data"), BigIntegerField())
    answers = JournalEntry.objects.filter(ticket=OuterRef("ticket"), kind__in=VERDICTS)
    answers = answers.annotate(about=about).filter(about=OuterRef("pk"))
    return JournalEntry.objects.filter(~Exists(answers), kind=Kind.CLAIMED).order_by("recorded_at", "id")


def _answer(work: Work, kind: Kind, claim: int, *, how: str = "", reason: str | None = None) -> None:
    row = JournalEntry.objects.get(ticket=work.ticket, pk=claim)
    data = ClaimAnswered(
        claim=claim,
        since=row.occurred_at,
        reached=row.told_as(Claimed).reached,
        how=how,
        reason=reason,
    )
    entries.record(work, kind, data)
