"""The small interface by which another desk is spoken to, whatever program it is: one module a program.

A desk is asked with an account of its own, which nobody but the bridge uses: what that account wrote there is known by it.
Whatever is asked raises Away where nobody answers, and Denied where the desk says no.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

LONGEST_TEXT: Final = 1_000_000  # bytes of one message that are read


class Away(Exception):
    """Nobody answers, or not as that program does; what was asked may have been done. `said` is for a log."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class Denied(Exception):
    """The desk says no to this, and nothing was done there; `said` is for whoever keeps the bridge."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class What(StrEnum):
    """What happened there, as far as a bridge carries it."""

    CREATED = "created"
    SAID = "said"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a desk is, and as whom it is asked; `inside`: the operator wrote that this origin may be of the own network."""

    url: str
    inside: bool
    account: str
    secret: str = field(repr=False)
    queue: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened there, by its own key, in the ticket `ticket`; `status` is the one it has from then on."""

    key: str
    ticket: str
    what: What
    author: str
    at: datetime
    status: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """In their order, without what the bridge's own account did; `seen` is where to go on from. `more`: at once."""

    rows: Sequence[Change]
    seen: str
    more: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What a message says, with tags or without, and the names of the files beside it, which stay there."""

    text: str = field(repr=False)
    files: Sequence[str] = ()
    tagged: bool = False


@dataclass(frozen=True, slots=True)
class ForeignTicket:
    """A ticket as it stands there; `level` is that desk's own word for how urgent it is, `page` where people open it."""

    key: str
    subject: str
    status: str
    queue: str
    level: str
    page: str


@dataclass(frozen=True, slots=True)
class New:
    """A ticket to be made there; `mark` is found again by `created`, `level` is that desk's own word, or empty."""

    subject: str
    text: str = field(repr=False)
    mark: str
    level: str = ""


class Desk(Protocol):
    """A program of somebody else in which tickets are kept."""

    def check(self) -> str:
        """That the account is let in and sees its queue; what the program calls itself."""

    def newest(self) -> str:
        """Where to go on from if nothing of what has happened so far is wanted."""

    def changes(self, since: str) -> Changes:
        """What happened after that place. What was told may be told again, under the same key."""

    def read(self, change: Change) -> Said:
        """What was said in it."""

    def ticket(self, key: str) -> ForeignTicket:
        """As it stands now."""

    def create(self, new: New) -> str:
        """The key of the ticket that was made."""

    def created(self, mark: str) -> str | None:
        """The key of the ticket that the own account made under this mark."""

    def correspond(self, ticket: str, text: str, mark: str) -> None:
        """Says it where whoever asked there reads it."""

    def corresponded(self, ticket: str, mark: str) -> bool:
        """Whether the own account said something under this mark there."""

    def set_status(self, ticket: str, status: str) -> None:
        """That desk's own word."""
