"""Deadlines: an amount of time after an instant, by a calendar (U3.6a, P4.8a)."""

from datetime import datetime
from typing import NamedTuple

from kabinet.regulation.terms import Term, Unit
from kabinet.regulation.text import Text, Unlawful
from kabinet.regulation.working_time.checks import local_year
from kabinet.regulation.working_time.explanation.steps import why
from kabinet.regulation.working_time.working import Calendar


class Deadline(NamedTuple):
    """Until when: `start` in whole seconds, `at` in the calendar's zone. In time means at `at` or before."""

    start: datetime
    at: datetime
    term: Term
    calendar: Calendar

    @property
    def official(self) -> bool:
        """Whether every year that the counting touched has an official table; hours on end need none."""
        span = epoch(self.start), epoch(self.at)
        return self.term.unit is Unit.HOURS or not self.calendar.unofficial(*span)

    def why(self) -> list[Text]:
        """The steps that lead from `start` to `at`."""
        return why(epoch(self.start), epoch(self.at), self.term, self.calendar)


def deadline(start: datetime, term: Term, cal: Calendar) -> Deadline:
    """The deadline of `term` from the aware `start`, parts of a second dropped; Unlawful for a naive one."""
    at = cal.local(due(epoch(start), term, cal))
    return Deadline(start.replace(microsecond=0) if start.microsecond else start, at, term, cal)


def due(start: int, term: Term, cal: Calendar) -> int:
    """The deadline of `term` from `start`, epoch seconds UTC; Unlawful outside the years of the calendar."""
    if term.unit is Unit.WORKING_HOURS:
        return cal.add_seconds(start, term.seconds)
    if term.unit is Unit.WORKING_DAYS:
        return cal.add_days(start, _whole(term.amount))
    local_year(cal.zone, start)
    local_year(cal.zone, start + term.seconds)
    return start + term.seconds


def epoch(moment: datetime) -> int:
    """An aware moment as epoch seconds UTC, rounded down; Unlawful for a naive one."""
    if moment.utcoffset() is None:
        raise Unlawful(
            Text(
                f"У момента «{moment.isoformat()}» нет часового пояса: добавьте смещение, например +03:00",
                f"The moment {moment.isoformat()} has no time zone: add an offset such as +03:00",
            )
        )
    return int(moment.timestamp())


def _whole(days: float) -> int:
    if days != int(days):
        raise Unlawful(Text(f"Рабочие дни не делятся: {days}", f"Working days have no parts: {days}"))
    return int(days)
