"""What is said on a ticket: who may read it decides which act it is."""

from typing import Any

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.reply import write_reply
from kabinet.api import taken
from kabinet.api.acts import acted, done
from kabinet.api.operation import Call, Reply
from kabinet.api.problems import stop
from kabinet.api.said import say
from kabinet.api.shapes import Fault
from kabinet.api.ticket import opened
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


def write_message(call: Call, number: str) -> Reply:
    """An answer, a reply or a note: who may read it decides which; nobody's readers are guessed."""
    view, said = opened(call, number, guest=True), call.sent(taken.NewMessage)
    return done(call, view, lambda: _said(call, view, said))


def _said(call: Call, view: TicketView, said: taken.NewMessage) -> TicketRecord:
    if said.audience not in HEARD[LegCode(view.leg.code)]:
        raise stop(422, code="body", errors=[Fault("audience", say(UNHEARD))])
    whole: dict[str, Any] = {"text": said.text, "files": said.files}
    narrow = said.audience == NARROW[view.leg.code]
    if narrow or view.side is Side.APPLICANT:
        if said.kind is not None:
            raise stop(422, code="body", errors=[Fault("kind", say(KIND_OF_SUPPORT))])
        if narrow:
            return acted(call, write_note, view.number, whole)
        return acted(call, write_reply, view.number, {**whole, "joint": said.audience == Audience.JOINT})
    if said.kind is None and view.may(Act.ANSWER).allowed:
        raise stop(422, code="body", errors=[Fault("kind", say(KIND_WANTED))])
    whole |= kind_of(said.kind or Answer.ANSWER)
    return acted(call, answer_ticket, view.number, {**whole, "joint": said.audience == Audience.JOINT})


def kind_of(said: str) -> dict[str, Any]:
    """What an answer is, as the acts take it."""
    final = said == FINAL
    return {"kind": Answer.WORKAROUND if final else Answer(said), "final": final}
