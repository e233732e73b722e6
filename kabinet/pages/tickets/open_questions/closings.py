"""A closing without the applicant's own act: until when they can answer, and how they take it back."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.pages.tickets.open_questions.question import Link, Matter, link, when
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import called, cited_fact, cited_rule, spoken
from kabinet.queries.ticket_view import TicketView
from kabinet.records.doors.record_types import FactRecord
from kabinet.regulation.access import Act
from kabinet.regulation.fact_data.tickets import Closed, ClosedByWord
from kabinet.regulation.facts import Kind, Side
from kabinet.regulation.pack import StatusRole
from kabinet.regulation.ticket import lifecycle

BY_SUPPORT = frozenset({Kind.CLOSED, Kind.CLOSED_BY_WORD})


def find_closings(opened: TicketView) -> Iterator[Matter]:
    """To the applicant: from when on the support may close; afterwards, that it did."""
    if opened.side is not Side.APPLICANT or opened.guest:
        return
    if opened.role is StatusRole.CLOSED:
        row = next((row for row in reversed(opened.entries) if row.kind in ENDS), None)
        if row is not None and row.kind in BY_SUPPORT and not row.system:
            yield _closed(opened, row)
    elif opened.role is not StatusRole.ANSWERED and (silence := opened.case.ticket.silence) and silence.ends:
        yield _may_close(opened, spoken(silence.ends), over=silence.over)


ENDS = BY_SUPPORT | {Kind.ACCEPTED, Kind.CLOSED_BY_SILENCE, Kind.MERGED, Kind.HANDED_OVER}


def _may_close(opened: TicketView, ends: str, *, over: bool) -> Matter:
    said = _("Обращение уже могут закрыть без вашего ответа") if over else _("Обращение ждёт вашего ответа")
    until = _("Закрыть без вашего слова могут с %(day)s.") % {"day": ends}
    return Matter(
        tone="warn" if over else "info",
        icon="hourglass",
        title=said,
        words=(until, _("Любой ваш ответ начнёт отсчёт заново.")),
        clauses=(cited_rule(opened.leg.denials["close_early"].clause),),
        asks=True,
    )


def _closed(opened: TicketView, row: FactRecord) -> Matter:
    by_word = row.kind == Kind.CLOSED_BY_WORD
    title = _("Обращение закрыто с ваших слов") if by_word else _("Обращение закрыто без вашего ответа")
    return Matter(
        tone="info",
        icon="circle-check-big",
        title=f"{title}: {called(row.actor_name)}, {when(opened, row.occurred_at)}",
        words=tuple(_words(opened, row)),
        clauses=(cited_fact(row.kind, row.clause),),
        links=tuple(_links(opened, row)),
    )


def _words(opened: TicketView, row: FactRecord) -> Iterator[str]:
    told = row.told
    if isinstance(told, Closed | ClosedByWord) and isinstance(told.reason, str) and told.reason:
        yield _("Причина: %(reason)s.") % {"reason": told.reason.rstrip(".")}
    if opened.may(Act.REOPEN).allowed and opened.case.ticket.ended_on is not None:
        last = lifecycle.reopens_until(opened.case.ticket.ended_on, opened.leg)
        day = moments.day(last, opened.case.day())
        yield _("Не согласны — откройте его снова по %(day)s: работа продолжится сразу.") % {"day": day}


def _links(opened: TicketView, row: FactRecord) -> Iterator[Link]:
    told = row.told
    if isinstance(told, ClosedByWord) and told.message:
        url = f"{reverse('ticket', args=[opened.number])}?show=all#m{told.message}"
        yield Link(_("Какие слова указаны"), url, "message-square")
    if opened.may(Act.REOPEN).allowed:
        yield link(opened, "ticket_reopen", _("Открыть снова"), "rotate-ccw")
