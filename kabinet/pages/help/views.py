"""The help of the reader's own roles; guides of other parties are not there for them."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.help import guides
from kabinet.pages.help.guides import Guide, Step
from kabinet.pages.shell import show
from kabinet.pages.ui.citations import spoken
from kabinet.records.doors import Closed
from kabinet.regulation.access import Actor

HERE = "help"


@page(MEMBER)
def start(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The first guide of the reader's roles."""
    return SeeOther(reverse("help_guide", args=[guides.of(actor)[0].code]))


@page(MEMBER)
def guide(request: HttpRequest, actor: Actor, at: datetime, code: str) -> HttpResponse:
    """One guide, with the others of the party beside it."""
    known = guides.of(actor)
    found = next((each for each in known if each.code == code), None)
    if found is None:
        raise Closed
    context = {
        "title": spoken(found.title),
        "lead": spoken(found.lead),
        "code": code,
        "others": [_tab(each, actor) for each in known],
        "steps": [_shown(step) for step in found.steps],
    }
    return show(request, actor, at, "help/guide.html", context, here=HERE)


def _tab(each: Guide, actor: Actor) -> dict[str, Any]:
    own = bool(each.roles & actor.roles)
    return {"code": each.code, "title": spoken(each.title), "own": own}


def _shown(step: Step) -> dict[str, Any]:
    return {
        "title": spoken(step.title),
        "text": spoken(step.text),
        "clause": step.clause,
        "picture": f"kabinet/help/{step.picture}.png" if step.picture else "",
        "url": _address(step.page),
    }


def _address(name: str) -> str:
    try:
        return reverse(name) if name else ""
    except NoReverseMatch:
        return ""
