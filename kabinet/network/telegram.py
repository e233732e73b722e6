"""Telegram as a messenger: three calls of its Bot API over HTTPS, no library, and no page that anybody calls from outside.

The token stands in the path of every address: addresses are never said, logged or repeated in an error.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from kabinet.network.channel import Away, Gone, Heard, Message, Refused
from kabinet.network.client import Answer, NotAnswered, NotAsked, ask

ORIGIN: Final = "https://api.telegram.org"
WAIT: Final = 2  # seconds for which the service waits for something to come; less than a worker has to end
ANSWER: Final = 5.0  # and that it may take for anything else
MOST_HEARD, MOST_BYTES = 20, 1024 * 1024  # a message has 4,096 characters at most
LONGEST_PAUSE: Final = 24 * 3600
LARGEST: Final = 2**63  # no number of a chat is larger
# The one that tells of a chat that is not there; every other 400 is about the message.
NO_CHAT: Final = "chat not found"
TOO_MANY, FORBIDDEN, WRONG = 429, 403, 400


@dataclass(frozen=True, slots=True)
class Telegram:
    """A bot of an installation; `inside`: the operator wrote the origin, so that it may be of the own network."""

    token: str = field(repr=False)
    bot: str
    public: str
    origin: str = ORIGIN
    inside: bool = False
    name: str = "Telegram"

    @property
    def service(self) -> str:
        """The host that is asked."""
        return urlsplit(self.origin).hostname or ""

    def link_of(self, code: str) -> str:
        """Opens the bot in whatever Telegram is installed here, and sends it the code."""
        return f"https://t.me/{self.bot}?start={code}"

    def hand_over(self, to: str, message: Message) -> None:
        """Title, body and address, each in a line; see kabinet.network.channel.Channel."""
        said = message.words
        self.answer(to, "\n".join((said.title, said.body, self.public + said.path)))

    def answer(self, chat: str, text: str) -> None:
        """Plain text without marks, and no picture of where an address leads."""
        said = {"chat_id": int(chat), "text": text, "link_preview_options": {"is_disabled": True}}
        self._result("sendMessage", said)

    def hear(self, after: int) -> tuple[Sequence[Heard], int]:
        """What people wrote in chats of their own; asking after a place is how the service forgets what stands before it."""
        wanted = {"offset": after, "limit": MOST_HEARD, "timeout": WAIT, "allowed_updates": ["message"]}
        updates = self._result("getUpdates", wanted, WAIT + ANSWER)
        if not isinstance(updates, list) or not all(_is_numbered(each) for each in updates):
            raise Away("an answer that is none")
        return list(_heard(updates)), max((each["update_id"] + 1 for each in updates), default=after)

    def own_name(self) -> str:
        """The bot's name there."""
        said = self._result("getMe", {})
        return str(said.get("username", "")) if isinstance(said, dict) else ""

    def _result(self, method: str, said: Mapping[str, Any], seconds: float = ANSWER) -> Any:
        try:
            answer = ask(
                "POST",
                f"{self.origin}/bot{self.token}/{method}",
                inside=self.inside,
                body=json.dumps(said).encode(),
                headers={"Content-Type": "application/json"},
                seconds=seconds,
                most=MOST_BYTES,
            )
        except NotAsked as refused:
            raise Away(refused.reason) from None
        except NotAnswered as failed:
            raise Away(failed.reason) from None
        return _judged(answer)


def _judged(answer: Answer) -> Any:
    """What was asked for. A token that is not accepted is the operator's matter and nobody's chat: it counts as away."""
    told = _told(answer.body)
    if answer.status == 200 and told.get("ok") is True:
        return told.get("result")
    if answer.status == FORBIDDEN or (answer.status == WRONG and NO_CHAT in str(told.get("description", ""))):
        raise Gone
    if answer.status == WRONG:
        raise Refused(f"HTTP {WRONG}")
    raise Away(f"HTTP {answer.status}", _seconds(told) if answer.status == TOO_MANY else 0)


def _told(body: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _seconds(told: Mapping[str, Any]) -> int:
    more = told.get("parameters")
    after = more.get("retry_after") if isinstance(more, dict) else None
    return min(max(after, 0), LONGEST_PAUSE) if isinstance(after, int) else 0


def _is_numbered(update: object) -> bool:
    return isinstance(update, dict) and isinstance(update.get("update_id"), int)


def _heard(updates: Sequence[Mapping[str, Any]]) -> Iterator[Heard]:
    """What is a text that a person wrote in a chat with nobody else; in a group many would read what one is told."""
    for each in updates:
        message = each.get("message")
        message = message if isinstance(message, dict) else {}
        chat, sender, text = message.get("chat"), message.get("from"), message.get("text")
        if not (isinstance(chat, dict) and isinstance(sender, dict) and isinstance(text, str)):
            continue
        if chat.get("type") == "private" and isinstance(chat.get("id"), int) and abs(chat["id"]) < LARGEST:
            name = f"@{sender['username']}" if sender.get("username") else str(sender.get("first_name", ""))
            yield Heard(str(chat["id"]), name, text, str(sender.get("language_code", "")))
