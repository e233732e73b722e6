"""The sum over all that was taken of a ticket: made when it is taken, made again from its rows by `kabinet verify`."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256

from kabinet.records.models import ImportedFile, ImportedMessage, ImportedTicket


def digest_of(
    ticket: ImportedTicket, messages: Iterable[ImportedMessage], files: Iterable[tuple[int, ImportedFile]]
) -> str:
    """`messages` in their order; `files` each with the place of its message."""
    whole = sha256()
    head: list[object] = [
        ticket.source,
        ticket.old_number,
        ticket.desk,
        ticket.subject,
        ticket.state,
        ticket.author_name,
    ]
    head += [ticket.client_id, ticket.partner_id, _at(ticket.opened_at), _at(ticket.closed_at)]
    whole.update(_line(head))
    for each in messages:
        said = [each.place, each.audience, each.author_id, each.author_name, _at(each.said_at), each.text]
        whole.update(_line(said))
    for place, file in sorted(files, key=lambda one: (one[0], one[1].name, one[1].sha256)):
        whole.update(_line([place, file.audience, file.name, file.size, file.sha256]))
    return whole.hexdigest()


def _line(parts: Sequence[object]) -> bytes:
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _at(instant: datetime) -> int:
    return int(instant.timestamp())
