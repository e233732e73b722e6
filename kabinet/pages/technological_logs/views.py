"""The summary of a log on a page of its own, for whoever may see the file."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import TICKET
from kabinet.pages.organisations.papers.zones import zone_choices
from kabinet.pages.shell import show
from kabinet.pages.technological_logs import collected, doubts, said
from kabinet.pages.technological_logs.coverage import covers
from kabinet.pages.ui.talk import Tag
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records import doors
from kabinet.records.doors import Closed
from kabinet.records.doors.record_types import TicketRecord
from kabinet.regulation.access import Actor
from kabinet.techlog import Summary


@dataclass(frozen=True, slots=True)
class Finding:
    """A line of a list: what, how often, how long, where."""

    what: str
    text: str
    count: int
    seconds: str
    worst: str
    when: str
    context: str
    about: str


class Asked(NamedTuple):
    """On whose clock and about which time: what the form holds."""

    zone: str
    at: str
    meant: datetime


@page(TICKET)
def log(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """404 while there is no summary, as for whoever may not see the file."""
    found = doors.contents.log_summary(actor, key)
    file, ticket = found.file, found.file.ticket
    if ticket is None:
        raise Closed
    summary = Summary.of_data(found.summary)
    asked = _asked(request, ticket, file.client.zone if file.client else "UTC")
    context = {
        "file": file,
        "file_url": reverse("file", args=[file.pk]),
        "number": ticket.number,
        "read_at": found.read_at,
        "summary": summary,
        "asked": asked,
        "zones": zone_choices(get_language() or "ru"),
        "coverage": covers(summary, asked.meant) if summary.kind == "log" else None,
        "span": _when(summary.first, summary.last),
        "platform": _platform(summary, actor, ticket),
        "collecting": collected.rows(summary) if summary.kind in ("log", "config") else [],
        "doubts": doubts.reasons(summary),
        "masked": doubts.always() if summary.kind == "log" else "",
        **_lists(summary),
    }
    return show(request, actor, at, "technological_logs/log.html", context)


def _asked(request: HttpRequest, ticket: TicketRecord, known: str) -> Asked:
    """The client's zone and the registration until somebody says otherwise; what is no zone or no time counts as nothing."""
    zones = {zone for _group, choices in zone_choices("ru") for zone, _words in choices}
    given = request.GET.get("zone", "")
    zone = given if given in zones else known
    meant = ticket.registered_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    try:
        meant = datetime.fromisoformat(request.GET.get("at", "")[:16]).replace(tzinfo=None)
        return Asked(zone, meant.isoformat(timespec="minutes"), meant)
    except ValueError:
        return Asked(zone, "", meant)


def _platform(summary: Summary, actor: Actor, ticket: TicketRecord) -> tuple[Tag, str] | None:
    """The version that the log names against the one of the form; None where there is no log."""
    if summary.kind != "log":
        return None
    try:
        typed = str(doors.sheet(actor, ticket).values.get("platform", "")).strip()
    except Closed:
        typed = ""
    there = ", ".join(summary.versions)
    told = {"typed": typed, "found": there}
    if not there:
        return Tag(_("Неизвестно"), "", "info"), _("Версия платформы в журнале не названа.")
    if not typed:
        return Tag(there, "", "info"), _("В форме обращения версия не указана.")
    if any(version in typed.split() or version == typed for version in summary.versions):
        return Tag(_("Совпадает"), "ok", "check"), _("В журнале %(found)s, в форме то же.") % told
    return Tag(_("Расходится"), "warn", "triangle-alert"), _("В журнале %(found)s, в форме %(typed)s.") % told


def _lists(summary: Summary) -> dict[str, list[Finding]]:
    return {
        name: [
            Finding(
                row.what,
                row.text,
                row.count,
                said.seconds(row.seconds),
                said.seconds(row.worst),
                _when(row.first, row.last) if name == "exceptions" else said.instant(row.worst_at),
                row.context,
                _about(row.processes, row.users),
            )
            for row in rows
        ]
        for name, rows in (
            ("exceptions", summary.exceptions),
            ("waits", summary.waits),
            ("statements", summary.statements),
            ("calls", summary.calls),
        )
    } | _conflicts(summary)


def _conflicts(summary: Summary) -> dict[str, list[Finding]]:
    return {
        name: [
            Finding(
                ", ".join(each.regions), each.other_context, 1, "", "", said.instant(each.at), each.context,
                _("соединения %(own)s и %(other)s") % {"own": each.victim or "?", "other": each.other or "?"},
            )
            for each in rows
        ]
        for name, rows in (("deadlocks", summary.deadlocks), ("timeouts", summary.timeouts))
    } | {
        "happenings": [
            Finding(each.event, each.text, 1, "", "", said.instant(each.at), "", each.process)
            for each in summary.happenings
        ]
    }  # fmt: skip


def _when(first: str, last: str) -> str:
    if not first or first == last:
        return said.instant(first)
    return _("с %(first)s по %(last)s") % {"first": said.instant(first), "last": said.instant(last)}


def _about(processes: list[str], users: int) -> str:
    parts = [", ".join(processes)] if processes else []
    if users:
        parts.append(_("пользователей: %(users)d") % {"users": users})
    return " · ".join(parts)
