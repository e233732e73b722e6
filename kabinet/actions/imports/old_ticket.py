"""A ticket as another desk tells it, before anything of this desk is known of it; and what is wrong with one."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

MOST_MESSAGES: Final = 5_000
MOST_FILES: Final = 1_000
LONGEST_TEXT: Final = 1_000_000  # characters of one message


class Faulty(Exception):
    """This ticket cannot be taken: one sentence for the operator, who sees it behind the file and line."""


@dataclass(frozen=True, slots=True)
class Author:
    """`name` as it was shown, `address` an e-mail or a login; either may be empty."""

    name: str = ""
    address: str = ""

    @property
    def said(self) -> str:
        """What the author is called where nobody registered is meant."""
        return self.name or self.address


@dataclass(frozen=True, slots=True)
class OldFile:
    """`path` is where the content lies, or `content` the content itself; neither: it was not saved with the rest."""

    name: str
    path: Path | None = None
    content: bytes | None = field(default=None, repr=False)
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class OldMessage:
    """`internal`: the client did not see it there, and does not here."""

    author: Author
    at: datetime
    text: str
    internal: bool = False
    files: tuple[OldFile, ...] = ()


@dataclass(frozen=True, slots=True)
class OldTicket:
    """`client` as the data name it; `closed` None for one that was still open. Instants are aware."""

    number: str
    subject: str
    state: str
    client: str
    author: Author
    opened: datetime
    closed: datetime | None
    messages: tuple[OldMessage, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One ticket of a source, or why it is none; `where` is file:line, or file with the place in it."""

    where: str
    ticket: OldTicket | None = None
    fault: str = ""
