"""Request Tracker: REST 2. `N.json` is /ticket/N, `N.history.json` its history with fields=Type,Creator,Created,Content (a
page of items), `N.attachments.json` its attachments with fields=Filename,ContentType,Content,TransactionId."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from kabinet.actions.imports.desks.telling import Parts, tell_tickets, when_closed
from kabinet.actions.imports.mapping import ImportMapping
from kabinet.actions.imports.old_ticket import Faulty, Found, OldFile, OldMessage, OldTicket
from kabinet.actions.imports.values import (
    author_of,
    body_of,
    content_of,
    instant_of,
    later_instant,
    line_of,
    named_in,
    parts_of,
    text_of,
)

CLOSED: Final = frozenset({"resolved", "rejected", "deleted"})
SEEN: Final = frozenset({"Create", "Correspond"})
SAID: Final = SEEN | {"Comment"}


def tickets_in(path: Path, mapping: ImportMapping) -> Iterator[Found]:
    """Of saved answers."""
    return tell_tickets(path, mapping, lambda answer: parts_of(answer, "the answer"), _ticket)


def _ticket(said: dict[str, Any], parts: Parts, mapping: ImportMapping) -> OldTicket:
    if "history" not in parts:
        raise Faulty("the history of the ticket is not beside it")
    asked = parts_of(said.get("Requestor"), "Requestor")
    files = _files(parts)
    history = parts_of(parts["history"], "the history")
    _whole(parts["history"], history, "the history")
    state = line_of(said.get("Status"))
    told = [each for each in history if line_of(each.get("Type")) in SAID]
    return OldTicket(
        number=line_of(said.get("id")),
        subject=line_of(said.get("Subject")),
        state=state,
        client=line_of(named_in(said, "Queue")),
        author=author_of(asked[0].get("id") if asked else named_in(said, "Creator")),
        opened=instant_of(said.get("Created"), mapping.zone, "the ticket"),
        closed=when_closed(
            mapping,
            [state],
            CLOSED,
            later_instant(said.get("Resolved"), mapping.zone, "the closing")
            or later_instant(said.get("LastUpdated"), mapping.zone, "the last change"),
        ),
        messages=tuple(_message(each, files, mapping) for each in told),
    )


def _message(said: dict[str, Any], files: dict[str, list[OldFile]], mapping: ImportMapping) -> OldMessage:
    content = text_of(said.get("Content"))
    kind = line_of(said.get("ContentType")).lower()
    return OldMessage(
        author=author_of(named_in(said, "Creator")),
        at=instant_of(said.get("Created"), mapping.zone, "an entry of the history"),
        text=body_of(
            content, html=kind.startswith("text/html") or content.lower().startswith(("<html", "<p>", "<div"))
        ),
        internal=line_of(said.get("Type")) not in SEEN,
        files=tuple(files.get(line_of(said.get("id")), ())),
    )


def _files(parts: Parts) -> dict[str, list[OldFile]]:
    """By the transaction that they came with; what has no name is a body, which the history has."""
    found: dict[str, list[OldFile]] = {}
    attached = parts_of(parts.get("attachments"), "the attachments")
    _whole(parts.get("attachments"), attached, "the attachments")
    for each in attached:
        if not (name := line_of(each.get("Filename"))):
            continue
        content = each.get("Content")
        file = OldFile(name, content=content_of(content, name) if content is not None else None)
        found.setdefault(line_of(named_in(each, "TransactionId")), []).append(file)
    return found


def _whole(page: object, items: list[dict[str, Any]], what: str) -> None:
    """A page of a collection says how many there are in all: one that has fewer is not the whole."""
    total = page.get("total") if isinstance(page, dict) else None
    if isinstance(total, int) and total > len(items):
        raise Faulty(f"{what} has {len(items)} of {total} items: save it with a larger per_page")
