"""The ticket that gives the occasion for a known problem: shown beside the form, carried over by the writer alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from kabinet.pages.problems.names import found
from kabinet.records import doors
from kabinet.records.doors.record_types import TicketRecord
from kabinet.regulation.access import Actor
from kabinet.regulation.facts import Answer

SOLVES = (Answer.SOLUTION, Answer.WORKAROUND)


@dataclass(frozen=True, slots=True)
class Occasion:
    """`product`, `affected`: makers' facts that the form begins with; `solution` is what was said to the applicant."""

    number: str
    subject: str
    solution: str
    product: str
    affected: str
    names: tuple[str, ...]

    def named(self, text: str) -> list[str]:
        """The client's names in a text."""
        return found(text, self.names)


def occasion(actor: Actor, number: str) -> Occasion | None:
    """None without a number; Closed for a ticket that the reader does not reach."""
    if not number:
        return None
    ticket = doors.ticket(actor, number)
    values = doors.sheet(actor, ticket).values
    said = doors.messages(actor, ticket).filter(kind__in=SOLVES).order_by("-occurred_at", "-id").first()
    return Occasion(
        number=ticket.number,
        subject=ticket.subject,
        solution=said.text if said else "",
        product=values.get("product", ""),
        affected=values.get("platform", ""),
        names=_names(actor, ticket, values),
    )


def _names(actor: Actor, ticket: TicketRecord, values: Mapping[str, str]) -> tuple[str, ...]:
    client = doors.organisation(actor, ticket.client_id)
    known = (
        client.name,
        client.short_name,
        client.inn,
        ticket.client_name,
        ticket.author_name,
        *_contact(ticket),
    )
    asked = (values.get(name, "") for name in ("company", "contact", "email", "phone", "delivery"))
    return tuple(dict.fromkeys(filter(None, (*known, *asked))))


def _contact(ticket: TicketRecord) -> tuple[str, str, str]:
    """Of the contact named now, who need not be the one of the form."""
    return ticket.contact_name, ticket.contact_phone, ticket.contact_email
