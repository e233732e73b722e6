"""How partners follow the regulation: what was owed, how much of it was missed, and the tickets behind a figure (L17a).

Figures are counted over all tickets for whoever the law lets see a compliance record, also those who may not open the
tickets; the tickets themselves come by the reader's own reach. A client ticket that is kept in a third-party desk is in no
figure of the client leg (L8): `away` says how many there were.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from kabinet.records.fast.prepared import ask
from kabinet.records.fast.rows import reached
from kabinet.records.lists.rows import COLUMNS, NAMES, UNREAD, Row, rows
from kabinet.records.models import Agreement
from kabinet.records.security.reach import as_system
from kabinet.records.versions.regulations import law_of
from kabinet.regulation.access import Act, Actor, Case, OrganisationCase, OrgKind, may, reach
from kabinet.regulation.legs import LegCode

COUNTING, SIZE = "figures of compliance", 50
# What was owed and is judged: met, or missed whatever followed. In these very words it is in an index (models.clock_run).
JUDGED = "(r.breached_at IS NOT NULL OR r.outcome = 'met')"
SPAN = "r.leg = %(leg)s::text AND r.due_at >= %(since)s::timestamptz AND r.due_at < %(until)s::timestamptz"
# As counts_for_vendor says it; only clients that ever agreed on a desk of their own are looked at.
DESK = """(r.leg = 'client' AND r.client_id = ANY(%(desks)s::bigint[]) AND EXISTS (
  SELECT FROM ticket d WHERE d.id = r.ticket_id AND d.foreign_desk <> ''))"""
# What fell due while the partner that owed it might not work is counted apart (L12b); what a vendor owes never is.
FIGURES = f"""
SELECT r.partner_id, date_trunc('month', r.due_at AT TIME ZONE 'Europe/Moscow')::date, r.name, r.level,
  count(*) FILTER (WHERE NOT r.barred), count(r.breached_at) FILTER (WHERE NOT r.barred), count(*) FILTER (WHERE r.barred)
FROM clock_run r WHERE r.partner_id = ANY(%(partners)s::bigint[]) AND {SPAN} AND {JUDGED} AND NOT {DESK}
GROUP BY 1, 2, 3, 4
"""  # noqa: S608
AWAY = f"""
SELECT count(DISTINCT r.ticket_id), count(DISTINCT r.client_id)
FROM clock_run r WHERE r.partner_id = ANY(%(partners)s::bigint[]) AND {SPAN} AND {JUDGED} AND {DESK}
"""  # noqa: S608
REASON = """(SELECT coalesce(j.data ->> 'code', '') FROM journal_entry j WHERE j.ticket_id = t.id AND j.kind = 'refused'
  ORDER BY j.occurred_at DESC, j.id DESC LIMIT 1)"""
STILL_REFUSED = """t.partner_id = %(partner)s::bigint AND t.leg = 'client' AND t.status = 'refused'
  AND t.closed_at >= %(since)s::timestamptz AND t.closed_at < %(until)s::timestamptz"""
REFUSED = f"SELECT {REASON}, count(*) FROM ticket t WHERE {STILL_REFUSED} GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608
After = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Period:
    """From an instant, inclusive, to another."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Figure:
    """What one partner owed in one month (its first day, Moscow) by one clock on one level, and how much was missed.

    `barred` fell due on days on which it might not work; that is neither judged nor missed.
    """

    partner: int
    month: date
    clock: str
    level: int
    judged: int
    missed: int
    barred: int = 0


@dataclass(frozen=True, slots=True)
class Away:
    """Tickets and clients that are in no figure: they keep their terms in a desk of their own (L8)."""

    tickets: int = 0
    clients: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """Which part of the figures: no levels are all of them; `missed` leaves out what was in time.

    `barred` are those alone that fell due while the partner might not work.
    """

    partner: int
    leg: str
    clock: str
    levels: tuple[int, ...] = ()
    missed: bool = True
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """A ticket behind a figure: the run that was judged. `breached` is None for one in time."""

    row: Row
    run: int
    level: int
    due: datetime
    ended: datetime | None
    breached: datetime | None


def counts_for_vendor() -> Q:
    """A condition over tickets. Between a client with a desk of its own and its partner the vendor checks no terms (L8):
    the desk stands on the ticket from its registration, whatever is agreed later. The vendor leg always counts."""
    return Q(leg=LegCode.VENDOR) | Q(foreign_desk="")


def figures(actor: Actor, partners: Sequence[int], leg: str, period: Period) -> list[Figure]:
    """Of those partners whose record the actor may see."""
    asked = _asked(leg, period) | {"partners": open_to(actor, partners)}
    with as_system(COUNTING):
        return [Figure(*line) for line in ask(FIGURES, asked | {"desks": _desks()})]


def away(actor: Actor, partners: Sequence[int], period: Period) -> Away:
    """What the figures of the client leg leave out."""
    asked = _asked(LegCode.CLIENT, period) | {"partners": open_to(actor, partners)}
    with as_system(COUNTING):
        return Away(*ask(AWAY, asked | {"desks": _desks()})[0])


def refusals(actor: Actor, partner: int, period: Period) -> list[tuple[str, int]]:
    """Tickets that the partner refused and that stayed refused: the reason's code in the pack, and how many."""
    if not open_to(actor, [partner]):
        return []
    with as_system(COUNTING):
        found = ask(REFUSED, {"partner": partner, "since": period.since, "until": period.until})
    return [(code or "", count) for code, count in found]


def behind(
    actor: Actor, part: Behind, period: Period, after: After | None = None, size: int = SIZE
) -> tuple[list[Missed], After | None]:
    """The tickets behind a figure that the actor reaches, the latest deadline first, and where the next page begins."""
    if not open_to(actor, [part.partner]):
        return [], None
    sees, tenants = reached(reach(actor))
    where = [
        SPAN,
        JUDGED,
        f"NOT {DESK}",
        sees,
        "r.partner_id = %(partner)s::bigint",
        "r.name = %(clock)s::text",
    ]
    where += ["r.barred" if part.barred else "NOT r.barred"]
    where += ["r.breached_at IS NOT NULL"] if part.missed else []
    where += ["r.level = ANY(%(levels)s::int[])"] if part.levels else []
    where += ["(r.due_at, r.id) < (%(after_at)s::timestamptz, %(after_id)s::bigint)"] if after else []
    question = (
        f"SELECT {COLUMNS}, {UNREAD}, r.id, r.level, r.due_at, r.ended_at, r.breached_at"  # noqa: S608
        f" FROM clock_run r JOIN ticket t ON t.id = r.ticket_id WHERE {' AND '.join(where)}"
        " ORDER BY r.due_at DESC, r.id DESC LIMIT %(limit)s::int"
    )
    chosen = {
        "partner": part.partner,
        "clock": part.clock,
        "levels": list(part.levels),
        "desks": _desks_known(),
    }
    found = ask(question, {**tenants, **_asked(part.leg, period), **chosen, **begin(actor, after, size)})
    shown = _missed(found[:size])
    return shown, (shown[-1].due, shown[-1].run) if len(found) > size else None


def refused(
    actor: Actor, partner: int, code: str, period: Period, after: After | None = None, size: int = SIZE
) -> tuple[list[Row], After | None]:
    """The tickets behind a count of `refusals` that the actor reaches, the latest first, and where the next page begins."""
    if not open_to(actor, [partner]):
        return [], None
    sees, tenants = reached(reach(actor))
    beyond = "AND (t.closed_at, t.id) < (%(after_at)s::timestamptz, %(after_id)s::bigint)" if after else ""
    question = (
        f"SELECT {COLUMNS}, {UNREAD} FROM ticket t WHERE {STILL_REFUSED} AND {sees} {beyond}"  # noqa: S608
        f" AND {REASON} = %(code)s::text ORDER BY t.closed_at DESC, t.id DESC LIMIT %(limit)s::int"
    )
    asked = {"partner": partner, "code": code, "since": period.since, "until": period.until}
    found = ask(question, {**tenants, **asked, **begin(actor, after, size)})
    shown = list(rows(found[:size]))
    last = shown[-1].closed_at if len(found) > size else None
    return shown, (last, shown[-1].id) if last is not None else None


def begin(actor: Actor, after: After | None, size: int) -> dict[str, Any]:
    """What a page of lines is asked with: where it begins, how long it is, whose notices count as unread."""
    place = {"after_at": after[0], "after_id": after[1]} if after else {}
    return {**place, "me": actor.person, "limit": size + 1}


def _missed(found: Sequence[tuple[Any, ...]]) -> list[Missed]:
    width = len(NAMES) + 1
    lines = rows([line[:width] for line in found])
    return [Missed(row, *line[width:]) for row, line in zip(lines, found, strict=True)]


def open_to(actor: Actor, partners: Sequence[int]) -> list[int]:
    """Whose record the law lets the actor see."""
    law = law_of(actor)
    cases = {key: Case(organisation=OrganisationCase(key=key, kind=OrgKind.PARTNER)) for key in partners}
    return [key for key, case in cases.items() if may(actor, Act.SEE_COMPLIANCE, case, law).allowed]


def _asked(leg: str, period: Period) -> dict[str, Any]:
    return {"leg": leg, "since": period.since, "until": period.until}


def _desks_known() -> list[int]:
    with as_system(COUNTING):
        return _desks()


def _desks() -> list[int]:
    """Clients that agreed, on any day, to keep their tickets in a third-party desk."""
    agreed = Agreement.objects.exclude(third_party_desk="").values_list("client", flat=True)
    return sorted(set(agreed))
