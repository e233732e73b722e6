"""A real SMTP server for letters, and a worker's hands for them."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller

from kabinet.config.environment import MailServer

if TYPE_CHECKING:
    from kabinet.jobs.letters import Outcome

SENDER = "Kabinet <desk@kabinet.example>"


@dataclass
class MailBox:
    """Takes every letter but those for an address in `refused`; `meanwhile` is called before a letter is answered for."""

    port: int
    letters: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    meanwhile: Callable[[], Any] = lambda: None
    controller: Controller | None = None

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        parsed = message_from_bytes(envelope.content, _class=EmailMessage, policy=policy.default)
        self.letters.append(parsed)
        self.raw.append(envelope.content)
        self.meanwhile()
        return "250 taken"

    def open(self) -> None:
        """The server is there from now on."""
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def close(self) -> None:
        """And away again."""
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    def to(self, address: str) -> list[EmailMessage]:
        """What came for this address."""
        return [each for each in self.letters if each["To"] == address]


def text_of(letter: EmailMessage) -> str:
    """Its plain part."""
    body = letter.get_body(("plain",))
    return body.get_content() if body is not None else ""


@pytest.fixture
def mail(settings: Any) -> Iterator[MailBox]:
    """A server that is there, and letters that are sent to it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        box = MailBox(free.getsockname()[1])
    settings.MAIL_SERVER = MailServer("127.0.0.1", box.port, "")
    settings.MAIL_FROM, settings.LETTERS = SENDER, "sent"
    box.open()
    yield box
    box.close()


@pytest.fixture
def worker() -> Iterator[Callable[[datetime], list["Outcome"]]]:
    """`worker(at)` delivers everything that is due at `at`, as the loop does; what each look came to."""
    from kabinet.jobs.letters import Outcome, deliver_next
    from kabinet.jobs.post_office import PostOffice

    office = PostOffice()

    def deliver(at: datetime) -> list[Outcome]:
        found = []
        while (outcome := deliver_next(at, office)) is Outcome.DONE:
            found.append(outcome)
        return [*found, outcome]

    yield deliver
    office.close()
