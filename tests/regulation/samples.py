"""A value of each type that a journal row can keep, made out of the declaration itself."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import StrEnum
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from kabinet.regulation.fact_data import RowData, keys
from kabinet.regulation.text import Text

PLAIN: Mapping[Any, Any] = {
    str: "слово",
    int: 3,
    bool: True,
    Text: Text("слово", "word"),
    datetime: datetime(2026, 3, 2, 7, 5, tzinfo=UTC),
    date: date(2026, 3, 2),
}

Row = TypeVar("Row", bound=RowData)


def sample(shape: type[Row], *, whole: bool) -> Row:
    """With every key, or with those alone that every row has."""
    hints = get_type_hints(shape)
    needed = {key.name for key in keys(shape) if key.required}
    given = {each.name: value(hints[each.name]) for each in fields(shape) if whole or each.name in needed}
    return shape(**given)


def value(hint: Any) -> Any:
    """One of this type; of a choice the first that is something."""
    if get_origin(hint) in (Union, UnionType):
        return value(next(each for each in get_args(hint) if each is not type(None)))
    if get_origin(hint) is tuple:
        return (value(get_args(hint)[0]),)
    if get_origin(hint) is Mapping:
        return {"phone": value(get_args(hint)[1])}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return next(iter(hint))
    return PLAIN[hint]
