"""Terms, hours and zones of the regulation in words, in both languages."""

from babel.dates import get_timezone_location

from kabinet.pages.look import say
from kabinet.regulation.terms import Hours, Term, Unit
from kabinet.regulation.text import Text

HOURS_RU = ("час", "часа", "часов")
WORKING_HOURS_RU = ("рабочий час", "рабочих часа", "рабочих часов")
WORKING_DAYS_RU = ("рабочий день", "рабочих дня", "рабочих дней")
RUSSIAN = {Unit.HOURS: HOURS_RU, Unit.WORKING_HOURS: WORKING_HOURS_RU, Unit.WORKING_DAYS: WORKING_DAYS_RU}
ENGLISH = {Unit.HOURS: "hour", Unit.WORKING_HOURS: "working hour", Unit.WORKING_DAYS: "working day"}
ROUND_THE_CLOCK = Text("круглосуточно, без выходных", "around the clock, every day")


def term(amount: Term) -> Text:
    """ "4 рабочих часа", "4 working hours"; part hours are said as "1,5 часа"."""
    whole = int(amount.amount)
    english = ENGLISH[amount.unit]
    if whole != amount.amount:
        said = f"{amount.amount:g}"
        return Text(f"{said.replace('.', ',')}{say.SPACE}{RUSSIAN[amount.unit][1]}", f"{said} {english}s")
    return Text(say.counted(whole, *RUSSIAN[amount.unit]), f"{whole} {english}{'' if whole == 1 else 's'}")


def every(amount: Term) -> Text:
    """An interval: "раз в 5 рабочих дней", "every 5 working days"."""
    said = term(amount)
    if amount.amount == 1:
        return Text(f"каждый {RUSSIAN[amount.unit][0]}", f"every {ENGLISH[amount.unit]}")
    return Text(f"раз в {said.ru}", f"every {said.en}")


def hours(opened: Hours) -> Text:
    """Windows of working days with the place whose clock counts: "рабочие дни, 09:30–18:00, Владивосток (МСК+7)"."""
    spans = ", ".join(f"{clock(start)}–{clock(end)}" for start, end in opened.windows)
    if opened.zone == "Europe/Moscow":
        return Text(f"рабочие дни, {spans} МСК", f"working days, {spans} Moscow time")
    ru, en = (place(opened.zone, language) for language in ("ru", "en"))
    return Text(f"рабочие дни, {spans} по времени: {ru}", f"working days, {spans}, {en} time")


def clock(minutes: int) -> str:
    """Minutes after midnight as "09:30"."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def place(zone: str, language: str) -> str:
    """The city of an IANA zone: "Владивосток"."""
    return get_timezone_location(zone, locale=language, return_city=True)
