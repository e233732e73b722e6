"""What declarations of an organisation's facts have in common."""

from dataclasses import dataclass

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
    """A letter that came for the desk; why it is done with."""

    sender: str
    subject: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Numbered(OrganisationData):
    """A known problem."""

    number: str
