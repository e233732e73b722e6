"""An agreement between client and partner laid over the regulation's terms: another zone, stricter terms,
never weaker.

An agreement is a mapping like this, every key optional:
`{"zone": "Asia/Vladivostok", "windows": ["09:00-21:00"], "levels": {"2": {"reaction": "2 working hours"}}}`
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kabinet.regulation.pack.amounts import term, windows
from kabinet.regulation.pack.leg import Leg
from kabinet.regulation.pack.reading import wrong
from kabinet.regulation.terms import Hours, LevelTerms, Term, Terms, Unit
from kabinet.regulation.text import Text, Unlawful
from kabinet.regulation.verdict import Verdict, deny
from kabinet.regulation.working_time.explanation.amounts import amount

_KEYS = frozenset(("zone", "windows", "levels"))
_CLOCKS = {
    "reaction": Text("время реакции", "reaction time"),
    "update": Text("обновление", "update interval"),
}
_WHERE = "agreement"


@dataclass(frozen=True, slots=True)
class Weakness:
    """Where an agreement promises less than the regulation, and `limit`, the most that is allowed there.

    `place` is "windows", or level and clock as in "2.reaction".
    """

    where: Text
    limit: Text
    place: str


def merge(terms: Terms, agreement: Mapping[str, Any]) -> Terms:
    """The terms under the agreement; Unlawful naming every place that is weaker, or the key that cannot be
    read.

    The zone moves working hours only: a term in calendar hours (level 1) does not know zones (U3.6b).
    """
    made = _laid(terms, agreement)
    if weak := tuple(_weak(terms, made)):
        raise Unlawful(_said(weak))
    return made


def under(terms: Terms, agreement: Mapping[str, Any]) -> Terms:
    """The terms of a ticket under an agreement: where a newer version promises more than the agreement, which was
    concluded under an older one, the version holds (U3.6a, P2.8)."""
    made = _laid(terms, agreement)
    if not all(_covered(window, made.hours) for window in terms.hours.windows):
        made = replace(made, hours=replace(made.hours, windows=terms.hours.windows))
    levels = {
        number: _at_least(terms.levels[number], row, terms.hours, made.hours)
        for number, row in made.levels.items()
    }
    return replace(made, levels=levels)


def _at_least(base: LevelTerms, made: LevelTerms, hours: Hours, agreed: Hours) -> LevelTerms:
    """The agreed row with the regulation's own term wherever the agreed one is weaker."""
    lawful = {
        key: getattr(base, key)
        for key in _CLOCKS
        if (promised := getattr(made, key))
        and (owed := getattr(base, key))
        and not _within(promised, agreed, owed, hours)
    }
    return replace(made, **lawful)


def weaknesses(leg: Leg, agreement: Mapping[str, Any]) -> list[Verdict]:
    """Every place where the agreement is weaker than the leg's terms, as verdicts to show; empty when it is lawful."""
    return list(weak_places(leg, agreement).values())


def weak_places(leg: Leg, agreement: Mapping[str, Any]) -> dict[str, Verdict]:
    """The same by place ("windows", "2.reaction"), for a form that says it beside the field."""
    weak = _weak(leg.terms, _laid(leg.terms, agreement))
    return {each.place: deny(leg, "agreement_weaker", where=each.where, limit=each.limit) for each in weak}


def negotiable(leg: Leg) -> bool:
    """Whether terms of this leg can be agreed at all; the vendor leg's cannot (P4.8a)."""
    return leg.agreement_clause is not None


def _laid(terms: Terms, agreement: Mapping[str, Any]) -> Terms:
    for key in agreement.keys() - _KEYS:
        raise wrong(f"{_WHERE}.{key}", "неизвестный ключ", "unknown key")
    levels = dict(terms.levels)
    for name, row in agreement.get("levels", {}).items():
        number = _number(name, terms)
        levels[number] = _row(levels[number], row)
    return replace(terms, levels=levels, hours=_hours(terms.hours, agreement))


def _number(name: Any, terms: Terms) -> int:
    number = int(name) if str(name).isdecimal() else 0
    if number not in terms.levels:
        raise wrong(f"{_WHERE}.levels.{name}", "такого уровня нет", "there is no such level")
    return number


def _row(base: LevelTerms, row: Mapping[str, Any]) -> LevelTerms:
    for key in row.keys() - _CLOCKS.keys():
        raise wrong(f"{_WHERE}.levels.{base.level}.{key}", "неизвестный ключ", "unknown key")
    return replace(
        base, **{key: term(value, f"{_WHERE}.levels.{base.level}.{key}") for key, value in row.items()}
    )


def _hours(base: Hours, agreement: Mapping[str, Any]) -> Hours:
    zone = agreement.get("zone", base.zone)
    own = windows(agreement["windows"], f"{_WHERE}.windows") if "windows" in agreement else base.windows
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        raise wrong(f"{_WHERE}.zone", f"неизвестный пояс {zone!r}", f"unknown zone {zone!r}") from None
    return replace(base, zone=zone, windows=own)


def _weak(base: Terms, made: Terms) -> Iterator[Weakness]:
    if not all(_covered(window, made.hours) for window in base.hours.windows):
        limit = ", ".join(f"{_clock(opening)}–{_clock(closing)}" for opening, closing in base.hours.windows)
        words = Text(f"часы {limit}", f"the hours {limit}")
        yield Weakness(Text("часы работы", "service hours"), words, "windows")
    for number, row in sorted(made.levels.items()):
        yield from _weak_row(base.levels[number], row, base.hours, made.hours)


def _weak_row(base: LevelTerms, made: LevelTerms, hours: Hours, agreed: Hours) -> Iterator[Weakness]:
    for key, name in _CLOCKS.items():
        lawful, promised = getattr(base, key), getattr(made, key)
        if promised and lawful and not _within(promised, agreed, lawful, hours):
            place = Text(f"уровень {base.level}, {name.ru}", f"level {base.level}, {name.en}")
            yield Weakness(place, amount(lawful), f"{base.level}.{key}")


def _within(promised: Term, agreed: Hours, lawful: Term, hours: Hours) -> bool:
    """Whether `promised` never ends later than `lawful`.

    Of one unit, amounts compare. Calendar hours end before as many working ones, but working time under a
    calendar term would wait for the morning. Days compare to working hours by the length of the day in which
    each is counted.
    """
    if promised.unit is lawful.unit:
        return promised.amount <= lawful.amount
    if lawful.unit is Unit.HOURS:
        return False
    return _working_hours(promised, agreed) <= _working_hours(lawful, hours)


def _working_hours(term: Term, hours: Hours) -> float:
    day = sum(closing - opening for opening, closing in hours.windows) / 60
    return term.amount * day if term.unit is Unit.WORKING_DAYS else term.amount


def _covered(window: tuple[int, int], hours: Hours) -> bool:
    return any(opening <= window[0] and window[1] <= closing for opening, closing in hours.windows)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _said(weak: tuple[Weakness, ...]) -> Text:
    ru = "; ".join(f"{each.where.ru}: не больше, чем {each.limit.ru}" for each in weak)
    en = "; ".join(f"{each.where.en}: at most {each.limit.en}" for each in weak)
    return Text(
        f"условия не могут быть ниже регламента: {ru}", f"terms may not be below the regulation: {en}"
    )
