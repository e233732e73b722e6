"""Beside a message: the way to show it to more people, and when that was done."""

from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.pages.ui import moments
from kabinet.queries.ticket_view import TicketView
from kabinet.records.doors.record_types import MessageRecord
from kabinet.regulation.access import Act, Audience, wider
from kabinet.regulation.facts import Kind

TO: Final[dict[Audience, str | Promise]] = {
    Audience.PUBLIC: lazily("Показать клиенту"),
    Audience.VENDOR_LEG: lazily("Показать партнёру"),
    Audience.JOINT: lazily("Показать участникам"),
}


def link(opened: TicketView, there: TicketView, said: MessageRecord) -> tuple[str, str]:
    """Address and words for whoever wrote it; nothing where everybody who could reads it already."""
    after = wider(said.audience)
    if after is None or there is not opened or (after is Audience.JOINT and not opened.guests):
        return "", ""
    if not opened.may(Act.WIDEN).allowed:
        return "", ""
    return reverse("ticket_widen", args=[opened.number, said.pk]), str(TO[after])


def shown_later(opened: TicketView, said: MessageRecord) -> str:
    """«Показано позже: 12 марта, 14:05»."""
    rows = [row for row in opened.all_entries if row.kind == Kind.WIDENED and row.message_id == said.pk]
    if not rows:
        return ""
    when = moments.instant(rows[-1].occurred_at, opened.at, opened.zone)
    return _("Показано позже: %(when)s") % {"when": when}
