"""Reading tables of a regulation into frozen dataclasses, strictly.

A dataclass says by its own annotations what the table must hold; an unknown key, a missing key or a value of
another kind is `Unlawful`, naming the place, so that a slip in a regulation stops the start instead of
bending a verdict.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from kabinet.regulation.pack.places import Wrong, place_of, wrong
from kabinet.regulation.text import Text

__all__ = [
    "DERIVED",
    "Table",
    "keys_of",
    "read",
    "shown",
    "special",
    "table_of",
    "unknown",
    "value_of",
    "wrong",
]

T = TypeVar("T")
Table = Mapping[str, Any]
DERIVED = {"derived": True}  # of a field that no file says: it is made from what the others say
MOST_NAMED = 15  # values of one kind in one sentence


def read(cls: type[T], table: Any, where: str) -> T:
    """`table` as `cls`; Unlawful naming file and key for anything unknown, missing or of another kind."""
    table_of(table, where)
    kind: Any = cls
    where = place_of(table, where)
    hints = _hints(kind)
    for key in sorted(table.keys() - hints.keys()):
        raise _unknown_key(place_of(table[key], _within(where, key)), hints.keys())
    for key, spec in _specs(kind).items():
        if key not in table and _needed(spec):
            raise wrong(_within(where, key), "ключ не задан", "missing key")
    return cls(**{key: value_of(hints[key], value, _within(where, key)) for key, value in table.items()})


def _unknown_key(where: str, known: Collection[str]) -> Wrong:
    if len(known) > MOST_NAMED:
        return wrong(where, "неизвестный ключ", "unknown key")
    said = ", ".join(known)
    return wrong(where, f"неизвестный ключ, бывают: {said}", f"unknown key, there are: {said}")


def table_of(value: Any, where: str) -> Table:
    """`value`, which must be a table."""
    if not isinstance(value, Mapping):
        raise wrong(where, "здесь нужна таблица", "a table is expected here")
    return value


def value_of(kind: Any, value: Any, where: str) -> Any:
    """`value` as the annotation `kind`; scalars are not converted into one another."""
    if reader := _SPECIAL.get(kind):
        return reader(value, where)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return value_of(next(part for part in get_args(kind) if part is not NoneType), value, where)
    if origin in (tuple, frozenset):
        return origin(_members(get_args(kind)[0], value, where))
    if origin is not None:
        return _mapping(get_args(kind)[1], value, where)
    if is_dataclass(kind):
        return read(cast(type[Any], kind), value, where)
    return _scalar(kind, value, where)


def special(kind: Any) -> Callable[[Callable[[Any, str], Any]], Callable[[Any, str], Any]]:
    """Registers how values of `kind` are written in the data when that is not simply its fields."""

    def register(reader: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
        _SPECIAL[kind] = reader
        return reader

    return register


_SPECIAL: dict[Any, Callable[[Any, str], Any]] = {}


@special(Text)
def _text(value: Any, where: str) -> Text:
    if not isinstance(value, Mapping) or value.keys() != {"ru", "en"} or not all(map(_said, value.values())):
        raise wrong(
            where, "нужен текст на двух языках: ru и en", "a text in both languages is expected: ru and en"
        )
    return Text(value["ru"], value["en"])


def _said(words: Any) -> bool:
    return isinstance(words, str) and bool(words.strip())


def _members(kind: Any, value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise wrong(where, "здесь нужен список", "a list is expected here")
    return [value_of(kind, member, f"{where}[{number}]") for number, member in enumerate(value, 1)]


def _mapping(kind: Any, value: Any, where: str) -> dict[str, Any]:
    table_of(value, where)
    return {key: value_of(kind, member, f"{where}.{key}") for key, member in value.items()}


def _scalar(kind: Any, value: Any, where: str) -> Any:
    if issubclass(kind, StrEnum) and isinstance(value, str) and value in set(kind):
        return kind(value)
    if kind in (str, int, float, bool, date) and type(value) is kind:
        return value
    if issubclass(kind, StrEnum):
        raise unknown(where, value, kind)
    raise wrong(where, f"значение {shown(value)} другого вида", f"{shown(value)} is not a {kind.__name__}")


def unknown(where: str, value: Any, known: Iterable[str]) -> Wrong:
    """The fault of a value that is none of the `known`; a few of them are named."""
    ru, en = f"неизвестное значение {shown(value)}", f"unknown value {shown(value)}"
    names = [str(each) for each in known]
    if len(names) > MOST_NAMED:
        return wrong(where, ru, en)
    said = ", ".join(names)
    return wrong(where, f"{ru}, бывают: {said}", f"{en}, there are: {said}")


def shown(value: Any) -> str:
    """A value as an error names it, never endless."""
    said = repr(value)
    return said if len(said) <= 80 else f"{said[:77]}…"


def _within(where: str, key: str) -> str:
    return f"{where}{'' if where.endswith(': ') else '.'}{key}"


@cache
def _hints(cls: Any) -> dict[str, Any]:
    return {key: kind for key, kind in get_type_hints(cls).items() if key in _specs(cls)}


@cache
def _specs(cls: Any) -> dict[str, Field[Any]]:
    return {spec.name: spec for spec in keys_of(cls)}


def keys_of(cls: Any) -> tuple[Field[Any], ...]:
    """The fields of a dataclass, or of a value of one, that are written in the data."""
    return tuple(spec for spec in fields(cls) if spec.init and not spec.metadata.get("derived"))


def _needed(spec: Field[Any]) -> bool:
    return spec.default is MISSING and spec.default_factory is MISSING
