"""Many tickets at once: copies of one that was registered through its act, for figures that may not grow with them."""

from datetime import datetime, timedelta

from django.db import transaction


def copies(number: str, count: int, first: datetime, begin: int = 900_000) -> list[str]:
    """`count` tickets like `number`, numbered from `begin`, with deadlines a minute apart from `first` on; their numbers."""
    from kabinet.records.models import Ticket
    from kabinet.records.security.reach import as_system

    with transaction.atomic(), as_system("many tickets for a test"):
        one = Ticket.objects.filter(number=number).values().get()
        del one["id"]
        one["origin_id"] = None
        rows = []
        for place in range(count):
            due = first + timedelta(minutes=place)
            rows.append(
                Ticket(
                    **one | {"number": f"{number[:2]}{begin + place}", "queue_at": due, "next_due_at": due}
                )
            )
        Ticket.objects.bulk_create(rows)
    return [row.number for row in rows]
