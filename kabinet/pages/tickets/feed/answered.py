"""What an act answers, drawn on its page as it stands in the talk: a plan, a solution, a refusal, an objection."""

from collections.abc import Callable, Container
from dataclasses import replace

from kabinet.pages.tickets.feed.file import file_line
from kabinet.pages.tickets.feed.message import message
from kabinet.pages.ui.talk import Message
from kabinet.queries.ticket_view import TicketView
from kabinet.records import doors
from kabinet.records.doors.record_types import FactRecord
from kabinet.regulation.fact_data.tickets import Answered, Relayed
from kabinet.regulation.facts import Answer, Kind

Shown = Callable[[TicketView], Message | None]


def nothing(opened: TicketView) -> Message | None:
    """An act that answers nothing."""
    return None


def plan(opened: TicketView) -> Message | None:
    """The last plan of action (P4.8.2a)."""
    return _last(opened, lambda row: _answer(row) == (Answer.PLAN, False))


def offer(opened: TicketView) -> Message | None:
    """The last solution, or workaround offered as the end of the matter."""
    return _last(opened, lambda row: _answer(row) in OFFERS)


def refusal(opened: TicketView) -> Message | None:
    """The support's words of the last refusal, if it had any."""
    return _last(opened, _of(Kind.REFUSED))


def objection(opened: TicketView) -> Message | None:
    """The applicant's words of the last objection."""
    return _last(opened, _of(Kind.OBJECTED))


OFFERS: Container[tuple[Answer | None, bool]] = (
    *((Answer.SOLUTION, final) for final in (False, True)),
    (Answer.WORKAROUND, True),
)


def _answer(row: FactRecord) -> tuple[Answer | None, bool]:
    told = row.told
    return (told.answer, bool(told.final)) if isinstance(told, Answered | Relayed) else (None, False)


def _of(kind: Kind) -> Callable[[FactRecord], bool]:
    return lambda row: bool(row.kind == kind)


def _last(opened: TicketView, wanted: Callable[[FactRecord], bool]) -> Message | None:
    keys = [row.message_id for row in opened.entries if row.message_id is not None and wanted(row)]
    if not keys:
        return None
    (said,) = doors.said(opened.actor, keys[-1:], opened.ticket)
    own = [file_line(opened, file) for file in opened.files if file.message_id == said.pk]
    return replace(message(opened, said, {said.pk: own}, {}), link="", link_words="")
