"""Papers with days: in force, ending, ended, in words and tone."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kabinet.pages.ui import amounts, moments

SOON_DAYS = 60


@dataclass(frozen=True, slots=True)
class State:
    """A tag and, where days are left to count, how many."""

    tone: str
    icon: str
    words: str
    note: str = ""


def day_in_words(day: date) -> str:
    """ "28.04.2024"."""
    return moments.short_day(day)


def span(first: date, last: date | None) -> str:
    """ "01.01.2023 – 31.12.2024", open at the end: "с 01.01.2023"."""
    return (
        f"{day_in_words(first)} – {day_in_words(last)}"
        if last
        else _("с %(day)s") % {"day": day_in_words(first)}
    )


def in_force(first: date, last: date | None, today: date) -> bool:
    """Whether `today` lies in the interval, both ends included."""
    return first <= today and (last is None or today <= last)


def state(first: date, last: date | None, today: date) -> State:
    """How a paper stands on `today`; within two months of its end it warns."""
    if today < first:
        return State("", "calendar", _("с %(day)s") % {"day": day_in_words(first)})
    if last is None:
        return State("ok", "badge-check", _("действует"))
    if last < today:
        return State("bad", "calendar-x", _("срок вышел %(day)s") % {"day": day_in_words(last)})
    left = (last - today).days
    until = _("по %(day)s") % {"day": day_in_words(last)}
    if left > SOON_DAYS:
        return State("ok", "badge-check", until)
    note = _("остался последний день") if left == 0 else amounts.counted(left, "день", "дня", "дней")
    return State("warn", "clock-alert", until, note)
