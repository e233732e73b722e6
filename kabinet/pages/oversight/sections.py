"""The line of the pages of oversight: from any one to any other, for the same days and the same parties."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from kabinet.pages.oversight.lists.asked import Asked
from kabinet.pages.oversight.lists.names import DESKS, DESKS_TITLE, NAMED
from kabinet.pages.oversight.periods import Span
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.regulation.access import Actor, OrgKind

FIGURES, LATE, CLAUSES, LISTS = "figures", "late", "clauses", "lists"


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the line; `current` "page" for this one, "true" for the one that it belongs to, "" for others."""

    label: str
    url: str
    current: str


def sections_of(actor: Actor, here: str, query: str, span: Span | None) -> Mapping[str, Any]:
    """`query` is what the lists are to be about; figures are of a span alone."""
    own = actor.kind is OrgKind.PARTNER
    figures = reverse("compliance_record", args=[actor.organisation]) if own else reverse("compliance")
    known = (
        (FIGURES, _("Показатели"), figures, f"?period={span.code}" if span else ""),
        (LATE, _("Опоздания"), reverse("late_answers"), query),
        (CLAUSES, _("По пунктам регламента"), reverse("compliance_clauses"), query),
        (LISTS, _("Списки надзора"), reverse("oversight_lists"), query),
    )
    found = [
        Section(label, f"{address}{asked}", "page" if key == here else "")
        for key, label, address, asked in known
    ]
    return {"sections": found}


def sections_around(actor: Actor, asked: Asked, here: str) -> Mapping[str, Any]:
    """The line of a list; `here` is one of the four or the name of a list, which has a line of lists as well."""
    query = asked.shared()
    span = asked.time if isinstance(asked.time, Span) else None
    line = sections_of(actor, here, query, span)
    if here in (LATE, CLAUSES, LISTS):
        return line
    *before, lists = line["sections"]
    titles = {**{name: each.title for name, each in NAMED.items()}, DESKS: DESKS_TITLE}
    return {
        "sections": [*before, Section(lists.label, lists.url, "true")],
        "lists": [
            Section(
                str(title), f"{reverse('oversight_list', args=[name])}{query}", "page" if name == here else ""
            )
            for name, title in titles.items()
        ],
    }
