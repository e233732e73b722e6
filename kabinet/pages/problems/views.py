"""The register, and one problem's page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.problems import showing
from kabinet.pages.shell import show
from kabinet.records import doors, lengths, lists
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor, Case, OrganisationCase, OrgKind, may

LONGEST = lengths.SEARCH


@page(MEMBER)
def register(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """What the reader may see of the register, narrowed down."""
    asked = read_asked(request.GET)
    question = lists.read_question(asked["q"])
    found = lists.register(actor, wish_of(actor, asked, question), _key(request.GET.get("after", "")))
    kept = {name: value for name, value in asked.items() if value}
    context = {
        "rows": [showing.problem_line(row) for row in found.rows],
        "asked": asked,
        "narrowed": any(asked[name] for name in ("q", "product", "version", "fixed")),
        "reason": question.reason,
        "products": lists.products(actor),
        "next": urlencode({**kept, "after": found.after}) if found.after else "",
        "first": urlencode(kept) if "after" in request.GET else None,
        "adds": may_keep(actor, actor.organisation),
        "staff": actor.kind is not OrgKind.CLIENT,
    }
    return show(request, actor, at, "problems/list.html", context, here="problems")


@page(MEMBER)
def problem(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """One problem; its history for those who keep it."""
    return show(request, actor, at, "problems/problem.html", problem_context(actor, number), here="problems")


def problem_context(actor: Actor, number: str) -> Mapping[str, Any]:
    """Everything of one problem that this reader may know."""
    row = doors.problem(actor, number)
    own = showing.keeps(actor, row)
    versions = doors.problem_versions(actor, row) if own else ()
    return {
        "problem": row,
        "line": showing.problem_line(row),
        "readers": showing.read_by(row),
        "changes": may_keep(actor, row.organisation_id),
        "own": own,
        "history": showing.history(actor, versions, row),
    }


def may_keep(actor: Actor, organisation: int) -> bool:
    """Whether the reader keeps the problems of this organisation."""
    case = Case(organisation=OrganisationCase(key=organisation))
    return may(actor, Act.KEEP_PROBLEM, case, law_of(actor)).allowed


def read_asked(given: Mapping[str, str]) -> dict[str, str]:
    """What the address narrows the register down to."""
    return {name: _plain(given.get(name, "")) for name in ("q", "product", "version", "fixed", "show")}


def wish_of(actor: Actor, asked: Mapping[str, str], question: lists.Question) -> lists.Wish:
    """The same as the register is asked for it."""
    staff = actor.kind is not OrgKind.CLIENT
    return lists.Wish(
        asked=question,
        product=asked["product"],
        version=asked["version"],
        fixed=asked["fixed"] if asked["fixed"] in ("yes", "no") else "",
        own=staff and asked["show"] == "own",
        retired=staff and asked["show"] == "retired",
    )


def _plain(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())[:LONGEST]


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
