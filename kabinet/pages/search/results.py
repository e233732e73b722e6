"""A ticket that was found, as one line for any side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import get_language

from kabinet.pages.lists.client.lines import people
from kabinet.pages.lists.queue.lines import parties
from kabinet.pages.search.excerpts import Excerpt, Piece, excerpts
from kabinet.pages.ui import moments
from kabinet.records.lists import Question, Row
from kabinet.regulation.access import Actor
from kabinet.regulation.ticket.lifecycle import status_of


@dataclass(frozen=True, slots=True)
class Result:
    """`about` is everything that stands beside the number."""

    number: str
    url: str
    level: int
    excerpt: Excerpt
    about: str
    status_role: str
    status: str
    status_icon: str
    status_tone: str
    registered: str
    unread: bool


def results(actor: Actor, asked: Question, rows: Sequence[Row], at: datetime, zone: ZoneInfo) -> list[Result]:
    """What was found, with the words marked."""
    found = excerpts(actor, asked, [row.id for row in rows]) if rows else {}
    return [_result(row, found.get(row.id), actor, at, zone) for row in rows]


def _result(row: Row, excerpt: Excerpt | None, actor: Actor, at: datetime, zone: ZoneInfo) -> Result:
    status = status_of(row.status, row.versions.leg)
    day, today = row.registered_at.astimezone(zone).date(), at.astimezone(zone).date()
    return Result(
        number=row.number,
        url=reverse("ticket", args=[row.number]),
        level=row.level,
        excerpt=excerpt or Excerpt((Piece(row.subject),)),
        about=" · ".join(filter(None, (parties(row, actor), row.system_name, people(row)))),
        status_role=status.role,
        status=status.names.read_by(str(actor.kind)).say(get_language() or "ru"),
        status_icon=status.icon,
        status_tone=status.tone or "",
        registered=moments.day(day, today),
        unread=row.unread,
    )
