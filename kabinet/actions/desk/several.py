"""Two tickets in one act: both found by what somebody typed, both locked in one order, so that nobody waits in a ring."""

import re
from collections.abc import Iterable

from kabinet.actions.unit.errors import Invalid
from kabinet.records import doors
from kabinet.records.mergers import origins
from kabinet.records.models import Ticket
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor
from kabinet.regulation.text import Text

# Whole, or its figures alone; typed in either alphabet, with any dash.
NUMBER = re.compile(r"(?:([uvуг])\s*[-‐‑–—]?\s*)?([0-9]{1,10})", re.IGNORECASE)
LETTERS = {"u": "U", "у": "U", "г": "U", "v": "V"}
NO_NUMBER = Text("Это не номер обращения", "This is not a ticket's number")
AS_WRITTEN = Text("Напишите его, как в списке: U-48217", "Write it as in the list: U-48217")
NOT_THERE = Text(
    "Такого обращения нет, или оно вам не видно", "There is no such ticket, or you do not see it"
)
CHECK = Text("Проверьте номер", "Check the number")
ITSELF = Text("Это то же самое обращение", "This is the very same ticket")
OTHER = Text("Назовите другое", "Name another one")


def number_of(typed: str, ticket: Ticket) -> str:
    """The number that was meant; figures alone mean the leg of `ticket`. Empty for something else."""
    found = NUMBER.fullmatch(typed.strip())
    if found is None:
        return ""
    return f"{LETTERS[found[1].lower()] if found[1] else ticket.number[0]}-{found[2]}"


def another(actor: Actor, ticket: Ticket, typed: str, field: str) -> Ticket:
    """The other ticket that was named in `field`; Invalid when the actor does not reach one or it is the same."""
    number = number_of(typed, ticket)
    if not number:
        raise Invalid(field, NO_NUMBER, AS_WRITTEN)
    try:
        found = doors.ticket(actor, number)
    except doors.Closed:
        raise Invalid(field, NOT_THERE, CHECK) from None
    if found.pk == ticket.pk:
        raise Invalid(field, ITSELF, OTHER)
    return found


def hold(tickets: Iterable[Ticket]) -> None:
    """Locks them and the client tickets behind them: client tickets first, then by age, whoever asks in whatever order."""
    held = list(tickets)
    with as_system("several tickets in one act"):
        keys = {key for ticket in held for key in (ticket.pk, *origins(ticket.number))}
        locked = Ticket.objects.select_for_update().filter(pk__in=keys).order_by("leg", "pk")
        list(locked.values_list("pk", flat=True))
