"""A partner's status and group, and whether it may work on tickets by them (L12b, L13)."""

from dataclasses import dataclass

from kabinet.regulation.fact_data.organisations.all_kinds import ByItsDay, OrganisationData
from kabinet.regulation.text import Text


@dataclass(frozen=True, kw_only=True)
class StatusGranted(ByItsDay):
    """The status from `day` `until` a day, the `former` one that it takes the place of; `after` says that it is shorter
    (L12a)."""

    status: Text
    former: Text | None
    day: Text
    until: Text
    after: Text | None = None


@dataclass(frozen=True, kw_only=True)
class StatusWithdrawn(ByItsDay):
    """From `day` on, with its reason, and what that means for work on tickets (L12b, L17b)."""

    day: Text
    reason: str
    partner: str
    meaning: Text


@dataclass(frozen=True, kw_only=True)
class WorkChanged(ByItsDay):
    """From `day` `until` a day the partner may, or may not, work on tickets, and by what `cause` (L12b, L13). `count` are a
    client's open tickets with it; `vendor` and `phone` are whom to turn to."""

    partner: str
    day: Text
    until: Text
    count: int
    vendor: str
    phone: str
    cause: Text


@dataclass(frozen=True, kw_only=True)
class PartnerStatusEnds(ByItsDay):
    """The last `day` on which the client's partner may work, and how many days are `left` (L12b)."""

    partner: str
    day: Text
    until: Text
    count: int
    vendor: str
    phone: str
    left: int


@dataclass(frozen=True, kw_only=True)
class GroupJoined(OrganisationData):
    """The group and the days; `meaning` where work becomes possible by it (L13)."""

    group: str
    day: Text
    until: Text
    partner: str
    meaning: Text | None


@dataclass(frozen=True, kw_only=True)
class GroupLeft(ByItsDay):
    """The last day in the group; `meaning` where work ends with it (L13)."""

    group: str
    day: Text | None
    partner: str
    meaning: Text | None


@dataclass(frozen=True, kw_only=True)
class WorkEnds(ByItsDay):
    """The last day on which the partner may work, and how many days are `left` (L13)."""

    partner: str
    day: Text
    left: int


@dataclass(frozen=True, kw_only=True)
class StatusEnds(WorkEnds):
    """The last day of its own status, and what comes after (L12b)."""

    meaning: Text
