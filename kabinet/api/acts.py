"""Acts on a ticket: the same functions as the pages call, with the same verdicts."""

from collections.abc import Callable
from typing import Any

import msgspec

from kabinet.actions.tickets.accept import accept_solution, decline_solution
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.close import close_ticket, reopen_ticket, withdraw_ticket
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.objection import answer_objection, object_to
from kabinet.actions.tickets.plan import agree_plan, refuse_plan
from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.tickets.take import assign_ticket, take_ticket
from kabinet.api import taken
from kabinet.api.operation import Call, Does, Reply
from kabinet.api.problems import stop
from kabinet.api.said import say
from kabinet.api.shapes import Done, Fault
from kabinet.api.ticket import fact, opened
from kabinet.queries.ticket_view import TicketView
from kabinet.records.doors.record_types import TicketRecord
from kabinet.regulation.access import HEARD, NARROW, Act, Audience
from kabinet.regulation.facts import Answer, Side
from kabinet.regulation.legs import LegCode
from kabinet.regulation.text import Text

FINAL = "workaround_final"
UNHEARD = Text("В этом обращении таких читателей нет", "This ticket has no such readers")
KIND_WANTED = Text(
    "Скажите, что это за ответ: от этого зависят часы", "Say what the answer is: clocks depend on it"
)
KIND_OF_SUPPORT = Text("Вид ответа говорит только поддержка", "Only the support says what its answer is")


def act(does: Callable[..., TicketRecord]) -> Does:
    """The operation of one act: its body's fields are the act's arguments."""

    def operation(call: Call, number: str) -> Reply:
        given = msgspec.structs.asdict(call.body) if call.body is not None else {}
        return done(call, opened(call, number), lambda: _acted(call, does, number, given))

    return operation


def done(call: Call, before: TicketView | None, does: Callable[[], TicketRecord]) -> Reply:
    """What became of the ticket, and what the history got that its reader may see."""
    known = {row.pk for row in before.entries} if before else set()
    ticket = does()
    view = opened(call, ticket.number)
    followed = [fact(view, row).sentence for row in view.entries if row.pk not in known]
    row = view.ticket
    return Reply(
        Done(
            number=row.number,
            leg=row.leg,
            status=row.status,
            turn=row.turn,
            level=row.level,
            version=row.version,
            dry_run=call.dry,
            followed=followed,
        ),
        version=row.version,
    )


def write_message(call: Call, number: str) -> Reply:
    """An answer, a reply or a note: who may read it decides which; nobody's readers are guessed."""
    view, said = opened(call, number), call.sent(taken.NewMessage)
    return done(call, view, lambda: _said(call, view, said))


def _said(call: Call, view: TicketView, said: taken.NewMessage) -> TicketRecord:
    if said.audience not in HEARD[LegCode(view.leg.code)]:
        raise stop(422, code="body", errors=[Fault("audience", say(UNHEARD))])
    whole: dict[str, Any] = {"text": said.text}
    narrow = said.audience == NARROW[view.leg.code]
    if narrow or view.side is Side.APPLICANT:
        if said.kind is not None:
            raise stop(422, code="body", errors=[Fault("kind", say(KIND_OF_SUPPORT))])
        if narrow:
            return _acted(call, write_note, view.number, whole)
        return _acted(call, write_reply, view.number, {**whole, "joint": said.audience == Audience.JOINT})
    if said.kind is None and view.may(Act.ANSWER).allowed:
        raise stop(422, code="body", errors=[Fault("kind", say(KIND_WANTED))])
    final = said.kind == FINAL
    whole |= {"kind": Answer.WORKAROUND if final else Answer(said.kind or Answer.ANSWER), "final": final}
    return _acted(call, answer_ticket, view.number, {**whole, "joint": said.audience == Audience.JOINT})


def _acted(call: Call, does: Callable[..., TicketRecord], number: str, given: dict[str, Any]) -> TicketRecord:
    return does(actor=call.actor, at=call.at, number=number, version=call.version, **given)


take, assign = act(take_ticket), act(assign_ticket)
accept, decline = act(accept_solution), act(decline_solution)
close, withdraw, reopen = act(close_ticket), act(withdraw_ticket), act(reopen_ticket)
refuse, object_against, judge_objection = act(refuse_ticket), act(object_to), act(answer_objection)
agree, disagree = act(agree_plan), act(refuse_plan)
