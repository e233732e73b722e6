"""What a calendar program reads at the address of a person: the next deadline of each of their tickets (RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Alarm, Calendar, Event

from kabinet.actions.organisations import deadline_feeds
from kabinet.actions.organisations.deadline_feeds import Feed
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import ANYONE
from kabinet.pages.ui import clockwords, deadlines
from kabinet.pages.ui.citations import cited, spoken
from kabinet.queries.clock_reading import kept_in
from kabinet.queries.lists.deadlines import list_deadlines
from kabinet.records import doors
from kabinet.records.lists import Row
from kabinet.records.versions import vendor_names
from kabinet.regulation.access import Actor, OrgKind
from kabinet.regulation.clocks import ClockName, clause_of
from kabinet.regulation.legs import LegCode

# How often programs may come again, and how long before a deadline they remind.
AGAIN, REMIND = timedelta(minutes=15), timedelta(minutes=30)


@page(ANYONE, "GET")
def read_deadlines(request: HttpRequest, actor: None, at: datetime, secret: str) -> HttpResponse:
    """Of whom the address is, in every organisation in which they are confirmed, as they reach it now."""
    feed = deadline_feeds.read_feed(at=at, secret=secret)
    if feed is None:
        raise doors.Closed
    with override(feed.language):
        body = _calendar(feed, at).to_ical()
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="deadlines.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _calendar(feed: Feed, at: datetime) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Kabinet//deadlines//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Сроки Кабинета"))
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", AGAIN)
    met: set[str] = set()
    for organisation in feed.organisations:
        for row, event in _events(feed, organisation, at):
            # Of two organisations the person may reach one ticket; a calendar has an event once.
            if row.number not in met:
                calendar.add_component(event)
            met.add(row.number)
    return calendar


def _events(feed: Feed, organisation: int, at: datetime) -> Iterator[tuple[Row, Event]]:
    actor = doors.actor_of(feed.person, organisation, at)
    if actor is None or not actor.confirmed:
        return
    vendor_names.name_by(actor.law)
    for row in list_deadlines(actor, at, everybody=feed.everybody):
        yield row, _event(row, actor, feed, at)


def _event(row: Row, actor: Actor, feed: Feed, at: datetime) -> Event:
    """At the instant of the deadline and taking no time; the same one for as long as this run of this clock lasts."""
    name, due = ClockName(row.queue_clock), row.queue_at or at
    url = settings.PUBLIC_URL + reverse("ticket", args=[row.number])
    event = Event()
    began = int(row.queue_from.timestamp()) if row.queue_from else 0
    event.add("uid", f"{row.number}.{name}.{began}@{settings.PUBLIC_HOST}")
    event.add("dtstamp", at)
    event.add("dtstart", due.astimezone(UTC))
    event.add("sequence", row.version)
    event.add("summary", summary := _summary(row, name, actor, feed))
    event.add("description", "\n".join([*_lines(row, name, due, feed), url]))
    event.add("url", url)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add_component(_alarm(summary))
    return event


def _alarm(summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -REMIND)
    return alarm


def _summary(row: Row, name: ClockName, actor: Actor, feed: Feed) -> str:
    """«U-48003: партнёр обновит»; the subject only where the person lets it go out."""
    words = clockwords.words(name, actor.kind or OrgKind.CLIENT, row.leg == LegCode.VENDOR)
    said = words.running if words.verb else words.what
    subject = f" ({row.subject})" if feed.subjects else ""
    return f"{row.number}: {said}{subject}"


def _lines(row: Row, name: ClockName, due: datetime, feed: Feed) -> Iterator[str]:
    zones = deadlines.Zones(kept_in(row), ZoneInfo(feed.zone))
    yield _("Срок: %(due)s") % {"due": deadlines.full(due, zones)}
    level = spoken(row.versions.leg.level(row.level).name)
    yield _("Уровень %(number)s — %(name)s") % {"number": row.level, "name": level.lower()}
    if clause := cited(clause_of(name, row.level, row.versions.terms)).words:
        yield clause
