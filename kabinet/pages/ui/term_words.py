"""Intervals, hours and zones of the regulation in words, in both languages."""

from babel.dates import get_timezone_location

from kabinet.regulation.terms import Hours, Term
from kabinet.regulation.text import Text
from kabinet.regulation.working_time.explanation import amount

ROUND_THE_CLOCK = Text("круглосуточно, без выходных", "around the clock, every day")
NONE = Text("—", "—")


def every(term: Term | None) -> Text:
    """An interval: "раз в 5 рабочих дней", "every 5 working days"; a dash for none."""
    if term is None:
        return NONE
    said = amount(term)
    return Text(f"раз в {said.ru}", f"every {said.en}")


def hours(opened: Hours) -> Text:
    """Windows of working days and whose clock counts: "рабочие дни, 09:30–18:00 по времени: Владивосток"."""
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
    return str(get_timezone_location(zone, locale=language, return_city=True))
