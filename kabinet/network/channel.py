"""The small interface by which a notice reaches somebody outside of Kabinet, whatever carries it.

A channel is handed one message for one place and says what became of it: it returns, and the message is taken; else it
raises Gone, Refused or Away. A messenger is a channel at which people write back: so they say which chat is theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol


class Gone(Exception):
    """The place takes no more: it was switched off there, or has forgotten us."""


class Refused(Exception):
    """The service does not take this message, and will not later; `said` is for whoever looks after it."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class Away(Exception):
    """The service does not take anything now; `seconds` is when to come again, if it said so."""

    def __init__(self, said: str, seconds: int = 0) -> None:
        super().__init__(said)
        self.said, self.seconds = said, seconds


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a notice, in its reader's language. `path` is the page it leads to, `tag` the notice itself: two
    messages of one tag are one message that came twice."""

    title: str
    body: str
    path: str
    tag: str
    language: str


@dataclass(frozen=True, slots=True)
class Message:
    """What is handed over. `seconds` is for how long it is worth anything, `at` when it is handed over in epoch seconds."""

    words: Words
    at: int
    seconds: int
    urgent: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody wrote to the bot in a chat of their own; `name` is how they call themselves there."""

    chat: str = field(repr=False)
    name: str = field(repr=False)
    text: str = field(repr=False)
    language: str


class Channel(Protocol):
    """What carries messages; `to` is a place in its own words, as it was sealed."""

    def hand_over(self, to: str, message: Message) -> None:
        """Returns when the message is taken. Raises Gone, Refused, Away."""


class Messenger(Channel, Protocol):
    """A channel whose places are chats."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def service(self) -> str:
        """Which program is asked: one that is away is left alone for a while."""

    @property
    def bot(self) -> str:
        """To whom people write there."""

    def link_of(self, code: str) -> str:
        """The address that opens the bot and sends it this code."""

    def hear(self, after: int) -> tuple[Sequence[Heard], int]:
        """What came after that place, and the place after it. Waits a moment for something to come. Raises Refused, Away."""

    def answer(self, chat: str, text: str) -> None:
        """As hand_over, in plain words."""

    def own_name(self) -> str:
        """How the service itself calls the bot, for whoever looks after it. Raises Refused, Away."""
