"""Who is told of what happened to a ticket: the persons concerned on both sides, never the one who did it.

Applicants: the contact named in the ticket, the author, those of their side who have written in it, on the vendor leg also
whoever is responsible for the client's ticket, and in the place of a contact who left the organisational contacts. Support:
the assignee, or every engineer and coordinator while nobody is assigned. On either side those who watch; of joint work its
participants; of a critical ticket at night everybody who may act on it (off_hours.py). Whoever belongs to the side no more
is told nothing. What they are told is declared (kinds.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from kabinet.actions.notices import kinds, off_hours, subjects, wording
from kabinet.actions.notices.notify import Telling, notify
from kabinet.actions.notices.told_as import ToldAs
from kabinet.actions.unit.work import Work
from kabinet.actions.vendor import joint
from kabinet.records.company_groups import FELLOWS
from kabinet.records.models import JournalEntry
from kabinet.records.versions import pack_of
from kabinet.regulation import fact_data
from kabinet.regulation.access import Audience
from kabinet.regulation.fact_data.tickets import (
    ContactChanged,
    Invited,
    Left,
    Noted,
    OnCall,
    Summoned,
    WatcherAdded,
)
from kabinet.regulation.facts import Kind, Side

# Who are concerned, by ticket and side, and why each: the first of the reasons for which they are.
Concerned = Mapping[tuple[int, Side], Mapping[int, str]]
Heard = Mapping[tuple[int, Side], frozenset[int]]
NOBODY: Heard = {}


# One question for any number of tickets: ticket, side, person, the place of their reason in ToldAs. Memberships count as of
# the act. `relieved` were the contacts of the tickets in `of` until this act.
WHO = f"""
WITH asked AS (SELECT id, leg, client_id, partner_id, author_id, contact_id, assignee_id, origin_id FROM ticket
  WHERE id = ANY(%(tickets)s)),
concerned AS (
  SELECT id, 'applicant' AS side, contact_id AS person, 1 AS place FROM asked
  UNION SELECT id, 'applicant', author_id, 2 FROM asked
  UNION SELECT r.ticket, 'applicant', r.person, 9 FROM unnest(%(of)s::bigint[], %(relieved)s::bigint[]) r (ticket, person)
  UNION SELECT a.id, 'applicant', m.author_id, 5 FROM asked a JOIN message m ON m.ticket_id = a.id
    AND m.relayed_from_id IS NULL
    AND m.side = CASE a.leg WHEN 'client' THEN 'client' ELSE 'partner' END
  UNION SELECT a.id, 'applicant', o.assignee_id, 6 FROM asked a JOIN ticket o ON o.id = a.origin_id
  UNION SELECT a.id, CASE WHEN w.audience IN ('public', 'vendor_leg') THEN 'applicant' ELSE 'support' END, w.person_id, 4
    FROM asked a JOIN watcher w ON w.ticket_id = a.id
  UNION SELECT a.id, 'applicant', h.person_id, 8 FROM asked a JOIN membership h ON h.role = 'organisational_contact'
      AND h.organisation_id = CASE a.leg WHEN 'client' THEN a.client_id ELSE a.partner_id END
      AND h.confirmed_at <= %(at)s AND (h.ended_at IS NULL OR h.ended_at > %(at)s)
    WHERE NOT EXISTS (SELECT FROM membership m WHERE m.person_id = a.contact_id
      AND m.confirmed_at <= %(at)s AND (m.ended_at IS NULL OR m.ended_at > %(at)s)
      AND CASE a.leg WHEN 'client' THEN m.organisation_id = a.client_id
        ELSE m.organisation_id = a.partner_id OR m.organisation_id IN ({FELLOWS.format(of="a.partner_id")}) END)
  UNION SELECT id, 'support', assignee_id, 3 FROM asked
  UNION SELECT a.id, 'support', m.person_id, 7 FROM asked a JOIN organisation o
      ON CASE a.leg WHEN 'client' THEN o.id = a.partner_id ELSE o.kind = 'vendor' END
    JOIN membership m ON m.organisation_id = o.id
    WHERE a.assignee_id IS NULL AND m.role IN ('engineer', 'coordinator')
      AND m.confirmed_at <= %(at)s AND (m.ended_at IS NULL OR m.ended_at > %(at)s))
SELECT c.id, c.side, c.person, min(c.place) FROM concerned c JOIN asked a ON a.id = c.id
WHERE EXISTS (SELECT FROM membership m JOIN person p ON p.id = m.person_id JOIN organisation o ON o.id = m.organisation_id
  WHERE m.person_id = c.person AND p.is_active AND m.confirmed_at <= %(at)s AND (m.ended_at IS NULL OR m.ended_at > %(at)s)
  AND CASE WHEN a.leg = 'client' AND c.side = 'applicant' THEN m.organisation_id = a.client_id
    WHEN a.leg = 'vendor' AND c.side = 'support' THEN o.kind = 'vendor' AND m.role <> 'administrator'
    ELSE m.organisation_id = a.partner_id OR m.organisation_id IN ({FELLOWS.format(of="a.partner_id")}) END)
GROUP BY c.id, c.side, c.person
"""  # noqa: S608


def tell(works: Sequence[Work]) -> None:
    """Notices for every row that these works wrote; needs the whole reach (people of the other side are not visible)."""
    works = [work for work in works if work.rows]
    if works:
        concerned, everybody = _concerned(works, works[0].at), off_hours.everybody(works)
        notify(telling for work in works for telling in _tellings(work, concerned, everybody))


def _concerned(works: Sequence[Work], at: datetime) -> Concerned:
    relieved = [(work.ticket.pk, person) for work in works for person in _relieved(work)]
    asked: dict[str, Any] = {
        "tickets": [work.ticket.pk for work in works],
        "of": [ticket for ticket, _ in relieved],
        "relieved": [person for _, person in relieved],
        "at": at,
        "home": pack_of(works[0].ticket).zone.key,
    }
    with connection.cursor() as cursor:
        cursor.execute(WHO, asked)
        rows = cursor.fetchall()
    found: dict[tuple[int, Side], dict[int, str]] = defaultdict(dict)
    for ticket, side, person, place in rows:
        found[ticket, Side(side)][person] = REASONS[place - 1]
    return found


def _relieved(work: Work) -> Iterator[int]:
    """Who were the contact until now."""
    return (former for row in work.rows if (former := _former(row)))


def _tellings(work: Work, concerned: Concerned, everybody: Heard) -> Iterator[Telling]:
    for row in work.rows:
        if isinstance(row.told, Summoned | OnCall):
            yield from _summoning(work, row, row.told)
            continue
        heard = everybody if everybody and off_hours.heard_by_all(work, row) else NOBODY
        guests = joint.told(work, row)
        for side, people in _readers(work, row, concerned, heard, guests):
            why = concerned.get((work.ticket.pk, side), {})
            for each in sorted(people):
                told_as = why.get(each) or (ToldAs.JOINT if each in guests else ToldAs.NIGHT)
                yield _telling(work, row, side, each, told_as, guest=each in guests)


def _summoning(work: Work, row: JournalEntry, told: Summoned | OnCall) -> Iterator[Telling]:
    """A call of the desk tells those whom it calls, and nobody else."""
    for each in sorted({*told.called} - {row.actor_id}):
        yield _telling(work, row, Side.SUPPORT, each, ToldAs.ON_CALL, guest=False)


def _readers(
    work: Work, row: JournalEntry, concerned: Concerned, heard: Heard, guests: frozenset[int]
) -> Iterable[tuple[Side, frozenset[int]]]:
    for side in (Side.APPLICANT, Side.SUPPORT):
        if side is Side.SUPPORT or row.audience in (work.wide, Audience.JOINT):
            people = _told(work, row, side, concerned) | (
                heard.get((work.ticket.pk, side), frozenset()) - {row.actor_id}
            )
            if side is Side.APPLICANT:
                people |= guests
            yield side, frozenset(each for each in people if reads(row, side, each))


def reads(row: JournalEntry, side: Side, person: int) -> bool:
    """Whether this fact has a sentence for a person of this side."""
    return side in wording.words(kinds.of_ticket(row.kind), _data(row, person)).notices


def _told(work: Work, row: JournalEntry, side: Side, concerned: Concerned) -> frozenset[int]:
    """The contact named in a ticket is told of its registration even when they registered it (U3.5e, P4.7b)."""
    people = frozenset(concerned.get((work.ticket.pk, side), {}))
    others = people - {row.actor_id}
    if row.kind == Kind.REGISTERED and side is Side.APPLICANT:
        return others | (people & {work.ticket.contact_id})
    return others


def _telling(work: Work, row: JournalEntry, side: Side, person: int, told_as: str, *, guest: bool) -> Telling:
    """`told_as`: why this person is told, kept with the notice. `guest`: as a participant of joint work, whom a level shuts
    out or lets in again, or for whom the ticket ended."""
    ticket, turned = work.ticket, joint.turned(work, row) if guest else ""
    return Telling(
        person=person,
        kind=row.kind,
        about=subjects.ticket(ticket.number),
        at=row.recorded_at,
        data=_data(row, person)
        | _part(work, row, side, person)
        | ({"part": turned} if turned else {})
        | {
            "reader": side.value,
            "actor": row.actor_name,
            "subject": ticket.subject,
            "told_as": str(told_as),
        },
        ticket=ticket.pk,
        side=side.value,
    )


def _data(row: JournalEntry, person: int) -> dict[str, Any]:
    """What a notice's sentence may name; the rest of the row stays in the ticket. Whoever is called by name is told so."""
    told = row.told
    data = {key: value for key, value in fact_data.lay_out(told).items() if key in MARKS}
    called = isinstance(told, Noted | WatcherAdded | Invited | ContactChanged) and person in told.called
    called |= isinstance(told, Left) and person == told.person
    return data | ({"you": True} if called else {})


def _part(work: Work, row: JournalEntry, side: Side, person: int) -> dict[str, Any]:
    """Whether a colleague's registration named the reader as the contact, and whether the reader is it no more."""
    ticket = work.ticket
    if row.kind == Kind.REGISTERED and side is Side.APPLICANT and person == ticket.contact_id:
        return {"named": True} if person not in (row.actor_id, ticket.author_id) else {}
    return {"relieved": True} if person == _former(row) else {}


def _former(row: JournalEntry) -> int | None:
    """Who were the contact until this row."""
    return row.told.former if isinstance(row.told, ContactChanged) else None


REASONS = tuple(ToldAs)
MARKS = frozenset(
    {
        "level",
        "from",
        "to",
        "reason",
        "terms",
        "assignee",
        "name",
        "desk",
        "foreign",
        "owner",
        "due",
        "file",
        "place",
        "since",
        "owed",
        "call",
        "closes",
        "clock",
        "barred",
        "answer",
        "reached",
        "unable",
        "turn",
        "continues",
        "how",
        "ground",
        "same",
        "final",
        "joint",
        "channel",
        "audience",
        "rule",
    }
)
