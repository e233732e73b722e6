"""What somebody reads instead of the page they asked for. Each names the reason and the way on."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from kabinet.actions.unit.errors import Conflict, Refused
from kabinet.pages.errors.waiting import waiting
from kabinet.pages.errors.who_can_help import menders
from kabinet.pages.shell import show
from kabinet.pages.status_codes import CONFLICT, FORBIDDEN, TOO_LARGE
from kabinet.pages.ui.vendor_words import say
from kabinet.records import doors
from kabinet.regulation.access import Actor, OrgKind
from kabinet.regulation.legs import LegCode
from kabinet.web import security_log

# What was typed, by the names that forms give to prose; nothing else of a form is worth copying by hand.
TYPED = (
    "text",
    "reason",
    "reasons",
    "subject",
    "value",
    "title",
    "workaround",
    "why",
    "evidence",
    "note",
    "description",
)


def not_found(request: HttpRequest, actor: Actor | None, at: datetime) -> HttpResponse:
    """Nothing here for this reader: not there, or another organisation's; both look the same."""
    return show(request, actor, at, "errors/not_found.html", status=404)


def refused(request: HttpRequest, actor: Actor | None, at: datetime, refusal: Refused) -> HttpResponse:
    """The regulation does not allow it: every reason with its clause and what can be done."""
    verdicts = [
        {
            "clause": verdict.clause,
            "reason": say(verdict.reason),
            "remedy": say(verdict.remedy),
        }
        for verdict in refusal.verdicts
    ]
    helpers = menders(actor, at, refusal.verdicts)
    context = {
        "verdicts": verdicts,
        "typed": _typed(request),
        "menders": helpers,
        "back": _way_back(request, actor),
    }
    return show(request, actor, at, "errors/refused.html", context, status=FORBIDDEN)


@dataclass(frozen=True, slots=True)
class Way:
    """Back to the ticket that the page was about."""

    number: str
    url: str


def _way_back(request: HttpRequest, actor: Actor | None) -> Way | None:
    """To the ticket of the address; None where it is about no ticket, or about one that the reader does not reach."""
    match = request.resolver_match
    number = str(match.kwargs.get("number", "")).strip().upper() if match else ""
    return _way(actor, number) if actor and number else None


def _way(actor: Actor, number: str) -> Way | None:
    """To the ticket as its reader has it: a participant of joint work knows its joint page alone."""
    row = doors.tickets(actor).filter(number=number).first()
    if row is None:
        return None
    guest = actor.kind is OrgKind.CLIENT and row.leg == LegCode.VENDOR
    return Way(number, reverse("joint" if guest else "ticket", args=[number]))


def conflict(request: HttpRequest, actor: Actor | None, at: datetime, conflict: Conflict) -> HttpResponse:
    """Somebody was first: what they did, and what the reader typed."""
    language = get_language() or "ru"
    entries = [
        {"sentence": entry.sentence.say(language), "who": entry.actor_name, "at": entry.occurred_at}
        for entry in conflict.entries
    ]
    number = conflict.number
    back = (actor and _way(actor, number)) or Way(number, reverse("ticket", args=[number]))
    context = {"number": number, "entries": entries, "typed": _typed(request), "back": back}
    return show(request, actor, at, "errors/conflict.html", context, status=CONFLICT)


def unconfirmed(request: HttpRequest, actor: Actor | None, at: datetime) -> HttpResponse:
    """Known but not confirmed: what is awaited, since when and from whom (L14, L15)."""
    found = waiting(actor, at) if actor else []
    return show(request, actor, at, "errors/unconfirmed.html", {"waiting": found}, status=FORBIDDEN)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the mark of this session (signed in anew in another tab, cookies off): Django's CSRF failure."""
    security_log.tell(request, "form refused")
    return render(request, "errors/stale_form.html", {"typed": _typed(request)}, status=FORBIDDEN)


def too_large(request: HttpRequest, most: int) -> HttpResponse:
    """More than the page takes, `most` bytes; nothing of it was read. Needs no session."""
    return render(request, "errors/too_large.html", {"most": most}, status=TOO_LARGE)


def own_address(address: str) -> str:
    """Path and query alone: another host's address leads nowhere else than to a path of ours."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    path = f"/{parts.path.lstrip('/')}" if parts.path else ""
    return urlunsplit(("", "", path, parts.query, ""))


def _typed(request: HttpRequest) -> list[str]:
    return [value for name in TYPED if (value := request.POST.get(name, "").strip())]
