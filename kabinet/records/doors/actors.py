"""Who is asking: a person and what they are in one organisation on one day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from kabinet.records.fast.prepared import ask_named
from kabinet.records.models import Membership
from kabinet.records.security.reach import Known, enter, enter_person, leave
from kabinet.records.versions.regulations import day_of, law, law_at, newest_pack
from kabinet.regulation.access import Actor, OrgKind, Role
from kabinet.regulation.legs import LegCode

ALWAYS = datetime.max.replace(tzinfo=UTC)
WHO = "SELECT * FROM kabinet_who(%(person)s::bigint, %(organisation)s::bigint, %(at)s::timestamptz, %(day)s::date)"


def actor_of(
    person: int,
    organisation: int | None,
    at: datetime,
    *,
    begun: datetime | None = ALWAYS,
    only: int | None = None,
) -> Actor | None:
    """The actor whom `person` is at `at`, with the database told; None when nobody active has this key.

    `organisation` is the one they chose, if any. Somebody without a confirmed role comes back unconfirmed and reaches
    nothing but their own record. `begun` is when the session began that says who it is: one that began before the person's
    sessions were ended is nobody's any more. With `only` it says who somebody is in that one organisation, and is nobody's
    who holds a confirmed role in another one.
    """
    # Group membership and agreements are read on the vendor's day, whose zone the version says that the answer names.
    day = at.astimezone(newest_pack().zone).date()
    row = _row(person, organisation, at, day)
    if row is not None and (own := day_of(_actor(row, at), at)) != day:
        row = _row(person, organisation, at, own)
    if row is None or _ended(row["sessions"], begun):
        leave()
        return None
    actor = _actor(row, at)
    if actor.confirmed:
        enter(actor, Known(actor.group | set(row["known"]), actor.group | set(row["served"])))
    else:
        enter_person(actor.person, frozenset(row["known"]))
    if only is not None and not works_only_in(person, only):
        leave()
        return None
    return actor


def works_only_in(person: int, organisation: int) -> bool:
    """Whether the person is a contact there, and confirmed nowhere else. Needs the person's own reach, or the whole."""
    held = Membership.objects.filter(person=person, ended_at=None)
    elsewhere = held.exclude(organisation=organisation).filter(confirmed_at__isnull=False)
    return held.filter(organisation=organisation).exists() and not elsewhere.exists()


def _row(person: int, organisation: int | None, at: datetime, day: date) -> Mapping[str, Any] | None:
    return ask_named(WHO, {"person": person, "organisation": organisation, "at": at, "day": day})


def _ended(since: datetime | None, begun: datetime | None) -> bool:
    return since is not None and (begun is None or begun <= since)


def _actor(row: Mapping[str, Any], at: datetime) -> Actor:
    return Actor(
        person=row["id"],
        name=row["name"],
        kind=OrgKind(row["kind"]) if row["kind"] else None,
        organisation=row["organisation"] or 0,
        group=frozenset(row["fellows"]),
        roles=frozenset(map(Role, row["roles"])),
        confirmed=bool(row["roles"]),
        participates=frozenset(_joint(row["joint"], asleep=False)),
        asleep=frozenset(_joint(row["joint"], asleep=True)),
        law=law_at(at, row["laws"]),
        calendar=row["calendar"] or "",
    )


def _joint(rows: Iterable[str], *, asleep: bool) -> Iterator[int]:
    """Vendor tickets whose level has participants now; on any other an invitation sleeps (P5c)."""
    for key, level, code in (row.split(" ", 2) for row in rows):
        if law(code).leg(LegCode.VENDOR).level(int(level)).partner_only is asleep:
            yield int(key)
