"""Letters that no person wrote: they are never answered (RFC 3834)."""

from email.message import Message
from typing import Final

from kabinet.actions.inbox.reading import headers

# Header, and values that a program writes there; None for whatever stands there.
MARKS: Final = (
    ("precedence", ("bulk", "list", "junk", "auto_reply")),
    ("x-auto-response-suppress", ("all", "oof", "autoreply")),
    ("x-autoreply", None),
    ("x-autorespond", None),
    ("x-auto-reply", None),
    ("list-id", None),
    ("list-unsubscribe", None),
    ("feedback-id", None),
    ("x-failed-recipients", None),
)
ROBOTS: Final = ("mailer-daemon", "postmaster", "no-reply", "noreply", "do-not-reply", "donotreply")


def why_automatic(message: Message) -> str:
    """The header that says so; empty when a person wrote it."""
    auto = headers.first(message, "auto-submitted").lower().partition(";")[0].strip()
    if auto and auto != "no":
        return "Auto-Submitted"
    if message.get_content_type() in ("multipart/report", "message/delivery-status"):
        return "Content-Type"
    for name, values in MARKS:
        said = [value.lower() for value in headers.raw_values(message, name)]
        if said and (values is None or any(word in said[0] for word in values)):
            return name.title()
    if headers.raw_values(message, "return-path")[:1] == ["<>"]:
        return "Return-Path"
    local = next((address for _name, address in headers.senders(message)), "").partition("@")[0]
    return "From" if local in ROBOTS else ""
