"""What a line says, field by field; Faulty names the field and what is wrong with it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import available_timezones

from kabinet.actions.imports.old_ticket import Faulty
from kabinet.actions.imports.values import FIRST_YEAR, LAST_YEAR, UNSEEN
from kabinet.actions.unit.mistakes import Mistaken
from kabinet.regulation.visible import line

Said = Mapping[str, Any]
YES: Final = frozenset({"true", "yes", "да", "1"})
NO: Final = frozenset({"false", "no", "нет", "0", ""})
DAYS: Final = ("%Y-%m-%d", "%d.%m.%Y")


def only(said: Said, known: Collection[str]) -> None:
    """Faulty for a field that nobody reads: a name that is misspelt would else be a value that is lost."""
    for name in said:
        if name not in known:
            raise Faulty(f"nothing here is called {name[:40]!r}")


def text(said: Said, name: str, most: int, *, needed: bool = False) -> str:
    """In one line, without what cannot be seen."""
    value = said.get(name)
    if isinstance(value, dict | list | bool | float):
        raise Faulty(f"{name}: this is no text")
    found = line(UNSEEN.sub("", str(value))) if value is not None else ""
    if needed and not found:
        raise Faulty(f"{name} is missing")
    if len(found) > most:
        raise Faulty(f"{name} has more than {most} characters")
    return found


def yes(said: Said, name: str, *, otherwise: bool = False) -> bool:
    """A yes or a no, as JSON, Russian or English has it."""
    value = said.get(name)
    if value is None:
        return otherwise
    if isinstance(value, bool):
        return value
    word = line(str(value)).lower()
    if word not in YES | NO:
        raise Faulty(f"{name}: {str(value)[:20]!r} is neither yes nor no")
    return word in YES


def day(said: Said, name: str) -> date | None:
    """2026-01-31 or 31.01.2026; None where nothing stands."""
    words = text(said, name, 30)
    for form in DAYS:
        try:
            found = datetime.strptime(words, form).date()  # noqa: DTZ007  a day, no instant
        except ValueError:
            continue
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
    if words:
        raise Faulty(f"{name}: {words!r} is no day")
    return None


def needed_day(said: Said, name: str) -> date:
    """The same where there must be one."""
    found = day(said, name)
    if found is None:
        raise Faulty(f"{name} is missing")
    return found


def days(said: Said) -> tuple[date, date | None]:
    """The first and the last day, in order."""
    first, last = needed_day(said, "first_day"), day(said, "last_day")
    if last is not None and last < first:
        raise Faulty("last_day is before first_day")
    return first, last


def instant(said: Said, name: str, latest: datetime) -> datetime | None:
    """ISO 8601 with its zone, not after `latest`."""
    words = text(said, name, 40)
    if not words:
        return None
    try:
        found = datetime.fromisoformat(words)
        late = found > latest
    except (ValueError, TypeError):
        raise Faulty(f"{name}: {words!r} is no instant with a zone") from None
    if late or found.year < FIRST_YEAR:
        raise Faulty(f"{name}: {words!r} has not come yet, or is too long ago")
    return found


def zone(said: Said, otherwise: str = "") -> str:
    """A time zone by its name; without `otherwise` one must be named."""
    found = text(said, "zone", 40, needed=not otherwise) or otherwise
    if found not in available_timezones():
        raise Faulty(f"zone: {found!r} is no time zone")
    return found


def parts(said: Said, name: str) -> list[Said]:
    """A list of JSON objects."""
    value = said.get(name) or []
    if not isinstance(value, list) or any(not isinstance(each, dict) for each in value):
        raise Faulty(f"{name} is no list of JSON objects")
    return value


def faulty(mistaken: Mistaken) -> Faulty:
    """The faults of a form as one sentence."""
    return Faulty("; ".join(_faults(mistaken)))


def _faults(mistaken: Mistaken) -> Iterable[str]:
    return (f"{fault.field}: {fault.words.en}" for fault in mistaken.faults)
