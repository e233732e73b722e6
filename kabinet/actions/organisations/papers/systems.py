"""A client's systems: added, changed, retired; leaving production flags open critical tickets (U3.6d, U6a)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kabinet.actions.notices import subjects
from kabinet.actions.organisations.papers import paperwork
from kabinet.actions.tickets.speak import clean
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act
from kabinet.records import doors, lengths
from kabinet.records.models import System, Ticket
from kabinet.records.versions import day_of
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.fact_data.organisations import Named, SystemChanged
from kabinet.regulation.legs import LegCode
from kabinet.regulation.text import Text

NAMED = Text("Система с таким названием у клиента уже есть", "The client has a system of this name already")
OTHER_NAME = Text("Назовите иначе", "Choose another name")
SINCE = Text("Укажите, с какого дня система в эксплуатации", "Say since when the system is in production")
FUTURE = Text("Этот день ещё не наступил", "That day has not come yet")
CONFIRM = Text("Отметьте, что знаете о последствиях", "Tick that you know what follows")
GONE = Text("Система уже выведена из работы", "The system is retired already")
OPEN_IT = Text("Посмотрите список систем", "Look at the list of systems")
NEEDED = (
    "name",
    "main_delivery",
    "product",
    "platform_version",
    "client_environment",
    "server_os",
    "server_hardware",
)


@dataclass(frozen=True, slots=True)
class Particulars:
    """A system as its form says it: names and lengths are the record's (U6a)."""

    name: str
    main_delivery: str
    product: str
    platform_version: str
    client_environment: str
    server_os: str
    server_hardware: str
    configuration_version: str = ""
    dbms: str = ""
    production: bool = False
    production_since: date | None = None


def add_system(*, actor: Actor, at: datetime, client: int, particulars: Particulars) -> System:
    """A new installation, as checked today."""
    with organisation_act(actor=actor, at=at, organisation=client, act=Act.KEEP_SYSTEM) as work:
        row = System(client_id=client)
        _put(work, row, particulars)
        work.record("system_added", Named(name=row.name), clause="U6a")
        return row


def change_system(
    *, actor: Actor, at: datetime, system: int, particulars: Particulars, seen: str = "", aware: bool = False
) -> System:
    """`aware`: the person was told which open tickets lose their ground when production ends, and goes on.

    Raises work.Overtaken when it is no more what was `seen`.
    """
    known = doors.system(actor, system)
    with organisation_act(actor=actor, at=at, organisation=known.client_id, act=Act.KEEP_SYSTEM) as work:
        row = System.objects.select_for_update().get(pk=system)
        if row.retired:
            raise Invalid("seen", GONE, OPEN_IT)
        paperwork.compare(row, seen)
        withdrawn = row.production and not particulars.production
        open_now = critical_tickets(work, row) if withdrawn else []
        if open_now and not aware:
            raise Invalid("aware", _names(open_now), CONFIRM)
        _put(work, row, particulars)
        _changed(work, row, open_now, withdrawn=withdrawn)
        return row


def retire_system(*, actor: Actor, at: datetime, system: int) -> System:
    """No new ticket names it; open ones go on."""
    known = doors.system(actor, system)
    with organisation_act(actor=actor, at=at, organisation=known.client_id, act=Act.KEEP_SYSTEM) as work:
        row = System.objects.select_for_update().get(pk=system)
        if row.retired:
            raise Invalid("seen", GONE, OPEN_IT)
        row.retired = True
        row.save(update_fields=["retired"])
        work.record("system_retired", Named(name=row.name), clause="U6a")
        return row


def critical_tickets(work: OrganisationWork, system: System) -> list[Ticket]:
    """The open tickets about the system whose level is for production alone."""
    levels = [level.number for level in work.pack.leg(LegCode.CLIENT).levels if level.production_only]
    rows = Ticket.objects.filter(system=system, closed_at__isnull=True, level__in=levels)
    return list(rows.order_by("number"))


def _put(work: OrganisationWork, row: System, given: Particulars) -> None:
    for name in NEEDED:
        setattr(row, name, paperwork.needed(name, getattr(given, name), lengths.SYSTEM[name]))
    for name in ("configuration_version", "dbms"):
        setattr(row, name, clean(getattr(given, name), name, lengths.SYSTEM[name]))
    row.production = given.production
    row.production_since = _since(work, row, given)
    row.checked_on = day_of(work.actor, work.at)
    with paperwork.held_true("name", NAMED, OTHER_NAME):
        row.save()


def _since(work: OrganisationWork, row: System, given: Particulars) -> date | None:
    """The day is asked for; out of production the former one stays for the record."""
    if not given.production:
        return row.production_since
    if given.production_since is None:
        raise Invalid("production_since", SINCE, paperwork.NOTHING)
    if given.production_since > day_of(work.actor, work.at):
        raise Invalid("production_since", FUTURE, paperwork.LATER)
    return given.production_since


def _changed(work: OrganisationWork, row: System, flagged: Sequence[Ticket], *, withdrawn: bool) -> None:
    numbers = ", ".join(ticket.number for ticket in flagged if ticket.leg == LegCode.CLIENT)
    more = Text(f"; с пометкой: {numbers}", f"; flagged: {numbers}") if numbers else None
    kind = "production_withdrawn" if withdrawn else "system_changed"
    changed = SystemChanged(name=row.name, flagged=more)
    work.record(kind, changed, clause="U3.6d" if withdrawn else "U6a")
    for ticket in flagged:
        told = [
            each for each in (ticket.assignee_id, ticket.author_id, ticket.contact_id) if each is not None
        ]
        data = {"name": row.name, "number": ticket.number, "level": ticket.level}
        work.tell(told, "ticket_flagged", data, about=subjects.ticket(ticket.number))


def _names(tickets: Sequence[Ticket]) -> Text:
    numbers = ", ".join(
        f"{ticket.number} ({ticket.level})" for ticket in tickets if ticket.leg == LegCode.CLIENT
    )
    return Text(
        f"Открыты обращения уровней 1 и 2: {numbers}. Они останутся, но с пометкой у обеих сторон",
        f"Tickets of levels 1 and 2 are open: {numbers}. They stay, flagged to both sides",
    )
