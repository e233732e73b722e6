"""OTRS, OTOBO, Znuny: what the operation TicketGet of the GenericInterface answers, with AllArticles, Attachments (contents
in base64) and Extended (when it was closed). Before OTRS 6 the type of an article says who saw it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from kabinet.actions.imports.desks.telling import Parts, tell_tickets, when_closed
from kabinet.actions.imports.mapping import ImportMapping
from kabinet.actions.imports.old_ticket import Author, Found, OldFile, OldMessage, OldTicket
from kabinet.actions.imports.values import (
    author_of,
    body_of,
    content_of,
    instant_of,
    later_instant,
    line_of,
    named_in,
    part_of,
    parts_of,
)

CLOSED: Final = frozenset({"closed", "removed", "merged"})
# An HTML body is told as a file of its own beside its text.
BODY_FILES: Final = frozenset({"file-1", "file-2"})


def tickets_in(path: Path, mapping: ImportMapping) -> Iterator[Found]:
    """Of saved answers."""
    return tell_tickets(path, mapping, _told, _ticket)


def _told(answer: object) -> list[dict[str, Any]]:
    told = part_of(answer, "the answer") if not isinstance(answer, list) else {"Ticket": answer}
    return parts_of(told.get("Ticket", told), "Ticket")


def _ticket(said: dict[str, Any], _parts: Parts, mapping: ImportMapping) -> OldTicket:
    number = line_of(said.get("TicketNumber"))
    zone = mapping.zone
    messages = tuple(_message(each, mapping) for each in parts_of(said.get("Article"), "Article"))
    states = [line_of(said.get("State")), line_of(said.get("StateType"))]
    closed = later_instant(said.get("Closed") or said.get("Changed"), zone, "the closing")
    return OldTicket(
        number=number,
        subject=line_of(said.get("Title")),
        state=states[0],
        client=line_of(named_in(said, "CustomerID", "CustomerUserID")),
        author=messages[0].author if messages else author_of(said.get("CustomerUserID")),
        opened=instant_of(said.get("Created"), zone, "the ticket"),
        closed=when_closed(mapping, states, CLOSED, closed),
        messages=messages,
    )


def _message(said: dict[str, Any], mapping: ImportMapping) -> OldMessage:
    kind = line_of(named_in(said, "ContentType", "MimeType"))
    files = parts_of(said.get("Attachment"), "Attachment")
    return OldMessage(
        author=_author(said),
        at=instant_of(named_in(said, "CreateTime", "Created"), mapping.zone, "an article"),
        text=body_of(said.get("Body"), html=kind.lower().startswith("text/html")),
        internal=_is_internal(said),
        files=tuple(_file(each) for each in files if line_of(each.get("Filename")) not in BODY_FILES),
    )


def _author(said: dict[str, Any]) -> Author:
    return author_of(named_in(said, "From", "SenderType"), said.get("FromRealname"))


def _is_internal(said: dict[str, Any]) -> bool:
    if "IsVisibleForCustomer" in said:
        return line_of(said["IsVisibleForCustomer"]) != "1"
    kind = line_of(said.get("ArticleType"))
    # What says neither is for the desk alone: nothing is shown to a client that they may not have seen.
    return "internal" in kind or kind == "note-report" or not kind


def _file(said: dict[str, Any]) -> OldFile:
    name = line_of(said.get("Filename"))
    content = said.get("Content")
    return OldFile(name, content=content_of(content, name) if content is not None else None)
