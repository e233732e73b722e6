"""The month, the quarter or the year that figures are shown for, or any days of a list: named in the address, counted in the
vendor's zone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.pages.ui.moments import short_day
from kabinet.records.lists.compliance import Period
from kabinet.records.versions.vendor_names import regulation

NAMED = re.compile(r"(20\d\d)(?:-(?:(0[1-9]|1[0-2])|q([1-4])))?")
LONGEST, DAY = 731, timedelta(days=1)  # days of a list: two years
LENGTHS = {1: lazily("Месяц"), 3: lazily("Квартал"), 12: lazily("Год")}
MONTHS = (
    lazily("январь"), lazily("февраль"), lazily("март"), lazily("апрель"), lazily("май"), lazily("июнь"),
    lazily("июль"), lazily("август"), lazily("сентябрь"), lazily("октябрь"), lazily("ноябрь"), lazily("декабрь"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """`months` of them from the first day `first` on."""

    first: date
    months: int

    @property
    def until(self) -> date:
        """The first day after it."""
        return shifted(self.first, self.months)

    @property
    def period(self) -> Period:
        return Period(_midnight(self.first), _midnight(self.until))

    @property
    def code(self) -> str:
        """As the address names it."""
        year = f"{self.first:%Y}"
        if self.months == 12:
            return year
        return f"{year}-q{(self.first.month + 2) // 3}" if self.months == 3 else f"{self.first:%Y-%m}"

    @property
    def words(self) -> str:
        """«март 2024», «2-й квартал 2024», «2024 год»."""
        year = self.first.year
        if self.months == 12:
            return _("%(year)s год") % {"year": year}
        if self.months == 3:
            return _("%(quarter)s-й квартал %(year)s") % {
                "quarter": (self.first.month + 2) // 3,
                "year": year,
            }
        return f"{month(self.first)} {year}"

    @property
    def query(self) -> Mapping[str, str]:
        """What an address says of it."""
        return {"period": self.code}

    def each(self) -> Iterator[date]:
        """The first days of its months."""
        return (shifted(self.first, place) for place in range(self.months))

    def moved(self, by: int) -> "Span":
        """So many spans later."""
        return Span(shifted(self.first, by * self.months), self.months)

    def of(self, months: int) -> "Span":
        """The span of another length that holds this one's first day."""
        begun = self.first.month - 1
        return Span(self.first.replace(month=begun - begun % months + 1), months)


@dataclass(frozen=True, slots=True)
class Days:
    """From `first` to `last`, both included."""

    first: date
    last: date

    @property
    def until(self) -> date:
        """The first day after them."""
        return self.last + DAY

    @property
    def period(self) -> Period:
        return Period(_midnight(self.first), _midnight(self.until))

    @property
    def words(self) -> str:
        """«с 04.03.2024 по 10.03.2024»."""
        if self.first == self.last:
            return short_day(self.first)
        return _("с %(first)s по %(last)s") % {"first": short_day(self.first), "last": short_day(self.last)}

    @property
    def query(self) -> Mapping[str, str]:
        """What an address says of them."""
        return {"since": self.first.isoformat(), "until": self.last.isoformat()}


Time = Span | Days


def days(since: date | None, until: date | None, today: date) -> Days | None:
    """Those between two days, in whichever order, at most LONGEST of them, the last; open ends are the month of the other
    day and today. None of no day."""
    if since is None and until is None:
        return None
    first = since or (until or today).replace(day=1)
    last = until or max(first, today)
    first, last = min(first, last), max(first, last)
    return Days(max(first, last - (LONGEST - 1) * DAY), last)


def is_ahead(time: Time, today: date) -> bool:
    """Whether nothing of it has come yet."""
    return time.first > today


def span(text: str, today: date) -> Span:
    """What the address asks for; this month otherwise."""
    named = NAMED.fullmatch(text)
    if named is None:
        return Span(today.replace(day=1), 1)
    year, of_year, quarter = named.groups()
    if of_year:
        return Span(date(int(year), int(of_year), 1), 1)
    return Span(date(int(year), 3 * int(quarter) - 2, 1), 3) if quarter else Span(date(int(year), 1, 1), 12)


def shifted(first: date, months: int) -> date:
    """The first day of a month so many months away."""
    place = first.year * 12 + first.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)


def month(first: date) -> str:
    """«март»."""
    return str(MONTHS[first.month - 1])


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=regulation().zone)
