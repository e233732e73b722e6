"""Russian wording of instants. Everything aware; `zone` is the zone the reader reads in, `now` comes from outside."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kabinet.pages.look.say import MINUS, SPACE

MOSCOW = ZoneInfo("Europe/Moscow")
WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
NEAR = timedelta(days=6)


def clock(at: datetime, zone: ZoneInfo) -> str:
    """«16:10»."""
    return f"{at.astimezone(zone):%H:%M}"


def day(on: date, today: date) -> str:
    """«14 марта», in another year «14 марта 2024»."""
    said = f"{on.day}{SPACE}{MONTHS[on.month - 1]}"
    return said if on.year == today.year else f"{said}{SPACE}{on.year}"


def weekday(on: date, today: date) -> str:
    """«чт, 14 марта»."""
    return f"{WEEKDAYS[on.weekday()]}, {day(on, today)}"


def instant(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Shortest that is exact: «16:10» today, «вчера в 16:10», «завтра в 9:30», «пт 11:45» this week, «19 марта, 11:45»."""
    on, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    word = {-1: "вчера в ", 0: "", 1: "завтра в "}.get((on - today).days)
    if word is not None:
        return f"{word}{clock(at, zone)}".replace(" ", SPACE)
    return far(at, now, zone)


def due(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A deadline in a row: «до 16:10» today, «пт 11:45» within a week either side, else «чт 21 марта»."""
    on, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    if on == today and at >= now:
        return f"до{SPACE}{clock(at, zone)}"
    return weekday_clock(at, zone) if near(at, now) else f"{WEEKDAYS[on.weekday()]}{SPACE}{day(on, today)}"


def by(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """After a verb: «до 16:10», «до пт 11:45», «до ср 20 марта»."""
    said = due(at, now, zone)
    return said if said.startswith("до") else f"до{SPACE}{said}"


def far(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """«пт 11:45» when less than a week away either side, else «19 марта, 11:45»."""
    if near(at, now):
        return weekday_clock(at, zone)
    today = now.astimezone(zone).date()
    return f"{day(at.astimezone(zone).date(), today)}, {clock(at, zone)}"


def near(at: datetime, now: datetime) -> bool:
    """Less than six days away: the weekday alone says which."""
    return abs(at - now) < NEAR


def weekday_clock(at: datetime, zone: ZoneInfo) -> str:
    """«пт 11:45»."""
    return f"{WEEKDAYS[at.astimezone(zone).weekday()]}{SPACE}{clock(at, zone)}"


def full(at: datetime, zone: ZoneInfo) -> str:
    """With year and zone, for titles, history and print: «14 марта 2024, 10:05 МСК»."""
    local = at.astimezone(zone)
    return f"{local.day}{SPACE}{MONTHS[local.month - 1]}{SPACE}{local.year}, {clock(at, zone)}{SPACE}{zone_name(at, zone)}"


def zone_name(at: datetime, zone: ZoneInfo) -> str:
    """The zone by its distance from Moscow at that instant: «МСК», «МСК+7», «МСК−1», «МСК+2:30»."""
    ahead = int((offset(at, zone) - offset(at, MOSCOW)).total_seconds()) // 60
    if not ahead:
        return "МСК"
    whole, rest = divmod(abs(ahead), 60)
    return f"МСК{'+' if ahead > 0 else MINUS}{whole}" + (f":{rest:02d}" if rest else "")


def offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
