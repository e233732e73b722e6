"""Why a file is no calendar of a year, in words of ours: a parser's own are neither Russian nor about calendars."""

from kabinet.regulation.text import Text, Unlawful


def unreadable(ru: str, en: str) -> Unlawful:
    """The refusal of something that is no calendar."""
    return Unlawful(Text(f"Это не календарь года: {ru}", f"This is not the calendar of a year: {en}"))


def broken(form: str, line: int) -> Unlawful:
    """The file breaks off, or has something that its format does not know, in this line."""
    return unreadable(f"{form} нарушен в строке {line}", f"{form} is broken in line {line}")


def missing(name: str) -> Unlawful:
    """The file does not say what it has to."""
    return unreadable(f"нет поля «{name}»", f"there is no field {name!r}")


def misshapen(name: str) -> Unlawful:
    """Something else stands where this is to be."""
    return unreadable(f"поле «{name}» записано не так", f"the field {name!r} is not as it is to be")
