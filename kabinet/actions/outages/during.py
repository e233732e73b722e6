"""What a ticket's fact keeps of the outage in which it came: as it was declared when it was written down."""

from datetime import datetime
from typing import TypedDict

from kabinet.regulation.organisation.outage import Outage


class During(TypedDict):
    """Keys of fact_data.tickets.InOutage."""

    outage: int | None
    outage_since: datetime | None
    outage_closes: datetime | None


def during(outage: Outage | None) -> During:
    """Nothing of what came at any other time."""
    if outage is None:
        return {"outage": None, "outage_since": None, "outage_closes": None}
    return {"outage": outage.key, "outage_since": outage.began_at, "outage_closes": outage.ends_at}
