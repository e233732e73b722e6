"""The XML of xmlcalendar: a line a day that differs, with its kind, its holiday and the day from which it was moved."""

from datetime import date
from xml.etree import ElementTree  # nosec: a document type, and with it every entity, is refused before

from kabinet.regulation.text import Text
from kabinet.regulation.working_time.years.listed_days import (
    day_of,
    move_of,
    name_of,
    number_of,
    of_country,
    of_days,
)
from kabinet.regulation.working_time.years.official import Decree, Year
from kabinet.regulation.working_time.years.unreadable import broken, missing, unreadable

OFF, SHORT, WORKED = "1", "2", "3"  # a day off; a worked, shortened day of any weekday; a worked weekend
KINDS = {OFF: ("выходной", "off"), SHORT: ("сокращённый", "shortened"), WORKED: ("рабочий", "worked")}
KNOWN = frozenset({"d", "t", "h", "f"})
Days = dict[date, ElementTree.Element]


def of_xml(text: str, decree: Decree) -> Year:
    """The year, official by `decree`; Unlawful with one sentence."""
    if "<!" in text.replace("<!--", ""):
        raise unreadable("в файле есть DOCTYPE или CDATA", "the file has a DOCTYPE or CDATA")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - no document type gets here
    except ElementTree.ParseError as fault:
        raise broken("XML", fault.position[0]) from fault
    if root.get("year") is None:
        raise missing("year")
    of_country(root.get("country"))
    number = number_of(root.get("year"))
    days = _days(root, number)
    holidays = _holidays(root, days)
    moves = [
        move_of(day_of(number, each.get("f", ""), ".") if each.get("f") else None, day, holidays)
        for day, each in days.items()
        if each.get("t") == OFF and day not in holidays and (each.get("f") or day.weekday() < 5)
    ]
    return of_days(number, holidays, moves, _of(days, WORKED), _of(days, SHORT), decree)


def _days(root: ElementTree.Element, number: int) -> Days:
    """Each line by its day, its kind and its marks known."""
    found: Days = {}
    for each in root.iter("day"):
        said = each.get("d")
        if said is None:
            raise missing("d")
        day = day_of(number, said, ".")
        if day in found:
            raise unreadable(f"день {said} назван дважды", f"the day {said} is named twice")
        if each.get("t") not in KINDS:
            raise _unknown_kind(said, each.get("t"))
        if unknown := set(each.attrib) - KNOWN:
            name = min(unknown)[:40]
            raise unreadable(
                f"у дня {said} неизвестная пометка «{name}»", f"the day {said} has an unknown mark {name!r}"
            )
        found[day] = each
    return found


def _unknown_kind(day: str, kind: str | None) -> Exception:
    if kind is None:
        return unreadable(
            f"у дня {day} не сказано, какой он (t)", f"it is not said what the day {day} is (t)"
        )
    ru, en = (", ".join(f"{code} — {names[place]}" for code, names in KINDS.items()) for place in (0, 1))
    return unreadable(
        f"у дня {day} неизвестный вид «{kind[:20]}» (бывают: {ru})",
        f"the day {day} is of an unknown kind {kind[:20]!r} ({en})",
    )


def _holidays(root: ElementTree.Element, days: Days) -> dict[date, Text]:
    names = {each.get("id"): each.get("title") or "" for each in root.iter("holiday")}
    for day, each in days.items():
        if each.get("h") and each.get("h") not in names:
            said = f"{day:%m.%d}"
            raise unreadable(
                f"у дня {said} праздник, которого нет в списке",
                f"the day {said} has a holiday that is not listed",
            )
    return {
        day: name_of(day, names[each.get("h")])
        for day, each in days.items()
        if each.get("h") and each.get("t") == OFF
    }


def _of(days: Days, kind: str) -> list[date]:
    return [day for day, each in days.items() if each.get("t") == kind]
