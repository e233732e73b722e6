"""GLPI: apirest.php with expand_dropdowns=true. `N.json` is /Ticket/N, `N.followups.json` /Ticket/N/ITILFollowup,
`N.tasks.json` /Ticket/N/TicketTask, `N.solutions.json` /Ticket/N/ITILSolution, `N.documents.json` /Ticket/N/Document;
contents of documents lie in the folder of files under their id. Texts are HTML, in GLPI 9 and 10 escaped."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from kabinet.actions.imports.attachments import lying_at
from kabinet.actions.imports.desks.telling import Parts, tell_tickets, when_closed
from kabinet.actions.imports.mapping import ImportMapping
from kabinet.actions.imports.old_ticket import Found, OldFile, OldMessage, OldTicket
from kabinet.actions.imports.values import (
    author_of,
    body_of,
    escaped_html,
    instant_of,
    later_instant,
    line_of,
    named_in,
    parts_of,
)

STATES: Final = {"1": "New", "2": "Processing", "3": "Planned", "4": "Pending", "5": "Solved", "6": "Closed"}
CLOSED: Final = frozenset({"6", "closed"})
SAID: Final = ("followups", "tasks", "solutions")


def tickets_in(path: Path, mapping: ImportMapping) -> Iterator[Found]:
    """Of saved answers."""
    return tell_tickets(path, mapping, lambda answer: parts_of(answer, "the answer"), _ticket)


def _ticket(said: dict[str, Any], parts: Parts, mapping: ImportMapping) -> OldTicket:
    zone = mapping.zone
    state = line_of(said.get("status"))
    opened = instant_of(named_in(said, "date", "date_creation"), zone, "the ticket")
    author = author_of(named_in(said, "users_id_recipient"))
    files = tuple(
        _file(each, Path(mapping.files)) for each in parts_of(parts.get("documents"), "the documents")
    )
    first = OldMessage(author, opened, _text(said.get("content")), files=files)
    later = [
        _message(each, mapping, what) for what in SAID for each in parts_of(parts.get(what), f"the {what}")
    ]
    closed = later_instant(named_in(said, "closedate", "solvedate"), zone, "the closing")
    return OldTicket(
        number=line_of(said.get("id")),
        subject=line_of(said.get("name")),
        state=STATES.get(state, state),
        client=line_of(named_in(said, "entities_id")),
        author=author,
        opened=opened,
        closed=when_closed(mapping, [state, STATES.get(state, "")], CLOSED, closed),
        messages=(first, *sorted(later, key=lambda message: message.at)),
    )


def _message(said: dict[str, Any], mapping: ImportMapping, what: str) -> OldMessage:
    # A solution is for whoever asked; what does not say whether it is private is for the desk alone.
    private = said.get("is_private", 0 if what == "solutions" else 1)
    return OldMessage(
        author=author_of(named_in(said, "users_id")),
        at=instant_of(named_in(said, "date", "date_creation"), mapping.zone, f"one of the {what}"),
        text=_text(said.get("content")),
        internal=line_of(int(private) if isinstance(private, bool) else private) != "0",
    )


def _text(value: object) -> str:
    return body_of(escaped_html(value), html=True)


def _file(said: dict[str, Any], folder: Path) -> OldFile:
    name = line_of(named_in(said, "filename", "name"))
    return OldFile(name, path=lying_at(folder, line_of(said.get("id"))))
