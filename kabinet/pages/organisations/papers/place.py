"""Whose papers a page is about, and where it leads back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypedDict

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.records import doors
from kabinet.records.doors.record_types import OrganisationRecord
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Actor, OrgKind


def organisation(actor: Actor, key: int, kind: OrgKind) -> OrganisationRecord:
    """A client or a partner that the reader knows, or Closed."""
    found = doors.organisation(actor, key)
    if found.kind != kind:
        raise doors.Closed
    return found


def papers_of(actor: Actor, organisation: int) -> str:
    """Where its papers stand for this reader."""
    if organisation == actor.organisation:
        return reverse("papers")
    return reverse("organisation_papers", args=[organisation])


def systems_of(actor: Actor, client: int) -> str:
    """Where its systems stand for this reader."""
    return (
        reverse("systems") if client == actor.organisation else reverse("organisation_systems", args=[client])
    )


class Way(TypedDict):
    """What a plate (frame.py) says of its place."""

    back: str
    back_words: str
    line: str
    here: str


def way_back(actor: Actor, organisation: OrganisationRecord, line: str = "") -> Way:
    """The place of a page about an organisation's papers; `line` where the organisation's name alone does not do."""
    own = organisation.pk == actor.organisation
    lists = {OrgKind.CLIENT: "clients", OrgKind.PARTNER: "partners"}
    own_words = _("Статус и группа") if organisation.kind == OrgKind.PARTNER else _("Лицензии и договоры")
    return {
        "back": papers_of(actor, organisation.pk),
        "back_words": own_words if own else organisation.short_name,
        "line": line or organisation.name,
        "here": "papers" if own else lists[OrgKind(organisation.kind)],
    }


def posted(request: HttpRequest) -> Mapping[str, Any] | None:
    """What was sent; None while the form is only asked for."""
    return request.POST if request.method == "POST" else None


def today(at: datetime) -> date:
    """The vendor's day."""
    return vendor_day(at)
