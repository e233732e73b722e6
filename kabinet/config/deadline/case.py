"""One question to the law: which leg, which level, registered when. Read from words, answered in deadlines."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from kabinet.regulation.pack import Leg, Pack, pack
from kabinet.regulation.terms import LevelTerms
from kabinet.regulation.text import Text, Unlawful
from kabinet.regulation.working_time import Calendar, Deadline, calendar_of, deadline, due, epoch

REGULATION = "corp_4_0"


@dataclass(frozen=True, slots=True)
class Case:
    """What was asked; `unused_zone` is one that was named on a leg whose hours are not open to agreement."""

    leg: str
    terms: LevelTerms
    calendar: Calendar
    registered: datetime
    contacted: datetime | None
    unused_zone: str | None

    def reaction(self) -> Deadline:
        """Until when the first contact is due."""
        return deadline(self.registered, self.terms.reaction, self.calendar)

    def update(self) -> Deadline | None:
        """Until when the status is to be updated; None before the first contact."""
        if self.contacted is None or self.terms.update is None:
            return None
        return deadline(self.contacted, self.terms.update, self.calendar)

    def reaction_due(self) -> int:
        """As `reaction`, in epoch seconds UTC."""
        return due(epoch(self.registered), self.terms.reaction, self.calendar)

    def update_due(self) -> int | None:
        """As `update`, in epoch seconds UTC."""
        if self.contacted is None or self.terms.update is None:
            return None
        return due(epoch(self.contacted), self.terms.update, self.calendar)


def case(asked: Mapping[str, Any]) -> Case:
    """The question in `asked`: leg, level, registered, zone and first_contact; Unlawful where it makes no sense."""
    leg = _leg(asked.get("leg"))
    zone = asked.get("zone")
    calendar, applied = _calendar(leg.code, _zone(zone))
    registered = _moment(asked.get("registered"), "registered")
    first = asked.get("first_contact")
    contacted = None if first is None else _moment(first, "first_contact")
    if contacted is not None and contacted < registered:
        raise Unlawful(
            Text(
                "Первый контакт раньше регистрации обращения", "The first contact is before the registration"
            )
        )
    terms = _level(leg, asked.get("level"))
    return Case(leg.code, terms, calendar, registered, contacted, None if applied else zone)


def in_utc(at: int) -> str:
    """ "2024-04-27T09:40:00Z"."""
    return datetime.fromtimestamp(at, UTC).isoformat()[:-6] + "Z"


def _regulation() -> Pack:
    return pack(REGULATION)


def _leg(code: object) -> Leg:
    legs = _regulation().legs
    if code is None:
        raise _missing("leg")
    if not isinstance(code, str) or code not in legs:
        known = ", ".join(legs)
        raise Unlawful(
            Text(f"Нет звена {_shown(code)}: есть {known}", f"No leg {_shown(code)}: there are {known}")
        )
    return legs[code]


def _level(leg: Leg, number: object) -> LevelTerms:
    levels = leg.terms.levels
    if number is None:
        raise _missing("level")
    if isinstance(number, bool) or not isinstance(number, int) or number not in levels:
        known = ", ".join(map(str, levels))
        raise Unlawful(
            Text(
                f"Нет уровня {_shown(number)}: есть {known}", f"No level {_shown(number)}: there are {known}"
            )
        )
    return levels[number]


def _zone(name: object) -> str | None:
    if name is not None and not isinstance(name, str):
        raise Unlawful(
            Text(f"Часовой пояс {_shown(name)} не строка", f"The zone {_shown(name)} is not a string")
        )
    return name


@cache
def _calendar(code: str, zone: str | None) -> tuple[Calendar, bool]:
    """The calendar of a leg, and whether it is in `zone`: only some legs let the parties agree on one (U3.6b)."""
    leg = _regulation().legs[code]
    own = calendar_of(leg.terms.hours)
    if zone is None or zone == leg.terms.hours.zone:
        return own, True
    agreed = calendar_of(replace(leg.terms.hours, zone=zone))
    return (own, False) if leg.agreement_clause is None else (agreed, True)


def _moment(value: object, name: str) -> datetime:
    if value is None:
        raise _missing(name)
    try:
        moment = datetime.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        example = "2024-04-26T17:10+03:00"
        raise Unlawful(
            Text(
                f"Момент {name} {_shown(value)} не читается: нужен вид {example}",
                f"The moment {name} {_shown(value)} cannot be read: write it as {example}",
            )
        ) from error
    epoch(moment)
    return moment


def _missing(name: str) -> Unlawful:
    return Unlawful(Text(f"Не задано: {name}", f"Missing: {name}"))


def _shown(value: object) -> str:
    """What was given, short enough for one sentence."""
    text = f"«{value}»" if isinstance(value, str) else repr(value)
    return text if len(text) < 80 else text[:77] + "…"
