"""A Bot API server on loopback, with a bot and people who write to it: what it answers, and how it forgets."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast

TOKEN: Final = "7012345678:AAH-a_secret_of_the_bot_in_its_address"
BOT: Final = "KabinetTestBot"
DESK: Final = "https://desk.example"
Answer = tuple[int, Any]


def failed(status: int, description: str, **more: Any) -> Answer:
    """As the Bot API says that it does not do what it was asked for."""
    return status, {"ok": False, "error_code": status, "description": description, **more}


BLOCKED: Final = failed(403, "Forbidden: bot was blocked by the user")
DEACTIVATED: Final = failed(403, "Forbidden: user is deactivated")
NO_CHAT: Final = failed(400, "Bad Request: chat not found")
TOO_LONG: Final = failed(400, "Bad Request: message is too long")
UNAUTHORIZED: Final = failed(401, "Unauthorized")
CONFLICT: Final = failed(409, "Conflict: terminated by other getUpdates request")
BROKEN: Final = (502, "<html>Bad Gateway</html>")


def too_many(seconds: int) -> Answer:
    """As it asks for patience."""
    return failed(429, f"Too Many Requests: retry after {seconds}", parameters={"retry_after": seconds})


@dataclass
class BotApi:
    """`answers` says what a method answers, or what comes of a message for a chat; else all is well. `meanwhile` is
    called before anything is answered."""

    port: int = 0
    updates: list[dict[str, Any]] = field(default_factory=list)
    sent: list[Mapping[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    answers: dict[str | int, Answer] = field(default_factory=dict)
    meanwhile: Callable[[str], Any] = lambda _method: None
    server: ThreadingHTTPServer | None = None
    written: int = 0

    @property
    def url(self) -> str:
        """Its origin."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What an operator says of it."""
        return {
            "KABINET_TELEGRAM_TOKEN": TOKEN,
            "KABINET_TELEGRAM_BOT": BOT,
            "KABINET_TELEGRAM_ADDRESS": self.url,
            "KABINET_PUBLIC_URL": DESK,
        }

    def write(self, chat: int, text: Any, *, kind: str = "private", **sender: Any) -> None:
        """Somebody writes to the bot."""
        self.written += 1
        person = {"id": chat, "first_name": "Имя", "language_code": "ru", **sender}
        message = {"chat": {"id": chat, "type": kind}, "from": person, "text": text}
        self.updates.append({"update_id": 100 + self.written, "message": message})

    def said(self, chat: int) -> list[str]:
        """What the bot said in a chat."""
        return [str(each["text"]) for each in self.sent if each["chat_id"] == chat]

    def do(self, method: str, asked: Mapping[str, Any]) -> Answer:
        """One call."""
        self.asked.append(method)
        status, body = self.answers.get(method) or self.answers.get(asked.get("chat_id", ""), (200, None))
        if status == 200 and body is None:
            body = {"ok": True, "result": self._result(method, asked)}
        self.meanwhile(method)
        return status, body

    def _result(self, method: str, asked: Mapping[str, Any]) -> Any:
        if method == "sendMessage":
            self.sent.append(asked)
        if method == "getUpdates":
            self.updates = [each for each in self.updates if each["update_id"] >= asked["offset"]]
            return self.updates[: asked["limit"]]
        return {"username": BOT} if method == "getMe" else True

    def open(self) -> None:
        """It is there from now on."""
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                _empty, bot, method = self.path.split("/")
                status, body = api.do(method, asked) if bot == f"bot{TOKEN}" else UNAUTHORIZED
                said = (body if isinstance(body, str) else json.dumps(body)).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

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
def telegram(own_db: object, settings: Any) -> Iterator[BotApi]:
    """One that is there, with a bot that the operator has named; no browser is told."""
    from kabinet.network.push_services import PushServices
    from kabinet.network.telegram import Telegram

    api = BotApi()
    api.open()
    settings.PUSH = PushServices()
    settings.MESSENGERS = {"telegram": Telegram(TOKEN, BOT, DESK, origin=api.url, inside=True)}
    yield api
    api.close()


@pytest.fixture
def hears(telegram: BotApi) -> Callable[[datetime], None]:
    """`hears(at)`: whatever was written to the bot is heard and answered, as the loop does."""
    from django.conf import settings

    from kabinet.jobs.messengers import listen
    from kabinet.jobs.rests import Rests

    rests = Rests()

    def hear(at: datetime) -> None:
        while listen("telegram", settings.MESSENGERS["telegram"], at, rests):
            pass

    return hear


@pytest.fixture
def linked(telegram: BotApi, hears: Callable[[datetime], None]) -> Callable[..., Any]:
    """`linked(cast, login, chat, at)`: this chat is theirs, as if they had asked for a code and sent it."""
    from django.db import transaction

    from kabinet.actions.alerts import linking

    def link(cast: "Cast", login: str, chat: int, at: datetime) -> None:
        with transaction.atomic():
            actor = cast.actor(login, at)
            assert linking.make_code(actor=actor, at=at, channel="telegram")
            code = linking.chats_of(actor, at)["telegram"].code
        telegram.write(chat, f"/start {code}")
        hears(at)
        assert "Готово" in telegram.said(chat)[-1]

    return link
