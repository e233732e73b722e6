"""The gate: nobody meets a page but through the rule that the page names.

    @page(TICKET, "POST")
    def accept(request, actor, at, number): ...

The gate opens the transaction, finds out who asks, tells the database, holds the rule against the actor and calls the
view, which renders before the transaction ends. Whatever the view raises takes the transaction back; refusals become
pages that help. A URL whose view names no rule stops the start (pages/gate/start_check.py).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from kabinet.actions.unit.errors import Conflict, Refused
from kabinet.pages.errors import failures
from kabinet.pages.gate import person, refusals, sending_key
from kabinet.pages.gate.typed import without_blanks
from kabinet.queries.admission import NobodySignedIn, Unconfirmed
from kabinet.records.agreed_time import AgreedTime
from kabinet.records.doors import Closed
from kabinet.regulation.access import Actor
from kabinet.web import held_back, security_log
from kabinet.web.rule import Rule, mark

View = Callable[..., HttpResponseBase]
READING = ("GET", "HEAD")
_agreed = AgreedTime(every=60)


def now() -> datetime:
    """The instant of a request in whole seconds, UTC, no later than the database's clock agrees to, which is asked once a
    minute. Pages ask the time here and nowhere else."""
    return _agreed.instant(own()).replace(microsecond=0)


def own() -> datetime:
    """What the clock of this machine says."""
    return datetime.now(UTC)


def page(rule: Rule, *methods: str, files: bool = False) -> Callable[[View], View]:
    """Put a view under `rule`; `methods` are those it answers (reading alone when none is named); `files` says that its form
    has fields for files: no other page takes any, and none takes as much (kabinet/config/serving/bodies.py)."""

    def ruled(view: View) -> View:
        @wraps(view)
        def gate(request: HttpRequest, **given: Any) -> HttpResponseBase:
            if not _answers(request, methods):
                return refusals.not_read(request, methods or READING)
            if request.method == "POST":
                request.POST = without_blanks(request.POST)  # type: ignore[assignment]
            return _answered(rule, view, request, given)

        return mark(gate, rule=rule, files=files, methods=methods or READING)

    return ruled


class Steps:
    """One request in several transactions, one after another, each of which knows who asks: `with step() as actor:`."""

    def __init__(self, request: HttpRequest, rule: Rule, at: datetime) -> None:
        self.request, self.rule, self.at = request, rule, at

    @contextmanager
    def __call__(self) -> Iterator[Actor]:
        """Who asks; None under ANYONE, as a view has it."""
        with transaction.atomic():
            yield person.admitted(self.request, self.rule, self.at)  # type: ignore[misc]


def stepwise(rule: Rule, *methods: str, slow: tuple[str, ...] = ("POST",)) -> Callable[[View], View]:
    """A page under `rule` that does something slow, a password's hash or a question to a program elsewhere: `view(request,
    step, at, **url)` is called with no transaction open, and opens one for each of its steps. What it raises becomes a page
    as everywhere. Requests of the methods `slow` have threads of their own (config/serving/threads.py)."""

    def ruled(view: View) -> View:
        @wraps(view)
        def gate(request: HttpRequest, **given: Any) -> HttpResponseBase:
            if not _answers(request, methods):
                return refusals.not_read(request, methods or READING)
            at = now()
            step = Steps(request, rule, at)
            return _or_its_page(request, at, lambda: view(request, step, at, **given))

        return mark(gate, rule=rule, slow=slow)

    return ruled


def outside(rule: Rule, view: View, *methods: str) -> View:
    """A view that must answer even while the database is away: no transaction, no actor. `methods` are those of a page."""
    if rule.signed_in:
        raise ValueError("only an open page can stand outside the gate")

    @wraps(view)
    def answered(request: HttpRequest, **given: object) -> HttpResponseBase:
        if not _answers(request, methods):
            return refusals.not_read(request, methods or READING)
        return view(request, **given)

    return mark(answered, rule=rule, methods=methods or READING)


def nowhere(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """An address that no page has (Django's handler404): the same page as for what is another's."""
    security_log.turned_back(request, Closed())
    with transaction.atomic():
        return _kept_private(refusals.answer(request, now(), Closed()))


def _answered(rule: Rule, view: View, request: HttpRequest, given: dict[str, Any]) -> HttpResponseBase:
    at = now()

    def whole() -> HttpResponseBase:
        _nameable(given)
        return held_back.answer(request, lambda: _admitted(rule, view, request, at, given))

    return _or_its_page(request, at, whole)


def _answers(request: HttpRequest, methods: tuple[str, ...]) -> bool:
    return request.method in (methods or READING) or (request.method == "HEAD" and "GET" in methods)


def _or_its_page(
    request: HttpRequest, at: datetime, answer: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """The answer, or the page for what the view lets pass by."""
    try:
        return _kept_private(answer())
    except NobodySignedIn:
        return refusals.sign_in_first(request)
    except person.FactorWanted:
        return refusals.factor_first(request)
    except (Closed, Refused, Conflict, Unconfirmed) as refusal:  # by hand: the page of a refusal
        security_log.turned_back(request, refusal)
        with transaction.atomic():
            return _kept_private(refusals.answer(request, at, refusal))


def _nameable(given: dict[str, Any]) -> None:
    """Nothing has a name with NUL in it, and the database cannot even be asked for one."""
    if any("\0" in str(value) for value in given.values()):
        raise Closed


def _admitted(
    rule: Rule, view: View, request: HttpRequest, at: datetime, given: dict[str, Any]
) -> HttpResponseBase:
    actor = person.admitted(request, rule, at)
    failures.raise_unread(request)
    answer = sending_key.once(request, actor, at, lambda: view(request, actor, at, **given))
    request.META[failures.KEEPING] = True
    return answer


def _kept_private(response: HttpResponseBase) -> HttpResponseBase:
    """Nobody keeps a page, this browser neither: going back after somebody else has signed in asks again who is there."""
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response
