"""A call that was written down after its term: the side that was called says whether it took place (U3.6c, P4.8.1a)."""

from collections.abc import Iterator

from django.urls import reverse

from kabinet.pages.tickets.open_questions.question import Link, Matter, when
from kabinet.pages.tickets.page import late_calls
from kabinet.pages.ui.citations import called, cited_rule
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.ticket_view import TicketView
from kabinet.records.doors.record_types import FactRecord
from kabinet.regulation.access import Act
from kabinet.regulation.fact_data.tickets import Claimed
from kabinet.regulation.facts import Side


def find_calls(opened: TicketView) -> Iterator[Matter]:
    """To both sides while it waits, at the ticket's end as well."""
    if not opened.guest:
        yield from (_one(opened, row) for row in late_calls.waiting(opened))


def _one(opened: TicketView, row: FactRecord) -> Matter:
    asked = opened.side is Side.APPLICANT
    said = {"when": when(opened, row.occurred_at)}
    title = _asked(opened, row) if asked else _awaited(opened, row)
    return Matter(
        tone="warn" if asked else "info",
        icon="phone-call" if row.told_as(Claimed).reached else "phone-off",
        title=title % said,
        words=tuple(_words(opened, row)),
        clauses=(cited_rule(opened.leg.denials["no_claim"].clause),),
        links=tuple(_links(opened, row)),
        asks=asked,
    )


def _asked(opened: TicketView, row: FactRecord) -> str:
    if opened.vendor_leg:
        reached = _("%(Vendor_firm)s записала, что дозвонилась: %(when)s")
        return (
            reached
            if row.told_as(Claimed).reached
            else _("%(Vendor_firm)s записала, что не дозвонилась: %(when)s")
        )
    reached = _("Партнёр записал, что дозвонился: %(when)s")
    return reached if row.told_as(Claimed).reached else _("Партнёр записал, что не дозвонился: %(when)s")


def _awaited(opened: TicketView, row: FactRecord) -> str:
    if opened.vendor_leg:
        reached = _("Разговор, %(when)s: ждём подтверждения партнёра")
        return (
            reached
            if row.told_as(Claimed).reached
            else _("Звонок без ответа, %(when)s: ждём подтверждения партнёра")
        )
    reached = _("Разговор, %(when)s: ждём подтверждения клиента")
    return (
        reached
        if row.told_as(Claimed).reached
        else _("Звонок без ответа, %(when)s: ждём подтверждения клиента")
    )


def _words(opened: TicketView, row: FactRecord) -> Iterator[str]:
    said = {
        "when": when(opened, row.recorded_at),
        "who": called(row.actor_name),
        "reason": row.told_as(Claimed).reason.rstrip("."),
    }
    yield _("Запись сделана позже: %(when)s, %(who)s. Причина: %(reason)s.") % said
    if effect := late_calls.effect(opened, row):
        yield _("Пока её не подтвердили, она ничего не меняет. Если засчитать: %(effect)s") % {
            "effect": effect
        }
    until = {"ends": late_calls.ends(opened, row)}
    if not until["ends"]:
        yield _(
            "Пока партнёр без статуса, ответить он не может, и молчание не считается: "
            "дни для ответа пойдут заново, когда статус появится."
        )
    elif late_calls.by_silence(row):
        yield _("Без ответа до %(ends)s запись засчитается.") % until
    else:
        yield _("Без ответа до %(ends)s запись не засчитается: уровень молчанием не теряют.") % until


def _links(opened: TicketView, row: FactRecord) -> Iterator[Link]:
    if not opened.may(Act.CONFIRM_CALL).allowed:
        return
    for page, label, icon, first in (
        ("ticket_confirm_call", _("Подтвердить"), "check", True),
        ("ticket_deny_call", _("Не было такого звонка"), "x", False),
    ):
        yield Link(label, f"{reverse(page, args=[opened.number])}?claim={row.pk}", icon, first)
