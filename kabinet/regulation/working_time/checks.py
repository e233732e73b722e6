"""What a calendar refuses, each with one sentence."""

from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from kabinet.regulation.terms import Hours
from kabinet.regulation.text import Text, Unlawful
from kabinet.regulation.working_time.years.official import FIRST_YEAR, LAST_YEAR, out_of_range
from kabinet.regulation.working_time.zone import DAY, midnight

_LOW = midnight(date(FIRST_YEAR, 1, 1)) - DAY
_HIGH = midnight(date(LAST_YEAR + 1, 1, 1)) + DAY


def local_year(zone: ZoneInfo, at: int) -> int:
    """The year on the local clock at `at`; Unlawful outside the years that the law here knows."""
    if at < _LOW:
        raise out_of_range(FIRST_YEAR - 1 if at > _LOW - 365 * DAY else _rough(at))
    if at >= _HIGH:
        raise out_of_range(_rough(at))
    found = datetime.fromtimestamp(at, zone).year
    if not FIRST_YEAR <= found <= LAST_YEAR:
        raise out_of_range(found)
    return found


def _rough(at: int) -> int:
    return 1970 + int(at // (365.2425 * DAY))


def checked(hours: Hours) -> Hours:
    """The hours, if their windows are in order, apart and at most a day long together; else Unlawful."""
    windows = hours.windows
    last = windows[-1][1] - 24 * 60 if windows else 0
    fits = all(0 <= a < 24 * 60 and a < b <= a + 24 * 60 for a, b in windows)
    if not windows or not fits or last > windows[0][0] or any(a[1] > b[0] for a, b in pairwise(windows)):
        raise Unlawful(
            Text(
                f"Часы обслуживания {windows} пусты, перекрываются или стоят не по порядку",
                f"The service hours {windows} are empty, overlap or are out of order",
            )
        )
    return hours


def negative(amount: int) -> Unlawful:
    """The refusal to count backwards."""
    return Unlawful(Text(f"Срок отрицательный: {amount}", f"A term cannot be negative: {amount}"))


def too_far() -> Unlawful:
    """The refusal to name a deadline in a year that nobody can know."""
    return Unlawful(
        Text(
            f"Срок выходит за {LAST_YEAR} год, дальше календарь не считается",
            f"The deadline lies beyond the year {LAST_YEAR}, where the calendar ends",
        )
    )
