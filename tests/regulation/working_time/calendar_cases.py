"""Hours and local times that the calendar's tests share."""

from datetime import datetime
from zoneinfo import ZoneInfo

from kabinet.regulation.working_time.calendar import calendar

DAY = ((570, 1080),)
LUNCH = ((540, 780), (840, 1080))
NIGHT = ((1320, 1800),)  # 22:00 to 06:00 of the next day
WHOLE = ((0, 1440),)
MOSCOW = calendar("Europe/Moscow", DAY)
HOUR = 3600


def at(words: str, zone: str = "Europe/Moscow") -> int:
    """The instant of a local time, its first showing."""
    return int(datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone)).timestamp())


def shown(instant: int, zone: str = "Europe/Moscow") -> str:
    return datetime.fromtimestamp(instant, ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M:%S").removesuffix(":00")
