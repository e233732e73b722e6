"""A refusal with its reason, its clause and the way that remains; an objection, and who has to answer (U2b-d, P3a)."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from kabinet.pages.tickets.open_questions.question import Link, Matter, link, when
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import cited, spoken
from kabinet.queries.ticket_view import TicketView
from kabinet.records.doors.record_types import FactRecord
from kabinet.regulation.access import Act
from kabinet.regulation.fact_data.tickets import Refused
from kabinet.regulation.facts import Kind, Side
from kabinet.regulation.pack import StatusRole
from kabinet.regulation.ticket import lifecycle


def find_refusals(opened: TicketView) -> Iterator[Matter]:
    """While the ticket is refused."""
    if opened.role not in (StatusRole.REFUSED, StatusRole.OBJECTED):
        return
    refusal = _last(opened, Kind.REFUSED)
    if refusal is not None:
        yield _waits(opened, refusal) if opened.role is StatusRole.OBJECTED else _refused(opened, refusal)


def _refused(opened: TicketView, refusal: FactRecord) -> Matter:
    kept = opened.pending.kept
    title = _("Отказ остаётся в силе: %(name)s") if kept else _("В рассмотрении отказано: %(name)s")
    may = opened.may(Act.OBJECT)
    return Matter(
        tone="warn",
        icon="ban",
        title=title % {"name": _name(refusal)},
        words=(_instead(refusal), *_objecting(opened, kept)),
        clauses=(cited(refusal.clause),),
        links=(_object(opened),) if may.allowed else (),
    )


def _waits(opened: TicketView, refusal: FactRecord) -> Matter:
    since = when(opened, opened.ticket.turn_since)
    ours = opened.side is Side.SUPPORT
    asked = _("На отказ возражают с %(since)s: нужен ваш ответ")
    title = asked if ours else _("Возражение на отказ ждёт ответа с %(since)s")
    answers = ours and opened.may(Act.ANSWER_OBJECTION).allowed
    reply = link(
        opened, "ticket_answer_objection", _("Ответить на возражение"), "message-square", primary=True
    )
    return Matter(
        tone="warn" if ours else "info",
        icon="message-circle-warning",
        title=title % {"since": since},
        words=(
            _("Причина отказа: %(name)s.") % {"name": _name(refusal)},
            _("Срока ответа регламент не называет, часы не идут; обращение открыто, пока ответа нет."),
        ),
        clauses=(cited(refusal.clause),),
        links=(reply,) if answers else (),
        asks=ours,
    )


def _objecting(opened: TicketView, kept: bool) -> Iterator[str]:
    """Until when, to both sides; and afterwards that it is over."""
    if kept:
        yield _("На возражение ответили. Если есть новые сведения, зарегистрируйте новое обращение.")
        return
    ended = opened.case.ticket.ended_on
    if ended is None:
        return
    last, today = lifecycle.reopens_until(ended, opened.leg), opened.case.day()
    if last < today:
        yield _("Возразить можно было до %(day)s.") % {"day": _day(last, today)}
    elif opened.side is Side.SUPPORT:
        yield _("Заявитель может возразить по %(day)s.") % {"day": _day(last, today)}
    else:
        yield _("Не согласны — возразите по %(day)s: на возражение обязательно ответят.") % {
            "day": _day(last, today)
        }


def _object(opened: TicketView) -> Link:
    return link(opened, "ticket_object", _("Возразить"), "message-circle-warning")


def _name(refusal: FactRecord) -> str:
    return spoken(refusal.told_as(Refused).name)


def _instead(refusal: FactRecord) -> str:
    return f"{spoken(refusal.told_as(Refused).instead)}."


def _day(day: date, today: date) -> str:
    return moments.day(day, today)


def _last(opened: TicketView, kind: Kind) -> FactRecord | None:
    return next((row for row in reversed(opened.entries) if row.kind == kind), None)
