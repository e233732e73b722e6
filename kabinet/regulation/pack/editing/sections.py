"""What changes in practice in a regulation, as sheets of cells: read out of the text, put back into it.

A cell is one value at one path. Everything that no sheet shows is changed in the text itself.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack.editing.sheet import Block, Cell, Sort, clause_of, table_in, texts
from kabinet.regulation.pack.editing.text import Path, Place, new_place, places, value_at
from kabinet.regulation.pack.labels import field_label, part
from kabinet.regulation.pack.texts import Source
from kabinet.regulation.text import Text

# What is common to the whole, in days; the first two also where a version says nothing of them.
ALWAYS = ("adoption_days", "adoption_warning_days")
HEAD = {
    "adoption_days": Sort.WHOLE,
    "adoption_warning_days": Sort.WHOLES,
    "violation_answer_days": Sort.WHOLE,
    "violation_warning_days": Sort.WHOLES,
}
TERMS = ("reaction", "update", "answer", "agreement")


def sheets() -> tuple[str, ...]:
    """The codes of the sheets in the order in which they are offered."""
    return tuple(_SHEETS)


def blocks(source: Source, sheet: str) -> list[Block]:
    """What a sheet shows; the source must be readable TOML."""
    return list(_SHEETS[sheet](source))


def list_path(source: Source, sheet: str, scope: str) -> Path:
    """Where one more thing of a sheet goes."""
    return (*new_place(source, sheet, scope).path, sheet)


def _head(source: Source) -> Iterator[Block]:
    file = head_file(source)
    names = texts((file, "name"), value_at(source, (file, "name")), field_label("name"))
    number = Cell((file, "number"), field_label("number"), Sort.TEXT, value_at(source, (file, "number")))
    days = [
        Cell((file, key), field_label(key), sort, value)
        for key, sort in HEAD.items()
        if (value := value_at(source, (file, key))) is not None or key in ALWAYS
    ]
    yield Block(part("head"), "", (number, *names, *days))


def head_file(source: Source) -> str:
    """The file with what is common to the whole."""
    return next(iter(source)) if len(source) == 1 else "pack.toml"


def _terms(source: Source) -> Iterator[Block]:
    for place in places(source, "terms"):
        path = (*place.path, "terms")
        hours = table_in(value_at(source, (*path, "hours")))
        yield Block(
            field_label("hours"),
            place.scope,
            (
                Cell((*path, "hours", "windows"), field_label("windows"), Sort.WINDOWS, hours.get("windows")),
                Cell((*path, "hours", "zone"), field_label("zone"), Sort.CODE, hours.get("zone")),
            ),
        )
        for row in _things(value_at(source, (*path, "level"))):
            level = str(row.get("level"))
            cells = (
                Cell(
                    (*path, "level", level, key), field_label(key), Sort.TERM, row.get(key), key == "reaction"
                )
                for key in TERMS
            )
            yield Block(Text(f"Уровень {level}", f"Level {level}"), place.scope, tuple(cells))


def _limits(source: Source) -> Iterator[Block]:
    for place in places(source, "limits"):
        path = (*place.path, "limits")
        found = table_in(value_at(source, path))
        cells = (Cell((*path, key), field_label(key), _sort(value), value) for key, value in found.items())
        yield Block(part("limits"), place.scope, tuple(cells))


def _sort(value: Any) -> Sort:
    if isinstance(value, list):
        return Sort.CODES if any(isinstance(each, str) for each in value) else Sort.WHOLES
    if isinstance(value, bool):
        return Sort.FLAG
    return Sort.SHARE if isinstance(value, float) else Sort.WHOLE


def _reasons(source: Source) -> Iterator[Block]:
    for place, path, row in _rows(source, "reasons"):
        cells = (
            *_worded((*path, "name"), row.get("name"), "name"),
            *_worded((*path, "instead"), row.get("instead"), "instead"),
            Cell((*path, "kind"), field_label("kind"), Sort.KIND, row.get("kind")),
            Cell(
                (*path, "evidence"),
                field_label("evidence"),
                Sort.FLAG,
                row.get("evidence", False),
                needed=False,
            ),
            *_clause(path, row),
        )
        yield Block(_name(row), place.scope, cells, path)


def _services(source: Source) -> Iterator[Block]:
    for place, path, row in _rows(source, "services"):
        cells = (
            *texts((*path, "name"), row.get("name"), field_label("name")),
            Cell((*path, "number"), field_label("number"), Sort.WHOLE, row.get("number")),
            *_clause(path, row),
        )
        yield Block(_name(row), place.scope, cells, path)


def _form(source: Source) -> Iterator[Block]:
    """The words of every field; each value of a choice is a block of its own, which can be taken away."""
    for place, path, row in _rows(source, "form"):
        cells = tuple(
            cell
            for key in ("label", "hint", "missing")
            if key in row
            for cell in _worded((*path, key), row[key], key)
        )
        title = _text(row.get("label"))
        yield Block(title, place.scope, cells)
        for option in _things(row.get("choices")):
            own = (*path, "choices", str(option.get("code", "")))
            name, said = (
                texts((*own, "name"), option.get("name"), field_label("name")),
                _text(option.get("name")),
            )
            yield Block(Text(f"{title.ru}: {said.ru}", f"{title.en}: {said.en}"), place.scope, name, own)


def _worded(path: Path, value: Any, key: str) -> Iterator[Cell]:
    """The words of a thing; of one whose legs word it apart, each leg's."""
    legs = table_in(value)
    if set(legs) <= {"ru", "en"}:
        yield from texts(path, value, field_label(key))
        return
    for leg, words in legs.items():
        name, side = field_label(key), field_label(leg)
        yield from texts((*path, leg), words, Text(f"{name.ru}, {side.ru}", f"{name.en}, {side.en}"))


def _statuses(source: Source) -> Iterator[Block]:
    for place, path, row in _rows(source, "statuses"):
        names = table_in(row.get("names"))
        cells = tuple(
            cell
            for side in ("client", "partner", "vendor")
            if side in names
            for cell in texts((*path, "names", side), names[side], field_label(side))
        )
        yield Block(_name(row, "partner"), place.scope, cells)


def _contracts(source: Source) -> Iterator[Block]:
    path = (head_file(source), "entitlement", "contract_levels")
    for code, name in table_in(value_at(source, path)).items():
        cells = texts((*path, code), name, field_label("name"))
        yield Block(Text(code, code), "", tuple(cells), (*path, code))


def _rows(source: Source, of: str) -> Iterator[tuple[Place, Path, Mapping[str, Any]]]:
    for place in places(source, of):
        for row in _things(value_at(source, (*place.path, of))):
            yield place, (*place.path, of, str(row.get("code", ""))), row


def _clause(path: Path, row: Mapping[str, Any]) -> tuple[Cell, ...]:
    """Of a thing of both legs two, where it says so."""
    clause = row.get("clause")
    if not isinstance(clause, Mapping):
        return (Cell((*path, "clause"), clause_of(""), Sort.CODE, clause),)
    return tuple(
        Cell((*path, "clause", leg), clause_of(leg), Sort.CODE, each) for leg, each in clause.items()
    )


def _name(row: Mapping[str, Any], side: str = "") -> Text:
    """Where the legs name it apart, the client's name of it."""
    name = table_in(row.get("names")).get(side) if side else row.get("name")
    return _text(table_in(name).get(LegCode.CLIENT, name))


def _text(value: Any) -> Text:
    """A text of both languages; `value` may be anything."""
    found = table_in(value)
    return Text(str(found.get("ru", "")), str(found.get("en", "")))


def _things(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


_SHEETS: dict[str, Callable[[Source], Iterator[Block]]] = {
    "head": _head,
    "terms": _terms,
    "limits": _limits,
    "reasons": _reasons,
    "services": _services,
    "contracts": _contracts,
    "statuses": _statuses,
    "form": _form,
}
