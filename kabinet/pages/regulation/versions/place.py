"""Where a draft's pages are: its row, its name, the way back."""

from datetime import date, datetime

from django.urls import reverse

from kabinet.actions.regulation import drafts
from kabinet.pages.regulation.reader import comparing
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records import doors
from kabinet.records.doors.record_types import VersionDraftRecord
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Actor
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack.editing import BOTH

HERE = "rules"


def draft(actor: Actor, at: datetime, key: int) -> VersionDraftRecord:
    """The draft, for whoever prepares regulations: Refused for others, Closed where there is none."""
    drafts.permitted(actor, at)
    return doors.regulation_draft(actor, key)


def title(row: VersionDraftRecord) -> str:
    """«Черновик 4.1»."""
    return comparing.draft_name(row)


def crumbs(row: VersionDraftRecord | None = None) -> list[dict[str, str]]:
    """The way to the page of versions and to the draft."""
    way = [{"url": reverse("regulations"), "label": _("Версии регламента")}]
    if row is not None:
        way.append({"url": reverse("regulation_draft", args=[row.pk]), "label": title(row)})
    return way


def scopes(row: VersionDraftRecord) -> dict[str, str]:
    """The names of the legs as the draft has them."""
    law = drafts.pack_of_draft(row)
    named = {code: spoken(leg.name) for code, leg in law.legs.items()} if law else {}
    usual = {LegCode.CLIENT: _("Клиент — партнёр"), LegCode.VENDOR: _("Партнёр — %(vendor_name)s")}
    return {**usual, **named, BOTH: _("Оба звена")}


def today(at: datetime) -> date:
    """The vendor's day."""
    return vendor_day(at)
