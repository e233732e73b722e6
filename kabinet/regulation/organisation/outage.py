"""A declared outage of the cabinet as the law knows it: from an instant until an instant, or until somebody ends it.

While it lasts letters and the telephone stand in for the cabinet (U3.4a, P4.4), and what came then is written down later.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Outage:
    """One that is declared, by its key: `began_at` belongs to it, `ends_at` does not; None: until it is ended.

    `of_vendor`: declared for everybody; else by the partner `organisation`, for its desk and its clients.
    """

    key: int
    organisation: int
    of_vendor: bool
    began_at: datetime
    ends_at: datetime | None

    def holds(self, at: datetime) -> bool:
        """Whether the cabinet counts as unreachable at this instant."""
        return self.began_at <= at and (self.ends_at is None or at < self.ends_at)
