"""One thing that happened, as a line of the history."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from kabinet.actions.journal.barred import BARRED
from kabinet.actions.notices import wording
from kabinet.actions.unit.instants import epoch
from kabinet.pages.tickets import level_effects
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import called, cited, spoken
from kabinet.pages.ui.talk import Event
from kabinet.queries.ticket_view import Record, TicketView
from kabinet.regulation.facts import Kind
from kabinet.regulation.text import Text

ICONS = {
    Kind.REGISTERED: "ticket-check",
    Kind.TAKEN: "user-check",
    Kind.ASSIGNED: "user-check",
    Kind.LEVEL_CHANGED: "signal",
    Kind.LEVEL_PROPOSED: "signal",
    Kind.LEVEL_DECLINED: "x",
    Kind.SUPPLIED: "check",
    Kind.OBJECTED: "message-circle-warning",
    Kind.OBJECTION_UPHELD: "rotate-ccw",
    Kind.REFUSAL_KEPT: "ban",
    Kind.LOWERED: "chevrons-down",
    Kind.PASSED_ON: "arrow-up-right",
    Kind.VENDOR_CHANGED: "arrow-up-right",
    Kind.RELAYED: "corner-down-left",
    Kind.RETURNED: "undo-2",
    Kind.COMPLETED: "check",
    Kind.CLAIM_CONFIRMED: "phone-call",
    Kind.CLAIM_DENIED: "phone-off",
    Kind.PLAN_AGREED: "list-checks",
    Kind.PLAN_REFUSED: "list-checks",
    Kind.ACCEPTED: "circle-check-big",
    Kind.DECLINED: "rotate-ccw",
    Kind.CLOSED: "circle-check-big",
    Kind.CLOSED_BY_WORD: "circle-check-big",
    Kind.CLOSED_BY_SILENCE: "circle-check-big",
    Kind.CLOSING_ANNOUNCED: "hourglass",
    Kind.REOPENED: "rotate-ccw",
    Kind.WITHDRAWN: "circle-pause",
    Kind.LINKED: "link",
    Kind.UNLINKED: "link",
    Kind.MERGED: "copy",
    Kind.ABSORBED: "copy",
    Kind.TAGGED: "tag",
    Kind.UNTAGGED: "tag",
    Kind.WATCHER_ADDED: "eye",
    Kind.CONTACT_CHANGED: "circle-user",
    Kind.REFUSED: "ban",
    Kind.WIDENED: "eye",
    Kind.INVITED: "user-plus",
    Kind.LEFT: "log-out",
    Kind.BREACHED: "octagon-alert",
    Kind.CALENDAR_CHANGED: "calendar",
}
BAD = frozenset({Kind.BREACHED, Kind.LOWERED, Kind.REFUSED, Kind.REFUSAL_KEPT, Kind.CLAIM_DENIED})
LEVELS = frozenset({Kind.LEVEL_CHANGED, Kind.LOWERED})


def event(opened: TicketView, row: Record, void: Collection[int]) -> Event:
    """`void` are rows of the law that a fact written down later made untrue; they stay in the history, struck through."""
    kind, name = Kind(row.kind), row.actor_name
    words = sentence(opened, row)
    if instead := row.data.get("instead"):
        words = f"{words}. {spoken(Text(**instead))}."
    if kind is Kind.PASSED_ON and opened.other is not None:
        words = f"{words}: {row.data.get('vendor', '')}"
    if kind in LEVELS and row.ticket_id == opened.ticket.pk and row.pk not in void:
        words = with_deadlines(opened, row, words)
    untrue = row.pk in void
    place = cited(row.clause)
    return Event(
        id=f"e{row.pk}",
        icon=ICONS.get(kind, "info"),
        who="" if not name or name in words else f"{called(name)}:",
        words=f"{words} {_('Отменено: засчитан более ранний звонок.')}" if untrue else words,
        at=moments.clock(row.occurred_at, opened.zone),
        at_full=_full(opened, row),
        tone="void" if untrue else "bad" if kind in BAD and not row.data.get(BARRED) else "",
        clause=place.words,
        clause_url=place.url,
    )


def with_deadlines(opened: TicketView, row: Record, words: str) -> str:
    """A change of level with every deadline before and after it."""
    moved = level_effects.changed(opened, epoch(row.occurred_at))
    return f"{words.rstrip('.')}. {moved}" if moved else words


def sentence(opened: TicketView, row: Record) -> str:
    """What the journal's row says, its instants in the reader's zone."""

    def instant(at: datetime) -> str:
        return moments.full(at, opened.zone)

    # What the message beside it says is not said twice.
    repeated = row.message_id and row.kind != Kind.REGISTERED
    data = {**row.data, "reason": ""} if repeated else row.data
    return spoken(wording.history(Kind(row.kind), data, actor=row.actor_name, instant=instant))


def _full(opened: TicketView, row: Record) -> str:
    """When it occurred, and when it was written down if that was later."""
    full = moments.full(row.occurred_at, opened.zone)
    if row.recorded_at <= row.occurred_at:
        return full
    return _("%(occurred)s; записано %(recorded)s") % {
        "occurred": full,
        "recorded": moments.full(row.recorded_at, opened.zone),
    }
