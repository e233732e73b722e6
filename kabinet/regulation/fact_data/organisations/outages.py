"""The cabinet declared unreachable (U3.4a, L11b, P4.4)."""

from dataclasses import dataclass
from datetime import datetime

from kabinet.regulation.fact_data.organisations.all_kinds import OrganisationData
from kabinet.regulation.text import Text


@dataclass(frozen=True, kw_only=True)
class OutageTold(OrganisationData):
    """The key of the `outage`, from when (`since`) until when (`closes`) it lasts, and why; no reason where the watchdog saw
    it. `how`: until, over or mistaken; `meanwhile` is what the reader of a notice can do (U3.4a, P4.4)."""

    outage: int
    since: datetime
    closes: datetime | None
    reason: str = ""
    how: str = ""
    meanwhile: Text | None = None


@dataclass(frozen=True, kw_only=True)
class OutageCorrected(OutageTold):
    """And from when until when it was declared before."""

    was_since: datetime
    was_closes: datetime | None
