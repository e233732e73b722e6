"""Who can sign in to the demonstration, and with what: said on the sign-in page of a demonstration alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from kabinet.pages.organisations.overview.roster import role_names
from kabinet.records.doors.demonstration import demonstration_people
from kabinet.records.doors.record_types import MembershipRecord
from kabinet.regulation.access import OrgKind, Role

ORDER = (OrgKind.CLIENT, OrgKind.PARTNER, OrgKind.VENDOR)


@dataclass(frozen=True, slots=True)
class Guest:
    """One person who can sign in."""

    login: str
    name: str
    line: str


@dataclass(frozen=True, slots=True)
class House:
    """One organisation's people; the first of each kind is `open`."""

    name: str
    side: str
    open: bool
    people: tuple[Guest, ...]


def hints() -> Mapping[str, Any]:
    """`people` by organisation and the one `password` of them all."""
    rows = sorted(demonstration_people(), key=lambda row: ORDER.index(OrgKind(row.organisation.kind)))
    met: set[str] = set()
    houses = []
    for organisation, members in groupby(rows, key=lambda row: row.organisation):
        first = organisation.kind not in met
        met.add(organisation.kind)
        houses.append(House(organisation.short_name, organisation.kind, first, tuple(_guests(members))))
    return {"people": houses, "password": settings.DEMO_PASSWORD}


def _guests(members: Iterable[MembershipRecord]) -> list[Guest]:
    found = []
    for person, roles in groupby(members, key=lambda row: row.person):
        held = list(roles)
        words = role_names(Role(each.role) for each in held)
        waits = "" if any(each.confirmed_at for each in held) else ", " + _("ждёт подтверждения")
        found.append(Guest(person.login, person.name, f"{person.position}: {words}{waits}"))
    return found
