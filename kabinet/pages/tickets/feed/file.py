"""A file beside its message: what it offers, what the antivirus says of it, how far it is on its way."""

from datetime import date, datetime
from typing import Final

from django.urls import reverse

from kabinet.pages.previews.shown import Offer, offer_of
from kabinet.pages.ui.moments import short_day
from kabinet.pages.ui.talk import FileLine
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.enclosed import SHARED
from kabinet.queries.handing_out import Scan, hindrance, standing
from kabinet.queries.ticket_view import TicketView
from kabinet.records.doors.record_types import FileRecord, FileScanRecord
from kabinet.records.versions.vendor_names import vendor_day

HELD: Final = "shield-alert"
GONE: Final = "trash-2"


def file_line(opened: TicketView, file: FileRecord) -> FileLine:
    """A file beside its message and in the list of files."""
    if file.removed_at is not None:
        return _gone_line(file, vendor_day(file.removed_at))
    scan = opened.scans.get(file.pk)
    held = hindrance(opened.actor, file, scan, opened.at) is not None
    offer = Offer(HELD) if held else offer_of(file)
    shared = file.audience in SHARED
    read = opened.logs_read.get(file.pk)
    failed = _("сводку журнала сделать не удалось") if read is False else ""
    audience = "" if shared else _("видим только мы")
    words = (offer.words, audience, _scanned(scan, opened.at), failed, _kept(opened, file))
    return FileLine(
        file.name,
        "" if held else reverse("file", args=[file.pk]),
        file.size,
        ", ".join(filter(None, words)),
        offer.icon if shared or held else "lock",
        summary_url=reverse("file_log", args=[file.pk]) if read else "",
        small_url=offer.small_url,
        large_url=offer.large_url,
        inside_url=offer.inside_url,
        inside_words=offer.inside_words,
    )


def _gone_line(file: FileRecord, day: date) -> FileLine:
    """Of a content that was removed there is nothing to open."""
    audience = "" if file.audience in SHARED else _("видим только мы")
    words = _("содержимое удалено по сроку хранения %(day)s") % {"day": short_day(day)}
    return FileLine(file.name, "", file.size, ", ".join(filter(None, (audience, words))), GONE)


def _kept(opened: TicketView, file: FileRecord) -> str:
    """Until when; of one that is still there though its last day is over something keeps it, or the night has not come."""
    if (last := opened.kept_until(file)) is None:
        return ""
    said = _("хранится до %(day)s") if last >= vendor_day(opened.at) else _("срок хранения истёк %(day)s")
    return said % {"day": short_day(last)}


def _scanned(scan: FileScanRecord | None, at: datetime) -> str:
    """What the antivirus says; nothing of what came before there was one."""
    known = standing(scan, at)
    if scan is None or known is None:
        return ""
    return {
        Scan.WAITING: _("проверяется антивирусом"),
        Scan.CLEAN: _("проверен"),
        Scan.INFECTED: _("не выдаётся: %(found)s") % {"found": scan.found},
        Scan.UNSCANNED: _("антивирусом не проверен"),
    }[known]


def coming_line(opened: TicketView, file: FileRecord) -> FileLine:
    """A file that is not whole yet: nothing to open, and for whoever sends it the way to go on."""
    awaited = file.uploaded_at > opened.at
    words = _("ещё загружается") if awaited else _("не загружен, его больше не ждут")
    mine = awaited and file.uploaded_by_id == opened.actor.person
    goes_on = reverse("upload", args=[file.pk]) if mine else ""
    icon = "hourglass" if awaited else "circle-alert"
    return FileLine(file.name, "", file.size, words, icon, goes_on=goes_on)
