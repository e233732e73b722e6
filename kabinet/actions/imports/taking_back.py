"""A run of an import that was wrong is taken back whole: its rows, then the contents of its files."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count

from kabinet.actions.imports.writing import ON_THE_MACHINE
from kabinet.actions.journal import organisation_entries
from kabinet.actions.tickets.drafts import stored
from kabinet.records.models import ImportedFile, ImportedTicket
from kabinet.records.security.reach import as_system
from kabinet.regulation.fact_data.organisations import ImportTakenBack

# By the database itself: the ORM would read every row to see what hangs on it.
GONE: Final = (
    "DELETE FROM imported_file WHERE ticket_id IN (SELECT id FROM imported_ticket WHERE run = %s)",
    "DELETE FROM imported_message WHERE ticket_id IN (SELECT id FROM imported_ticket WHERE run = %s)",
    "DELETE FROM imported_ticket WHERE run = %s",
)


def take_back(run: UUID, at: datetime) -> int:
    """How many tickets are gone; the journals of their clients say so. 0 for a run that nobody knows."""
    with transaction.atomic(), as_system("an import is taken back"):
        tickets = ImportedTicket.objects.filter(run=run)
        told = list(
            tickets.values("client", "partner", "desk").annotate(count=Count("pk")).order_by("client")
        )
        for each in told:
            data = ImportTakenBack(desk=each["desk"], count=each["count"], run=str(run))
            organisation_entries.write(
                each["client"],
                "import_taken_back",
                data,
                actor=ON_THE_MACHINE,
                at=at,
                partner=each["partner"],
            )
        files = ImportedFile.objects.filter(ticket__in=tickets)
        names = [each.content_key for each in files]
        with connection.cursor() as cursor:
            for statement in GONE:
                cursor.execute(statement, [run])
    stored.release(names)
    return sum(each["count"] for each in told)
