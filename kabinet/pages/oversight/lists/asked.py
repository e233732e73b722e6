"""What the address of a list asks: days, and whose tickets. What nobody offers is passed over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import QueryDict

from kabinet.pages.lists.filters.offered import is_day, is_number, is_words
from kabinet.pages.oversight import parameters
from kabinet.pages.oversight.duties import LEGS
from kabinet.pages.oversight.periods import Time, days, is_ahead
from kabinet.records.lists.oversight.narrowing import Narrowed
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.legs import LegCode

KEYS, CODES = ("partner", "client", "assignee", "system"), ("service",)
# Beside what is asked these stay in every address of the list.
KEPT = ("period", "since", "until", "leg", *KEYS, *CODES)


@dataclass(frozen=True, slots=True)
class Asked:
    """`legs` are those whose tickets the reader opens, of the one asked for or of both."""

    time: Time
    narrowed: Narrowed
    legs: tuple[str, ...]
    query: QueryDict
    today: date

    def shared(self) -> str:
        """The query of another list for the same days and parties."""
        kept = {name: self.query[name] for name in KEPT if name in self.query}
        return f"?{urlencode(kept)}" if kept else ""

    @property
    def ahead(self) -> bool:
        """Whether nothing of the time has come yet."""
        return is_ahead(self.time, self.today)

    def chosen(self, name: str) -> str:
        """As the address has it."""
        return self.query.get(name, "")

    def address(self, **changes: str | None) -> str:
        """The query with these changes, from the beginning of the list; None takes one away."""
        kept = {name: value for name, value in self.query.items() if value and name != "after"}
        if "period" in changes:
            kept = {name: value for name, value in kept.items() if name not in ("since", "until")}
        found = {name: value for name, value in {**kept, **changes}.items() if value}
        return f"?{urlencode(found)}"


def read_asked(given: Mapping[str, str], actor: Actor, at: datetime, *more: str) -> Asked:
    """`more` are the names that the list itself reads. Refused where the leg asked for is not the reader's to open."""
    parameters.allowed(actor, Act.SEE_COMPLIANCE, actor.organisation)
    today = vendor_day(at)
    query = _known(given, (*KEPT, *more))
    leg = query.get("leg") or None
    if leg and not parameters.opens(actor, leg):
        parameters.allowed(actor, Act.AUDIT)
    legs = tuple(each for each in LEGS if parameters.opens(actor, each) and leg in (None, each))
    numbers = {name: int(query.get(name, "")) for name in KEYS if name in query}
    narrowed = Narrowed(**numbers, service=query.get("service"), leg=leg)
    time = days(_day(query, "since"), _day(query, "until"), today) or parameters.asked_span(given, at)
    return Asked(time, narrowed, legs, query, today)


def _known(given: Mapping[str, str], names: tuple[str, ...]) -> QueryDict:
    """What is well-formed, once each."""
    found = QueryDict(mutable=True)
    for name in names:
        value = given.get(name, "")[:200].replace("\0", "")
        if value and _fits(name, value):
            found[name] = value
    return found


def _fits(name: str, value: str) -> bool:
    if name in KEYS:
        return is_number(value)
    if name in ("since", "until"):
        return is_day(value)
    if name == "level":
        return is_number(value) and len(value) < 10
    if name == "leg":
        return value in (LegCode.CLIENT, LegCode.VENDOR)
    return is_words(name, value) if name in CODES else True


def _day(query: QueryDict, name: str) -> date | None:
    return date.fromisoformat(query.get(name, "")) if name in query else None
