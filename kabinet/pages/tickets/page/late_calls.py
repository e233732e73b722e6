"""Calls that the support wrote down after their term, as a ticket's page tells of them (U3.6c, P4.8.1a)."""

from collections.abc import Iterator
from enum import StrEnum
from functools import partial

from django.utils.translation import gettext as _

from kabinet.pages.tickets.page import clocks
from kabinet.pages.ui import deadlines
from kabinet.queries.clock_reading import instant
from kabinet.queries.ticket_view import TicketView
from kabinet.records.doors.record_types import FactRecord
from kabinet.regulation.clocks import VERDICTS, Consequence, Effect, counts_by_silence, fold
from kabinet.regulation.fact_data.tickets import ClaimAnswered, Claimed
from kabinet.regulation.facts import Fact, Kind
from kabinet.regulation.ticket import lifecycle
from kabinet.regulation.working_time import epoch


class State(StrEnum):
    """What became of an entry; LAPSED: nobody confirmed it, and silence is not enough for what it would take."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    SILENCE = "silence"
    DENIED = "denied"
    LAPSED = "lapsed"


def waiting(opened: TicketView) -> list[FactRecord]:
    """The rows of those that nobody answered yet, in their order."""
    return [row for row in opened.entries if row.pk in opened.pending.claims]


def state(opened: TicketView, row: FactRecord) -> State:
    """Of a claim of this ticket."""
    answers = ((each.kind, each.told_as(ClaimAnswered)) for each in opened.entries if each.kind in VERDICTS)
    kind, answer = next((each for each in answers if each[1].claim == row.pk), (None, None))
    if answer is None:
        return State.WAITING
    silent = answer.how == "silence"
    if kind == Kind.CLAIM_CONFIRMED:
        return State.SILENCE if silent else State.CONFIRMED
    return State.LAPSED if silent else State.DENIED


def by_silence(row: FactRecord) -> bool:
    """Whether it counts when nobody answers."""
    return counts_by_silence(row.told_as(Claimed).takes)


def ends(opened: TicketView, row: FactRecord) -> str:
    """Until when it can be answered; empty while who is asked may not work."""
    barred = opened.without_right if opened.vendor_leg else ()
    begun = lifecycle.claim_begins(epoch(row.recorded_at), barred, opened.now)
    if begun is None:
        return ""
    last = lifecycle.claim_ends(begun, opened.leg, opened.calendar)
    return deadlines.instant(instant(last), opened.at, deadlines.of_ticket(opened))


def effect(opened: TicketView, row: FactRecord) -> str:
    """What the entry changes when it counts: every breach that is gone, every one that comes, the level."""
    confirming = Fact(Kind.CLAIM_CONFIRMED, opened.now, opened.side, about=row.pk)
    first, newer = opened.calendars
    told = partial(fold.fold, terms=opened.terms, cal=first, until=opened.now, calendars=newer)
    before, after = told(opened.facts).consequences, told([*opened.facts, confirming]).consequences
    return " ".join(
        (*_changes(opened, before, after, gone=True), *_changes(opened, after, before, gone=False))
    )


def _changes(
    opened: TicketView, these: tuple[Consequence, ...], others: tuple[Consequence, ...], *, gone: bool
) -> Iterator[str]:
    known = {_sign(each) for each in others}
    for each in these:
        if _sign(each) not in known:
            yield _change(opened, each, gone=gone)


def _sign(effect: Consequence) -> tuple[object, ...]:
    return effect.kind, effect.at, effect.clock.name if effect.clock else None, effect.to_level


def _change(opened: TicketView, each: Consequence, *, gone: bool) -> str:
    said = {
        "at": deadlines.instant(instant(each.at), opened.at, deadlines.of_ticket(opened)),
        "what": clocks.head(opened, each.clock.name) if each.clock else "",
        "level": each.to_level,
    }
    if each.kind is Effect.LOWERED:
        lowers = _("Уровень станет %(level)s с %(at)s.")
        return (_("Понижение до уровня %(level)s, %(at)s, отменится.") if gone else lowers) % said
    comes = _("Запишется нарушение: %(what)s, срок %(at)s.")
    return (_("Нарушение снимется: %(what)s, срок %(at)s.") if gone else comes) % said
