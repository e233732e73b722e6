"""The mapping of an import (TOML): what desk the data are of, whose tickets they are, what its words mean here."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kabinet.regulation.visible import line

LARGEST: Final = 1_000_000  # bytes of a mapping
CODE: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", re.ASCII)
DESKS: Final = ("own", "csv", "otrs", "rt", "zammad", "glpi")
REFUSE, SKIP = "refuse", "skip"
NOTE: Final = "note"
KEYS: Final = {
    *("desk", "source", "name", "zone", "client", "partner", "open", "closed", "files", "missing_files"),
    *("clients", "people", "csv"),
}
COLUMNS: Final = {
    *("number", "subject", "text", "state", "created", "closed", "author", "address", "client", "files"),
}
SAID_COLUMNS: Final = {"ticket", "at", "author", "address", "text", "visible", "files"}
REQUIRED: Final = ("number", "subject", "created", "closed")
SAID_REQUIRED: Final = ("ticket", "at", "text")


class BadMapping(Exception):
    """The mapping cannot be followed; one sentence for the operator."""


@dataclass(frozen=True, slots=True)
class SaidTable:
    """The second table of a CSV: what was said, a row a message. `visible_values` mark what the client saw; without such a
    column `all_visible` says it of all."""

    file: str
    columns: Mapping[str, str]
    visible_values: frozenset[str]
    all_visible: bool


@dataclass(frozen=True, slots=True)
class CsvTables:
    """`columns`: what is looked for -> the head of its column; `dates` as strptime has it, empty for ISO 8601."""

    tickets: str
    encoding: str
    delimiter: str
    dates: str
    is_html: bool
    columns: Mapping[str, str]
    said: SaidTable | None


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """`client` is the INN or licence of all tickets, or `clients` say whose is whose; `partner` is an INN, or empty for the
    partner of the client's agreement. `people`: address there -> login here. `missing_files`: refuse or note."""

    desk: str
    source: str
    name: str
    zone: ZoneInfo
    client: str
    partner: str
    open: str
    closed: frozenset[str]
    files: str
    missing_files: str
    clients: Mapping[str, str]
    people: Mapping[str, str]
    csv: CsvTables | None = field(default=None)


def read_mapping(path: Path) -> ImportMapping:
    """What the file says; BadMapping for one that does not say it, or says something that nobody reads."""
    try:
        data = path.read_bytes()[: LARGEST + 1]
        if len(data) > LARGEST:
            raise BadMapping(f"{path} is larger than a mapping can be ({LARGEST} bytes)")
        said = tomllib.loads(data.decode("utf-8-sig"))
    except OSError as failed:
        raise BadMapping(f"{path} cannot be read: {failed.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise BadMapping(f"{path} is no TOML: {wrong}") from None
    except RecursionError:
        raise BadMapping(f"{path} is nested too deeply") from None
    return mapping_of(said)


def mapping_of(said: Mapping[str, Any]) -> ImportMapping:
    """The same of what was read already."""
    _known(said, KEYS, "the mapping")
    desk = _choice(said, "desk", DESKS)
    if _text(said, "open", REFUSE) == "register":
        raise BadMapping(
            'open = "register" is not done: an open ticket is registered anew on the page, under the clocks of its'
            ' agreement; say "skip" to leave open ones out, or close them there first'
        )
    return ImportMapping(
        desk=desk,
        source=_code(said),
        name=_bounded(_text(said, "name", None), 80, "name"),
        zone=_zone(_text(said, "zone", None)),
        client=_text(said, "client", ""),
        partner=_text(said, "partner", ""),
        open=_choice(said, "open", (REFUSE, SKIP), REFUSE),
        closed=frozenset(each.casefold() for each in _list(said, "closed")),
        files=_text(said, "files", ""),
        missing_files=_choice(said, "missing_files", (REFUSE, NOTE), REFUSE),
        clients=_table(said, "clients"),
        people={address.casefold(): login for address, login in _table(said, "people").items()},
        csv=_csv(said.get("csv")) if desk == "csv" else None,
    )


def _csv(said: object) -> CsvTables:
    if not isinstance(said, dict):
        raise BadMapping("a plain CSV needs a table [csv] that names its columns")
    _known(said, {"tickets", "encoding", "delimiter", "dates", "html", "columns", "messages"}, "[csv]")
    delimiter = _text(said, "delimiter", ";").replace("\\t", "\t")
    if len(delimiter) != 1:
        raise BadMapping("[csv] delimiter is one sign")
    return CsvTables(
        tickets=_text(said, "tickets", ""),
        encoding=_encoding(_text(said, "encoding", "utf-8")),
        delimiter=delimiter,
        dates=_text(said, "dates", ""),
        is_html=said.get("html") is True,
        columns=_columns(said, "columns", COLUMNS, REQUIRED),
        said=_said_table(said["messages"]) if "messages" in said else None,
    )


def _said_table(said: object) -> SaidTable:
    if not isinstance(said, dict):
        raise BadMapping("[csv.messages] is a table")
    _known(said, {"file", "columns", "visible_values", "visible"}, "[csv.messages]")
    columns = _columns(said, "columns", SAID_COLUMNS, SAID_REQUIRED)
    values = frozenset(each.casefold() for each in _list(said, "visible_values"))
    if ("visible" in columns) is not bool(values):
        raise BadMapping(
            "[csv.messages] visible_values say which values of the column visible the client saw"
        )
    if "visible" not in columns and "visible" not in said:
        raise BadMapping(
            '[csv.messages] has no column visible: say visible = "all" or visible = "none" of all messages'
        )
    return SaidTable(
        file=_text(said, "file", None),
        columns=columns,
        visible_values=values,
        all_visible="visible" in said and _choice(said, "visible", ("all", "none")) == "all",
    )


def _columns(
    said: Mapping[str, Any], name: str, known: set[str], required: tuple[str, ...]
) -> dict[str, str]:
    columns = _table(said, name)
    _known(columns, known, f"{name} of a CSV")
    if lacking := [each for each in required if each not in columns]:
        raise BadMapping(f"{name} of a CSV lack {', '.join(lacking)}")
    return columns


def _known(said: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(said) - known):
        raise BadMapping(f"{where}: nobody reads {', '.join(unknown)}; known are {', '.join(sorted(known))}")


def _text(said: Mapping[str, Any], name: str, default: str | None) -> str:
    value = said.get(name, default)
    if not isinstance(value, str) or (default is None and not line(value)):
        raise BadMapping(f"{name} is missing, or no text")
    return value if default == ";" else line(value)


def _list(said: Mapping[str, Any], name: str) -> list[str]:
    value = said.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise BadMapping(f"{name} is a list of texts")
    return value


def _table(said: Mapping[str, Any], name: str) -> dict[str, str]:
    value = said.get(name, {})
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise BadMapping(f"[{name}] is a table of texts")
    return value


def _choice(said: Mapping[str, Any], name: str, choices: tuple[str, ...], default: str | None = None) -> str:
    value = _text(said, name, default)
    if value not in choices:
        raise BadMapping(f"{name} is one of {', '.join(choices)}, not {value!r}")
    return value


def _code(said: Mapping[str, Any]) -> str:
    value = _text(said, "source", None)
    if not CODE.fullmatch(value):
        raise BadMapping("source is a code of small Latin letters, figures and hyphens, at most 40")
    return value


def _bounded(value: str, most: int, name: str) -> str:
    if len(value) > most:
        raise BadMapping(f"{name} has at most {most} signs")
    return value


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadMapping(f"zone: there is no {name!r}; Europe/Moscow is one") from None


def _encoding(name: str) -> str:
    # Only what is text of people: others take for ever, or are no text at all.
    known = {
        "utf-8": "utf-8-sig",
        "cp1251": "cp1251",
        "windows-1251": "cp1251",
        "koi8-r": "koi8-r",
        "cp866": "cp866",
    }
    known |= {"utf-16": "utf-16", "utf-8-sig": "utf-8-sig"}
    if name.lower() not in known:
        raise BadMapping(f"[csv] encoding is one of {', '.join(sorted(known))}")
    return known[name.lower()]
