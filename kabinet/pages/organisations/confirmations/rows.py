"""Who waits, under their organisations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.organisations.contacts.confirmation import Awaited
from kabinet.pages.organisations.overview.days import span
from kabinet.pages.organisations.overview.roster import role_names
from kabinet.pages.ui import amounts, moments
from kabinet.records.doors import Awaiting
from kabinet.regulation.access import OrgKind

LONGEST_KEY = 18


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person; `key` names them in the form."""

    key: str
    name: str
    position: str
    email: str
    phone: str
    login: str
    rights: str
    papers: tuple[str, ...]
    since: datetime
    added: str
    known: bool


@dataclass(frozen=True, slots=True)
class House:
    """One organisation; `new` is one that waits itself."""

    name: str
    full_name: str
    side: str
    url: str
    clause: str
    new: bool
    rows: tuple[PersonRow, ...]


def houses(found: Iterable[Awaiting], at: datetime, zone: ZoneInfo) -> Iterator[House]:
    """In the order of the door."""
    for organisation, people in groupby(found, key=lambda each: each.organisation):
        yield House(
            organisation.short_name,
            organisation.name,
            organisation.kind,
            reverse("organisation", args=[organisation.pk]),
            "L15" if organisation.kind == OrgKind.CLIENT else "L14",
            organisation.pending,
            tuple(_row(each, at, zone) for each in people),
        )


def key_of(each: Awaiting) -> str:
    return f"{each.organisation.pk}-{each.person.pk}"


def awaited(key: str) -> Awaited | None:
    """What `key_of` names; None for anything else."""
    organisation, _dash, person = key.partition("-")
    if all(part.isdecimal() and len(part) < LONGEST_KEY for part in (organisation, person)):
        return Awaited(int(organisation), int(person))
    return None


def _row(each: Awaiting, at: datetime, zone: ZoneInfo) -> PersonRow:
    person = each.person
    since = moments.instant(each.since, at, zone)
    return PersonRow(
        key=key_of(each),
        name=person.name,
        position=person.position,
        email=person.email,
        phone=person.phone,
        login=person.login,
        rights=role_names(each.roles),
        papers=tuple(
            f"{amounts.numbered(paper.number)}, {span(paper.first_day, paper.last_day)}"
            for paper in each.certificates
        ),
        since=each.since,
        added=_("%(who)s, %(when)s") % {"who": each.added_by, "when": since} if each.added_by else since,
        known=each.known,
    )
