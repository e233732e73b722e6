"""What every list of oversight can be narrowed down to, and whose tickets it may be about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from kabinet.records.lists.compliance import COUNTING, Period, open_to
from kabinet.records.lists.rows import NAMES, Row, rows
from kabinet.records.models import Organisation
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor, OrgKind

SIZE, MOST_COUNTED = 50, 10_000
# A client ticket that carries the number of a third-party desk is in no list of terms (L8).
HERE = "(t.leg = 'vendor' OR t.foreign_number = '')"
After = tuple[datetime, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """Every one is optional, all that are given hold together; keys, but for the codes of `service` and `leg`.

    `assignee` is whoever the ticket is assigned to.
    """

    partner: int | None = None
    client: int | None = None
    assignee: int | None = None
    system: int | None = None
    service: str | None = None
    leg: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many lines there are; `more` where nobody counted further."""

    count: int
    more: bool = False


CONDITIONS = {
    "partner": "t.partner_id = %(partner)s::bigint",
    "client": "t.client_id = %(client)s::bigint",
    "assignee": "t.assignee_id = %(assignee)s::bigint",
    "system": "t.system_id = %(system)s::bigint",
    "service": "t.service = %(service)s::text",
    "leg": "t.leg = %(leg)s::text",
}


def conditions(narrowed: Narrowed) -> Iterator[str]:
    """Over a ticket t."""
    for name, condition in CONDITIONS.items():
        if getattr(narrowed, name) is not None:
            yield condition


def asked(actor: Actor, period: Period, narrowed: Narrowed) -> dict[str, Any]:
    """What a list is asked with, beside the conditions: what was chosen, the days, and whose tickets it may be about."""
    chosen = {field.name: getattr(narrowed, field.name) for field in fields(narrowed)}
    partners = [key for key in partners_open_to(actor) if narrowed.partner in (None, key)]
    return {**chosen, "partners": partners, "since": period.since, "until": period.until}


def partners_open_to(actor: Actor) -> list[int]:
    """Whose tickets the lists of this reader are about."""
    with as_system(COUNTING):
        known = list(Organisation.objects.filter(kind=OrgKind.PARTNER).values_list("pk", flat=True))
    return open_to(actor, known)


def lines_of(found: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Row, tuple[Any, ...]]]:
    """Each line's ticket, and what stands beside it in the answer."""
    width = len(NAMES) + 1
    lines = rows([line[:width] for line in found])
    for row, line in zip(lines, found, strict=True):
        yield row, line[width:]


def counted(count: int) -> Counted:
    """At most MOST_COUNTED."""
    return Counted(min(count, MOST_COUNTED), count > MOST_COUNTED)
