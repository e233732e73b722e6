"""Amounts, days and hours in words, in both languages, for explanations."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kabinet.regulation.terms import Term, Unit
from kabinet.regulation.text import Text

MOSCOW = ZoneInfo("Europe/Moscow")
_MONTHS_RU = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_MONTHS_EN = "January February March April May June July August September October November December"
_WEEKDAYS_RU = "понедельник вторник среда четверг пятница суббота воскресенье"
_WEEKDAYS_EN = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_PARTS = (
    (3600, ("час", "часа", "часов"), "hour"),
    (60, ("минута", "минуты", "минут"), "minute"),
    (1, ("секунда", "секунды", "секунд"), "second"),
)


def counted(number: int, forms: tuple[str, str, str], english: str) -> Text:
    """ "5 часов", "5 hours": `forms` are those for 1, 2 and 5."""
    last, teens = number % 10, 10 < number % 100 < 20
    form = forms[2] if teens or last == 0 or last > 4 else forms[0] if last == 1 else forms[1]
    return Text(f"{number} {form}", f"{number} {english}" + ("" if number == 1 else "s"))


def duration(seconds: int) -> Text:
    """ "3 часа 10 минут", "3 hours 10 minutes"."""
    parts = []
    for length, forms, english in _PARTS:
        number, seconds = divmod(seconds, length)
        if number:
            parts.append(counted(number, forms, english))
    parts = parts or [counted(0, *_PARTS[1][1:])]
    return Text(" ".join(part.ru for part in parts), " ".join(part.en for part in parts))


def amount(term: Term) -> Text:
    """The term in words: "4 рабочих часа", "4 working hours"."""
    if term.unit is Unit.HOURS:
        return duration(term.seconds)
    if term.unit is Unit.WORKING_DAYS:
        return counted(int(term.amount), ("рабочий день", "рабочих дня", "рабочих дней"), "working day")
    if term.seconds % 3600:
        length = duration(term.seconds)
        return Text(f"{length.ru} рабочего времени", f"{length.en} of working time")
    return counted(term.seconds // 3600, ("рабочий час", "рабочих часа", "рабочих часов"), "working hour")


def day(of: date) -> Text:
    """ "26 апреля", "26 April"."""
    return Text(*(f"{of.day} {months.split()[of.month - 1]}" for months in (_MONTHS_RU, _MONTHS_EN)))


def weekday(of: date) -> Text:
    """ "пятница", "Friday"."""
    return Text(*(names.split()[of.weekday()] for names in (_WEEKDAYS_RU, _WEEKDAYS_EN)))


def days(first: date, last: date) -> Text:
    """ "27–28 апреля", "30 апреля – 1 мая", or one day."""
    a, b = day(first), day(last)
    if first == last:
        return b
    if first.month == last.month:
        return Text(f"{first.day}–{b.ru}", f"{first.day}–{b.en}")
    return Text(f"{a.ru} – {b.ru}", f"{a.en} – {b.en}")


def clock(at: datetime) -> str:
    """ "17:10"; seconds only when there are some."""
    return at.strftime("%H:%M:%S" if at.second else "%H:%M")


def moment(at: datetime) -> Text:
    """ "пятница, 26 апреля 2024 года, 17:10", "Friday 26 April 2024, 17:10"."""
    name, of = weekday(at), day(at)
    return Text(
        f"{name.ru}, {of.ru} {at.year} года, {clock(at)}",
        f"{name.en} {of.en} {at.year}, {clock(at)}",
    )


def offset(at: datetime) -> str:
    """ "UTC+3", "UTC+5:30"."""
    minutes = round((at.utcoffset() or at - at).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")


def moscow(at: datetime) -> Text:
    """The zone by its distance from Moscow at that instant: "МСК", "МСК+7", "МСК−1", "МСК+2:45"."""
    theirs = at.astimezone(MOSCOW).utcoffset() or timedelta()
    ahead = round(((at.utcoffset() or timedelta()) - theirs).total_seconds() / 60)
    hours, rest = divmod(abs(ahead), 60)
    said = f"{'+' if ahead > 0 else '−'}{hours}" + (f":{rest:02d}" if rest else "") if ahead else ""
    return Text(f"МСК{said}", f"MSK{said}")


def windows(of: tuple[tuple[int, int], ...]) -> str:
    """ "09:30–13:00, 14:00–18:00"."""
    return ", ".join(f"{_wall(opening)}–{_wall(closing)}" for opening, closing in of)


def _wall(minutes: int) -> str:
    shown = minutes if minutes == 24 * 60 else minutes % (24 * 60)
    return f"{shown // 60:02d}:{shown % 60:02d}"
