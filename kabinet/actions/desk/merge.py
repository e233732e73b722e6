"""Two tickets about one matter: the duplicate ends and names the one in which work goes on. Nothing that was said moves."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from kabinet.actions.desk.link import tie
from kabinet.actions.desk.several import another, hold
from kabinet.actions.journal.entries import record
from kabinet.actions.tickets.speak import clean_reason
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.records import doors
from kabinet.records.models import Ticket, TicketLink, Watcher
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Act, Actor, Merger
from kabinet.regulation.fact_data.tickets import Merged, Named
from kabinet.regulation.facts import Kind
from kabinet.regulation.text import Text

Link = TicketLink.Kind
FOLLOWING = "whoever followed a duplicate follows the main ticket"
PARTING = "a duplicate was opened again"
ANOTHER_MATTER = Text(
    "Объединяют обращения одного клиента на одной стороне поддержки",
    "Only tickets of one client on the same leg are merged",
)
LINK_THEM = Text("Свяжите их вместо этого", "Link them instead")
MERGED = Text("{number} само объединено с {main}", "{number} was merged into {main} itself")
NAME_MAIN = Text("Назовите основным {main}", "Name {main} as the main ticket")


def merge_ticket(
    *, actor: Actor, at: datetime, number: str, into: str, reason: str = "", version: int | None = None
) -> Ticket:
    """Ends `number` as a duplicate of `into`; author, contact and watchers follow the main ticket from then on.

    Its clocks stop, those of the main ticket are not touched. Refused while a vendor ticket is open for the duplicate, and
    where work does not go on in the main ticket on at least its level;
    Invalid("into") when the two are not about one client or the main ticket is a duplicate itself.
    """
    with transaction.atomic():
        duplicate = doors.ticket(actor, number)
        main = another(actor, duplicate, into, "into")
        hold((duplicate, main))
        main = doors.ticket(actor, main.number)
        goes_on = Merger(main_status=main.status, main_level=main.level)
        with act(actor=actor, at=at, number=number, act=Act.MERGE, version=version, typed=goes_on) as work:
            _one_matter(work.ticket, main)
            _end(work, main, clean_reason(reason))
        with act(actor=actor, at=at, number=main.number, act=Act.ABSORB) as absorbing:
            _take_in(absorbing, work.ticket)
    return work.ticket


def part(work: Work) -> None:
    """A duplicate that is opened again goes its own way: what is left is a link."""
    with as_system(PARTING):
        main = TicketLink.objects.filter(ticket=work.ticket, kind=Link.DUPLICATED).values_list(
            "other", flat=True
        )
        for key in list(main):
            TicketLink.objects.filter(ticket=key, other=work.ticket).update(kind=Link.RELATED)
            TicketLink.objects.filter(ticket=work.ticket, other=key).update(kind=Link.RELATED)


def _one_matter(duplicate: Ticket, main: Ticket) -> None:
    if (duplicate.leg, duplicate.client_id, duplicate.partner_id) != (
        main.leg,
        main.client_id,
        main.partner_id,
    ):
        raise Invalid("into", ANOTHER_MATTER, LINK_THEM)
    further = TicketLink.objects.filter(ticket=main, kind=Link.DUPLICATED).first()
    if further is not None:
        names = {"number": main.number, "main": further.other_number}
        raise Invalid("into", _named(MERGED, names), _named(NAME_MAIN, names))


def _named(text: Text, names: dict[str, str]) -> Text:
    return Text(text.ru.format(**names), text.en.format(**names))


def _end(work: Work, main: Ticket, reason: str) -> None:
    with as_system(FOLLOWING):
        TicketLink.objects.filter(ticket__in=(work.ticket, main), other__in=(work.ticket, main)).delete()
    tie(work, main, Link.DUPLICATED)
    record(work, Kind.MERGED, Merged(name=main.number, reason=reason))


def _take_in(work: Work, duplicate: Ticket) -> None:
    tie(work, duplicate, Link.DUPLICATE)
    with as_system(FOLLOWING):
        Watcher.objects.bulk_create(_followers(work, duplicate), ignore_conflicts=True)
    record(work, Kind.ABSORBED, Named(name=duplicate.number))


def _followers(work: Work, duplicate: Ticket) -> Iterable[Watcher]:
    """Each on the side on which they were, whoever leads the client's ticket among them; the main ticket's own author and
    contact are told anyway."""
    leads = duplicate.origin.assignee_id if duplicate.origin is not None else None
    asked = (duplicate.author_id, duplicate.contact_id, leads)
    sides = {person: str(work.wide) for person in asked if person}
    for watcher in Watcher.objects.filter(ticket=duplicate):
        sides.setdefault(watcher.person_id, watcher.audience)
    sides.pop(work.ticket.author_id, None)
    sides.pop(work.ticket.contact_id or 0, None)
    for person, heard in sides.items():
        yield Watcher(
            ticket=work.ticket,
            leg=work.ticket.leg,
            client_id=work.ticket.client_id,
            partner_id=work.ticket.partner_id,
            person_id=person,
            audience=heard,
            added_by_id=work.actor.person,
            added_at=work.at,
        )
