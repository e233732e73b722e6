"""Russian wording of amounts: durations, plurals, sizes, shares, telephones, quotes. Pure functions of values."""

import re

import phonenumbers

SPACE = "\u00a0"  # a number never parts from its unit
MINUS = "\u2212"
MINUTE, HOUR, DAY = 60, 3600, 86400
KILO = 1024
FEW_CASES = 5  # fewer than this, a percentage would mislead (guide 6)
SIZES = ("Б", "КБ", "МБ", "ГБ", "ТБ")
DAYS = ("день", "дня", "дней")
WORKING_DAYS = ("раб. день", "раб. дня", "раб. дней")


def plural(number: int, one: str, few: str, many: str) -> str:
    """The form that goes with `number`: 1 день, 2 дня, 5 дней, 11 дней, 21 день."""
    units, tens = abs(number) % 10, abs(number) % 100
    if units == 1 and tens != 11:
        return one
    return few if units in (2, 3, 4) and tens not in (12, 13, 14) else many


def counted(number: int, one: str, few: str, many: str) -> str:
    """The number with its word, held together: «5 дней»."""
    return f"{signed(number)}{SPACE}{plural(number, one, few, many).replace(' ', SPACE)}"


def signed(number: int) -> str:
    """A whole number with a true minus and thin thousands: «−1 237»."""
    grouped = f"{abs(number):,}".replace(",", SPACE)
    return f"{MINUS}{grouped}" if number < 0 else grouped


def hours(seconds: int) -> str:
    """Non-negative seconds, rounded down: «48 мин», «5 ч 33 мин», «4 ч»; zero minutes are «меньше минуты»."""
    minutes = seconds // MINUTE
    if minutes == 0:
        return f"меньше{SPACE}минуты"
    if minutes < MINUTE:
        return f"{minutes}{SPACE}мин"
    whole, rest = divmod(minutes, MINUTE)
    return f"{whole}{SPACE}ч{SPACE}{rest:02d}{SPACE}мин" if rest else f"{whole}{SPACE}ч"


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
        return f"меньше чем за{SPACE}минуту"
    return f"за{SPACE}{working(seconds, day)}"


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
    while value >= KILO and unit < len(SIZES) - 1:
        value, unit = value / KILO, unit + 1
    exact = unit >= 2 and value < 10 and round(value, 1) != round(value)
    return (
        f"{value:.1f}{SPACE}{SIZES[unit]}".replace(".", ",")
        if exact
        else f"{round(value)}{SPACE}{SIZES[unit]}"
    )


def share(part: int, whole: int) -> str:
    """«98,1 %», but «1/2» of fewer than five cases; «—» of none."""
    if whole == 0:
        return "—"
    if whole < FEW_CASES:
        return f"{part}/{whole}"
    said = "100" if part == whole else f"{100 * part / whole:.1f}".replace(".", ",")
    return f"{said}{SPACE}%"


def phone(number: str) -> str:
    """A telephone with no-break spaces: «+7 900 000-41-17». What is not a number stays as typed."""
    try:
        parsed = phonenumbers.parse(number, "RU")
    except phonenumbers.NumberParseException:
        return number
    extension, parsed.extension = parsed.extension, None
    said = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return (f"{said} доб. {extension}" if extension else said).replace(" ", SPACE)


def quoted(text: str) -> str:
    """In «ёлочки», whose inner quotes become „лапки“."""
    inner = typographic(text).replace("«", "„").replace("»", "“")
    return f"«{inner}»"


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
