"""A figure as it is shown: the share in time with its cases, how bad it is, and where the tickets behind it are."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from kabinet.pages.oversight.periods import Span
from kabinet.pages.ui import amounts
from kabinet.records.lists.compliance import Figure, Total

# Under these shares a figure is marked: how it looks, not what the regulation demands.
BAD, WARN = 0.90, 0.95


@dataclass(frozen=True, slots=True)
class Share:
    """`words` «98,1 %» or «1/2», «—» of nothing; `tone` "", warn, bad; `url` is empty where nothing can be opened."""

    judged: int = 0
    missed: int = 0
    url: str = ""

    @property
    def met(self) -> int:
        return self.judged - self.missed

    @property
    def ratio(self) -> float:
        """The share in time; nothing owed is nothing missed."""
        return self.met / self.judged if self.judged else 1.0

    @property
    def words(self) -> str:
        return amounts.share(self.met, self.judged)

    @property
    def few(self) -> bool:
        """The cases are in the words already."""
        return self.judged < amounts.FEW_CASES

    @property
    def tone(self) -> str:
        if self.ratio >= WARN:
            return ""
        return "warn" if self.ratio >= BAD else "bad"


def share(figures: Iterable[Figure | Total], url: str = "") -> Share:
    """All of these together."""
    known = list(figures)
    judged, missed = sum(each.judged for each in known), sum(each.missed for each in known)
    return Share(judged, missed, url)


def late_url(
    leg: str,
    span: Span,
    *,
    clock: str = "",
    partner: int | None = None,
    whose: str = "",
    levels: Iterable[int] = (),
    everything: bool = False,
    barred: bool = False,
) -> str:
    """The list of late answers; `whose` is partner or vendor, no levels are all, `everything` has those in time as well,
    `barred` those alone of a time without status."""
    asked = {
        "partner": partner,
        "leg": leg,
        "clock": clock,
        "owes": whose,
        "level": "".join(map(str, levels)),
    }
    kept = {name: value for name, value in asked.items() if value}
    also = {"barred": "yes"} if barred else {"all": "yes"} if everything else {}
    query = {**kept, **span.query, **also}
    return f"{reverse('late_answers')}?{urlencode(query)}"


def spark(shares: list[Share]) -> str:
    """The points of a line of monthly shares for a box of 60 by 16; empty for less than two months."""
    if sum(bool(each.judged) for each in shares) < 2:
        return ""
    step = 56 / (len(shares) - 1)
    low = min(BAD, *(each.ratio for each in shares))
    return " ".join(
        f"{2 + place * step:.1f},{14 - 12 * (each.ratio - low) / (1 - low or 1):.1f}"
        for place, each in enumerate(shares)
    )
