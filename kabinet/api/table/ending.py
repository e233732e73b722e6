"""How a ticket ends, and how it is opened again."""

from kabinet.actions.tickets.accept import accept_solution, decline_solution
from kabinet.actions.tickets.close import close_by_word, close_ticket, reopen_ticket, withdraw_ticket
from kabinet.actions.tickets.objection import answer_objection, object_to
from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.api import taken, taken_in_acts
from kabinet.api.acts import act
from kabinet.api.table.lines import act_line
from kabinet.regulation.access import Act

ACTS = (
    act_line(
        "accept",
        "acceptSolution",
        act(accept_solution),
        taken.Nothing,
        ("Принять решение", "Accept a solution"),
        Act.ACCEPT,
    ),
    act_line(
        "decline",
        "declineSolution",
        act(decline_solution),
        taken.WithReason,
        ("Отклонить решение", "Decline a solution"),
        Act.DECLINE,
    ),
    act_line(
        "close",
        "closeTicket",
        act(close_ticket),
        taken.MaybeReason,
        ("Закрыть без ответа заявителя", "Close without the applicant's word"),
        Act.CLOSE,
    ),
    act_line(
        "close-by-word",
        "closeByWord",
        act(close_by_word),
        taken_in_acts.ClosedByWord,
        ("Закрыть по слову заявителя", "Close by the applicant's word"),
        Act.CLOSE_BY_WORD,
    ),
    act_line(
        "withdraw",
        "withdrawTicket",
        act(withdraw_ticket),
        taken.MaybeReason,
        ("Отозвать обращение", "Withdraw a ticket"),
        Act.WITHDRAW,
    ),
    act_line(
        "reopen",
        "reopenTicket",
        act(reopen_ticket),
        taken.WithReason,
        ("Открыть снова", "Open again"),
        Act.REOPEN,
    ),
    act_line(
        "refuse",
        "refuseTicket",
        act(refuse_ticket),
        taken.Refusal,
        ("Отказать по причине регламента", "Refuse for a reason of the regulation"),
        Act.REFUSE,
    ),
    act_line(
        "object",
        "objectToRefusal",
        act(object_to),
        taken.Objection,
        ("Возразить на отказ", "Object to a refusal"),
        Act.OBJECT,
    ),
    act_line(
        "answer-objection",
        "answerObjection",
        act(answer_objection),
        taken.ObjectionAnswered,
        ("Ответить на возражение", "Answer an objection"),
        Act.ANSWER_OBJECTION,
    ),
)
