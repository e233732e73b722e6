"""How each language says instants and amounts: the words behind amounts.py and moments.py, and those of the script's clocks.

`{}` stands where the value goes. No space of theirs breaks: a number never parts from its unit.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

SPACE = "\u00a0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """One language. `until` stands before a deadline, `within` before what something took; `quotes` are outer and inner;
    `short_day` is day, month and year,
    `row_months` stand where there is little room."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    row_months: tuple[str, ...]
    short_months: tuple[str, ...]
    sizes: tuple[str, ...]
    short_day: str
    yesterday: str
    tomorrow: str
    until: str
    moscow: str
    minutes: str
    hours: str
    hours_minutes: str
    less_than_minute: str
    within: str
    within_minute: str
    just_now: str
    thousands: str
    decimal: str
    percent: str
    extension: str
    numbered: str
    quotes: str


def _tongue(*, lists: dict[str, str], **words: str) -> Tongue:
    given: dict[str, Any] = {name: said.replace(" ", SPACE) for name, said in words.items()}
    return Tongue(**given | {name: tuple(said.split()) for name, said in lists.items()})


RUSSIAN = _tongue(
    lists={
        "weekdays": "пн вт ср чт пт сб вс",
        "months": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "row_months": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "short_months": "01 02 03 04 05 06 07 08 09 10 11 12",
        "sizes": "Б КБ МБ ГБ ТБ",
    },
    short_day="{:02d}.{}.{}",
    yesterday="вчера в {}",
    tomorrow="завтра в {}",
    until="до {}",
    moscow="МСК",
    minutes="{} мин",
    hours="{} ч",
    hours_minutes="{} ч {:02d} мин",
    less_than_minute="меньше минуты",
    within="за {}",
    within_minute="меньше чем за минуту",
    just_now="только что",
    thousands=SPACE,
    decimal=",",
    percent="{} %",
    extension="{} доб. {}",
    numbered="№ {}",
    quotes="«»„“",
)
ENGLISH = _tongue(
    lists={
        "weekdays": "Mon Tue Wed Thu Fri Sat Sun",
        "months": "January February March April May June July August September October November December",
        "row_months": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "short_months": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "sizes": "B KB MB GB TB",
    },
    short_day="{} {} {}",
    yesterday="yesterday at {}",
    tomorrow="tomorrow at {}",
    until="by {}",
    moscow="MSK",
    minutes="{} min",
    hours="{} h",
    hours_minutes="{} h {:02d} min",
    less_than_minute="less than a minute",
    within="in {}",
    within_minute="in less than a minute",
    just_now="just now",
    thousands=",",
    decimal=".",
    percent="{}%",
    extension="{} ext. {}",
    numbered="No. {}",
    quotes="“”‘’",
)


def english() -> bool:
    """Whether the reader chose English; everybody else reads Russian (U3.3)."""
    return (get_language() or "").startswith("en")


def tongue() -> Tongue:
    """The reader's."""
    return ENGLISH if english() else RUSSIAN
