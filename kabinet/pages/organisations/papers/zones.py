"""The zones that an agreement may choose: Russia's first, from west to east, then all others (U3.6b)."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global
from babel.dates import get_timezone_location
from django.utils.translation import gettext as _

from kabinet.pages.ui.term_words import place
from kabinet.regulation.working_time.explanation import offset

AT = datetime(2024, 1, 10, 12, tzinfo=UTC)  # none of Russia's zones moves its clock
HOME = "RU"
ZoneChoices = Sequence[tuple[str, Sequence[tuple[str, str]]]]


@lru_cache(maxsize=4)
def zone_choices(language: str) -> ZoneChoices:
    """For a select with two groups; Russian ones are «Владивосток, UTC+10»."""
    territories = get_global("zone_territories")
    known = sorted(zone for zone in available_timezones() if territories.get(zone))
    home = [zone for zone in known if territories[zone] == HOME]
    others = [zone for zone in known if territories[zone] != HOME]
    home.sort(key=lambda zone: (_offset(zone), zone != "Europe/Moscow", zone))
    return (
        (_("Россия"), [(zone, f"{place(zone, language)}, {_offset_words(zone)}") for zone in home]),
        (_("Другие страны"), sorted(_abroad(others, language), key=lambda choice: choice[1])),
    )


def _abroad(zones: Sequence[str], language: str) -> Iterator[tuple[str, str]]:
    """«Казахстан, Алматы, UTC+5»."""
    for zone in zones:
        country = get_timezone_location(zone, locale=language).split(" (")[0]
        city = place(zone, language)
        words = country if city == country else f"{country}, {city}"
        yield zone, f"{words}, {_offset_words(zone)}"


def _offset(zone: str) -> float:
    moved = AT.astimezone(ZoneInfo(zone)).utcoffset()
    return moved.total_seconds() if moved else 0.0


def _offset_words(zone: str) -> str:
    return offset(AT.astimezone(ZoneInfo(zone)))
