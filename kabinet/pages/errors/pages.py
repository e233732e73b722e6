"""What somebody reads instead of the page they asked for. Each names the reason and the way on."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from kabinet.actions.unit.errors import Conflict, Refused
from kabinet.pages.errors.waiting import waiting
from kabinet.pages.errors.who_can_help import menders
from kabinet.pages.shell import show
from kabinet.pages.status_codes import CONFLICT, FORBIDDEN
from kabinet.records import doors
from kabinet.regulation.access import Actor

# What was typed, by the names that forms give to prose; nothing else of a form is worth copying by hand.
TYPED = ("text", "reason", "subject")


def not_found(request: HttpRequest, actor: Actor | None, at: datetime) -> HttpResponse:
    """Nothing here for this reader: not there, or another organisation's; both look the same."""
    return show(request, actor, at, "errors/not_found.html", status=404)


def refused(request: HttpRequest, actor: Actor | None, at: datetime, refusal: Refused) -> HttpResponse:
    """The regulation does not allow it: every reason with its clause and what can be done."""
    language = get_language() or "ru"
    verdicts = [
        {
            "clause": verdict.clause,
            "reason": verdict.reason.say(language),
            "remedy": verdict.remedy.say(language),
        }
        for verdict in refusal.verdicts
    ]
    helpers = menders(actor, at, refusal.verdicts)
    context = {
        "verdicts": verdicts,
        "typed": _typed(request),
        "menders": helpers,
        "back": _ticket(request, actor),
    }
    return show(request, actor, at, "errors/refused.html", context, status=FORBIDDEN)


def _ticket(request: HttpRequest, actor: Actor | None) -> str:
    """The number of the ticket that the refused page was about, if its reader reaches it."""
    match = request.resolver_match
    number = str(match.kwargs.get("number", "")).strip().upper() if match else ""
    if actor is None or not number or not doors.tickets(actor).filter(number=number).exists():
        return ""
    return number


def conflict(request: HttpRequest, actor: Actor | None, at: datetime, conflict: Conflict) -> HttpResponse:
    """Somebody was first: what they did, and what the reader typed."""
    language = get_language() or "ru"
    entries = [
        {"sentence": entry.sentence.say(language), "who": entry.actor_name, "at": entry.occurred_at}
        for entry in conflict.entries
    ]
    context = {"number": conflict.number, "entries": entries, "typed": _typed(request)}
    return show(request, actor, at, "errors/conflict.html", context, status=CONFLICT)


def unconfirmed(request: HttpRequest, actor: Actor | None, at: datetime) -> HttpResponse:
    """Known but not confirmed: what is awaited, since when and from whom (L14, L15)."""
    found = waiting(actor, at) if actor else []
    return show(request, actor, at, "errors/unconfirmed.html", {"waiting": found}, status=FORBIDDEN)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the mark of this session (signed in anew in another tab, cookies off): Django's CSRF failure."""
    return render(request, "errors/stale_form.html", {"typed": _typed(request)}, status=FORBIDDEN)


def broken(request: HttpRequest) -> HttpResponse:
    """Our own mistake. Needs no database and no session."""
    return render(request, "errors/broken.html", status=500)


def _typed(request: HttpRequest) -> list[str]:
    return [value for name in TYPED if (value := request.POST.get(name, "").strip())]
