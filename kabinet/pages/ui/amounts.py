"""Wording of amounts in the reader's language: durations, plurals, sizes, shares, telephones, quotes."""

import re

import phonenumbers
from django.utils.translation import ngettext

from kabinet.pages.ui.locale_formats import SPACE as SPACE
from kabinet.pages.ui.locale_formats import english, tongue

MINUS = "\u2212"
MINUTE, HOUR, DAY = 60, 3600, 86400
KILO = 1024
FEW_CASES = 5  # fewer than this, a percentage would mislead (guide 6)
LARGEST = 4  # terabytes

UNITS = re.compile(
    r"(?<=\d) (?=\(?(?:МСК|MSK)|ч\b|час|мин|секунд|рабоч|д(?:ень|ня|ней)\b|h\b|hour|min|second|working|days?\b)"
)


def forms(one: str, few: str, many: str) -> tuple[str, str, str]:
    """A noun for `counted(n, *forms)` elsewhere; bin/words finds it here."""
    return one, few, many


DAYS = forms("день", "дня", "дней")
WORKING_DAYS = forms("раб. день", "раб. дня", "раб. дней")


def unbroken(said: str) -> str:
    """A sentence in which no line breaks between an hour and its zone, a number and its unit of time."""
    return UNITS.sub(SPACE, said)


def plural(number: int, one: str, few: str, many: str) -> str:
    """The form that goes with `number`: 1 день, 2 дня, 5 дней, 21 день; in English the catalogue's: 1 day, 2 days."""
    if english():
        return ngettext(one, many, abs(number))
    units, tens = abs(number) % 10, abs(number) % 100
    if units == 1 and tens != 11:
        return one
    return few if units in (2, 3, 4) and tens not in (12, 13, 14) else many


def counted(number: int, one: str, few: str, many: str) -> str:
    """The number with its word, held together: «5 дней»."""
    return f"{signed(number)}{SPACE}{plural(number, one, few, many).replace(' ', SPACE)}"


def signed(number: int) -> str:
    """A whole number with a true minus and its thousands apart: «−1 237», "−1,237"."""
    grouped = f"{abs(number):,}".replace(",", tongue().thousands)
    return f"{MINUS}{grouped}" if number < 0 else grouped


def hours(seconds: int) -> str:
    """Non-negative seconds, rounded down: «48 мин», «5 ч 33 мин», «4 ч»; zero minutes are «меньше минуты»."""
    minutes, words = seconds // MINUTE, tongue()
    if minutes == 0:
        return words.less_than_minute
    if minutes < MINUTE:
        return words.minutes.format(minutes)
    whole, rest = divmod(minutes, MINUTE)
    return words.hours_minutes.format(whole, rest) if rest else words.hours.format(whole)


def working(seconds: int, day: int | None) -> str:
    """Working time with its sign: hours below one working day of `day` seconds, then whole days, «3 раб. дня».

    `day` None is calendar time (around the clock): hours below two days, then «3 дня».
    """
    amount = abs(seconds)
    if day is None:
        said = elapsed(amount)
    else:
        said = hours(amount) if amount < day else counted(amount // day, *WORKING_DAYS)
    return f"{MINUS}{said}" if seconds < 0 and amount >= MINUTE else said


def within(seconds: int, day: int | None) -> str:
    """What something took, after a verb or a noun: «за 10 мин», «меньше чем за минуту»; `day` as in `working`."""
    if abs(seconds) < MINUTE:
        return tongue().within_minute
    return tongue().within.format(working(seconds, day))


def elapsed(seconds: int) -> str:
    """Calendar time that has passed or will pass: hours below two days, then «3 дня»."""
    return hours(seconds) if seconds < 2 * DAY else counted(seconds // DAY, *DAYS)


def countdown(seconds: int) -> str:
    """Minutes and seconds that tick: «34:48», never below «0:00»."""
    minutes, rest = divmod(max(0, seconds), MINUTE)
    return f"{minutes}:{rest:02d}"


def size(amount: int) -> str:
    """Bytes in the largest whole unit, one decimal below ten of the large ones: «412 МБ», «1,8 ГБ», «3 КБ»."""
    value, unit = float(amount), 0
    while value >= KILO and unit < LARGEST:
        value, unit = value / KILO, unit + 1
    exact = unit >= 2 and value < 10 and round(value, 1) != round(value)
    said = decimal(value) if exact else str(round(value))
    return f"{said}{SPACE}{tongue().sizes[unit]}"


def decimal(value: float) -> str:
    """One digit behind the point or comma."""
    return f"{value:.1f}".replace(".", tongue().decimal)


def share(part: int, whole: int) -> str:
    """«98,1 %», "98.1%", but «1/2» of fewer than five cases; «—» of none."""
    if whole == 0:
        return "—"
    if whole < FEW_CASES:
        return f"{part}/{whole}"
    return tongue().percent.format("100" if part == whole else decimal(100 * part / whole))


def numbered(number: object) -> str:
    """«№ 8», "No. 8"."""
    return tongue().numbered.format(number)


def phone(number: str) -> str:
    """A telephone with no-break spaces: «+7 900 000-41-17». What is not a number stays as typed."""
    try:
        parsed = phonenumbers.parse(number, "RU")
    except phonenumbers.NumberParseException:
        return number
    extension, parsed.extension = parsed.extension, None
    said = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return (tongue().extension.format(said, extension) if extension else said).replace(" ", SPACE)


def quoted(text: str) -> str:
    """In «ёлочки», whose inner quotes become „лапки“; in English in “these” with ‘these’ inside."""
    opens, closes, *inner = list(tongue().quotes)
    return f"{opens}{typographic(text).translate(str.maketrans('«»', ''.join(inner)))}{closes}"


def typographic(text: str) -> str:
    """Straight quotes as «ёлочки», a spaced hyphen as a dash, «№ 8» held together."""
    text = re.sub(r'"([^"\n]*)"', r"«\1»", text)
    text = re.sub(r"(?<=\s)-(?=\s)", "—", text)
    return re.sub(r"№\s*(?=\d)", f"№{SPACE}", text)


def initials(name: str) -> str:
    """Of the given name and the surname: «Алина Гордеева» and «Гордеева Алина Викторовна» are «АГ»."""
    return "".join(word[:1].upper() for word in _given_first(name))


def short_name(name: str) -> str:
    """«Алина Гордеева» and «Гордеева Алина Викторовна» as «А. Гордеева»."""
    given, *surname = _given_first(name)
    return f"{given[0]}.{SPACE}{surname[0]}" if surname else name


def _given_first(name: str) -> list[str]:
    """Given name and surname; a full name of the registers begins with the surname and has a patronymic."""
    words = name.split()
    return [words[1], words[0]] if len(words) == 3 else words[:2] or [name]
