"""Instants in the reader's language. Everything aware; `zone` is the one the reader reads in, `now` comes from outside."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kabinet.pages.ui.amounts import MINUS, SPACE
from kabinet.pages.ui.locale_formats import tongue

MOSCOW = ZoneInfo("Europe/Moscow")
NEAR = timedelta(days=6)


def clock(at: datetime, zone: ZoneInfo) -> str:
    """«16:10»."""
    return f"{at.astimezone(zone):%H:%M}"


def day(on: date, today: date) -> str:
    """«14 марта», in another year «14 марта 2024»."""
    said = f"{on.day}{SPACE}{tongue().months[on.month - 1]}"
    return said if on.year == today.year else f"{said}{SPACE}{on.year}"


def short_day(on: date) -> str:
    """For tables and papers: «14.03.2024», "14 Mar 2024"."""
    words = tongue()
    return words.short_day.format(on.day, words.short_months[on.month - 1], on.year)


def weekday_name(on: date) -> str:
    """«чт»."""
    return tongue().weekdays[on.weekday()]


def weekday(on: date, today: date) -> str:
    """«чт, 14 марта»."""
    return f"{weekday_name(on)}, {day(on, today)}"


def instant(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Shortest that is exact: «16:10» today, «вчера в 16:10», «завтра в 9:30», «пт 11:45» this week, «19 марта, 11:45»."""
    on, today, words = at.astimezone(zone).date(), now.astimezone(zone).date(), tongue()
    said = {-1: words.yesterday, 0: "{}", 1: words.tomorrow}.get((on - today).days)
    return said.format(clock(at, zone)) if said else far(at, now, zone)


def due(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A deadline in a row: «до 16:10» today, «пт 11:45» within a week either side, else «чт 21 марта»."""
    return until(clock(at, zone)) if later_today(at, now, zone) else dated(at, now, zone)


def by(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """After a verb: «до 16:10», «до пт 11:45», «до ср 20 марта»."""
    return until(clock(at, zone) if later_today(at, now, zone) else dated(at, now, zone))


def until(said: str) -> str:
    """«до 16:10», "by 16:10"."""
    return tongue().until.format(said)


def later_today(at: datetime, now: datetime, zone: ZoneInfo) -> bool:
    """The clock alone says which instant is meant."""
    return at >= now and at.astimezone(zone).date() == now.astimezone(zone).date()


def dated(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """«пт 11:45» within a week either side, else «чт 21 марта»."""
    if near(at, now):
        return weekday_clock(at, zone)
    on, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    said = f"{weekday_name(on)}{SPACE}{on.day}{SPACE}{tongue().row_months[on.month - 1]}"
    return said if on.year == today.year else f"{said}{SPACE}{on.year}"


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
    return f"{weekday_name(at.astimezone(zone).date())}{SPACE}{clock(at, zone)}"


def full(at: datetime, zone: ZoneInfo) -> str:
    """With year and zone, for titles, history and print: «14 марта 2024, 10:05 МСК»."""
    on = at.astimezone(zone).date()
    return f"{day(on, date.min)}, {clock(at, zone)}{SPACE}{zone_name(at, zone)}"


def zone_name(at: datetime, zone: ZoneInfo) -> str:
    """The zone by its distance from Moscow at that instant: «МСК», «МСК+7», «МСК−1», «МСК+2:30»."""
    moscow = tongue().moscow
    ahead = int((offset(at, zone) - offset(at, MOSCOW)).total_seconds()) // 60
    if not ahead:
        return moscow
    whole, rest = divmod(abs(ahead), 60)
    return f"{moscow}{'+' if ahead > 0 else MINUS}{whole}" + (f":{rest:02d}" if rest else "")


def offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
