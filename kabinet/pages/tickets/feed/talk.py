"""The talk of a ticket: messages and events mixed, days between them, a long middle folded, what is new marked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.urls import reverse

from kabinet.actions.journal.fact_codec import void
from kabinet.pages.tickets.feed.event import event
from kabinet.pages.tickets.feed.file import coming_line, file_line
from kabinet.pages.tickets.feed.message import Reached, message
from kabinet.pages.ui import amounts, moments
from kabinet.pages.ui.talk import Event, FileLine, Message
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.history import Cut, Entry, Show, counts, cut, index
from kabinet.queries.ticket_view import TicketView
from kabinet.records import doors
from kabinet.records.doors.record_types import MessageRecord
from kabinet.regulation.access import OrgKind
from kabinet.regulation.fact_data.tickets import Relayed, Replied
from kabinet.regulation.facts import Kind


class Item(NamedTuple):
    """One of: a day's heading, a fold, the mark of what is new, a message, an event."""

    day: str = ""
    fold: str = ""
    fresh: bool = False
    message: Message | None = None
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Tab:
    """One view of the talk."""

    show: str
    label: str
    count: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Feed:
    """`part` 0 follows changes; the pages of everything do not."""

    items: tuple[Item, ...]
    tabs: tuple[Tab, ...]
    show: Show
    part: int
    parts: int
    url: str

    @property
    def part_numbers(self) -> range:
        return range(1, self.parts + 1)


def feed(opened: TicketView, show: Show, part: int, since: datetime | None) -> Feed:
    """`since` is the instant of the reader's first unread notice about this ticket."""
    entries = index(opened)
    seen = cut(entries, show, part)
    said = _said(opened, seen.entries)
    return Feed(
        items=tuple(_items(opened, seen, said, since)),
        tabs=tuple(_tabs(opened, counts(entries), show)),
        show=show,
        part=seen.part,
        parts=seen.parts,
        url=_address(opened),
    )


def _address(opened: TicketView) -> str:
    """The page of this talk."""
    return reverse("joint" if opened.guest else "ticket", args=[opened.number])


def relayed(opened: TicketView) -> Reached:
    """What was said on one leg and reached the other: the vendor ticket remembers it either way."""
    rows = [row for row in opened.all_entries if row.kind == Kind.RELAYED]
    told = ((row.told_as(Relayed), row.occurred_at) for row in rows)
    return {(each.message, each.client): at for each, at in told if each.message is not None} | _carried(
        opened
    )


def _carried(opened: TicketView) -> Reached:
    """The client's messages in the vendor ticket beside this one: carried over later, or passed on with it, which is asked
    only where something was said before."""
    there = opened.beside
    if there is None or opened.reader is not OrgKind.PARTNER:
        return {}
    replies = [row for row in opened.all_entries if row.kind == Kind.REPLIED]
    early = any(row.ticket_id != there.pk and row.occurred_at < there.registered_at for row in replies)
    copies = doors.carried(opened.actor, there) if early else []
    told = ((row.told_as(Replied).message, row.occurred_at) for row in replies)
    since = {(key, there.number): at for key, at in told if key is not None}
    return {(key, there.number): there.registered_at for key in copies} | since


def _said(opened: TicketView, entries: Iterable[Entry]) -> dict[int, MessageRecord]:
    keys = [entry.message for entry in entries if entry.message]
    if not keys:
        return {}
    return {found.pk: found for found in doors.said(opened.actor, keys, *opened.shown)}


def _items(
    opened: TicketView, seen: Cut, said: Mapping[int, MessageRecord], since: datetime | None
) -> Iterator[Item]:
    files, reached, untrue = _files(opened), relayed(opened), void(opened.all_entries)
    day, marked = date.min, since is None
    for place, entry in enumerate(seen.entries):
        if seen.folded and place == seen.fold_at:
            yield Item(fold=_fold(opened, seen.folded))
        if day != (on := entry.at.astimezone(opened.zone).date()):
            day = on
            yield Item(day=moments.weekday(day, opened.at.astimezone(opened.zone).date()))
        if not marked and since is not None and _is_new(opened, entry, since):
            marked = True
            # Where everything is new, a mark would tell nothing.
            if place:
                yield Item(fresh=True)
        if entry.message is not None:
            if entry.message in said:
                yield Item(message=message(opened, said[entry.message], files, reached))
        elif entry.row is not None:
            yield Item(event=event(opened, entry.row, untrue))


def _is_new(opened: TicketView, entry: Entry, since: datetime) -> bool:
    row = entry.row
    return row is not None and row.recorded_at >= since and row.actor_id != opened.actor.person


def _files(opened: TicketView) -> Mapping[int, list[FileLine]]:
    found: dict[int, list[FileLine]] = defaultdict(list)
    for file in opened.enclosed:
        found[file.message_id or 0].append(
            file_line(opened, file) if file.sha256 else coming_line(opened, file)
        )
    return found


def _fold(opened: TicketView, folded: Iterable[Entry]) -> str:
    entries = list(folded)
    count = amounts.counted(len(entries), "запись", "записи", "записей")
    first, last = (moments.instant(entry.at, opened.at, opened.zone) for entry in (entries[0], entries[-1]))
    return _("Ещё %(count)s: %(first)s — %(last)s") % {"count": count, "first": first, "last": last}


def _tabs(opened: TicketView, found: Mapping[Show, int], show: Show) -> Iterator[Tab]:
    url = _address(opened)
    for each, label in _labels(opened).items():
        if each in (Show.ALL, show) or found[each]:
            address = url if each is Show.ALL else f"{url}?show={each}"
            yield Tab(each, label, found[each], f"{address}#talk", each is show)


def _labels(opened: TicketView) -> dict[Show, str]:
    talk = {
        (OrgKind.CLIENT, False): _("Переписка"),
        (OrgKind.PARTNER, False): _("С клиентом"),
        (OrgKind.PARTNER, True): _("С %(vendor_name_ins)s"),
        (OrgKind.VENDOR, True): _("С партнёром"),
        (OrgKind.VENDOR, False): _("Переписка"),
        (OrgKind.CLIENT, True): _("Совместная работа"),
    }[opened.reader, opened.vendor_leg]
    return {
        Show.ALL: _("Всё"),
        Show.TALK: talk,
        Show.INTERNAL: _("Внутреннее"),
        Show.ACROSS: _("С %(vendor_name_ins)s"),
        Show.EVENTS: _("События"),
    }
