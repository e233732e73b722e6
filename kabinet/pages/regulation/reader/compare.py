"""The page that compares two versions of the regulation: published ones for everybody, drafts for whoever prepares them."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.regulation import drafts
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.regulation.reader import comparing
from kabinet.pages.regulation.reader.applies import BOTH, LEGS
from kabinet.pages.regulation.reader.comparing import Side
from kabinet.pages.shell import show
from kabinet.pages.ui.citations import titled
from kabinet.records import doors
from kabinet.records.versions import regulations
from kabinet.records.versions.regulations import written
from kabinet.regulation.access import Actor, OrgKind, Role

DRAFT = "draft-"


@page(MEMBER)
def compare(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """`?old=4.0&new=4.1`; without them the last two."""
    known = [regulations.law(row.code) for row in doors.regulations(actor)]
    numbers = [each.number for each in known]
    old, new = (
        side(actor, at, request.GET.get(name) or usual)
        for name, usual in zip(("old", "new"), _last(numbers), strict=True)
    )
    legs = LEGS[actor.kind] if actor.kind is OrgKind.CLIENT else BOTH
    prepared = list(doors.regulation_drafts(actor)) if prepares(actor) else []
    context = {
        **shown(old, new, legs, whole=actor.kind is not OrgKind.CLIENT),
        "choices": comparing.version_choices(known, prepared),
        "crumbs": [{"url": reverse("rules"), "label": _("Регламент")}],
    }
    return show(request, actor, at, "regulation/reader/compare.html", context, here="rules")


def shown(old: Side, new: Side, legs: tuple[str, ...] = BOTH, *, whole: bool = True) -> dict[str, object]:
    """What the comparison's template needs; `whole`: with the texts."""
    made = comparing.difference_groups(old, new, legs)
    return {
        "old": old,
        "new": new,
        "groups": made,
        "count": comparing.count(made),
        "unreadable": old.pack is None or new.pack is None,
        "texts": comparing.texts(old, new) if whole else [],
    }


def side(actor: Actor, at: datetime, ref: str) -> Side:
    """A published version by its number, or a draft by its key; Closed for neither."""
    if ref.startswith(DRAFT):
        drafts.permitted(actor, at)
        key = ref.removeprefix(DRAFT)
        if not (key.isascii() and key.isdecimal() and len(key) < 10):
            raise doors.Closed
        row = doors.regulation_draft(actor, int(key))
        return Side(ref, comparing.draft_name(row), drafts.pack_of_draft(row), row.content)
    version = doors.regulation(actor, ref)
    law = regulations.law(version.code)
    return Side(version.number, titled(law), law, written(version))


def prepares(actor: Actor) -> bool:
    """Whether the reader is shown what is being prepared."""
    return actor.kind is OrgKind.VENDOR and Role.ADMINISTRATOR in actor.roles


def _last(numbers: list[str]) -> tuple[str, str]:
    return numbers[-2] if len(numbers) > 1 else numbers[-1], numbers[-1]
