"""Ticket numbers: unique for ever, whoever counts and whatever is rolled back (U3.5d)."""

from django.db import connection

from kabinet.regulation.legs import LegCode

SEQUENCES: dict[str, tuple[str, str]] = {
    LegCode.CLIENT: ("U", "client_ticket_number"),
    LegCode.VENDOR: ("V", "vendor_ticket_number"),
}


def next_number(leg: str) -> str:
    """ "U-48217" on the client leg, "V-10352" on the vendor leg. A number not used in the end is never given again."""
    letter, sequence = SEQUENCES[leg]
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass)", [sequence])
        return f"{letter}-{cursor.fetchone()[0]}"
