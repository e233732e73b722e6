"""Who is asking: a person and what they are in one organisation on one day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from kabinet.records.asking import ask_named
from kabinet.records.reach import Known, enter, enter_person, leave
from kabinet.regulation.access import Actor, OrgKind, Role
from kabinet.regulation.pack import pack

# Group membership, agreements and licences are read on the vendor's day.
VENDOR_ZONE = ZoneInfo("Europe/Moscow")
WHO = "SELECT * FROM kabinet_who(%(person)s::bigint, %(organisation)s::bigint, %(at)s::timestamptz, %(day)s::date)"


def actor_of(person: int, organisation: int | None, at: datetime) -> Actor | None:
    """The actor whom `person` is at `at`, with the database told; None when nobody active has this key.

    `organisation` is the one they chose, if any. Somebody without a confirmed role comes back unconfirmed and reaches
    nothing but their own record.
    """
    day = at.astimezone(VENDOR_ZONE).date()
    row = ask_named(WHO, {"person": person, "organisation": organisation, "at": at, "day": day})
    if row is None:
        leave()
        return None
    actor = _actor(row)
    if actor.confirmed:
        enter(actor, Known(actor.group | set(row["known"]), actor.group | set(row["served"])))
    else:
        enter_person(actor.person, frozenset(row["known"]))
    return actor


def _actor(row: Mapping[str, Any]) -> Actor:
    return Actor(
        person=row["id"],
        name=row["name"],
        kind=OrgKind(row["kind"]) if row["kind"] else None,
        organisation=row["organisation"] or 0,
        group=frozenset(row["fellows"]),
        roles=frozenset(map(Role, row["roles"])),
        confirmed=bool(row["roles"]),
        participates=frozenset(_joint(row["joint"])),
    )


def _joint(rows: Iterable[str]) -> Iterator[int]:
    """Vendor tickets whose level has participants now; an invitation sleeps on any other (P5c)."""
    for key, level, code in (row.split(" ", 2) for row in rows):
        if not pack(code).leg("vendor").level(int(level)).partner_only:
            yield int(key)
