"""Zammad: `N.json` is /api/v1/tickets/N?expand=true, `N.articles.json` is /api/v1/ticket_articles/by_ticket/N?expand=true;
contents of files lie in the folder of files as TICKET/ARTICLE/ID, which is how the API's address names them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from kabinet.actions.imports.attachments import lying_at
from kabinet.actions.imports.desks.telling import Parts, tell_tickets, when_closed
from kabinet.actions.imports.mapping import ImportMapping
from kabinet.actions.imports.old_ticket import Faulty, Found, OldFile, OldMessage, OldTicket
from kabinet.actions.imports.values import (
    author_of,
    body_of,
    instant_of,
    later_instant,
    line_of,
    named_in,
    parts_of,
)

CLOSED: Final = frozenset({"closed", "merged", "removed"})


def tickets_in(path: Path, mapping: ImportMapping) -> Iterator[Found]:
    """Of saved answers."""

    def ticket(said: dict[str, Any], parts: Parts, mapping: ImportMapping) -> OldTicket:
        return _ticket(said, parts, mapping, Path(mapping.files))

    return tell_tickets(path, mapping, lambda answer: parts_of(answer, "the answer"), ticket)


def _ticket(said: dict[str, Any], parts: Parts, mapping: ImportMapping, folder: Path) -> OldTicket:
    articles = parts_of(parts.get("articles", said.get("articles")), "the articles")
    if not articles:
        raise Faulty("the articles of the ticket are not beside it")
    state = line_of(named_in(said, "state"))
    if not state:
        raise Faulty("the ticket does not say its state: save it with expand=true")
    closed = named_in(said, "close_at", "last_close_at", "updated_at")
    return OldTicket(
        number=line_of(named_in(said, "number", "id")),
        subject=line_of(said.get("title")),
        state=state,
        client=line_of(named_in(said, "organization", "customer")),
        author=author_of(named_in(said, "customer", "created_by")),
        opened=instant_of(said.get("created_at"), mapping.zone, "the ticket"),
        closed=when_closed(mapping, [state], CLOSED, later_instant(closed, mapping.zone, "the closing")),
        messages=tuple(_message(each, mapping, folder) for each in articles),
    )


def _message(said: dict[str, Any], mapping: ImportMapping, folder: Path) -> OldMessage:
    files = parts_of(said.get("attachments"), "the attachments")
    place = f"{line_of(said.get('ticket_id'))}/{line_of(said.get('id'))}"
    return OldMessage(
        author=author_of(named_in(said, "from", "created_by")),
        at=instant_of(said.get("created_at"), mapping.zone, "an article"),
        text=body_of(said.get("body"), html=line_of(said.get("content_type")) == "text/html"),
        # Nothing is shown to a client of which nobody said that they saw it.
        internal=said.get("internal") is not False,
        files=tuple(
            OldFile(
                line_of(each.get("filename")), path=lying_at(folder, f"{place}/{line_of(each.get('id'))}")
            )
            for each in files
        ),
    )
