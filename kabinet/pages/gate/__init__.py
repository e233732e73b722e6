"""The gate: nobody meets a page but through the rule that the page names.

    @page(TICKET, "POST")
    def accept(request, actor, at, number): ...

The gate opens the transaction, finds out who asks, tells the database, holds the rule against the actor and calls the
view, which renders before the transaction ends. Whatever the view raises takes the transaction back; refusals become
pages that help. A URL whose view names no rule stops the start (pages/gate/start_check.py).
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

from kabinet.actions.unit.errors import Conflict, Refused
from kabinet.pages.gate import person, refusals, sending_key
from kabinet.pages.gate.rules import Rule
from kabinet.pages.gate.typed import without_blanks
from kabinet.queries.admission import NobodySignedIn, Unconfirmed
from kabinet.records.doors import Closed

View = Callable[..., HttpResponseBase]
READING = ("GET", "HEAD")


def now() -> datetime:
    """The instant of a request in whole seconds, UTC. Pages ask the time here and nowhere else."""
    return datetime.now(UTC).replace(microsecond=0)


def page(rule: Rule, *methods: str) -> Callable[[View], View]:
    """Put a view under `rule`; `methods` are those it answers (reading alone when none is named)."""

    def ruled(view: View) -> View:
        @wraps(view)
        def gate(request: HttpRequest, **given: Any) -> HttpResponseBase:
            if request.method not in (methods or READING) and not (
                request.method == "HEAD" and "GET" in methods
            ):
                return HttpResponseNotAllowed(methods or READING)
            if request.method == "POST":
                request.POST = without_blanks(request.POST)  # type: ignore[assignment]
            return _answered(rule, view, request, given)

        gate.rule = rule  # type: ignore[attr-defined]
        gate.methods = methods or READING  # type: ignore[attr-defined]
        return gate

    return ruled


def outside(rule: Rule, view: View) -> View:
    """A view that must answer even while the database is away; it gets no transaction and no actor."""
    if rule.signed_in:
        raise ValueError("only an open page can stand outside the gate")
    view.rule = rule  # type: ignore[attr-defined]
    return view


def nowhere(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """An address that no page has (Django's handler404): the same page as for what is another's."""
    with transaction.atomic():
        return _kept_private(refusals.answer(request, now(), Closed()))


def _answered(rule: Rule, view: View, request: HttpRequest, given: dict[str, Any]) -> HttpResponseBase:
    at = now()
    try:
        with transaction.atomic():
            actor = person.admitted(request, rule, at)
            answer = sending_key.once(request, actor, at, lambda: view(request, actor, at, **given))
            return _kept_private(answer)
    except NobodySignedIn:
        return refusals.sign_in_first(request)
    except (Closed, Refused, Conflict, Unconfirmed) as refusal:  # by hand: the page of a refusal
        with transaction.atomic():
            return _kept_private(refusals.answer(request, at, refusal))


def _kept_private(response: HttpResponseBase) -> HttpResponseBase:
    """Nobody but this browser keeps a page, and it asks again before showing it."""
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return response
