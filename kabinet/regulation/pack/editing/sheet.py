"""A sheet of a regulation: cells, the blocks that they stand in, and the empty cells of one more thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack.editing.text import BOTH, Path
from kabinet.regulation.pack.labels import field_label, part
from kabinet.regulation.pack.words import ReasonKind
from kabinet.regulation.text import Text

RU, EN = Text("по-русски", "in Russian"), Text("по-английски", "in English")


class Sort(StrEnum):
    """How a cell is written."""

    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    WHOLE = "whole"
    SHARE = "share"
    WHOLES = "wholes"
    TERM = "term"
    WINDOWS = "windows"
    FLAG = "flag"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: `value` as TOML has it, None where nothing stands. `needed`: it cannot be left empty."""

    path: Path
    name: Text
    sort: Sort
    value: Any
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """Cells about one thing. `scope` is the leg whose it is, BOTH or empty; `goes`: it can be taken away by this path."""

    title: Text
    scope: str
    cells: tuple[Cell, ...]
    goes: Path | None = None


def title(sheet: str) -> Text:
    """The name of a sheet."""
    return _TITLES.get(sheet) or part(sheet)


def fresh(sheet: str, scope: str) -> list[Cell]:
    """The empty cells of one more thing for `scope`; none where nothing is added. Their paths begin with their key."""
    made = list(_NEW.get(sheet, ()))
    if not made or sheet == "contracts":
        return made
    legs = tuple(_LEGS) if scope == BOTH else ("",)
    return made + [Cell(("clause", *filter(None, [leg])), clause_of(leg), Sort.CODE, None) for leg in legs]


def grows(sheet: str) -> bool:
    """Whether things can be added to the sheet."""
    return sheet in _NEW


def texts(path: Path, value: Any, name: Text) -> tuple[Cell, ...]:
    """The two languages of a text; `value` may be anything."""
    table = table_in(value)
    return tuple(
        Cell((*path, key), Text(f"{name.ru} {said.ru}", f"{name.en} {said.en}"), Sort.TEXT, table.get(key))
        for key, said in (("ru", RU), ("en", EN))
    )


def clause_of(leg: str) -> Text:
    """The name of a clause's cell; with a leg where both legs have one each."""
    name, said = field_label("clause"), _LEGS.get(leg)
    return Text(f"{name.ru}, {said.ru}", f"{name.en}, {said.en}") if said else name


def table_in(value: Any) -> Mapping[str, Any]:
    """`value`, or an empty table for anything else."""
    return value if isinstance(value, Mapping) else {}


def _named(key: str) -> tuple[Cell, ...]:
    return texts((key,), None, field_label(key))


_CODE = Cell(("code",), field_label("code"), Sort.CODE, None)
_NEW: dict[str, tuple[Cell, ...]] = {
    "reasons": (
        _CODE,
        Cell(("kind",), field_label("kind"), Sort.KIND, ReasonKind.EXCLUSION.value),
        *_named("name"),
        *_named("instead"),
        Cell(("evidence",), field_label("evidence"), Sort.FLAG, False, needed=False),
    ),
    "services": (_CODE, Cell(("number",), field_label("number"), Sort.WHOLE, None), *_named("name")),
    "contracts": (_CODE, *_named("name")),
}
_LEGS: dict[str, Text] = {
    LegCode.CLIENT: Text("клиент и партнёр", "client and partner"),
    LegCode.VENDOR: Text("партнёр и вендор", "partner and vendor"),
}
_TITLES = {
    "head": Text("Номер и переход", "Number and adoption"),
    "contracts": Text("Уровни договора поддержки", "Levels of the support contract"),
}
