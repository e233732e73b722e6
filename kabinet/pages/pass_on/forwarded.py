"""What of the client's ticket may go along, each chosen by itself, and what stays hidden from the vendor (L3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.pages.pass_on.document import Quote
from kabinet.pages.pass_on.prepared import STATEMENT, Prepared
from kabinet.pages.previews.shown import offer_of
from kabinet.pages.ui import amounts, moments
from kabinet.pages.ui.talk import FileLine
from kabinet.records import doors
from kabinet.records.doors.record_types import FileRecord, MessageRecord
from kabinet.regulation.access import Audience

LONGEST = 160


@dataclass(frozen=True, slots=True)
class Forwardable:
    """Something that may go along."""

    value: str
    label: str
    about: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """`talk` and `attached` are what the client sees too; the partner's own notes and files are never offered."""

    talk: tuple[MessageRecord, ...]
    attached: tuple[FileRecord, ...]
    notes: int
    own_files: int
    others: int
    waiting: tuple[FileRecord, ...]


def carried(shown: Prepared) -> Carried:
    """Everything of the ticket, by who may see it."""
    actor, ticket = shown.actor, shown.found.ticket
    elsewhere = shown.foreign is not None
    messages = [] if elsewhere else list(doors.messages(actor, ticket))
    files = [] if elsewhere else list(doors.files(actor, ticket))
    return Carried(
        talk=tuple(row for row in messages if row.audience == Audience.PUBLIC and row.kind != STATEMENT),
        attached=tuple(row for row in files if row.audience == Audience.PUBLIC),
        notes=sum(row.audience != Audience.PUBLIC for row in messages),
        own_files=sum(row.audience != Audience.PUBLIC for row in files),
        others=max(sum(bool(each.roles) for each in doors.people(actor, ticket.client_id)) - 1, 0),
        waiting=tuple(doors.waiting(shown.draft)) if shown.draft else (),
    )


def messages(found: Carried, shown: Prepared, zone: ZoneInfo) -> list[Forwardable]:
    """The talk with the client."""
    return [
        Forwardable(
            str(row.pk), _begin(row.text), _about(row, shown.at, zone), row.pk in shown.typed.messages
        )
        for row in found.talk
    ]


def files(found: Carried, shown: Prepared) -> list[Forwardable]:
    """The client's files and those that were sent to the client."""
    return [
        Forwardable(str(row.pk), row.name, amounts.size(row.size), row.pk in shown.typed.files)
        for row in found.attached
    ]


def quotes(shown: Prepared, zone: ZoneInfo) -> list[Quote]:
    """The chosen messages, as the vendor will read them."""
    return [quote(row, shown.at, zone) for row in shown.found.messages]


def quote(row: MessageRecord, at: datetime, zone: ZoneInfo) -> Quote:
    """A message that goes over, under its own author and its own instant."""
    return Quote(
        f"{row.author_name}, {row.author_organisation}", moments.far(row.occurred_at, at, zone), row.text
    )


def attached(found: Carried, shown: Prepared) -> list[FileLine]:
    """The chosen files and those that wait with the draft."""
    return [*map(file_line, shown.found.files), *map(file_line, found.waiting)]


def file_line(row: FileRecord) -> FileLine:
    """A file of the page; of one that is still coming what its sender can do about it."""
    if row.sha256:
        offer = offer_of(row)
        return FileLine(
            row.name,
            reverse("file", args=[row.pk]),
            row.size,
            icon=offer.icon,
            small_url=offer.small_url,
            large_url=offer.large_url,
        )
    return FileLine(
        row.name, "", row.size, _("ещё загружается"), "hourglass", goes_on=reverse("upload", args=[row.pk])
    )


def unseen(found: Carried, shown: Prepared) -> Iterator[tuple[str, str, str]]:
    """Icon, words and the way to choose: what the vendor will not see."""
    left = len(found.talk) - len(shown.found.messages)
    if found.notes or found.own_files:
        yield "lock", " ".join(_own(found)), ""
    if left > 0:
        yield (
            "message-square",
            _("переписку с клиентом: %(count)s")
            % {"count": amounts.counted(left, "сообщение", "сообщения", "сообщений")},
            "#carry",
        )
    if (kept := len(found.attached) - len(shown.found.files)) > 0:
        yield (
            "paperclip",
            amounts.counted(kept, "файл обращения", "файла обращения", "файлов обращения"),
            "#carry",
        )
    if found.others:
        yield "users", _("других сотрудников клиента: %(count)s") % {"count": found.others}, ""


def _own(found: Carried) -> Iterator[str]:
    if found.notes:
        yield amounts.counted(found.notes, "внутреннюю заметку", "внутренние заметки", "внутренних заметок")
    if found.own_files:
        said = amounts.counted(found.own_files, "файл", "файла", "файлов")
        yield (_("и %(files)s «только мы»") if found.notes else _("%(files)s «только мы»")) % {"files": said}


def _begin(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST].rstrip()}…"


def _about(row: MessageRecord, at: datetime, zone: ZoneInfo) -> str:
    return f"{row.author_name}, {moments.instant(row.occurred_at, at, zone)}"
