"""What another desk is told: in plain text, with who said it, our number and the address of the ticket here."""

from typing import Final

from django.conf import settings
from django.utils.module_loading import import_string

from kabinet.network.desks import New
from kabinet.records.models import BridgeLink, JournalEntry, Message, Ticket
from kabinet.regulation.facts import Kind
from kabinet.regulation.text import Text

# A message is nobody's in particular: it is said in the language of the regulation (U3.3).
HERE: Final = Text("Обращение {number} в Кабинете: {url}", "Ticket {number} in the cabinet: {url}")
REGISTERED: Final = Text(
    "Зарегистрировано обращение {number}, уровень {level}. {here}",
    "Ticket {number} is registered, level {level}. {here}",
)


def mark_of(entry: JournalEntry, ticket: Ticket) -> str:
    """By which a message of ours is known again there."""
    return f"[{ticket.number}/{entry.pk}]"


def mark_of_ticket(ticket: Ticket) -> str:
    """The same of a ticket of ours, at the end of its subject."""
    return f"[{ticket.number}]"


def begins(entry: JournalEntry) -> bool:
    """Whether it is the first of its ticket."""
    return bool(entry.kind == Kind.REGISTERED)


def text_of(entry: JournalEntry, ticket: Ticket, linked: BridgeLink | None) -> str:
    """The message of a fact; empty for one without. Where the ticket was made there its own words are not said back."""
    if linked is not None and begins(entry):
        return REGISTERED.ru.format(number=ticket.number, level=ticket.level, here=_here(ticket))
    if entry.message is None:
        return ""
    return _said(entry.message)


def new_of(ticket: Ticket, level: str) -> New:
    """The ticket as it is made there: the statement, whatever fact brings it."""
    first = Message.objects.filter(ticket=ticket, kind="statement").order_by("id").first()
    said = _said(first) if first is not None else ticket.subject
    return New(ticket.subject, f"{said}\n\n{_here(ticket)}", mark_of_ticket(ticket), level)


def _said(message: Message) -> str:
    return f"{message.author_name}, {message.author_organisation}:\n\n{message.text}"


def _here(ticket: Ticket) -> str:
    url = import_string(settings.WEBHOOK_ADDRESSES)(ticket.number)["url"]
    return HERE.ru.format(number=ticket.number, url=url)
