"""What can be done with a ticket: each act of the reader's side as a link or a button, or said with the reason why not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kabinet.pages.ui.citations import Cited, cited, spoken
from kabinet.queries.available_acts import PLAN, SOLUTION, UNREACHED, Available, Offer, available_acts
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import Act, OrgKind, Verdict
from kabinet.regulation.facts import Answer, Side


class Deed(NamedTuple):
    """How an offer is shown: `page` is the URL's name; a `button` acts at once, the others lead to a form. `key` is its
    key."""

    label: str | Promise
    icon: str
    page: str
    query: str = ""
    key: str = ""
    button: bool = False


class Line(NamedTuple):
    """A deed that can be done. `phone` is its address on a phone where that is another."""

    label: str | Promise
    icon: str
    url: str
    phone: str
    key: str
    button: bool

    @property
    def letter(self) -> str:
        """The key as it is named beside the line."""
        return self.key.removeprefix("Key")


@dataclass(slots=True)
class Unable:
    """Deeds that cannot be done for one and the same reason."""

    reason: str
    remedy: str
    clause: Cited
    icon: str
    labels: list[str] = field(default_factory=list)


class Deeds(NamedTuple):
    """`unable` are those that the reader might expect, `later` those that the ticket's status does not know now."""

    able: tuple[Line, ...]
    unable: tuple[Unable, ...]
    later: tuple[Unable, ...]


DEEDS: dict[Offer, Deed] = {
    SOLUTION: Deed(_("Предложить решение"), "circle-check", "ticket_say", "kind=solution", "KeyS"),
    PLAN: Deed(_("Предложить план действий"), "list-checks", "ticket_say", "kind=plan", "KeyP"),
    Offer(Act.TAKE): Deed(_("Взять в работу"), "user-check", "ticket_take", button=True),
    Offer(Act.ASSIGN): Deed(_("Назначить исполнителя"), "user-plus", "ticket_assign", key="KeyA"),
    Offer(Act.CALL): Deed(_("Записать звонок"), "phone-call", "ticket_call", key="KeyL"),
    UNREACHED: Deed(_("Не дозвонились"), "phone-off", "ticket_call", "reached=no"),
    Offer(Act.CHANGE_LEVEL): Deed(_("Изменить уровень"), "signal", "ticket_level"),
    Offer(Act.CLOSE): Deed(_("Закрыть без ответа заявителя"), "circle-check-big", "ticket_close"),
    Offer(Act.CLOSE_BY_WORD): Deed(
        _("Закрыть со слов заявителя"), "circle-check-big", "ticket_close_by_word"
    ),
    Offer(Act.REFUSE): Deed(_("Отказать по регламенту"), "ban", "ticket_refuse"),
    Offer(Act.REOPEN): Deed(_("Открыть снова"), "rotate-ccw", "ticket_reopen"),
    Offer(Act.ACCEPT): Deed(_("Принять решение"), "circle-check", "ticket_accept"),
    Offer(Act.DECLINE): Deed(_("Решение не подошло"), "rotate-ccw", "ticket_decline"),
    Offer(Act.WITHDRAW): Deed(_("Отозвать обращение"), "circle-pause", "ticket_withdraw"),
    Offer(Act.DRAFT_PASS_ON): Deed(_("Передать в 1С"), "arrow-up-right", "pass_on"),
    Offer(Act.COMPLETE): Deed(_("Дополнить сведения"), "square-pen", "ticket_complete"),
    Offer(Act.AGREE_PLAN): Deed(_("Согласовать план"), "list-checks", "ticket_agree_plan"),
    Offer(Act.REFUSE_PLAN): Deed(_("Отклонить план"), "x", "ticket_refuse_plan"),
    Offer(Act.RELAY): Deed(_("Перенести ответ 1С клиенту"), "corner-down-left", "ticket_relay", key="KeyT"),
    Offer(Act.PROPOSE_LEVEL): Deed(_("Предложить другой уровень"), "signal", "ticket_propose_level"),
    Offer(Act.AGREE_LEVEL): Deed(_("Согласиться на другой уровень"), "check", "ticket_agree_level"),
    Offer(Act.DECLINE_LEVEL): Deed(_("Отклонить другой уровень"), "x", "ticket_decline_level"),
    Offer(Act.LOWER_UNAGREED): Deed(_("Понизить: план без ответа"), "chevrons-down", "ticket_lower_unagreed"),
    Offer(Act.CONFIRM_CALL): Deed(_("Подтвердить звонок"), "phone-call", "ticket_confirm_call"),
    Offer(Act.DENY_CALL): Deed(_("Не было такого звонка"), "phone-off", "ticket_deny_call"),
    Offer(Act.OBJECT): Deed(_("Возразить на отказ"), "message-circle-warning", "ticket_object"),
    Offer(Act.ANSWER_OBJECTION): Deed(
        _("Ответить на возражение"), "message-square", "ticket_answer_objection"
    ),
    Offer(Act.RETURN): Deed(_("Вернуть: не хватает сведений"), "undo-2", "ticket_return"),
    Offer(Act.CHANGE_CONTACT): Deed(_("Назвать другое контактное лицо"), "circle-user", "ticket_contact"),
    Offer(Act.INVITE): Deed(_("Пригласить представителя клиента"), "user-plus", "joint_invite"),
    Offer(Act.NOTE): Deed(_("Писать и менять обращение"), "lock", ""),
}


def deeds(opened: TicketView) -> Deeds:
    """In the order in which they stand."""
    able: list[Line] = []
    unable: dict[tuple[str, str], Unable] = {}
    later: dict[tuple[str, str], Unable] = {}
    for each in available_acts(opened):
        deed, verdict = DEEDS[each.offer], each.verdict
        if each.able:
            able += _line(opened, deed, each)
        else:
            told = later if each.later else unable
            known = told.setdefault((verdict.code, verdict.reason.ru), _unable(verdict, deed))
            known.labels.append(str(deed.label))
    return Deeds(tuple(able), tuple(unable.values()), tuple(later.values()))


def _line(opened: TicketView, deed: Deed, each: Available) -> Iterator[Line]:
    """Nothing where the act has no page."""
    try:
        there = reverse(deed.page, args=_place(opened, each))
    except NoReverseMatch:
        return
    phone = f"{there}?{deed.query}" if deed.query else there
    here = (
        f"{reverse('ticket', args=[opened.number])}?{deed.query}#composer"
        if deed.page == "ticket_say"
        else phone
    )
    yield Line(deed.label, deed.icon, here, phone, deed.key, deed.button)


def _place(opened: TicketView, each: Available) -> list[str | int]:
    """What the act's address names: the ticket, or the vendor's answer that is carried over."""
    return [opened.number] if each.message is None else [opened.neighbour.number, each.message]


def _unable(verdict: Verdict, deed: Deed) -> Unable:
    return Unable(spoken(verdict.reason), spoken(verdict.remedy), cited(verdict.clause), deed.icon)


def main(opened: TicketView, *, writes: bool) -> str:
    """What the page's one main button does: "accept", "say" where the reader can write, or nothing."""
    if opened.side is Side.APPLICANT and opened.may(Act.ACCEPT).allowed:
        return "accept"
    return "say" if writes else ""


def asked_kind(opened: TicketView, kind: str) -> str:
    """The kind of answer that a link asked for, if the form has it."""
    return kind if opened.reader is not OrgKind.CLIENT and kind in [str(answer) for answer in Answer] else ""
