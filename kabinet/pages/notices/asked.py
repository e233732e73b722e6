"""Which notices a page asks for: only unread ones, of one kind, by day or by kind, from which place on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from kabinet.actions.letters.choices import by_key, key_of
from kabinet.actions.notices.kinds import Declared
from kabinet.actions.tickets.read import Some
from kabinet.web import keyset

DAY = timedelta(days=1)
UNREAD, READ = "u", "r"


@dataclass(frozen=True, slots=True)
class Asked:
    """`part` and `place` are where the page begins: among the unread ones, which stand first, or among the read ones."""

    unread: bool
    kind: Declared | None
    by_kind: bool
    part: str
    place: keyset.Place[UUID] | None

    @property
    def first(self) -> bool:
        """Whether it is the first page."""
        return self.place is None and self.part == UNREAD

    def query(self, **changes: str) -> str:
        """For a link to the same list: `changes` with an empty value are left out."""
        kept = {
            "show": "unread" if self.unread else "",
            "kind": key_of(self.kind) if self.kind else "",
            "by": "kind" if self.by_kind else "",
        }
        return urlencode({name: value for name, value in (kept | changes).items() if value})


def read_asked(sent: Mapping[str, str]) -> Asked:
    """Out of an address; what is none of these words asks for everything from the beginning."""
    kind = by_key(sent.get("kind", ""))
    part, _mark, rest = sent.get("after", "").partition(".")
    place = keyset.read_place(rest, UUID) if part in (UNREAD, READ) else None
    begins_read = part == READ and (place is not None or not rest)
    return Asked(
        unread=sent.get("show") == "unread",
        kind=kind,
        by_kind=sent.get("by") == "kind" and kind is None,
        part=READ if begins_read else UNREAD,
        place=place,
    )


def some_of(sent: Mapping[str, str], zone: ZoneInfo) -> Some:
    """What a button over several notices means: a `day` of the reader's zone, a kind, or all of them."""
    kind = by_key(sent.get("of_kind", ""))
    try:
        day = date.fromisoformat(sent.get("day", ""))
        since = datetime.combine(day, time(), zone)
        return Some(kind, since, datetime.combine(day + DAY, time(), zone))
    except (ValueError, OverflowError):
        return Some(kind)


def instant(said: str) -> datetime | None:
    """An aware instant out of a form; None for anything else."""
    try:
        at = datetime.fromisoformat(said)
        return at if at.utcoffset() is not None else None
    except (ValueError, OverflowError):
        return None
