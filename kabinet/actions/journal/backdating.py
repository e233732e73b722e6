"""A fact that came late: written down after the law had already judged what followed it. Its ticket is told anew; so it is
when a claim is confirmed, which then counts from its own instant.

Nothing in the journal is changed. Rows of the law that no longer hold are named by the late fact itself (`void`), what
holds now and was not there is added at its true instant.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kabinet.actions.journal import barred, calendars, clocks, fact_codec, ticket_state
from kabinet.actions.unit.instants import epoch
from kabinet.actions.unit.work import Work
from kabinet.records.models import JournalEntry
from kabinet.records.security.reach import as_system
from kabinet.regulation.clocks import Consequence, claims, fold
from kabinet.regulation.facts import Fact, Kind
from kabinet.regulation.pack import Turn

Told = tuple[Fact, Turn | None]


@dataclass(frozen=True, slots=True)
class Retold:
    """`void` are rows that no longer hold, `added` what the law did that was not known before."""

    void: tuple[JournalEntry, ...]
    added: tuple[Consequence, ...]


def is_late(work: Work, fact: Fact) -> bool:
    """Whether the clocks have already been told something after this fact, or it confirms one of before."""
    if fact.kind is Kind.CLAIM_CONFIRMED:
        return True
    return work.clocks.seen is not None and fact.at < work.clocks.seen


def takes(work: Work, occurred: datetime, reached: bool) -> tuple[Consequence, ...]:
    """What a call of the support of that instant would take from the other side, if it counted (clock_claim.takes)."""
    known = _entries(work)
    call = Fact(Kind.CALLED, epoch(occurred), work.side, reached=reached)
    first, newer = calendars.lived_under(work.ticket, known)
    facts, until = [fact_codec.fact_of(entry) for entry in known], epoch(work.at)
    was, would_be = (
        fold.fold(told, work.terms, first, until, newer).consequences for told in (facts, [*facts, call])
    )
    return claims.takes(was, would_be)


def retell(work: Work, fact: Fact, vendor_turn: Turn | None) -> Retold:
    """Puts `fact` in its place among all the ticket's facts and takes over what comes out."""
    entries = _entries(work)
    told = _in_order(
        [(fact_codec.fact_of(entry), fact_codec.vendor_turn(entry.told)) for entry in entries],
        fact,
        vendor_turn,
    )
    first, newer = calendars.lived_under(work.ticket, entries)
    folded = fold.fold([each for each, _ in told], work.terms, first, work.clocks.seen, newer)
    work.standing = ticket_state.replayed(told, work.leg)
    retold = _difference(fact_codec.derived(entries), folded.consequences)
    void = {entry.pk for entry in retold.void}
    work.barred = barred.told(row for row in fact_codec.derived(entries) if row.pk not in void)
    barred.judge(work, retold.added)
    _take_over(work, folded)
    return retold


def _entries(work: Work) -> list[JournalEntry]:
    with as_system("a fact that came late"):
        return list(JournalEntry.objects.filter(ticket=work.ticket).order_by("occurred_at", "id"))


def _in_order(known: Sequence[Told], fact: Fact, vendor_turn: Turn | None) -> list[Told]:
    return sorted([*known, (fact, vendor_turn)], key=lambda told: told[0].at)


def _take_over(work: Work, folded: fold.Folded) -> None:
    work.clocks = folded.clocks
    work.runs = {(clock.name, clock.run): clock for clock in folded.runs}
    work.ticket.breaches = clocks.breaches(folded.consequences, work.barred)
    work.refolded = True


def _difference(rows: Sequence[JournalEntry], consequences: Sequence[Consequence]) -> Retold:
    now = {fact_codec.sign_of(consequence) for consequence in consequences}
    before = {fact_codec.sign(row) for row in rows}
    return Retold(
        tuple(row for row in rows if fact_codec.sign(row) not in now),
        tuple(each for each in consequences if fact_codec.sign_of(each) not in before),
    )
