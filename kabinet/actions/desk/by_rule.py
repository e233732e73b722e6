"""A new ticket finds its assignee by the rules of the desk that it came to, in the transaction that registers it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from kabinet.actions.journal.entries import record
from kabinet.actions.unit.work import Work, system
from kabinet.records import doors
from kabinet.records.company_groups import FELLOWS
from kabinet.records.models import Ticket
from kabinet.records.security.reach import as_system
from kabinet.records.versions import law_of, pack_of
from kabinet.regulation.access import STAFF, Actor
from kabinet.regulation.fact_data.tickets import Assigned
from kabinet.regulation.facts import Kind
from kabinet.regulation.pack import Pack

RULES = "assignment rule"


class Found(NamedTuple):
    """What a ticket meets: the number of the rule and the person whom it names."""

    place: int
    person: int
    name: str


# For any number of tickets, the first rule of each whose conditions hold and whose person still belongs to the desk.
FIRST = f"""
SELECT DISTINCT ON (t.id) t.id, r.place, p.id, p.name
FROM ticket t JOIN organisation o ON CASE t.leg WHEN 'client' THEN o.id = t.partner_id ELSE o.kind = 'vendor' END
JOIN assignment_rule r ON r.organisation_id = o.id AND r.leg = t.leg
  AND (r.client_id IS NULL OR r.client_id = t.client_id) AND (r.system_id IS NULL OR r.system_id = t.system_id)
  AND (r.service = '' OR r.service = t.service) AND (r.level IS NULL OR r.level >= t.level)
JOIN person p ON p.id = r.assignee_id AND p.is_active
WHERE t.id = ANY(%(tickets)s) AND EXISTS (
  SELECT FROM membership m WHERE m.person_id = p.id AND m.role = ANY(%(staff)s)
    AND m.confirmed_at <= %(at)s AND (m.ended_at IS NULL OR m.ended_at > %(at)s)
    AND (m.organisation_id = o.id OR m.organisation_id IN ({FELLOWS.format(of="o.id")})))
ORDER BY t.id, r.place, r.id
"""  # noqa: S608


def assign_by_rule(work: Work) -> None:
    """Gives the ticket in hand to whom the first fitting rule names, by the program; nothing without one."""
    found = fitting([work.ticket.pk], work.at, pack_of(work.ticket)).get(work.ticket.pk)
    if found is not None:
        work.ticket.assignee_id, work.ticket.assignee_name = found.person, found.name
        data = Assigned(assignee_id=found.person, assignee=found.name, rule=found.place)
        with _by_the_program(work):
            record(work, Kind.ASSIGNED, data)


def would_get(*, actor: Actor, at: datetime, tickets: Sequence[Ticket]) -> dict[int, Found]:
    """By ticket, who would get it now; reads only, and only tickets that the actor reaches."""
    seen = doors.tickets(actor).filter(pk__in=[ticket.pk for ticket in tickets]).values_list("pk", flat=True)
    return fitting(list(seen), at, law_of(actor))


def fitting(tickets: Sequence[int], at: datetime, law: Pack) -> dict[int, Found]:
    """One question for any number of tickets; groups are those of the vendor's day by `law`."""
    asked: dict[str, Any] = {
        "tickets": list(tickets),
        "at": at,
        "home": law.zone.key,
        "staff": sorted(map(str, STAFF)),
    }
    with as_system(RULES), connection.cursor() as cursor:
        cursor.execute(FIRST, asked)
        return {ticket: Found(place, person, name) for ticket, place, person, name in cursor.fetchall()}


@contextmanager
def _by_the_program(work: Work) -> Iterator[None]:
    """What is recorded inside is not the act of the person who registered."""
    former = work.actor, work.organisation
    work.actor, work.organisation = system(RULES), ""
    try:
        yield
    finally:
        work.actor, work.organisation = former
