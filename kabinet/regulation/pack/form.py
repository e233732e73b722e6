"""The registration form and the nine items as values."""

from dataclasses import dataclass
from enum import StrEnum

from kabinet.regulation.text import Text


class Need(StrEnum):
    """When a field or an item must be there. ASKED: shown, never counted, never required."""

    REQUIRED = "required"
    CRITICAL = "critical"  # required where the level needs the critical terms
    SLOWDOWN = "slowdown"  # required for tickets about slowness
    DEFECT = "defect"  # required when a defect must be reproduced
    RECOMMENDED = "recommended"
    RECOMMENDED_SLOWDOWN = "recommended_slowdown"
    ASKED = "asked"


class KnownFrom(StrEnum):
    """Where the value is known from before anybody types."""

    ORGANISATION = "organisation"
    LICENCE = "licence"
    PERSON = "person"
    SYSTEM = "system"
    TICKET = "ticket"
    SYMPTOMS = "symptoms"
    NOWHERE = "nowhere"


class Widget(StrEnum):
    """How a field is typed."""

    LINE = "line"
    LINES = "lines"
    TEL = "tel"
    EMAIL = "email"
    PERSON = "person"  # chosen among the confirmed contacts of the party that asks
    CHOICE = "choice"
    CONFIRM = "confirm"
    FILES = "files"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice: kept by its code, shown by its name."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of the registration form; `missing` is said when it must be there and is not.

    `choices` are the values of a choice; those of `impact` and `service` are the leg's own lists (pack_choice.offered).
    """

    code: str
    section: str
    label: Text
    hint: Text | None = None
    missing: Text
    clause: str
    need: Need
    source: KnownFrom
    widget: Widget
    choices: tuple[Option, ...] = ()

    @property
    def recommended(self) -> bool:
        """Counted as recommended, never refused."""
        return self.need in (Need.RECOMMENDED, Need.RECOMMENDED_SLOWDOWN)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form under one heading."""

    code: str
    title: Text
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One of the items of information that go with a ticket; ready when all of its `fields` are."""

    code: str
    number: int
    name: Text
    need: Need
    fields: tuple[str, ...]
    clause: str
