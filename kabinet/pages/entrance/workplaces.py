"""The organisations a person can work for."""

from dataclasses import dataclass
from itertools import groupby

from kabinet.pages.organisations.overview.roster import role_names
from kabinet.records import doors
from kabinet.regulation.access import Actor, Role


@dataclass(frozen=True, slots=True)
class Workplace:
    """One organisation; `open` when a role in it is confirmed, `current` when the reader is here for it."""

    id: int
    name: str
    words: str
    open: bool
    current: bool


def workplaces(actor: Actor) -> list[Workplace]:
    """All of the actor's, by name."""
    found = []
    for organisation, rows in groupby(doors.memberships(actor), key=lambda row: row.organisation):
        roles = list(rows)
        words = role_names(Role(each.role) for each in roles)
        confirmed = any(each.confirmed_at for each in roles)
        current = actor.confirmed and organisation.pk == actor.organisation
        found.append(Workplace(organisation.pk, organisation.short_name, words, confirmed, current))
    return found
