"""Who reads and follows a ticket, and how it stands to others: the desk, joint work, the handover."""

from dataclasses import dataclass
from datetime import datetime

from kabinet.regulation.access import Audience
from kabinet.regulation.fact_data.shape import FactData


@dataclass(frozen=True, kw_only=True)
class Noted(FactData):
    """`called`: colleagues called by name, who watch the ticket from then on."""

    called: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Widened(FactData):
    """Who read the message until now and who reads it from now on, and how many of its `files`."""

    was: Audience
    audience: Audience
    files: int


@dataclass(frozen=True, kw_only=True)
class Named(FactData):
    """The number of the other ticket, the tag, or the partner that is asked to take over."""

    name: str


@dataclass(frozen=True, kw_only=True)
class HandoverDeclined(FactData):
    """`name` is the new partner's person who declined, whom this ticket does not know."""

    reason: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class HandedOver(FactData):
    """The partner that goes on with it, and the `number` of its ticket."""

    name: str
    number: str


@dataclass(frozen=True, kw_only=True)
class Merged(FactData):
    """The number of the main ticket."""

    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class WatcherAdded(FactData):
    """Who watches; `called` are they as well, who are told so."""

    assignee: str
    assignee_id: int
    called: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Summoned(FactData):
    """Who of the desk is called to a critical ticket at night: `called` is told so, and nobody else. `due`: when the next
    one is, if nobody answers."""

    name: str
    called: tuple[int, ...]
    due: datetime


@dataclass(frozen=True, kw_only=True)
class OnCall(FactData):
    """Nobody answered, and the desk's leads are `called`, `alone` where there are none; or somebody did, and those who were
    `called` before learn it."""

    called: tuple[int, ...] = ()
    alone: bool = False


@dataclass(frozen=True, kw_only=True)
class ContactChanged(FactData):
    """The contact's name (U3.5e, P4.7b); `same`: only telephone or e-mail changed. Else the `person`, who is `called`, the
    name that `was`, and the `former` one, who is told as well."""

    name: str
    same: bool = False
    person: int | None = None
    called: tuple[int, ...] = ()
    was: str | None = None
    former: int | None = None


@dataclass(frozen=True, kw_only=True)
class Invited(FactData):
    """The client's person who takes part in joint work (P5c) and is `called`."""

    name: str
    person: int
    called: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Left(FactData):
    """The client's person who takes part no more (P5c)."""

    name: str
    person: int


@dataclass(frozen=True, kw_only=True)
class FileCame(FactData):
    """A file that was sent with a message before it was whole has come: its name, and who uploaded it (U6c). With `place`
    it came through the ticket's place for files, which was given to the organisation `name`."""

    file: str
    name: str
    place: bool = False


@dataclass(frozen=True, kw_only=True)
class FileInfected(FactData):
    """What the antivirus found in a file, by its own name for it: the file is handed out to nobody."""

    file: str
    found: str


@dataclass(frozen=True, kw_only=True)
class PlaceAsked(FactData):
    """Whoever asks needs a place for files (U6c): what is to be sent; empty when it was asked for with the ticket's form."""

    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ContentRemoved(FactData):
    """The content of a file, of `size` bytes and this SHA-256, was removed, its `days` after the closing being over."""

    file: str
    sha256: str
    size: int
    days: int


@dataclass(frozen=True, kw_only=True)
class Bridged(FactData):
    """What `name` said in the desk of the client or the partner (`owner`), there the ticket `foreign` of `desk` (L8);
    `bridge` is by which way it came."""

    desk: str
    foreign: str
    name: str
    owner: str
    bridge: str


@dataclass(frozen=True, kw_only=True)
class PlaceGiven(FactData):
    """A place to which files are sent without signing in (U6c), and until when (`due`)."""

    due: datetime
