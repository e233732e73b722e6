"""The frame of an act's page: may this reader, the form, the act, and whatever can go wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise

from kabinet.actions.unit.errors import Conflict, Incomplete, Refused
from kabinet.pages.gate import View, page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import TICKET
from kabinet.pages.shell import flash_message, show, surroundings
from kabinet.pages.status_codes import CONFLICT, UNPROCESSABLE
from kabinet.pages.tickets import conflict, idempotency
from kabinet.pages.tickets.acts.form import ActForm
from kabinet.pages.tickets.feed import answered
from kabinet.pages.tickets.page import head
from kabinet.queries.ticket_view import TicketView, view_ticket
from kabinet.regulation.access import Act, Actor

Words = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage:
    """One act: `does` is the function of kabinet.actions, `consequence` says before it what will happen, `done` after it.

    `address` is below the ticket's own, `name` what it is asked by (without one it is the act's). The list of what can be
    done says the `label` (without one the title), leads there by `key`, and with `button` acts at once.
    """

    act: Act
    title: Words
    verb: Words
    icon: str
    form: Callable[..., ActForm]
    does: Callable[..., Any]
    done: Words
    consequence: Callable[[TicketView], str] = lambda opened: ""
    # What is answered by it: shown over the form, so that nobody decides from memory.
    answers: answered.Shown = answered.nothing
    danger: bool = False
    template: str = "tickets/acts/act.html"
    # What a link to the page may choose beforehand.
    chosen: tuple[str, ...] = ()
    more: Callable[[TicketView], Mapping[str, Any]] = field(default=lambda opened: {})
    address: str = ""
    name: str = ""
    label: Words = ""
    key: str = ""
    button: bool = False

    @property
    def url_name(self) -> str:
        return self.name or f"ticket_{self.act}"


def act_page(spec: ActPage) -> View:
    """The view of GET (the form, or the page that says why not) and POST (the act)."""

    @page(TICKET, "GET", "POST", files=True)
    def view(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
        facts = surroundings.facts(actor, at)
        found = view_ticket(actor, at, facts.zone, number)
        if request.method == "POST":
            return acted(request, spec, found, facts)
        if not (verdict := found.may(spec.act)).allowed:
            raise Refused(verdict)
        return form_page(request, spec, found, facts, spec.form(found, initial=_chosen(request, spec)))

    return view


def _chosen(request: HttpRequest, spec: ActPage) -> dict[str, str]:
    return {name: request.GET[name] for name in spec.chosen if name in request.GET}


def acted(request: HttpRequest, spec: ActPage, found: TicketView, facts: surroundings.Facts) -> HttpResponse:
    """The act, or its form again with what stands against it. Nobody is shown again the form of an act that they may not
    do, or not any more: then the page says why."""
    form = spec.form(found, request.POST, request.FILES)
    clash: Conflict | None = None
    try:
        if form.is_valid():
            _done(spec, found, form, request.POST.get("once", ""), version_of(request))
            return _back(request, spec, found)
    except idempotency.Twice:
        return _back(request, spec, found)
    except Conflict as met:
        clash = met
    except Incomplete as incomplete:
        form.ask(incomplete)
    except Refused as refused:  # by hand: the frame of acts on tickets, with clashes and second sendings
        if not form.refuse(refused):
            return _done_before(request, spec, found, refused)
    if not (verdict := found.may(spec.act)).allowed:
        return _done_before(request, spec, found, clash or Refused(verdict))
    return form_page(
        request, spec, found, facts, form, status=CONFLICT if clash else UNPROCESSABLE, clash=clash
    )


def _done_before(request: HttpRequest, spec: ActPage, found: TicketView, against: Exception) -> HttpResponse:
    """Where it stands against the act that the reader has just done it: the form was sent twice. Else it is raised."""
    if idempotency.done(found.actor, found.number, spec.act, request.POST.get("once", "")):
        return _back(request, spec, found)
    raise against


def _back(request: HttpRequest, spec: ActPage, found: TicketView) -> HttpResponse:
    flash_message(request, str(spec.done))
    return SeeOther(reverse("ticket", args=[found.number]))


def _done(spec: ActPage, found: TicketView, form: ActForm, drawn: str, version: int | None) -> None:
    """Once, or not at all."""
    with transaction.atomic():
        ticket = spec.does(
            actor=found.actor, at=found.at, number=found.number, version=version, **form.given()
        )
        idempotency.only(found.actor, ticket, drawn)


def version_of(request: HttpRequest, field: str = "version") -> int | None:
    """The version that the person saw, of the ticket or of the one that `field` is about."""
    said = request.POST.get(field, "")
    return int(said) if said.isdecimal() and len(said) < 9 else None


def form_page(
    request: HttpRequest,
    spec: ActPage,
    found: TicketView,
    facts: surroundings.Facts,
    form: ActForm,
    status: int = 200,
    clash: Conflict | None = None,
) -> HttpResponse:
    """The act's page with this form; after a clash with what happened, ready to be sent on the newer version."""
    context = {
        "act": spec,
        "form": form,
        "ticket": found.ticket,
        "number": found.number,
        "reader": str(found.reader),
        "consequence": spec.consequence(found),
        "answered": spec.answers(found),
        "version": clash.version if clash else found.ticket.version,
        "once": idempotency.mark(found.at),
        **conflict.asked(clash, found),
        "action": request.get_full_path(),
        **head.way_back(found),
        **spec.more(found),
    }
    return show(request, found.actor, found.at, spec.template, context, status=status, facts=facts)
