"""The box of a call: who of the desk was called to a critical ticket, who is next, and who answered."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.urls import reverse

from kabinet.pages.tickets import idempotency
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import called
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.on_call import OnCallView, call_of
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import Act


class CallBox(NamedTuple):
    """`url` and `once`: where the reader acknowledges; empty where there is nothing to, or they may not."""

    heading: str
    lines: tuple[str, ...]
    runs: bool
    url: str
    once: str


def call_box(opened: TicketView) -> CallBox | None:
    """Nothing where nobody was called, and nobody will be."""
    call = call_of(opened)
    if call is None or (call.ended_at is not None and not (call.told and call.ended_by)):
        return None
    runs = call.ended_at is None
    answers = runs and bool(call.told) and opened.may(Act.ACKNOWLEDGE).allowed
    return CallBox(
        heading=_heading(call),
        lines=tuple(_lines(opened, call)),
        runs=runs,
        url=reverse("ticket_acknowledge", args=[opened.number]) if answers else "",
        once=idempotency.mark(opened.at) if answers else "",
    )


def _heading(call: OnCallView) -> str:
    if call.ended_at is not None:
        return _("Вызов принят") if call.how == "acknowledged" else _("Вызов окончен")
    if not call.told:
        return _("Вызов ещё не начался")
    return _("Вызов никто не принял") if call.unanswered_at else _("Идёт вызов дежурных")


def _lines(opened: TicketView, call: OnCallView) -> Iterator[str]:
    for each in call.told:
        said = {"name": called(each.name), "at": _instant(opened, each.at)}
        yield _("%(at)s — %(name)s: вызов отправлен") % said
    if call.unanswered_at is not None:
        yield _unanswered(call) % {"at": _instant(opened, call.unanswered_at)}
    if call.ended_at is not None:
        said = {"name": called(call.ended_by), "at": _instant(opened, call.ended_at)}
        yield _ended(call) % said
    elif call.next_at is not None:
        said = {"name": called(call.next_name), "at": _instant(opened, call.next_at)}
        yield _following(call, due=call.next_at <= opened.at) % said


def _ended(call: OnCallView) -> str:
    if call.how == "acknowledged":
        return _("%(at)s — %(name)s: вызов принят")
    return _("%(at)s — обращением занимается %(name)s, больше никого не зовут")


def _unanswered(call: OnCallView) -> str:
    if call.alone:
        return _("%(at)s — вызывать больше некого, и сообщить об этом тоже")
    return _("%(at)s — вызывать больше некого: сообщено тем, кто ведёт порядок вызова")


def _following(call: OnCallView, *, due: bool) -> str:
    """What happens at the next instant, unless somebody takes it up before; `due`: it is over, and the worker is at it."""
    if due:
        return (
            _("Сейчас позовут: %(name)s — срок наступил %(at)s")
            if call.next_name
            else _("Сейчас сообщат тем, кто ведёт порядок вызова, — срок наступил %(at)s")
        )
    if not call.next_name:
        return _("Если никто не примет, сообщат тем, кто ведёт порядок вызова, — %(at)s")
    if not call.told:
        return _("Если до конца рабочего времени никто не возьмёт обращение, позовут: %(name)s — %(at)s")
    return _("Если никто не примет, позовут: %(name)s — %(at)s")


def _instant(opened: TicketView, at: datetime) -> str:
    """In the zone in which the ticket's deadlines are reckoned."""
    return moments.full(at, opened.kept_in)
