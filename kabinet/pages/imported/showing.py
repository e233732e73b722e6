"""An imported ticket in words: its line in a list, what was said in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.urls import reverse

from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import called
from kabinet.pages.ui.talk import FileLine, Message, Tone
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records.doors.record_types import ImportedMessageRecord, ImportedTicketRecord
from kabinet.regulation.access import Actor, Audience, OrgKind


@dataclass(frozen=True, slots=True)
class ImportedLine:
    """One of a list; `about` is everything that stands beside the old number."""

    number: str
    url: str
    subject: str
    about: str
    state: str
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """What was said on one day of the reader's zone."""

    words: str
    messages: tuple[Message, ...]


def imported_line(row: ImportedTicketRecord, actor: Actor) -> ImportedLine:
    """One imported ticket."""
    client = "" if actor.kind is OrgKind.CLIENT else row.client_name
    partner = row.partner_name if actor.kind is not OrgKind.PARTNER else ""
    return ImportedLine(
        row.old_number,
        reverse("imported_ticket", args=[row.pk]),
        row.subject,
        " · ".join(filter(None, (row.desk, client, partner, row.author_name))),
        row.state,
        row.closed_at,
    )


def days(
    said: Iterable[ImportedMessageRecord], row: ImportedTicketRecord, at: datetime, zone: ZoneInfo
) -> list[Day]:
    """Everything that the reader may hear, day by day in the order of the other desk."""
    today = at.astimezone(zone).date()
    by_day = groupby(said, key=lambda each: each.said_at.astimezone(zone).date())
    return [Day(moments.day(day, today), tuple(_messages(messages, row, zone))) for day, messages in by_day]


def _messages(
    said: Iterable[ImportedMessageRecord], row: ImportedTicketRecord, zone: ZoneInfo
) -> Iterator[Message]:
    for each in said:
        public = each.audience == Audience.PUBLIC
        yield Message(
            id=f"m{each.pk}",
            # A name that nobody registered here is shown as it was said, in its own order.
            author=called(each.author_name) if each.author_id else each.author_name,
            # Whose side an author was on the other desk does not say of everybody: nobody is drawn as one of a side.
            side=OrgKind.CLIENT if each.author_name == row.author_name else OrgKind.PARTNER,
            about="" if each.author_id else _("как записано в %(desk)s") % {"desk": row.desk},
            text=each.text,
            tone=Tone.OPEN if public else Tone.INTERNAL,
            audience="" if public else _("Внутренняя запись: клиент не видит"),
            at=moments.clock(each.said_at, zone),
            at_full=moments.full(each.said_at, zone),
            files=tuple(
                FileLine(file.name, reverse("imported_file", args=[file.pk]), file.size)
                for file in each.files.all()
            ),
        )
