"""A letter as a value: who sent it, what they wrote, which files came with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import Message
from typing import Final

from kabinet.actions.inbox.reading import automatic, bounces, headers
from kabinet.actions.inbox.reading.bounces import Bounce
from kabinet.actions.inbox.reading.charsets import text_of
from kabinet.actions.inbox.reading.guard import is_readable
from kabinet.actions.inbox.reading.html_text import text_of_html
from kabinet.actions.inbox.reading.quotations import own_words
from kabinet.records.lengths import LETTER_TEXT, LINE, MESSAGE, NAME

MOST_PARTS: Final = 200
MOST_FILES: Final = 50
# Bytes of one text that are decoded.
LONGEST_PART: Final = 1_000_000
# How much of a letter is shown that cannot be taken apart.
SHOWN: Final = 20_000


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that came with it."""

    name: str
    content_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Read:
    """`sender` is empty unless exactly one address stands in From. `answers` are Message-IDs, the latest first; `verdicts`
    the Authentication-Results as they came. `own` is without what it quotes, `whole` with it."""

    sender: str = ""
    sender_name: str = ""
    subject: str = ""
    answers: tuple[str, ...] = ()
    own: str = ""
    whole: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    files: tuple[Enclosed, ...] = ()
    verdicts: tuple[str, ...] = ()
    automatic: str = ""
    bounce: Bounce | None = None
    readable: bool = True


def read_letter(raw: bytes) -> Read:
    """Never an exception: what cannot be taken apart comes back as text, `readable` says so."""
    if not is_readable(raw):
        return _unread(raw)
    try:
        return _read(message_from_bytes(raw, policy=policy.compat32))
    except (Exception, RecursionError):  # by hand: a stranger chose what the parser is given
        return _unread(raw)


def _read(message: Message) -> Read:
    parts = list(_leaves(message))[:MOST_PARTS]
    whole = _plain("\n\n".join(_texts(parts)), LETTER_TEXT)
    senders = headers.senders(message)
    name, sender = senders[0] if len(senders) == 1 else ("", "")
    return Read(
        sender=sender,
        sender_name=name[:NAME],
        subject=headers.first(message, "subject")[:LINE],
        answers=tuple(headers.message_ids(message)),
        own=own_words(whole)[:MESSAGE],
        whole=whole,
        headers=tuple((name, value) for name, value in headers.shown(message)),
        files=tuple(_files(parts))[:MOST_FILES],
        verdicts=tuple(headers.raw_values(message, "authentication-results")),
        automatic=automatic.why_automatic(message),
        bounce=bounces.bounce_of(message),
    )


def _unread(raw: bytes) -> Read:
    """The beginning as it stands; from whom it came is not looked at."""
    return Read(whole=_plain(text_of(raw[:SHOWN]), LETTER_TEXT), readable=False)


def _leaves(message: Message) -> Iterator[Message]:
    """Parts that hold no others, in their order; a letter within the letter is one, whole. Without recursion."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        held = part.get_payload()
        if part.is_multipart() and part.get_content_maintype() == "multipart" and isinstance(held, list):
            waiting.extend(reversed([each for each in held if isinstance(each, Message)]))
        else:
            yield part


def _texts(parts: list[Message]) -> list[str]:
    """What is written in plain text; of a letter that has none what its HTML says."""
    plain = [_text(each) for each in parts if _is_text(each, "text/plain")]
    if any(each.strip() for each in plain):
        return plain
    return [text_of_html(_text(each)) for each in parts if _is_text(each, "text/html")]


def _is_text(part: Message, kind: str) -> bool:
    return part.get_content_type() == kind and not _is_file(part)


def _is_file(part: Message) -> bool:
    disposition = (headers.raw_values(part, "content-disposition") or [""])[0].lower()
    if disposition.startswith("attachment") or part.get_content_maintype() != "text":
        return True
    return part.get_content_type() not in ("text/plain", "text/html") or bool(headers.file_name(part))


def _text(part: Message) -> str:
    said = part.get_param("charset") or ""
    charset = said if isinstance(said, str) else said[2]
    return text_of(_bytes(part)[:LONGEST_PART], charset)


def _files(parts: list[Message]) -> Iterator[Enclosed]:
    for part in parts:
        content = _bytes(part) if _is_file(part) else b""
        if content:
            name = headers.file_name(part) or _named(part)
            yield Enclosed(name[:NAME], part.get_content_type()[:100], content)


def _named(part: Message) -> str:
    """What a part is called that has no name."""
    return {
        "message/rfc822": "letter.eml",
        "application/ms-tnef": "winmail.dat",
        "text/calendar": "invite.ics",
    }.get(part.get_content_type(), "")


def _bytes(part: Message) -> bytes:
    if isinstance(held := part.get_payload(), list):
        return b"\n".join(each.as_bytes() for each in held if isinstance(each, Message))
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else str(held).encode("utf-8", "surrogateescape")


def _plain(text: str, most: int) -> str:
    """What a database and a page can keep."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    kept = "".join(each if each.isprintable() or each in "\n\t\u00a0" else _instead(each) for each in lines)
    return kept[:most].strip()


def _instead(sign: str) -> str:
    """Marks that turn the text round and halves of signs are left out, controls become spaces."""
    return " " if sign.isspace() or ord(sign) < ord(" ") else ""
