"""Every operation of API v1, a line each. What stands here is served, stands in the document and is tried by the tests."""

from collections.abc import Mapping
from itertools import groupby

from kabinet.api import acts, form_shapes, me, registration, shapes, taken, ticket, ticket_list
from kabinet.api.operation import Does, Operation
from kabinet.regulation.organisation.api_scopes import Scope
from kabinet.regulation.text import Text


def _read(path: str, name: str, does: Does, ru: str, en: str, **more: object) -> Operation:
    return Operation(
        method="GET",
        path=path,
        name=name,
        does=does,
        summary=Text(ru, en),
        **{"scope": Scope.READ, **more},  # type: ignore[arg-type]
    )


def _act(path: str, name: str, does: Does, body: type, ru: str, en: str, **more: object) -> Operation:
    found = {"conditional": True, "status": 200, **more}
    return Operation(
        method="POST",
        path=path,
        name=name,
        does=does,
        summary=Text(ru, en),
        body=body,
        answer=shapes.Done,
        query=taken.DryRun,
        scope=Scope.WRITE,
        acts=True,
        versioned=True,
        **found,  # type: ignore[arg-type]
    )


READ = (
    _read("/me", "readMe", me.read_me, "Чей это ключ", "Whose token it is", answer=shapes.Me, scope=None),
    _read(
        "/colleagues",
        "listColleagues",
        me.list_colleagues,
        "Кому можно назначить обращение",
        "Whom a ticket can be given to",
        answer=shapes.Colleagues,
    ),
    _read(
        "/form",
        "readForm",
        registration.read_form,
        "Что спрашивает регистрация",
        "What a registration asks",
        answer=form_shapes.Form,
    ),
    _read(
        "/tickets",
        "listTickets",
        ticket_list.list_tickets,
        "Очередь или список обращений",
        "The queue, or a client's list",
        query=taken.TicketsAsked,
        answer=shapes.Tickets,
    ),
    _read(
        "/tickets/{number}",
        "readTicket",
        ticket.read_ticket,
        "Обращение",
        "A ticket",
        answer=shapes.Ticket,
        versioned=True,
    ),
    _read(
        "/tickets/{number}/messages",
        "listMessages",
        ticket.list_messages,
        "Сообщения обращения",
        "A ticket's messages",
        answer=shapes.Messages,
        versioned=True,
    ),
    _read(
        "/tickets/{number}/history",
        "listHistory",
        ticket.list_history,
        "История обращения",
        "A ticket's history",
        answer=shapes.History,
        versioned=True,
    ),
    _read(
        "/tickets/{number}/files",
        "listFiles",
        ticket.list_files,
        "Файлы обращения",
        "A ticket's files",
        answer=shapes.Files,
    ),
    _read(
        "/files/{key}",
        "readFile",
        ticket.read_file,
        "Содержимое файла",
        "A file's content",
        scope=Scope.FILES,
    ),
)
OF = "/tickets/{number}"
ACTS = (
    _act(
        "/tickets",
        "registerTicket",
        registration.register,
        taken.Registration,
        "Зарегистрировать обращение",
        "Register a ticket",
        conditional=False,
        status=201,
    ),
    _act(
        f"{OF}/messages",
        "writeMessage",
        acts.write_message,
        taken.NewMessage,
        "Ответить, написать, оставить заметку",
        "Answer, reply, leave a note",
    ),
    _act(f"{OF}/take", "takeTicket", acts.take, taken.Nothing, "Взять в работу", "Take a ticket"),
    _act(
        f"{OF}/assign",
        "assignTicket",
        acts.assign,
        taken.Assignment,
        "Назначить исполнителя",
        "Assign a ticket",
    ),
    _act(
        f"{OF}/accept", "acceptSolution", acts.accept, taken.Nothing, "Принять решение", "Accept a solution"
    ),
    _act(
        f"{OF}/decline",
        "declineSolution",
        acts.decline,
        taken.WithReason,
        "Отклонить решение",
        "Decline a solution",
    ),
    _act(
        f"{OF}/close",
        "closeTicket",
        acts.close,
        taken.MaybeReason,
        "Закрыть без ответа заявителя",
        "Close without the applicant's word",
    ),
    _act(
        f"{OF}/withdraw",
        "withdrawTicket",
        acts.withdraw,
        taken.MaybeReason,
        "Отозвать обращение",
        "Withdraw a ticket",
    ),
    _act(f"{OF}/reopen", "reopenTicket", acts.reopen, taken.WithReason, "Открыть снова", "Open again"),
    _act(
        f"{OF}/refuse",
        "refuseTicket",
        acts.refuse,
        taken.Refusal,
        "Отказать по причине регламента",
        "Refuse for a reason of the regulation",
    ),
    _act(
        f"{OF}/object",
        "objectToRefusal",
        acts.object_against,
        taken.Objection,
        "Возразить на отказ",
        "Object to a refusal",
    ),
    _act(
        f"{OF}/answer-objection",
        "answerObjection",
        acts.judge_objection,
        taken.ObjectionAnswered,
        "Ответить на возражение",
        "Answer an objection",
    ),
    _act(
        f"{OF}/agree-plan",
        "agreePlan",
        acts.agree,
        taken.Nothing,
        "Согласовать план действий",
        "Agree to a plan of action",
    ),
    _act(
        f"{OF}/refuse-plan",
        "refusePlan",
        acts.disagree,
        taken.PlanRefused,
        "Не согласовать план действий",
        "Refuse a plan of action",
    ),
)
OPERATIONS = (*READ, *ACTS)


def by_path() -> Mapping[str, Mapping[str, Operation]]:
    """The operations of each address, by method."""
    ordered = sorted(OPERATIONS, key=lambda each: (each.path, each.method))
    return {
        path: {each.method: each for each in found}
        for path, found in groupby(ordered, key=lambda each: each.path)
    }
