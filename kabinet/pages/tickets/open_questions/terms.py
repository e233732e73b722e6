"""Promises of a critical ticket that the partner wrote down from a call wait for the client's own word (U4c, U4e)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kabinet.pages.tickets.open_questions.question import Link, Matter, link
from kabinet.pages.ui.citations import called, cited
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import Act, OrgKind
from kabinet.regulation.legs import LegCode


def find_terms(opened: TicketView) -> Iterator[Matter]:
    """To both sides while it waits; what holds meanwhile is said to each."""
    promise = opened.ticket.sheet.critical
    if not opened.open or opened.leg.code != LegCode.CLIENT or "written_by" not in promise:
        return
    said = {"name": called(promise.get("name", "")), "writer": called(promise.get("written_name", ""))}
    asked = opened.reader is OrgKind.CLIENT
    title = (
        _("Условия критического обращения записаны со слов: подтвердите их или ответьте, что не давали")
        if asked
        else _("Условия критического обращения записаны со слов: ждём подтверждения клиента")
    )
    yield Matter(
        tone="warn" if asked else "info",
        icon="siren",
        title=title,
        words=(
            _("Со слов: %(name)s. Записано: %(writer)s.") % said,
            _meanwhile(opened),
            _contested(opened),
        ),
        clauses=(cited(opened.leg.denials["no_terms_told"].clause),),
        links=tuple(_links(opened)),
        asks=asked,
    )


def _meanwhile(opened: TicketView) -> str:
    level = opened.leg.level(opened.ticket.level)
    if not level.needs_critical_terms:
        return _("Сейчас уровень %(level)s, этих условий он не требует.") % {"level": level.number}
    return _(
        "Пока ответа нет, условия действуют: сроки партнёра идут днём и ночью, на вопросы клиент отвечает в срок."
    )


def _contested(opened: TicketView) -> str:
    level = opened.leg.level(opened.ticket.level)
    if not level.needs_critical_terms or not level.unconfirmed_level:
        return _("Если клиент их не давал, уровень не изменится.")
    return _("Если клиент их не давал, обращение станет стандартным, уровень %(level)s.") % {
        "level": level.unconfirmed_level
    }


def _links(opened: TicketView) -> Iterator[Link]:
    if opened.may(Act.CONFIRM_TERMS).allowed:
        yield link(opened, "ticket_confirm_terms", _("Подтвердить"), "check", primary=True)
    if opened.may(Act.DENY_TERMS).allowed:
        yield link(opened, "ticket_deny_terms", _("Не давали"), "x")
