"""What can be done with a ticket: each act of the reader's side as a link or a button, or said with the reason why not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kabinet.pages.tickets.ticket_view import Opened
from kabinet.pages.ui.citations import Cited, cited, spoken
from kabinet.pages.ui.clockwords import Reader
from kabinet.regulation.access import Act, Verdict
from kabinet.regulation.facts import Answer, Kind, Side


class Deed(NamedTuple):
    """One line: `page` is the URL's name; a `button` acts at once, the others lead to a form. `key` is its key."""

    act: Act
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


SOLUTION = Deed(Act.ANSWER, _("Предложить решение"), "circle-check", "ticket_say", "kind=solution", "KeyS")
PLAN = Deed(Act.ANSWER, _("Предложить план действий"), "list-checks", "ticket_say", "kind=plan", "KeyP")
TAKE = Deed(Act.TAKE, _("Взять в работу"), "user-check", "ticket_take", button=True)
ASSIGN = Deed(Act.ASSIGN, _("Назначить исполнителя"), "user-plus", "ticket_assign", key="KeyA")
CALL = Deed(Act.CALL, _("Записать звонок"), "phone-call", "ticket_call", key="KeyL")
UNREACHED = Deed(Act.CALL, _("Не дозвонились"), "phone-off", "ticket_call", "reached=no")
LEVEL = Deed(Act.CHANGE_LEVEL, _("Изменить уровень"), "signal", "ticket_level")
CLOSE = Deed(Act.CLOSE, _("Закрыть без ответа заявителя"), "circle-check-big", "ticket_close")
CLOSE_BY_WORD = Deed(
    Act.CLOSE_BY_WORD, _("Закрыть со слов заявителя"), "circle-check-big", "ticket_close_by_word"
)
REFUSE = Deed(Act.REFUSE, _("Отказать по регламенту"), "ban", "ticket_refuse")
REOPEN = Deed(Act.REOPEN, _("Открыть снова"), "rotate-ccw", "ticket_reopen")
ACCEPT = Deed(Act.ACCEPT, _("Принять решение"), "circle-check", "ticket_accept")
DECLINE = Deed(Act.DECLINE, _("Решение не подошло"), "rotate-ccw", "ticket_decline")
WITHDRAW = Deed(Act.WITHDRAW, _("Отозвать обращение"), "circle-pause", "ticket_withdraw")
PASS_ON = Deed(Act.DRAFT_PASS_ON, _("Передать в 1С"), "arrow-up-right", "pass_on")
COMPLETE = Deed(Act.COMPLETE, _("Дополнить сведения"), "square-pen", "ticket_complete")
AGREE = Deed(Act.AGREE_PLAN, _("Согласовать план"), "list-checks", "ticket_agree_plan")
REFUSE_PLAN = Deed(Act.REFUSE_PLAN, _("Отклонить план"), "x", "ticket_refuse_plan")
RELAY = Deed(Act.RELAY, _("Перенести ответ 1С клиенту"), "corner-down-left", "ticket_relay", key="KeyT")
PROPOSE = Deed(Act.PROPOSE_LEVEL, _("Предложить другой уровень"), "signal", "ticket_propose_level")
AGREE_LEVEL = Deed(Act.AGREE_LEVEL, _("Согласиться на другой уровень"), "check", "ticket_agree_level")
DECLINE_LEVEL = Deed(Act.DECLINE_LEVEL, _("Отклонить другой уровень"), "x", "ticket_decline_level")
UNAGREED = Deed(Act.LOWER_UNAGREED, _("Понизить: план без ответа"), "chevrons-down", "ticket_lower_unagreed")
CONFIRM_CALL = Deed(Act.CONFIRM_CALL, _("Подтвердить звонок"), "phone-call", "ticket_confirm_call")
DENY_CALL = Deed(Act.DENY_CALL, _("Не было такого звонка"), "phone-off", "ticket_deny_call")
OBJECT = Deed(Act.OBJECT, _("Возразить на отказ"), "message-circle-warning", "ticket_object")
ANSWER_OBJECTION = Deed(
    Act.ANSWER_OBJECTION, _("Ответить на возражение"), "message-square", "ticket_answer_objection"
)
RETURN = Deed(Act.RETURN, _("Вернуть: не хватает сведений"), "undo-2", "ticket_return")

CONTACT = Deed(Act.CHANGE_CONTACT, _("Назвать другое контактное лицо"), "circle-user", "ticket_contact")
INVITE = Deed(Act.INVITE, _("Пригласить представителя клиента"), "user-plus", "joint_invite")

SERVING = (TAKE, SOLUTION, PLAN, CALL, UNREACHED, ASSIGN, LEVEL, PROPOSE)
PROPOSED = (AGREE_LEVEL, DECLINE_LEVEL)
CLAIMED = (CONFIRM_CALL, DENY_CALL)
ENDING = (ANSWER_OBJECTION, CLOSE_BY_WORD, CLOSE, REFUSE, REOPEN)
DEEDS: dict[tuple[Side, str], tuple[Deed, ...]] = {
    (Side.APPLICANT, "client"): (
        ACCEPT,
        DECLINE,
        *PROPOSED,
        *CLAIMED,
        LEVEL,
        CONTACT,
        OBJECT,
        WITHDRAW,
        REOPEN,
    ),
    (Side.SUPPORT, "client"): (RELAY, TAKE, PASS_ON, *SERVING[1:], CONTACT, *ENDING),
    (Side.APPLICANT, "vendor"): (
        *(COMPLETE, AGREE, REFUSE_PLAN, ACCEPT, DECLINE, *PROPOSED, *CLAIMED),
        *(LEVEL, CONTACT, INVITE, OBJECT, WITHDRAW, REOPEN),
    ),
    (Side.SUPPORT, "vendor"): (*SERVING, UNAGREED, RETURN, *ENDING),
    (Side.SYSTEM, "client"): (Deed(Act.NOTE, _("Писать и менять обращение"), "lock", ""),),
}
# Denials that tell only that the ticket is not at this point of its life.
LIFE = frozenset(
    {
        *("not_now", "ended", "no_plan", "already_passed", "no_proposal", "level_alone"),
        *("not_critical", "not_recovered", "objected_already", "objection_late", "no_word"),
        "no_claim",
    }
)


def deeds(opened: Opened) -> Deeds:
    """In the order in which they stand."""
    able: list[Line] = []
    unable: dict[tuple[str, str], Unable] = {}
    for deed in DEEDS[opened.side, opened.leg.code]:
        verdict = opened.may(deed.act)
        if deed is RELAY:
            able += _relay(opened) if verdict.allowed else ()
        elif verdict.allowed:
            able += _line(opened, deed)
        else:
            known = unable.setdefault((verdict.code, verdict.reason.ru), _unable(verdict, deed))
            known.labels.append(str(deed.label))
    later = tuple(each for (code, _reason), each in unable.items() if code in LIFE)
    return Deeds(tuple(able), tuple(each for each in unable.values() if each not in later), later)


def _line(opened: Opened, deed: Deed) -> Iterator[Line]:
    """Nothing for what changes nothing: taking what is one's own already."""
    if deed is TAKE and opened.ticket.assignee_id == opened.actor.person:
        return
    if deed is UNREACHED and not opened.terms.level(opened.ticket.level).answer:
        return
    try:
        there = reverse(deed.page, args=[opened.number])
    except NoReverseMatch:
        return
    phone = f"{there}?{deed.query}" if deed.query else there
    here = (
        f"{reverse('ticket', args=[opened.number])}?{deed.query}#composer"
        if deed.page == "ticket_say"
        else phone
    )
    yield Line(deed.label, deed.icon, here, phone, deed.key, deed.button)


def _relay(opened: Opened) -> Iterator[Line]:
    """The vendor's last answer, while the client has not got it."""
    if opened.beside is None:
        return
    rows = opened.neighbour.entries
    reached = {row.data.get("message") for row in rows if row.kind == Kind.RELAYED}
    said = [row.message_id for row in rows if row.kind == Kind.ANSWERED]
    if said and said[-1] not in reached:
        url = reverse(RELAY.page, args=[opened.neighbour.number, said[-1]])
        yield Line(RELAY.label, RELAY.icon, url, url, RELAY.key, button=False)


def _unable(verdict: Verdict, deed: Deed) -> Unable:
    return Unable(spoken(verdict.reason), spoken(verdict.remedy), cited(verdict.clause), deed.icon)


def main(opened: Opened, *, writes: bool) -> str:
    """What the page's one main button does: "accept", "say" where the reader can write, or nothing."""
    if opened.side is Side.APPLICANT and opened.may(Act.ACCEPT).allowed:
        return "accept"
    return "say" if writes else ""


def asked_kind(opened: Opened, kind: str) -> str:
    """The kind of answer that a link asked for, if the form has it."""
    return kind if opened.reader is not Reader.CLIENT and kind in [str(answer) for answer in Answer] else ""
