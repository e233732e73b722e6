"""What declarations of an organisation's facts have in common."""

from dataclasses import dataclass
from datetime import datetime

from kabinet.regulation.fact_data.shape import RowData


@dataclass(frozen=True, kw_only=True)
class OrganisationData(RowData):
    """Nothing of its own."""


@dataclass(frozen=True, kw_only=True)
class ByItsDay(OrganisationData):
    """`mark` names what was told within its kind, so that it is told once; `lost` is the first day (ISO 8601) without the
    right to work, where that is what is told (L12b)."""

    mark: str = ""
    lost: str | None = ""


@dataclass(frozen=True, kw_only=True)
class Named(OrganisationData):
    """A person, a system, a canned answer."""

    name: str


@dataclass(frozen=True, kw_only=True)
class LetterSorted(OrganisationData):
    """Why a letter that came for the desk is done with, and when it came; not from whom: it is that
    desk's alone, and the journal its group's as well."""

    since: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class Numbered(OrganisationData):
    """A known problem."""

    number: str
