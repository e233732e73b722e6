"""The sum over all that was taken of a ticket: made when it is taken, made again from its rows by `kabinet verify`."""

import json
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from kabinet.records.models import ImportedFile, ImportedMessage, ImportedTicket


def digest_of(
    ticket: ImportedTicket, messages: Iterable[ImportedMessage], files: Iterable[tuple[int, ImportedFile]]
) -> str:
    """`messages` in their order; `files` each with the place of its message."""
    whole = sha256()
    head = [ticket.source, ticket.old_number, ticket.desk, ticket.subject, ticket.state, ticket.author_name]
    _add(whole, [*head, ticket.client_id, ticket.partner_id, _at(ticket.opened_at), _at(ticket.closed_at)])
    for each in messages:
        _add(
            whole, [each.place, each.audience, each.author_id, each.author_name, _at(each.said_at), each.text]
        )
    for place, file in sorted(files, key=lambda one: (one[0], one[1].name, one[1].sha256)):
        _add(whole, [place, file.audience, file.name, file.size, file.sha256])
    return whole.hexdigest()


def _add(whole: "sha256", parts: list[object]) -> None:  # type: ignore[valid-type]
    line = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    whole.update(line.encode() + b"\n")  # type: ignore[attr-defined]


def _at(instant: datetime) -> int:
    return int(instant.timestamp())
