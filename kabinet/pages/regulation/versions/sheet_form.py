"""A sheet of a draft as a form: a field a cell, by the path where its value stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.unit.errors import Refused
from kabinet.pages.status_codes import CONFLICT
from kabinet.pages.ui.act_page import RefusableForm
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.forms import Files, Initial, LongText, Sent
from kabinet.regulation.pack import ReasonKind, Wrong, value_label
from kabinet.regulation.pack.editing import (
    UNITS,
    Block,
    Cell,
    Path,
    Sort,
    amount_and_unit,
    term_of,
    typed,
    value_of,
)

UNIT = "~unit"
GONE = "gone/"
LONG = ("instead",)  # texts of a sentence or two


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """One block as the template shows it: rows of fields; `gone` is the box that takes the thing away."""

    title: str
    scope: str
    rows: tuple[tuple[BoundField, ...], ...]
    gone: BoundField | None
    faulty: bool


class CellForm(RefusableForm):
    """A form of cells. `values` are paths with what was typed, where it differs from what stands there."""

    def __init__(
        self, cells: Iterable[Cell], data: Sent = None, files: Files = None, *, initial: Initial = None
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.cells = {name(cell.path): cell for cell in cells}
        for key, cell in self.cells.items():
            self.fields |= dict(_fields(key, cell))

    def clean(self) -> dict[str, Any]:
        """Every cell by the law's own reading."""
        cleaned = super().clean() or {}
        self.read: dict[Path, Any] = {}
        for key, cell in self.cells.items():
            try:
                self.read[cell.path] = value_of(cell, self._said(key, cell, cleaned))
            except Wrong as fault:
                self.add_error(key, spoken(fault.text))
        return cleaned

    def values(self) -> dict[Path, Any]:
        """What differs; an empty flag where none is written stays unwritten."""
        return {
            cell.path: self.read[cell.path]
            for cell in self.cells.values()
            if self.read[cell.path] != cell.value and (self.read[cell.path] or cell.value)
        }

    def _said(self, key: str, cell: Cell, cleaned: Mapping[str, Any]) -> str:
        said = cleaned.get(key) or ""
        if cell.sort is Sort.TERM:
            return term_of(said, cleaned.get(f"{key}{UNIT}") or "")
        return ("on" if said else "") if cell.sort is Sort.FLAG else str(said)

    def bound(self, cell: Cell) -> Iterator[BoundField]:
        """The control or the two of a cell."""
        yield self[name(cell.path)]
        if cell.sort is Sort.TERM:
            yield self[f"{name(cell.path)}{UNIT}"]


class NewThing(CellForm):
    """One more reason, service or contract level."""

    REMEDIES = False


class SheetForm(CellForm):
    """All blocks of a sheet, each thing with a box to take it away where it can be."""

    def status_of(self, refused: Refused) -> int:
        """Somebody else saved the sheet meanwhile."""
        return CONFLICT

    def __init__(
        self,
        blocks: list[Block],
        scopes: Mapping[str, str],
        data: Sent = None,
        files: Files = None,
        *,
        initial: Initial = None,
    ) -> None:
        super().__init__([cell for block in blocks for cell in block.cells], data, files, initial=initial)
        self.blocks, self.scopes = blocks, scopes
        for block in blocks:
            if block.goes:
                self.fields[GONE + name(block.goes)] = forms.BooleanField(
                    required=False, label=lazily("Убрать")
                )

    def values(self) -> dict[Path, Any]:
        """What differs and stays, and what goes."""
        gone = [
            block.goes
            for block in self.blocks
            if block.goes and self.cleaned_data.get(GONE + name(block.goes))
        ]
        kept = {path: value for path, value in super().values().items() if not _within(path, gone)}
        return kept | dict.fromkeys(gone)

    def parts(self) -> Iterator[SheetBlock]:
        """The blocks for the template."""
        for block in self.blocks:
            rows = tuple(tuple(self.bound(cell)) for cell in block.cells)
            yield SheetBlock(
                title=spoken(block.title),
                scope=self.scopes.get(block.scope, ""),
                rows=rows,
                gone=self[GONE + name(block.goes)] if block.goes else None,
                faulty=any(field.errors for row in rows for field in row),
            )


def name(path: Path) -> str:
    """The name of a cell's field."""
    return "/".join(path)


def _within(path: Path, gone: Iterable[Path]) -> bool:
    return any(path[: len(each)] == each for each in gone)


def _fields(key: str, cell: Cell) -> Iterator[tuple[str, forms.Field]]:
    label, said = spoken(cell.name), typed(cell)
    if cell.sort is Sort.FLAG:
        yield key, forms.BooleanField(label=label, required=False, initial=bool(said))
    elif cell.sort is Sort.KIND:
        kinds = [(kind.value, spoken(value_label(kind.value))) for kind in ReasonKind]
        yield key, forms.ChoiceField(label=label, required=False, initial=said, choices=kinds)
    elif cell.sort is Sort.TERM:
        amount, unit = amount_and_unit(said)
        units = [(each, spoken(words)) for each, words in UNITS.items()]
        yield key, _line(label, amount, {"inputmode": "decimal"})
        yield (
            f"{key}{UNIT}",
            forms.ChoiceField(label=_("единица"), required=False, initial=unit, choices=units),
        )
    else:
        yield key, _line(label, said, _attributes(cell))


def _line(label: str, said: str, attributes: dict[str, str]) -> forms.Field:
    """What is required the law says, in its own words."""
    most = 4000
    if "rows" in attributes:
        return LongText(label=label, required=False, initial=said, max_length=most, rows=2)
    widget = forms.TextInput(attrs=attributes)
    return forms.CharField(label=label, required=False, initial=said, widget=widget, max_length=most)


def _attributes(cell: Cell) -> dict[str, str]:
    if cell.sort in (Sort.WHOLE, Sort.WHOLES):
        return {"inputmode": "numeric"}
    if cell.sort in (Sort.CODE, Sort.CODES):
        return {"spellcheck": "false", "autocapitalize": "off"}
    return {"rows": "2"} if LONG[0] in cell.path else {}
