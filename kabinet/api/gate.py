"""The gate of the API: a token alone says who asks; one transaction a request; whatever stands in the way is a problem.

No session, no cookie, therefore no form's mark either. The instant of a request is asked here and nowhere else.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import msgspec
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import override

from kabinet.actions.organisations.api_tokens import Used, use_token
from kabinet.actions.unit.errors import Conflict, Incomplete, Refused
from kabinet.actions.unit.sendings import begin_call, end_sending
from kabinet.api import problems, reading
from kabinet.api.operation import Call, Operation, Reply
from kabinet.api.problems import Stopped, stop
from kabinet.api.shapes import Done, Problem
from kabinet.api.taken import DryRun
from kabinet.queries.admission import NobodySignedIn, Session, Unconfirmed, admit
from kabinet.records.agreed_time import AgreedTime
from kabinet.records.doors import Closed
from kabinet.regulation.access import Actor
from kabinet.regulation.organisation.api_scopes import Scope
from kabinet.regulation.text import Unlawful
from kabinet.web import held_back, security_log
from kabinet.web.rule import Rule, mark

ROOT = "/api/v1"
# No session is asked for, so a body is bounded as a stranger's (config/serving/bodies.py).
TOKEN = Rule("token", signed_in=False, confirmed=False)
View = Callable[..., HttpResponseBase]
_agreed = AgreedTime(every=60)


def now() -> datetime:
    """The instant of a request in whole seconds, UTC, no later than the database's clock agrees to."""
    return _agreed.instant(datetime.now(UTC)).replace(microsecond=0)


def address(operations: Mapping[str, Operation]) -> View:
    """The view of one address, with its operations by method."""

    def gate(request: HttpRequest, **given: Any) -> HttpResponseBase:
        try:
            return _answered(request, operations, given)
        except Stopped as stopped:
            return problems.answer(stopped.problem, stopped.headers)

    takes_file = any(each.takes_file for each in operations.values())
    return stands(mark(gate, most=settings.LARGEST_FILE) if takes_file else gate)


def stands(gate: View) -> View:
    """It is no page: nobody is led back to it, and no form's mark is asked of it."""
    return mark(gate, rule=TOKEN, csrf_exempt=True, own_body=too_large)


def too_large(request: HttpRequest, most: int) -> HttpResponse:
    """413: nothing of it was read."""
    return problems.answer(problems.problem(413, f"{most} bytes"))


def nowhere(request: HttpRequest, **given: Any) -> HttpResponseBase:
    """Below the API, and nothing of ours."""
    return problems.answer(problems.problem(404))


nowhere = stands(nowhere)


def failed(status: int, detail: str = "", seconds: int = 0) -> HttpResponse:
    """What the server could not do: 400, 500 or 503, without the database."""
    return problems.answer(problems.problem(status, detail), {"Retry-After": str(seconds)} if seconds else {})


def _answered(
    request: HttpRequest, operations: Mapping[str, Operation], given: dict[str, Any]
) -> HttpResponseBase:
    at, operation = now(), _operation(request, operations)
    token = shown_token(request, at)
    return in_words(request, token, lambda: _admitted(request, operation, token, at, given))


def in_words(request: HttpRequest, token: Used, attempt: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What it gives, or the problem that stands in its way, in the language of the token's person."""
    with override(token.language):
        try:
            return attempt()
        except Stopped as stopped:
            return problems.answer(stopped.problem, stopped.headers)
        except (NobodySignedIn, Unconfirmed):
            return problems.answer(*_unknown(request))
        except Closed as closed:
            security_log.turned_back(request, closed, person=token.person)
            return problems.answer(problems.problem(404))
        except (Refused, Incomplete, Conflict, Unlawful) as refused:  # by hand: every refusal is a problem
            found = problems.of_refusal(refused)
            if found.status == HTTPStatus.FORBIDDEN:
                security_log.turned_back(request, refused, person=token.person)
            return problems.answer(found)


def _operation(request: HttpRequest, operations: Mapping[str, Operation]) -> Operation:
    found = operations.get("GET" if request.method == "HEAD" else request.method or "")
    if found is None:
        raise stop(405, allow=", ".join(operations))
    return found


def shown_token(request: HttpRequest, at: datetime, *, counted: bool = True) -> Used:
    """The token, whose minute has a request less now where this is `counted`."""
    shown = reading.token_of(request)
    used = use_token(at=at, shown=shown, counted=counted) if shown else None
    if used is None:
        found, headers = _unknown(request)
        raise Stopped(found, headers)
    if used.left < 0:
        security_log.tell(request, "asked too often", person=used.person)
        raise stop(429, retry_after=str(used.seconds))
    return used


def _unknown(request: HttpRequest) -> tuple[Problem, dict[str, str]]:
    if "Authorization" in request.headers:
        security_log.tell(request, "unknown token")
    return problems.problem(401), {"WWW-Authenticate": 'Bearer realm="Kabinet"'}


def _admitted(
    request: HttpRequest, operation: Operation, token: Used, at: datetime, given: dict[str, Any]
) -> HttpResponseBase:
    """The operation of this method, its parts read before a transaction is open."""
    if not reading.takes_json(request):
        raise stop(406)
    require_scope(token, operation.scope)
    if any("\0" in str(value) for value in given.values()):
        raise Closed
    query = reading.query_of(request, operation)
    version, key = reading.version_of(request, operation), reading.key_of(request, operation)
    body, content = reading.body_of(request, operation), reading.content_of(request, operation)
    dry = isinstance(query, DryRun) and query.dry_run == "1"

    def attempt() -> HttpResponseBase:
        call = Call(actor_of(token, at), at, token, query, body, version, dry, content, request)
        if key and not dry:
            return _once(operation, call, key, given)
        answer = _done(operation, call, given)
        if dry:
            transaction.set_rollback(True)
        return answer

    return held_back.answer(request, attempt)


def require_scope(token: Used, scope: Scope | None) -> None:
    """A problem where its person did not let the program."""
    if scope is not None and scope not in token.scopes:
        raise problems.no_scope(scope)


def actor_of(token: Used, at: datetime) -> Actor:
    """The person as they are now, in the organisation of the token; whoever left it is nobody there."""
    actor = admit(Session(token.person, token.organisation, token.made_at), at)
    if actor.organisation != token.organisation:
        raise NobodySignedIn
    return actor


def _once(operation: Operation, call: Call, key: str, given: dict[str, Any]) -> HttpResponseBase:
    """Done once under its key, however often it comes; the same key with something else is refused."""
    digest, own = (
        _digest(operation, call, given),
        uuid5(NAMESPACE_URL, f"kabinet:token:{call.token.key}:{key}"),
    )
    kept = begin_call(actor=call.actor, at=call.at, key=own, digest=digest)
    if kept is None:
        answer = _done(operation, call, given)
        end_sending(actor=call.actor, key=own, answer=getattr(answer, "content", b"").decode())
        return answer
    if kept.digest != digest:
        raise stop(422, code="idempotency_key")
    done: Any = msgspec.json.decode(kept.answer.encode(), type=operation.answer or Done)
    answer = _response(operation, Reply(done, getattr(done, "version", None)))
    answer.headers["Idempotency-Replayed"] = "true"
    return answer


def _digest(operation: Operation, call: Call, given: dict[str, Any]) -> str:
    """Of all that was said: another request under the same key is not the same."""
    request = call.request
    body = call.content if operation.takes_file or request is None else request.body
    named = repr(sorted(given.items())), msgspec.json.encode(call.query).decode()
    return sha256(b"\n".join((operation.name.encode(), *(each.encode() for each in named), body))).hexdigest()


def _done(operation: Operation, call: Call, given: dict[str, Any]) -> HttpResponseBase:
    found = operation.does(call, **given)
    return _response(operation, found, dry=call.dry) if isinstance(found, Reply) else found


def _response(operation: Operation, reply: Reply, *, dry: bool = False) -> HttpResponse:
    status = 200 if dry else operation.status
    response = HttpResponse(msgspec.json.encode(reply.body), status=status, content_type="application/json")
    response.headers["Cache-Control"] = "private, no-store"
    if reply.version is not None:
        response.headers["ETag"] = f'"{reply.version}"'
    if operation.status == HTTPStatus.CREATED and isinstance(reply.body, Done) and not dry:
        response.headers["Location"] = f"{settings.PUBLIC_URL}{ROOT}/tickets/{reply.body.number}"
    if reply.following:
        response.headers["Link"] = f'<{reply.following}>; rel="next"'
    return response
