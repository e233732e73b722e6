"""What the shell around a page shows beside its navigation: brand, the reader, the box of the desk.

`ui/page.html` finds them in `shell`: brand, me, desk, nav (groups of items), tabs (items of a phone's bar), search_url.
"""

from dataclasses import dataclass

from kabinet.regulation.access import OrgKind


@dataclass(frozen=True, slots=True)
class Brand:
    """The reader's organisation and what it is here: «Северный Контур», «Партнёр · кандидат»."""

    name: str
    line: str
    url: str = "/"


@dataclass(frozen=True, slots=True)
class Me:
    """The reader; `side` colours the initials."""

    name: str
    side: OrgKind
    url: str = ""


@dataclass(frozen=True, slots=True)
class DayTime:
    """The desk's working day, for partner and vendor: `words` say what is left of it, `percent` is what has passed."""

    clock: str
    date: str
    words: str
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class Contacts:
    """The client's partner: whom to call and when."""

    partner: str
    phone: str
    hours: str
