"""What a desk keeps for itself, and what stands beside its tickets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import QuerySet

from kabinet.records.company_groups import FELLOWS
from kabinet.records.doors.closed import Closed
from kabinet.records.doors.papers import WRITING, writers
from kabinet.records.doors.people import Contact, contacts
from kabinet.records.fast.prepared import ask
from kabinet.records.fast.rows import heard
from kabinet.records.models import AssignmentRule, CannedAnswer, OnCallRound, OnCallStep, Ticket
from kabinet.records.versions import pack_of
from kabinet.regulation.access import STAFF, Actor, Audience, OrgKind, Role, reach
from kabinet.regulation.legs import LegCode
from kabinet.regulation.organisation.duty import OnDuty, Step, duty_day, order_of

READS_NOTES = tuple(role for role in Role if role is not Role.ADMINISTRATOR)
OWN = {OrgKind.PARTNER: Audience.PARTNER, OrgKind.VENDOR: Audience.VENDOR}
LATEST, OFFERED = 2000, 100


@dataclass(frozen=True, slots=True)
class Linked:
    """Another ticket that the reader reaches as well; `kind` is how it stands to this one (models.TicketLink.Kind)."""

    number: str
    subject: str
    status: str
    leg: str
    kind: str


@dataclass(frozen=True, slots=True)
class Watching:
    """Somebody of the reader's own side who watches."""

    person: int
    name: str


@dataclass(frozen=True, slots=True)
class OnCallNow:
    """How far the call of a ticket has come (models.OnCallRound); who was told the journal says, after `after_entry`."""

    after_entry: int
    next_at: datetime | None
    ended_at: datetime | None
    ended_by: str
    how: str


@dataclass(frozen=True, slots=True)
class PlaceNow:
    """The ticket's place for files that was not ended: its key, its message's, and until when."""

    key: int
    message: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a ticket for one reader. `unread` are keys and instants of what they were told of it and of the
    tickets shown with it, and have not read: facts of the tickets, and of an organisation what is about them.
    `superseded`: since when the regulation of the ticket applies to no new one. `writing`: names of colleagues who type at a
    reply (papers.writing). `call`: the last call of the desk to the ticket; `place`: its place for
    files."""

    links: tuple[Linked, ...] = ()
    watchers: tuple[Watching, ...] = ()
    tags: tuple[str, ...] = ()
    unread: tuple[tuple[UUID, datetime], ...] = ()
    superseded: datetime | None = None
    writing: tuple[str, ...] = ()
    call: OnCallNow | None = None
    place: PlaceNow | None = None


BESIDE = f"""
SELECT 'link', o.number, o.subject, o.status, o.leg, t.kind, t.id, NULL::uuid, NULL::timestamptz
  FROM ticket_link t JOIN ticket o ON o.id = t.other_id WHERE t.ticket_id = %(ticket)s::bigint AND {{hears}}
UNION ALL SELECT 'watcher', p.name, '', '', '', '', t.person_id, NULL, NULL
  FROM watcher t JOIN person p ON p.id = t.person_id
  WHERE t.ticket_id = %(ticket)s::bigint AND t.audience = %(side)s::text AND {{hears}}
UNION ALL SELECT 'tag', t.name, '', '', '', '', t.id, NULL, NULL
  FROM ticket_tag t WHERE t.ticket_id = %(ticket)s::bigint AND {{hears}}
UNION ALL SELECT 'unread', '', '', '', '', '', 0, n.id, n.created_at
  FROM notice n WHERE n.person_id = %(me)s::bigint AND n.read_at IS NULL AND (n.ticket_id = ANY(%(shown)s::bigint[])
    OR (n.ticket_id IS NULL AND n.subject = 'ticket' AND n.subject_key = ANY(%(numbers)s::text[])))
UNION ALL SELECT 'call', t.ended_by, t.how, '', '', '', t.after_entry, NULL, t.next_at
  FROM on_call_round t WHERE t.ticket_id = %(ticket)s::bigint AND {{hears}}
UNION ALL SELECT 'call ended', '', '', '', '', '', 0, NULL, t.ended_at
  FROM on_call_round t WHERE t.ticket_id = %(ticket)s::bigint AND t.ended_at IS NOT NULL AND {{hears}}
UNION ALL SELECT 'place', t.message_id::text, '', '', '', '', t.id, NULL, t.until
  FROM upload_place t WHERE t.ticket_id = %(ticket)s::bigint AND t.ended_at IS NULL AND {{hears}}
UNION ALL SELECT 'superseded', '', '', '', '', '', 0, NULL, s.at
  FROM ticket t JOIN supersession s ON s.version_id = t.regulation_id WHERE t.id = %(ticket)s::bigint
UNION ALL SELECT 'writing', w.name, '', '', '', '', 0, NULL, NULL FROM {WRITING} w
ORDER BY 1, 2
"""  # noqa: S608


def beside(actor: Actor, side: str, ticket: Ticket, *shown: Ticket, at: datetime | None = None) -> Beside:
    """In one question. `side` is the audience of the reader's own side on this leg; `shown` are tickets whose notices are
    read together with this one's; who types is asked where it is said `at` which instant."""
    condition, values = heard(reach(actor))
    together = (ticket, *shown)
    asked = {
        "ticket": ticket.pk,
        "shown": [each.pk for each in together],
        "numbers": [each.number for each in together],
        "me": actor.person,
        "side": side,
        **writers(actor, ticket.number, at),
    }
    found = ask(BESIDE.format(hears=condition), {**values, **asked})
    return Beside(
        tuple(
            Linked(number, subject, status, leg, kind)
            for what, number, subject, status, leg, kind, *_ in found
            if what == "link"
        ),
        tuple(Watching(row[6], row[1]) for row in found if row[0] == "watcher"),
        tuple(row[1] for row in found if row[0] == "tag"),
        tuple((row[7], row[8]) for row in found if row[0] == "unread"),
        next((row[8] for row in found if row[0] == "superseded"), None),
        tuple(row[1] for row in found if row[0] == "writing"),
        _call(found),
        next((PlaceNow(row[6], int(row[1]), row[8]) for row in found if row[0] == "place"), None),
    )


def _call(found: Sequence[tuple[Any, ...]]) -> OnCallNow | None:
    ended = next((row[8] for row in found if row[0] == "call ended"), None)
    return next((OnCallNow(row[6], row[8], ended, row[1], row[2]) for row in found if row[0] == "call"), None)


TAGS = f"""
SELECT name FROM (SELECT name, id FROM ticket_tag WHERE leg = %(leg)s::text AND audience = %(own)s::text
  ORDER BY id DESC LIMIT {LATEST}) t GROUP BY name ORDER BY count(*) DESC, name LIMIT {OFFERED}
"""  # noqa: S608


def tags_used(actor: Actor, leg: str) -> list[str]:
    """The words that the actor's side put on tickets of a leg lately, the usual ones first."""
    own = OWN.get(actor.kind) if actor.kind else None
    return [name for (name,) in ask(TAGS, {"leg": leg, "own": str(own)})] if own else []


ASSIGNEES = """
SELECT DISTINCT t.assignee_id, t.assignee_name FROM ticket t
WHERE t.leg = 'client' AND t.client_id = %(client)s::bigint AND t.closed_at IS NULL AND t.assignee_id IS NOT NULL
ORDER BY 2, 1
"""


def assignees(actor: Actor) -> list[tuple[int, str]]:
    """Who leads the client's open tickets: key and name."""
    return [(key, name) for key, name in ask(ASSIGNEES, {"client": actor.organisation})]


def readers_of_notes(actor: Actor) -> list[Contact]:
    """Those who read what the actor writes for the own side alone: the whole organisation and its group, by name."""
    if actor.kind is None or actor.kind is OrgKind.CLIENT:
        return []
    confirmed = {"confirmed_at__isnull": False, "role__in": READS_NOTES}
    return contacts(organisation__in=actor.group | {actor.organisation}, **confirmed)


def canned_answers(actor: Actor, leg: str | None = None) -> QuerySet[CannedAnswer]:
    """The own organisation's, by title."""
    found = CannedAnswer.objects.filter(organisation=actor.organisation).order_by("leg", "title", "id")
    return found.filter(leg=leg) if leg else found


def canned_answer(actor: Actor, key: int) -> CannedAnswer:
    """One of them, or Closed."""
    found = canned_answers(actor).filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def assignment_rules(actor: Actor) -> QuerySet[AssignmentRule]:
    """The own organisation's, in the order in which they are tried."""
    known = AssignmentRule.objects.filter(organisation=actor.organisation)
    return known.select_related("client", "system", "assignee").order_by("place", "id")


def assignment_rule(actor: Actor, key: int) -> AssignmentRule:
    """One of them, or Closed."""
    found = assignment_rules(actor).filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def latest(actor: Actor, leg: str, count: int) -> Sequence[Ticket]:
    """The tickets of the own organisation's desk that came last."""
    mine = {"partner": actor.organisation} if actor.kind is OrgKind.PARTNER else {}
    return list(Ticket.objects.filter(leg=leg, **mine).order_by("-registered_at", "-id")[:count])


# Whoever has left the desk is passed over. Asked under the reader's own reach, or by named work.
WORKS = """({who}.is_active AND EXISTS (SELECT FROM membership m WHERE m.person_id = {who}.id AND m.role = ANY(%(staff)s)
    AND m.confirmed_at <= %(at)s AND (m.ended_at IS NULL OR m.ended_at > %(at)s)
    AND (m.organisation_id = o.id OR m.organisation_id IN ({fellows}))))"""
HERE, IN_PLACE = (WORKS.format(who=who, fellows=FELLOWS.format(of="o.id")) for who in ("p", "q"))
ON_CALL_ORDER = f"""
SELECT o.zone, p.id, p.name, {HERE}, s.minutes, s.days, q.id, COALESCE(q.name, ''), COALESCE({IN_PLACE}, false),
  s.away_from, s.away_until
FROM on_call_step s JOIN organisation o ON o.id = s.organisation_id JOIN person p ON p.id = s.person_id
LEFT JOIN person q ON q.id = s.stand_in_id
WHERE s.leg = %(leg)s AND (o.kind = 'vendor' OR o.id = %(partner)s)
ORDER BY s.place, s.id
"""  # noqa: S608


def on_call_order(ticket: Ticket, at: datetime, *, duty_at: datetime) -> list[OnDuty]:
    """Who of the ticket's desk is called to it, in order, of those who work there at `at`: whoever has duty at `duty_at` on
    the desk's own clock."""
    asked: dict[str, Any] = {
        "leg": ticket.leg,
        "partner": ticket.partner_id,
        "staff": sorted(map(str, STAFF)),
        "at": at,
        "home": pack_of(ticket).zone.key,
    }
    with connection.cursor() as cursor:
        cursor.execute(ON_CALL_ORDER, asked)
        rows = cursor.fetchall()
    steps = [Step(*row[1:]) for row in rows]
    return order_of(steps, duty_day(duty_at.astimezone(ZoneInfo(rows[0][0])))) if rows else []


def has_on_call(ticket: Ticket) -> bool:
    """Whether the ticket's desk has an order of call at all."""
    of = {"organisation": ticket.partner_id} if ticket.leg == LegCode.CLIENT else {}
    return OnCallStep.objects.filter(leg=ticket.leg, **of).exists()


def on_call_round(ticket: Ticket) -> OnCallRound | None:
    """The last call of a ticket that the reader has; None where there was none, or it is not theirs to see."""
    return OnCallRound.objects.filter(ticket=ticket).first()


def on_call_steps(actor: Actor) -> QuerySet[OnCallStep]:
    """The own desk's, in their order."""
    known = OnCallStep.objects.filter(organisation=actor.organisation)
    return known.select_related("person", "stand_in").order_by("place", "id")


def on_call_step(actor: Actor, key: int) -> OnCallStep:
    """One of them, or Closed."""
    found = on_call_steps(actor).filter(pk=key).first()
    if found is None:
        raise Closed
    return found
