"""Another Kabinet: tickets.jsonl of `kabinet export`, and its folder of files by their sha256 (docs/import.md)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from kabinet.actions.imports.attachments import lying_at
from kabinet.actions.imports.desks.telling import Parts, tell_tickets
from kabinet.actions.imports.mapping import ImportMapping
from kabinet.actions.imports.old_ticket import Author, Faulty, Found, OldFile, OldMessage, OldTicket
from kabinet.actions.imports.values import body_of, instant_of, later_instant, line_of, part_of, parts_of

FORMAT: Final = 1
TICKETS, FILES = "tickets.jsonl", "files"
CLIENT_LEG: Final = "client"
PUBLIC: Final = "public"


def tickets_in(path: Path, mapping: ImportMapping) -> Iterator[Found]:
    """Of the folder that was exported, or its file of tickets."""
    lines = path / TICKETS if path.is_dir() else path

    def ticket(said: dict[str, Any], _parts: Parts, mapping: ImportMapping) -> OldTicket:
        return _ticket(said, mapping, lines.parent / FILES)

    return tell_tickets(lines, mapping, _of_client_leg, ticket)


def _of_client_leg(answer: object) -> list[dict[str, Any]]:
    """Between partner and vendor another desk has no history to show to a client of this one."""
    said = part_of(answer, "the line")
    if said.get("format") != FORMAT:
        raise Faulty(f"the line is not of format {FORMAT}")
    return [said] if said.get("leg") == CLIENT_LEG else []


def _ticket(said: dict[str, Any], mapping: ImportMapping, folder: Path) -> OldTicket:
    client = part_of(said.get("client"), "client")
    return OldTicket(
        number=line_of(said.get("number")),
        subject=line_of(said.get("subject")),
        state=line_of(said.get("state")),
        client=line_of(client.get("inn")) or line_of(client.get("name")),
        author=_author(said.get("author")),
        opened=instant_of(said.get("opened_at"), mapping.zone, "the ticket"),
        closed=later_instant(said.get("closed_at"), mapping.zone, "the closing"),
        messages=tuple(
            message
            for each in parts_of(said.get("messages"), "messages")
            for message in _messages(each, mapping, folder)
        ),
    )


def _author(value: object) -> Author:
    said = part_of(value, "author")
    return Author(line_of(said.get("name"))[:200], line_of(said.get("login"))[:200])


def _messages(said: dict[str, Any], mapping: ImportMapping, folder: Path) -> Iterator[OldMessage]:
    """One, and a second for files of which the client sees fewer than of its words."""
    author, at = _author(said.get("author")), instant_of(said.get("at"), mapping.zone, "a message")
    internal = line_of(said.get("audience")) != PUBLIC
    files = parts_of(said.get("files"), "files")
    hidden = [each for each in files if line_of(each.get("audience")) != PUBLIC]
    shown = [each for each in files if each not in hidden]
    own, apart = (files, []) if internal else (shown, hidden)
    text = body_of(said.get("text"), html=False)
    yield OldMessage(author, at, text, internal, tuple(_file(each, folder) for each in own))
    if apart:
        yield OldMessage(author, at, "", True, tuple(_file(each, folder) for each in apart))


def _file(said: dict[str, Any], folder: Path) -> OldFile:
    digest = line_of(said.get("sha256"))
    return OldFile(line_of(said.get("name")), path=lying_at(folder, digest), sha256=digest)
