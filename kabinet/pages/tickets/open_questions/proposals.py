"""Another level that was proposed: nothing changes before the other side agrees (P4.8.2c, U3.5b)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kabinet.pages.tickets import level_effects
from kabinet.pages.tickets.open_questions.question import Link, Matter, link, when
from kabinet.pages.ui.citations import cited_fact
from kabinet.queries.ticket_view import TicketView
from kabinet.records.doors.record_types import FactRecord
from kabinet.regulation.access import Act
from kabinet.regulation.fact_data.tickets import LevelMove
from kabinet.regulation.facts import Kind, Side


def find_proposals(opened: TicketView) -> Iterator[Matter]:
    """To both sides while it waits."""
    level, row = opened.pending.proposed, _last(opened)
    if level is None or row is None or not opened.open:
        return
    asked, reason = opened.side is Side.APPLICANT, row.told_as(LevelMove).reason
    said = {"from": opened.ticket.level, "to": level, "since": when(opened, row.occurred_at)}
    title = (
        _("Предложен уровень %(to)s вместо %(from)s: нужно ваше согласие")
        if asked
        else _("Предложен уровень %(to)s вместо %(from)s, согласия ждём с %(since)s")
    )
    yield Matter(
        tone="warn" if asked else "info",
        icon="signal",
        title=title % said,
        words=(
            *([f"{reason.rstrip('.')}."] if reason else []),
            _("До согласия ничего не меняется. После него: %(moves)s")
            % {"moves": level_effects.moves(opened, level)},
        ),
        clauses=(cited_fact(row.kind, row.clause),),
        links=tuple(_links(opened)),
        asks=asked,
    )


def _links(opened: TicketView) -> Iterator[Link]:
    if opened.may(Act.AGREE_LEVEL).allowed:
        yield link(opened, "ticket_agree_level", _("Согласиться"), "check", primary=True)
    if opened.may(Act.DECLINE_LEVEL).allowed:
        yield link(opened, "ticket_decline_level", _("Отклонить"), "x")


def _last(opened: TicketView) -> FactRecord | None:
    return next((row for row in reversed(opened.entries) if row.kind == Kind.LEVEL_PROPOSED), None)
