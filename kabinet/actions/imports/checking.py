"""What was imported is still what was taken: every digest is made anew from the rows, for `kabinet verify`."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from django.db import transaction

from kabinet.actions.imports.digest import digest_of
from kabinet.records.models import ImportedFile, ImportedMessage, ImportedTicket
from kabinet.records.security.reach import as_system

BATCH: Final = 200


def changed_since_import() -> Iterator[str]:
    """A sentence for each ticket that is not what was taken."""
    after = 0
    while True:
        with transaction.atomic(), as_system("imported tickets are verified"):
            tickets = list(ImportedTicket.objects.filter(pk__gt=after).order_by("pk")[:BATCH])
            found = list(_changed(tickets))
        yield from found
        if len(tickets) < BATCH:
            return
        after = tickets[-1].pk


def _changed(tickets: list[ImportedTicket]) -> Iterator[str]:
    keys = [ticket.pk for ticket in tickets]
    said: dict[int, list[ImportedMessage]] = defaultdict(list)
    places: dict[int, int] = {}
    files: dict[int, list[tuple[int, ImportedFile]]] = defaultdict(list)
    for message in ImportedMessage.objects.filter(ticket__in=keys).order_by("place"):
        said[message.ticket_id].append(message)
        places[message.pk] = message.place
    for file in ImportedFile.objects.filter(ticket__in=keys):
        files[file.ticket_id].append((places.get(file.message_id, -1), file))
    for ticket in tickets:
        if digest_of(ticket, said[ticket.pk], files[ticket.pk]) != ticket.digest:
            yield f"imported {ticket.source} {ticket.old_number}: it is not what was taken"
