"""Tickets as lines: what was said, the journal as it stands, and beside them the contents of their files."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from kabinet.actions.data_export.organisations import FORMAT, Line, instant, party
from kabinet.records.models import (
    File,
    ImportedFile,
    ImportedMessage,
    ImportedTicket,
    JournalEntry,
    Message,
    Person,
    Sheet,
    Ticket,
)

STEP: Final = 100


@dataclass(frozen=True, slots=True)
class Step:
    """Some tickets as lines, the contents that they name (sha256 -> key), and the last key; 0 behind the last step."""

    lines: list[Line]
    contents: Mapping[str, UUID]
    after: int


def tickets(chosen: Q, logins: Mapping[int, str], after: int) -> Step:
    """The next of the tickets of both legs, by their keys."""
    rows = Ticket.objects.filter(chosen, pk__gt=after).select_related("client", "partner", "regulation")
    found = list(rows.defer("regulation__content").order_by("pk")[:STEP])
    keys = [each.pk for each in found]
    said = _by_ticket(Message.objects.filter(ticket__in=keys).order_by("occurred_at", "pk"))
    facts = _by_ticket(JournalEntry.objects.filter(ticket__in=keys).order_by("occurred_at", "pk"))
    files = list(File.objects.filter(ticket__in=keys).order_by("uploaded_at", "pk"))
    sheets = {each.ticket_id: each for each in Sheet.objects.filter(ticket__in=keys)}
    lines = [
        _ticket(each, sheets.get(each.pk), said[each.pk], _by_message(files), facts[each.pk], logins)
        for each in found
    ]
    contents = {each.sha256: name for each in files if (name := each.content_key)}
    return Step(lines, contents, keys[-1] if len(keys) == STEP else 0)


def imported(chosen: Q, after: int) -> Step:
    """The same of those that came from another desk themselves."""
    rows = ImportedTicket.objects.filter(chosen, pk__gt=after).select_related("client", "partner")
    found = list(rows.order_by("pk")[:STEP])
    keys = [each.pk for each in found]
    said: dict[int, list[ImportedMessage]] = defaultdict(list)
    for message in ImportedMessage.objects.filter(ticket__in=keys).order_by("place"):
        said[message.ticket_id].append(message)
    files = list(ImportedFile.objects.filter(ticket__in=keys).order_by("name", "sha256"))
    lines = [_imported(each, said[each.pk], _by_message(files)) for each in found]
    return Step(
        lines, {each.sha256: each.content_key for each in files}, keys[-1] if len(keys) == STEP else 0
    )


def logins() -> dict[int, str]:
    """Everybody's, for authors."""
    return dict(Person.objects.values_list("pk", "login"))


def _ticket(
    row: Ticket,
    sheet: Sheet | None,
    said: Sequence[Message],
    files: Mapping[int, list[Line]],
    facts: Sequence[JournalEntry],
    logins: Mapping[int, str],
) -> Line:
    return {
        "format": FORMAT,
        "number": row.number,
        "leg": row.leg,
        "client": party(row.client),
        "partner": party(row.partner),
        "subject": row.subject,
        "state": row.status,
        "level": row.level,
        "service": row.service,
        "system": row.system_name,
        "regulation": row.regulation.code,
        "author": {"name": row.author_name, "login": logins.get(row.author_id, "")},
        "opened_at": instant(row.registered_at),
        "closed_at": instant(row.closed_at),
        "form": sheet.values if sheet else {},
        "symptoms": sheet.symptoms if sheet else {},
        "messages": [_message(each, files, logins) for each in said],
        "journal": [_fact(each, logins) for each in facts],
    }


def _message(row: Message, files: Mapping[int, list[Line]], logins: Mapping[int, str]) -> Line:
    return {
        "id": row.pk,
        "at": instant(row.occurred_at),
        "recorded_at": instant(row.recorded_at),
        "author": {
            "name": row.author_name,
            "organisation": row.author_organisation,
            "login": logins.get(row.author_id or 0, ""),
        },
        "side": row.side,
        "kind": row.kind,
        "audience": row.audience,
        "text": row.text,
        "files": files.get(row.pk, []),
    }


def _fact(row: JournalEntry, logins: Mapping[int, str]) -> Line:
    return {
        "kind": row.kind,
        "at": instant(row.occurred_at),
        "recorded_at": instant(row.recorded_at),
        "side": row.side,
        "audience": row.audience,
        "actor": {
            "name": row.actor_name,
            "organisation": row.actor_organisation,
            "login": logins.get(row.actor_id or 0, ""),
        },
        "system": row.system,
        "clause": row.clause,
        "state": row.status,
        "message": row.message_id,
        "data": row.data,
    }


def _imported(row: ImportedTicket, said: Sequence[ImportedMessage], files: Mapping[int, list[Line]]) -> Line:
    return {
        "format": FORMAT,
        "number": row.old_number,
        "leg": row.leg,
        "client": party(row.client),
        "partner": party(row.partner),
        "subject": row.subject,
        "state": row.state,
        "author": {"name": row.author_name, "login": ""},
        "opened_at": instant(row.opened_at),
        "closed_at": instant(row.closed_at),
        "imported": {
            "source": row.source,
            "desk": row.desk,
            "at": instant(row.imported_at),
            "digest": row.digest,
        },
        "messages": [
            {
                "at": instant(each.said_at),
                "author": {"name": each.author_name, "login": ""},
                "audience": each.audience,
                "text": each.text,
                "files": files.get(each.pk, []),
            }
            for each in said
        ],
        "journal": [],
    }


def _by_ticket(rows: QuerySet[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.ticket_id].append(row)
    return found


def _by_message(files: Iterable[File | ImportedFile]) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = defaultdict(list)
    for each in files:
        line = {"name": each.name, "size": each.size, "sha256": each.sha256, "audience": each.audience}
        if isinstance(each, File) and each.removed_at is not None:
            line["removed_at"] = instant(each.removed_at)
        found[each.message_id or 0].append(line)
    return found


def every_step(step: Any) -> Iterator[Step]:
    """`step(after)` until there is no further one."""
    after = 0
    while True:
        found: Step = step(after)
        yield found
        if not found.after:
            return
        after = found.after
