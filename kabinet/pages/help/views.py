"""The help of the reader's own roles; guides of other parties are not there for them."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.help import guides
from kabinet.pages.help.guides import Guide, Step
from kabinet.pages.shell import navigation, show, surroundings
from kabinet.pages.ui.citations import spoken
from kabinet.records.doors import Closed
from kabinet.regulation.access import ACTS, Act, Actor, OrgKind
from kabinet.regulation.organisation.contact_roles import ROLE_WORDS

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
    facts = surroundings.facts(actor, at)
    context = {
        "title": spoken(found.title),
        "lead": spoken(found.lead),
        "code": code,
        "others": [_tab(each, actor) for each in known],
        "steps": [_shown(step, actor, stopped=facts.stopped) for step in found.steps],
        "places": list(_places(actor, facts.counts)),
    }
    return show(request, actor, at, "help/guide.html", context, here=HERE, facts=facts)


def _places(actor: Actor, counts: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """The reader's own menu, line by line."""
    for group in navigation.link_groups(actor, counts, HERE):
        for item in group.items:
            words = spoken(guides.place(actor.kind or OrgKind.CLIENT, item.key))
            yield {"label": item.label, "url": item.url, "words": words}


def _tab(each: Guide, actor: Actor) -> dict[str, Any]:
    own = bool(each.roles & actor.roles)
    return {"code": each.code, "title": spoken(each.title), "own": own}


def _shown(step: Step, actor: Actor, *, stopped: bool) -> dict[str, Any]:
    """With its link where the reader may do it, else with the roles that do."""
    able = step.act is None or any(row.covers(actor.kind, actor.roles) for row in ACTS[step.act].granted)
    closed = not able or (stopped and step.act is Act.REGISTER)
    return {
        "title": spoken(step.title),
        "text": spoken(step.text),
        "clause": step.clause,
        "picture": f"kabinet/help/{step.picture}.png" if step.picture else "",
        "url": "" if closed else _address(step.page),
        "done_by": "" if able or step.act is None else _done_by(step.act, actor),
    }


def _done_by(act: Act, actor: Actor) -> str:
    """The roles of the reader's own party that do it."""
    rows = ACTS[act].granted
    held = {role for row in rows if row.kind is actor.kind for role in row.roles}
    return ", ".join(sorted(spoken(ROLE_WORDS[role].title) for role in held)).lower()


def _address(name: str) -> str:
    try:
        return reverse(name) if name else ""
    except NoReverseMatch:
        return ""
