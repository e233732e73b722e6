"""The answers of the first step before the law: the level, what stands against it, what it promises."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kabinet.actions.tickets.registration.preview import Promise, preview_registration
from kabinet.pages.registration.typed import Typed
from kabinet.records.versions import agreed, terms
from kabinet.regulation.access import Actor, Verdict
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Leg, Level
from kabinet.regulation.terms import Terms
from kabinet.regulation.ticket import criticality
from kabinet.regulation.ticket.criticality import Judgement


@dataclass(frozen=True, slots=True)
class Judged:
    """`promise` and `terms` are None while no system is chosen: production and hours are open then."""

    typed: Typed
    leg: Leg
    judgement: Judgement
    promise: Promise | None = None
    terms: Terms | None = None

    @property
    def level(self) -> Level | None:
        """The level that the ticket would get now; None while it is open or refused."""
        if self.promise is None or self.promise.level is None or self.against:
            return None
        return self.leg.level(self.promise.level)

    @property
    def against(self) -> Verdict | None:
        """What stands against the level asked for and can be mended by another one (U3.6d)."""
        verdicts = self.promise.verdicts if self.promise else ()
        return next(
            (verdict for verdict in verdicts if verdict.code in ("not_production", "level_higher")), None
        )

    @property
    def asks_terms(self) -> bool:
        """Whether the symptoms lead to a level that needs the promises of a critical ticket (U4c)."""
        found = self.judgement.symptoms
        return (
            found is not None
            and self.judgement.refused is None
            and self.leg.level(found).needs_critical_terms
        )

    @property
    def offered(self) -> tuple[Level, ...]:
        """The levels that may be chosen instead: lower ones, and what is left where the symptoms' own is refused."""
        judged = self.judgement.level
        if judged is None:
            return ()
        least = judged if self.judgement.refused else judged + 1
        return tuple(level for level in self.leg.levels if level.number >= least)

    @property
    def chosen(self) -> int | None:
        """The level chosen instead of the judged one, if it may be."""
        numbers = {level.number for level in self.offered}
        return self.typed.chosen_level if self.typed.chosen_level in numbers else None


def unanswered(typed: Typed) -> Judged:
    """A form that nobody has answered yet; needs no records."""
    return Judged(typed, typed.leg, criticality.judge({}, True, False, typed.leg))


def judged(actor: Actor, at: datetime, typed: Typed, values: Mapping[str, str] | None = None) -> Judged:
    """Reads only; Closed for a system that is not the client's, Invalid for a retired one."""
    if typed.system is None:
        judgement = criticality.judge(typed.answers, True, typed.critical.confirmed, typed.leg)
        return Judged(typed, typed.leg, judgement)
    found = _with_system(actor, at, typed, values or typed.values)
    if typed.chosen_level is not None and found.chosen is None:
        return _with_system(actor, at, replace(typed, chosen_level=None), values or typed.values)
    return found


def _with_system(actor: Actor, at: datetime, typed: Typed, values: Mapping[str, str]) -> Judged:
    promise = preview_registration(actor=actor, at=at, **arguments(typed, values))
    under = terms(promise.pack.code, LegCode.CLIENT, agreed(promise.agreement))
    kept = replace(typed, regulation=promise.pack.code)
    return Judged(kept, promise.pack.leg(LegCode.CLIENT), promise.judgement, promise, under)


def arguments(typed: Typed, values: Mapping[str, str]) -> dict[str, Any]:
    """What registering and its preview take."""
    return {
        "system": typed.system,
        "values": values,
        "symptoms": typed.answers,
        "chosen_level": typed.chosen_level,
        "critical": typed.critical,
        "service": values.get("service", ""),
        "impact": values.get("impact", ""),
        "subject": values.get("subject", ""),
        "called": typed.called,
        "contact": typed.named,
    }
