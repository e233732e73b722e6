"""What the pages of calendars show: years and versions, changes day by day, deadlines that would move."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kabinet.actions.regulation.calendar_follow import Followed
from kabinet.actions.regulation.calendar_shift import Moved, PassedOver, Shift
from kabinet.pages.ui import amounts, deadlines, moments
from kabinet.pages.ui.clockwords import NOUNS
from kabinet.records import doors
from kabinet.records.doors.record_types import CalendarRecord
from kabinet.regulation.access import Actor
from kabinet.regulation.clocks import ClockName
from kabinet.regulation.working_time.explanation import Change, changes
from kabinet.regulation.working_time.years import Year, year

NEXT_YEAR_FROM = 9  # September: the decree of the next year is usually out by then
NAMED = 5  # tickets passed over that the sentence after the act names


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year of the calendar in force."""

    number: int
    official: bool
    decree: str
    worked: int


def years(today: date) -> list[YearLine]:
    """The years that matter now: those with official tables from the last one on, and the next one in any case."""
    tables = doors.calendar_years()
    numbers = sorted({number for number in tables if number >= today.year - 1} | {today.year, today.year + 1})
    return [_line(year(number, tables)) for number in numbers]


def missing(today: date) -> int | None:
    """The year without an official table of which it is time to speak: this one always, the next from September on."""
    tables = doors.calendar_years()
    wanted = [today.year, *([today.year + 1] if today.month >= NEXT_YEAR_FROM else [])]
    return next((number for number in wanted if number not in tables), None)


def _line(shown: Year) -> YearLine:
    return YearLine(shown.number, shown.official, decree(shown), len(shown.working_days()))


def decree(shown: Year) -> str:
    """«Постановление № 1466 от 24 сентября 2025»."""
    if shown.decree is None:
        return ""
    told = {"number": shown.decree.number, "day": moments.day(shown.decree.date, date.min)}
    return _("Постановление № %(number)s от %(day)s") % told


def versions(actor: Actor) -> Iterator[dict[str, Any]]:
    """Every version on record, the latest first; the first is the one that new tickets are counted by."""
    for place, row in enumerate(doors.calendar_versions(actor)):
        yield {
            "key": row.pk,
            "name": name(row),
            "note": row.note or _("поставляется с Кабинетом"),
            "newest": place == 0,
        }


def name(row: CalendarRecord) -> str:
    """A version by the day of its publication."""
    return _("Календарь от %(day)s") % {"day": moments.day(row.published_on, date.min)}


def change_lines(found: list[Change], today: date) -> list[dict[str, Any]]:
    """Changes as rows of a table."""
    language = get_language() or "ru"
    return [
        {
            "day": moments.day(each.day, today),
            "weekday": moments.weekday(each.day, today),
            "was": each.was.say(language),
            "now": each.now.say(language),
            "counts": each.counts,
        }
        for each in found
    ]


def between(code: str, before: str) -> list[Change]:
    """What a version changed against the one before it, in all its years."""
    new, old = doors.calendar_years(code), doors.calendar_years(before)
    return [change for number in sorted(new) for change in changes(year(number, old), new[number])]


def shift_context(shift: Shift, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    """«17 открытых обращений сдвинутся, 2 окажутся просрочены», the deadlines that move, and what does not."""
    return {
        "words": _words(shift),
        "same": _same(shift),
        "objected": _objected(shift.objected),
        "passed": passed(shift.passed),
        "late": shift.late,
        "open": shift.open,
        "moved": shift.moved,
        "rows": [_row(row, zone, now) for row in shift.rows],
        "more": shift.moved > len({row.number for row in shift.rows}),
        "takes": shift.open > len(shift.passed),
    }


def done(followed: Followed) -> str:
    """What the act did, in as many sentences as there are sorts of tickets."""
    said = [*_taken(followed), _left(followed.left), _kept(followed.passed)]
    return " ".join(filter(None, said)) or _("Все открытые обращения уже считаются по этому календарю.")


def passed(rows: Sequence[PassedOver]) -> list[dict[str, str]]:
    """The tickets that keep their calendar, and why."""
    language = get_language() or "ru"
    return [{"number": row.number, "why": row.why.say(language)} for row in rows]


def _words(shift: Shift) -> str:
    if not shift.moved:
        return _("Сроки открытых обращений не изменятся.")
    moved = amounts.counted(shift.moved, "открытое обращение", "открытых обращения", "открытых обращений")
    said = _("Сдвинутся сроки: %(tickets)s.") % {"tickets": moved}
    if not shift.late:
        return said + " " + _("Просроченных не прибавится.")
    return said + " " + _("Из них окажутся просроченными: %(count)s.") % {"count": shift.late}


def _same(shift: Shift) -> str:
    count = shift.open - shift.moved - shift.objected - len(shift.passed)
    if not shift.moved or count <= 0:
        return ""
    return _("Сроки останутся прежними: %(tickets)s.") % {"tickets": _tickets(count)}


def _objected(count: int) -> str:
    """No clock runs there (decision 8), so none is moved."""
    if not count:
        return ""
    return _(
        "С возражением на отказ: %(tickets)s. Сроков у них сейчас нет; если возражение примут, "
        "срок начнётся по новому календарю."
    ) % {"tickets": _tickets(count)}


def _taken(followed: Followed) -> Iterator[str]:
    if not followed.taken:
        return
    if followed.moved:
        yield _("Сроки сдвинулись: %(tickets)s.") % {"tickets": _tickets(followed.moved)}
    else:
        yield _("Календарь применён, ни один срок не сдвинулся.")
    if followed.same:
        yield _("Сроки остались прежними: %(tickets)s.") % {"tickets": _tickets(followed.same)}
    yield _objected(followed.objected)


def _left(count: int) -> str:
    if not count:
        return ""
    return _("Остальные перейдут сами в ближайшие минуты: %(tickets)s.") % {"tickets": _tickets(count)}


def _kept(rows: Sequence[PassedOver]) -> str:
    """The first few by name; the page has them all."""
    if not rows:
        return ""
    named = [f"{row['number']} ({row['why']})" for row in passed(rows[:NAMED])]
    told = {"tickets": _tickets(len(rows)), "named": "; ".join(named) + (" …" if len(rows) > NAMED else "")}
    return _("Не применён, пропущено: %(tickets)s. %(named)s.") % told


def _tickets(count: int) -> str:
    return amounts.counted(count, "обращение", "обращения", "обращений")


def _row(row: Moved, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    zones = deadlines.Zones(ZoneInfo(row.zone), zone)
    return {
        "number": row.number,
        "partner": row.partner,
        "level": row.level,
        "clock": _(NOUNS[ClockName(row.clock)]),
        "was": deadlines.full(row.was, zones),
        "becomes": deadlines.full(row.becomes, zones),
        "late": row.late,
    }
