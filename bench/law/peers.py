"""Two libraries that people reach for. Neither can be told of a working Saturday."""

from datetime import UTC, datetime, time

import businesstimedelta
import pandas as pd
import pytz

from bench.law.table import Row, mistakes, speed
from bench.law.walk import COUNT, days_off, instants, right

TIMED = (
    2_000  # enough for their speed; their mistakes are counted over all, as ours: working Saturdays are rare
)


def rows() -> list[Row]:
    """One row a library."""
    return [_businesstimedelta(), _pandas()]


def _businesstimedelta() -> Row:
    zone = pytz.timezone("Europe/Moscow")
    hours = businesstimedelta.WorkDayRule(time(9, 30), time(18), working_days=[0, 1, 2, 3, 4], tz=zone)
    free = businesstimedelta.HolidayRule(dict.fromkeys(days_off(), "day off"), tz=zone)
    four = businesstimedelta.BusinessTimeDelta(businesstimedelta.Rules([hours, free]), hours=4)
    starts = [datetime.fromtimestamp(at, UTC) for at in instants(COUNT)]
    found = [int((at + four).timestamp()) for at in starts]
    rate = speed(lambda: [at + four for at in starts[:TIMED]], TIMED)
    return Row(
        f"businesstimedelta {_version('businesstimedelta')}", rate, mistakes(found, right(COUNT)), COUNT
    )


def _pandas() -> Row:
    four = pd.offsets.CustomBusinessHour(n=4, start="09:30", end="18:00", holidays=days_off())
    starts = [pd.Timestamp(at, unit="s", tz="Europe/Moscow") for at in instants(COUNT)]
    found = [int((at + four).timestamp()) for at in starts]
    rate = speed(lambda: [at + four for at in starts[:TIMED]], TIMED)
    return Row(f"pandas {pd.__version__} CustomBusinessHour", rate, mistakes(found, right(COUNT)), COUNT)


def _version(name: str) -> str:
    from importlib.metadata import version

    return version(name)
