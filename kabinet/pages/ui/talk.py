"""What a conversation is drawn from: messages, events, files, the composer."""

from dataclasses import dataclass, field
from enum import StrEnum

from kabinet.records.lengths import MESSAGE
from kabinet.regulation.access import OrgKind


class Tone(StrEnum):
    """How an audience looks: both sides of the leg, one side only, the other leg, all three sides."""

    OPEN = "open"
    INTERNAL = "internal"
    ACROSS = "across"
    JOINT = "joint"


AUDIENCE_ICONS = {Tone.OPEN: "eye", Tone.INTERNAL: "lock", Tone.ACROSS: "arrow-up-right", Tone.JOINT: "users"}


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file in a message or a list; `words` stand after its size («SHA-256 сверена»), below it the way to a summary. One
    that is still coming has no `url`, and for whoever sends it the address where it `goes_on`. A picture is shown in two
    sizes; of a text or an archive `inside_words` say what can be shown."""

    name: str
    url: str
    size: int
    words: str = ""
    icon: str = "file-text"
    summary_url: str = ""
    goes_on: str = ""
    small_url: str = ""
    large_url: str = ""
    inside_url: str = ""
    inside_words: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A small label; `tone` "", client, partner, vendor, note, ok, warn, bad."""

    words: str
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message. `audience` says who sees it («Видит клиент»); `about` is the author's post or organisation."""

    id: str
    author: str
    side: OrgKind
    text: str
    tone: Tone
    audience: str
    at: str
    at_full: str
    about: str = ""
    files: tuple[FileLine, ...] = ()
    tags: tuple[Tag, ...] = ()
    link: str = ""
    link_words: str = ""
    is_message: bool = True

    @property
    def audience_icon(self) -> str:
        return AUDIENCE_ICONS[self.tone]

    @property
    def pictures(self) -> tuple[FileLine, ...]:
        """Those of its files that are shown as pictures."""
        return tuple(file for file in self.files if file.small_url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, one grey line: «**who** what», with its clause.

    `tone` is "", "bad" or "void" (struck through).
    """

    id: str
    icon: str
    words: str
    at: str
    at_full: str
    who: str = ""
    tone: str = ""
    clause: str = ""
    clause_url: str = ""
    is_message: bool = False


@dataclass(frozen=True, slots=True)
class Audience:
    """One choice of the composer; at most one of each tone. `value` is what the form sends."""

    value: str
    tone: Tone
    label: str
    sees: str
    send: str
    short: str = ""

    @property
    def icon(self) -> str:
        return AUDIENCE_ICONS[self.tone]


@dataclass(frozen=True, slots=True)
class MessageKind:
    """Сообщение, решение, обходное решение, план. `effect` says before sending what it does to the clocks."""

    value: str
    label: str
    effect: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composer:
    """The reply form. `canned_url` and `people_url` are where words at hand are fetched.

    `chosen` is an audience's value, no wider than the last used; `version` guards against races, `across` that of the ticket
    beside this one, `once` against the same form sent twice. Files above `small` bytes come in pieces.
    """

    action: str
    audiences: tuple[Audience, ...]
    chosen: str
    kinds: tuple[MessageKind, ...] = ()
    kind: str = ""
    hint: str = ""
    text: str = ""
    version: int | str = ""
    across: int | str = ""
    once: str = ""
    draft_url: str = ""
    draft_saved: str = ""
    files: bool = True
    small: int = 0
    canned_url: str = ""
    people_url: str = ""
    longest: int = MESSAGE
    errors: tuple[str, ...] = field(default=())
