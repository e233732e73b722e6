"""Versions of the regulation and of the production calendar."""

from dataclasses import dataclass

from kabinet.regulation.fact_data.organisations.all_kinds import ByItsDay, OrganisationData
from kabinet.regulation.text import Text


@dataclass(frozen=True, kw_only=True)
class CalendarPublished(OrganisationData):
    """The `year`, the code of its version, the `decree` with its day, and how many days change working time (U3.6a)."""

    year: int
    calendar: str
    decree: str
    decreed: str
    count: int


@dataclass(frozen=True, kw_only=True)
class CalendarApplied(OrganisationData):
    """The code of the version, the day on which it was published, and how many tickets follow it."""

    calendar: str
    day: str
    count: int


@dataclass(frozen=True, kw_only=True)
class CalendarMissing(ByItsDay):
    """The year without an official calendar (U3.6a)."""

    year: int


@dataclass(frozen=True, kw_only=True)
class RegulationPublished(OrganisationData):
    """The version, from when to when it can be adopted, and from when on it binds everybody (P2.8, L18)."""

    number: str
    title: Text | None = None
    code: str
    note: str
    day: Text
    last: Text
    binding: Text


@dataclass(frozen=True, kw_only=True)
class RegulationAdopted(OrganisationData):
    """The version, and the day from which on new tickets live under it (L18)."""

    number: str
    title: Text | None = None
    code: str
    day: Text


@dataclass(frozen=True, kw_only=True)
class RegulationReminded(ByItsDay):
    """Until when the version can be adopted, and from when on it binds everybody (L18)."""

    number: str
    title: Text | None = None
    last: Text
    binding: Text


@dataclass(frozen=True, kw_only=True)
class RegulationSuperseded(OrganisationData):
    """The version and why; how many `partners`, `clients` and `tickets` it concerned, and which version `remains` (P2.8)."""

    number: str
    title: Text | None = None
    code: str
    reason: str
    partners: int
    clients: int
    tickets: int
    remains: str
    remains_title: Text | None = None
