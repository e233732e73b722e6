"""One thing that happened, as a line of the history."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from kabinet.actions.notices import kinds, wording
from kabinet.actions.unit.instants import epoch
from kabinet.pages.tickets import level_effects
from kabinet.pages.ui import deadlines, moments
from kabinet.pages.ui.citations import called, cited_fact, spoken
from kabinet.pages.ui.talk import Event
from kabinet.queries.ticket_view import TicketView
from kabinet.records.doors.record_types import FactRecord
from kabinet.regulation.fact_data.tickets import PassedOn, Refused
from kabinet.regulation.facts import Kind

LEVELS = frozenset({Kind.LEVEL_CHANGED, Kind.LOWERED})


def event(opened: TicketView, row: FactRecord, void: Collection[int]) -> Event:
    """`void` are rows of the law that a fact written down later made untrue; they stay in the history, struck through."""
    kind, name = Kind(row.kind), row.actor_name
    declared = kinds.of_ticket(kind)
    words = sentence(opened, row)
    told = row.told
    if isinstance(told, Refused):
        words = f"{words}. {spoken(told.instead)}."
    if isinstance(told, PassedOn) and opened.other is not None:
        words = f"{words}: {told.vendor}"
    if kind in LEVELS and row.ticket_id == opened.ticket.pk and row.pk not in void:
        words = with_deadlines(opened, row, words)
    untrue = row.pk in void
    place = cited_fact(row.kind, row.clause)
    return Event(
        id=f"e{row.pk}",
        icon=declared.icon,
        who="" if not name or name in words else f"{called(name)}:",
        words=f"{words} {_('Отменено: засчитан более ранний звонок.')}" if untrue else words,
        at=moments.clock(row.occurred_at, opened.zone),
        at_full=_full(opened, row),
        tone="void" if untrue else "bad" if wording.words(declared, row.data).bad else "",
        clause=place.words,
        clause_url=place.url,
    )


def with_deadlines(opened: TicketView, row: FactRecord, words: str) -> str:
    """A change of level with every deadline before and after it."""
    moved = level_effects.changed(opened, epoch(row.occurred_at))
    return f"{words.rstrip('.')}. {moved}" if moved else words


def sentence(opened: TicketView, row: FactRecord) -> str:
    """What the journal's row says; its instants are a clock's."""

    def instant(at: datetime) -> str:
        return deadlines.full(at, deadlines.of_ticket(opened))

    # What the message beside it says is not said twice.
    repeated = row.message_id and row.kind != Kind.REGISTERED
    unsaid = ("reason",) if repeated else ()
    return spoken(wording.of_entry(row, instant=instant, without=unsaid))


def _full(opened: TicketView, row: FactRecord) -> str:
    """When it occurred, and when it was written down if that was later."""
    full = moments.full(row.occurred_at, opened.zone)
    if row.recorded_at <= row.occurred_at:
        return full
    return _("%(occurred)s; записано %(recorded)s") % {
        "occurred": full,
        "recorded": moments.full(row.recorded_at, opened.zone),
    }
