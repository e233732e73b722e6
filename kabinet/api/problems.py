"""What stands in the way, as RFC 9457 has it: every status from 400 on is such a document."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus

import msgspec
from django.conf import settings
from django.http import HttpResponse

from kabinet.actions.unit.errors import Conflict, Incomplete, Invalid, Refused
from kabinet.actions.unit.mistakes import Mistaken
from kabinet.api.said import say
from kabinet.api.shapes import Fault, Meanwhile, Problem
from kabinet.regulation.text import Text, Unlawful
from kabinet.regulation.verdict import Verdict

CONTENT_TYPE = "application/problem+json"
PAGE = "/help/api/"

TITLES: Mapping[int, Text] = {
    400: Text("Запрос нельзя прочесть", "The request cannot be read"),
    401: Text("Ключ доступа не принят", "The access token is not accepted"),
    403: Text("Этого нельзя", "This is not allowed"),
    404: Text("Здесь ничего нет", "There is nothing here"),
    405: Text("Этот метод здесь не принят", "This method is not taken here"),
    406: Text("Ответ есть только в JSON", "The answer is in JSON alone"),
    409: Text(
        "С этим ключом ещё выполняется другой запрос", "Another request with this key is still being done"
    ),
    412: Text("Обращение изменилось", "The ticket has changed"),
    413: Text("Запрос слишком велик", "The request is too large"),
    415: Text("Тело запроса не того вида", "The body is of another kind"),
    416: Text("В файле нет таких байт", "The file has no such bytes"),
    422: Text("Запрос не подходит", "The request does not fit"),
    428: Text("Нужен заголовок If-Match", "The header If-Match is needed"),
    429: Text("Слишком много запросов", "Too many requests"),
    500: Text("Ошибка Кабинета", "A fault of Kabinet"),
    503: Text("Сейчас ответить нельзя", "No answer is possible just now"),
}
SCOPE = Text("Ключу этого не разрешили: нужно «{scope}»", "The token has no leave for it: {scope} is needed")
MAKE = Text(
    "Выпустите ключ с этим правом на странице /me/tokens/", "Make a token with that leave at /me/tokens/"
)


class Stopped(Exception):
    """The request ends here with this problem."""

    def __init__(self, problem: Problem, headers: Mapping[str, str] | None = None) -> None:
        self.problem, self.headers = problem, headers or {}
        super().__init__(problem.title)


def problem(status: int, detail: str = "", *, code: str = "", errors: Iterable[Fault] = ()) -> Problem:
    """Of this status, in the language that is spoken."""
    return Problem(
        type=f"{settings.PUBLIC_URL}{PAGE}#s{status}",
        title=say(TITLES[status]),
        status=status,
        detail=detail,
        code=code,
        errors=list(errors),
    )


def stop(
    status: int, detail: str = "", *, code: str = "", errors: Iterable[Fault] = (), **headers: str
) -> Stopped:
    """To be raised; a header's name is written with underscores."""
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    return Stopped(problem(status, detail, code=code, errors=errors), named)


def no_scope(scope: str) -> Stopped:
    """The token lacks a leave that its person may have."""
    found = problem(HTTPStatus.FORBIDDEN, code="scope")
    found.reason, found.remedy = say(SCOPE).format(scope=scope), say(MAKE)
    return Stopped(found)


def of_refusal(refused: Refused | Incomplete | Conflict | Unlawful) -> Problem:
    """What the law or the act says, in the words of its pages."""
    if isinstance(refused, Conflict):
        return _of_conflict(refused)
    if isinstance(refused, Unlawful):
        return problem(422, say(refused.text), code="unlawful")
    if isinstance(refused, Incomplete):
        return problem(
            422,
            code="incomplete",
            errors=[Fault(gap.field, say(gap.text), gap.clause) for gap in refused.missing],
        )
    if isinstance(refused, Mistaken):
        return problem(
            422, code="invalid", errors=[Fault(each.field, say(each.words)) for each in refused.faults]
        )
    if isinstance(refused, Invalid):
        found = _judged(422, refused.verdict)
        found.errors = [Fault(refused.field, say(refused.verdict.reason), refused.verdict.clause)]
        return found
    found = _judged(403, refused.verdict)
    found.errors = [Fault(each.code, say(each.reason), each.clause) for each in refused.verdicts[1:]]
    return found


def answer(found: Problem, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """As it goes out."""
    response = HttpResponse(msgspec.json.encode(found), status=found.status, content_type=CONTENT_TYPE)
    response.headers["Cache-Control"] = "private, no-store"
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response


def _judged(status: int, verdict: Verdict) -> Problem:
    found = problem(status, say(verdict.reason), code=verdict.code)
    found.clause, found.reason, found.remedy = verdict.clause, say(verdict.reason), say(verdict.remedy)
    return found


def _of_conflict(conflict: Conflict) -> Problem:
    found = problem(412, code="changed")
    found.version = conflict.version
    found.meanwhile = [
        Meanwhile(entry.occurred_at, entry.actor_name, say(entry.sentence), entry.words)
        for entry in conflict.entries
    ]
    return found
