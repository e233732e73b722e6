"""A plan of action that waits for agreement: since when, until when, and what follows without a reasoned answer (P4.8.2)."""

from collections.abc import Iterator

from kabinet.pages.tickets.open_questions.question import Link, Matter, link, when
from kabinet.pages.ui import deadlines
from kabinet.pages.ui.citations import cited
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.clock_reading import instant
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import Act
from kabinet.regulation.clocks import ClockName
from kabinet.regulation.facts import Side


def find_plans(opened: TicketView) -> Iterator[Matter]:
    """To both sides, on every level, as long as nobody answered."""
    plan = opened.pending.plan
    if plan is None or not opened.open or opened.leg.plan_clause is None:
        return
    due = due_at(opened)
    late = due is not None and due < opened.now
    asked = opened.side is Side.APPLICANT
    title = (
        _("План действий ждёт вашего ответа с %(since)s")
        if asked
        else _("План действий не согласован с %(since)s")
    )
    yield Matter(
        tone="warn" if late or asked else "info",
        icon="list-checks",
        title=title % {"since": when(opened, plan)},
        words=tuple(_follows(opened, due, late)),
        clauses=tuple(cited(code) for code in _clauses(opened, due)),
        links=tuple(_links(opened)),
        asks=asked,
    )


def due_at(opened: TicketView) -> int | None:
    """Until when an answer with reasons is awaited: the clock's own deadline where one runs."""
    clock = opened.clocks.running(ClockName.AGREEMENT)
    return clock.due if clock else opened.pending.plan_due(opened.terms, opened.calendar)


def _clauses(opened: TicketView, due: int | None) -> Iterator[str]:
    yield opened.leg.plan_clause or ""
    if due is not None:
        yield opened.terms.level(opened.pending.level).agreement_clause


def _follows(opened: TicketView, due: int | None, late: bool) -> Iterator[str]:
    yield _("Согласие или отказ с обоснованием даёт партнёр.")
    if due is None:
        yield _("Пока ответа нет, план остаётся несогласованным.")
        return
    said = {"due": deadlines.full(instant(due), deadlines.of_ticket(opened)), "level": standard(opened)}
    if late:
        yield (
            _("Срок ответа вышел %(due)s: %(vendor_name)s вправе понизить уровень до %(level)s или ниже.")
            % said
        )
    else:
        yield _("Без ответа до %(due)s %(vendor_name)s вправе понизить уровень до %(level)s или ниже.") % said


def standard(opened: TicketView) -> int:
    """The highest level that is not critical."""
    return min(level.number for level in opened.leg.levels if not level.needs_critical_terms)


def _links(opened: TicketView) -> Iterator[Link]:
    if opened.may(Act.AGREE_PLAN).allowed:
        yield link(opened, "ticket_agree_plan", _("Согласовать план"), "list-checks", primary=True)
    if opened.may(Act.REFUSE_PLAN).allowed:
        yield link(opened, "ticket_refuse_plan", _("Отклонить план"), "x")
    if opened.may(Act.LOWER_UNAGREED).allowed:
        yield link(opened, "ticket_lower_unagreed", _("Понизить уровень"), "chevrons-down")
