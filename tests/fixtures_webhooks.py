"""A receiver of webhooks on loopback: it knows who signed by the library of others, and answers as a test says."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from django.db import transaction

from kabinet.records.security.reach import as_system
from kabinet.regulation.organisation.event_groups import EventGroup

if TYPE_CHECKING:
    from tests.cast import Cast


LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass
class Received:
    """One message that came and whose signature is true: its name, its headers, and what it says."""

    name: str
    heads: Mapping[str, str]
    said: Mapping[str, Any]

    @property
    def fact(self) -> str:
        """What happened where, in short."""
        data = self.said["data"]
        return f"{data['ticket']} {data['fact']}" if data else str(self.said["type"])


@dataclass
class Receiver:
    """`answers` are the next ones of a path, status and headers; 204 where it says nothing. `at` is when it looks at what
    comes: its clock is the test's."""

    at: datetime = LONG_AGO
    port: int = 0
    secrets: dict[str, str] = field(default_factory=dict)
    answers: dict[str, list[tuple[int, Mapping[str, str]]]] = field(default_factory=dict)
    came: list[Received] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    meanwhile: Callable[[], Any] = lambda: None
    server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        """Its origin."""
        return f"http://127.0.0.1:{self.port}"

    def take(self, path: str, heads: Mapping[str, str], body: bytes) -> tuple[int, Mapping[str, str]]:
        """A message; WebhookVerificationError for a false signature."""
        from standardwebhooks.webhooks import Webhook

        said = Webhook(self.secrets[path]).verify(body, dict(heads))
        name = heads["webhook-id"]
        self.asked.append(name)
        waiting = self.answers.get(path, [])
        status, more = waiting.pop(0) if waiting else (204, {})
        if status == 204:
            self.came.append(Received(name, heads, said))
        self.meanwhile()
        return status, more

    def facts(self) -> list[str]:
        """What came, in short."""
        return [each.fact for each in self.came]

    def open(self) -> None:
        """It is there from now on."""
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, more = receiver.take(
                    self.path, {name.lower(): value for name, value in self.headers.items()}, body
                )
                self.send_response(status)
                for name, value in more.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.port = self.server.server_port
        Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        """And away."""
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            self.server = None


@pytest.fixture
def receiver(own_db: object, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """A receiver that is there, on a port that the operator has named."""
    from standardwebhooks import webhooks

    found = Receiver()
    found.open()

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = UTC) -> datetime:
            return found.at

    monkeypatch.setattr(webhooks, "datetime", Clock)
    settings.WEBHOOK_ORIGINS = (found.url,)
    yield found
    found.close()


@pytest.fixture
def connected(receiver: Receiver) -> Callable[..., UUID]:
    """`connected(cast, login, at, path, groups)`: this person adds the receiver to their organisation."""
    from kabinet.actions.webhooks.keeping import add_webhook
    from kabinet.records import models

    def add(
        cast: "Cast",
        login: str,
        at: datetime,
        path: str = "/hook",
        groups: tuple[EventGroup, ...] = tuple(EventGroup),
    ) -> UUID:
        with transaction.atomic():
            actor = cast.actor(login, at)
            receiver.secrets[path] = add_webhook(actor=actor, at=at, url=receiver.url + path, groups=groups)
        with transaction.atomic(), as_system("a look from outside"):
            return models.Webhook.objects.get(url=receiver.url + path).pk

    return add


@pytest.fixture
def hooks(receiver: Receiver) -> Callable[[datetime], None]:
    """`hooks(at)`: a worker tells whatever is due at `at`."""
    from kabinet.jobs.rests import Rests
    from kabinet.jobs.webhooks import tell_next

    def tell(at: datetime) -> None:
        receiver.at = at
        rests = Rests()
        while tell_next(at, rests):
            pass

    return tell
