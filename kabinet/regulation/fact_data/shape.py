"""How the typed data of a fact lies in a journal row as JSON, and how it is read back.

A declaration is a frozen dataclass of keyword fields. A field without a default is in every row; one with a default is
left out while it has it. The key is the field's name, or the `key` of its metadata. A type is one of: str, int, bool, Text
({"ru": …, "en": …}), an instant (ISO 8601 with its offset), a day (ISO 8601), a StrEnum (its value), tuple[X, ...] (a
list), Mapping[str, X], and X | Y | None of these.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from types import UnionType
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from kabinet.regulation.text import Text

# What is declared of many kinds at once stands last.
OF_EVERY = frozenset({"void", "mark", "lost"})
Json = Mapping[str, Any]
Read = Callable[[Any], Any]


@dataclass(frozen=True, kw_only=True)
class RowData:
    """What a row of a journal keeps beside its columns."""


@dataclass(frozen=True, kw_only=True)
class FactData(RowData):
    """Nothing of its own.

    `void`: keys of the law's rows that this fact, which came late, made untrue.
    """

    void: tuple[int, ...] = ()


Shape = TypeVar("Shape", bound=RowData)


class Misfit(ValueError):
    """A row whose data are not what its kind declares; names the row and the key."""


class Key(NamedTuple):
    """One key of a declaration; `words` names its type, `required` says that every row has it."""

    name: str
    key: str
    words: str
    required: bool
    default: Any
    read: Read


class _Plan(NamedTuple):
    """A declaration as reading and writing need it."""

    keys: tuple[Key, ...]
    known: Mapping[str, tuple[str, Read]]
    required: frozenset[str]


def keys(shape: type[RowData]) -> tuple[Key, ...]:
    """The keys of a declaration, in its order, those of every fact last."""
    return _plan(shape).keys


def lay_out(data: RowData) -> dict[str, Any]:
    """The JSON of a row."""
    told = ((each, getattr(data, each.name)) for each in keys(type(data)))
    return {each.key: plain(value) for each, value in told if each.required or value != each.default}


def read(shape: type[Shape], data: Json, named: Callable[[], str]) -> Shape:
    """What a row holds; `named` says in the Misfit which one it is."""
    _, known, required = _plan(shape)
    given: dict[str, Any] = {}
    try:
        for name, value in data.items():
            place, reads = known[name]
            given[place] = reads(value)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise _misfit(shape, data, named()) from fault
    if not required <= data.keys():
        raise _misfit(shape, data, named())
    return shape(**given)


def checked(data: RowData, row: str) -> dict[str, Any]:
    """The JSON of a row that is about to be written, read once as whoever comes later reads it."""
    laid = lay_out(data)
    if read(type(data), laid, lambda: row) != data:
        raise Misfit(f"{row}: {data} would be read as something else")
    return laid


# Once a process for each declaration: a page reads hundreds of rows.
_PLANS: dict[type[RowData], _Plan] = {}


def _plan(shape: type[RowData]) -> _Plan:
    if shape not in _PLANS:
        found = tuple(_keys(shape))
        known = {each.key: (each.name, each.read) for each in found}
        _PLANS[shape] = _Plan(found, known, frozenset(each.key for each in found if each.required))
    return _PLANS[shape]


def _keys(shape: type[RowData]) -> Iterator[Key]:
    hints = get_type_hints(shape)
    for each in sorted(fields(shape), key=lambda each: each.name in OF_EVERY):
        required = each.default is MISSING
        reads, words = _reader(hints[each.name])
        name = each.metadata.get("key", each.name)
        yield Key(each.name, name, words, required, None if required else each.default, reads)


def _misfit(shape: type[RowData], data: Any, row: str) -> Misfit:
    """Looked for anew, so that reading what fits costs nothing more."""
    if not isinstance(data, Mapping):
        return Misfit(f"{row}: the data are {data!r} and no table")
    found = {each.key: each for each in keys(shape)}
    for name, value in data.items():
        if name not in found:
            return Misfit(f"{row}: nobody declared the key {name!r}")
        try:
            found[name].read(value)
        except (KeyError, TypeError, ValueError):
            return Misfit(f"{row}: {name!r} is {value!r} and not {found[name].words}")
    lacking = [each.key for each in found.values() if each.required and each.key not in data]
    return Misfit(f"{row}: the key {lacking[0]!r} is missing")


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, Text):
        return value._asdict()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, tuple) else value


def _reader(hint: Any) -> tuple[Read, str]:
    """What reads a value of this type, TypeError or ValueError for another, and how the type is called."""
    if get_origin(hint) in (Union, UnionType):
        return _any_of([_reader(each) for each in get_args(hint)])
    if get_origin(hint) is tuple:
        each, words = _reader(get_args(hint)[0])
        return _list_of(each), f"list of {words}"
    if get_origin(hint) is Mapping:
        each, words = _reader(get_args(hint)[1])
        return _table_of(each), f"table of {words}"
    if hint in PLAIN:
        return PLAIN[hint]
    if issubclass(hint, StrEnum):
        return _one_of(hint), f"one of {', '.join(each.value for each in hint)}"
    raise TypeError(f"a row of the journal cannot keep {hint}")


def _exactly(kind: type) -> Read:
    def reads(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(value)
        return value

    return reads


def _one_of(kind: type[StrEnum]) -> Read:
    # A name of the law among its values is looked up, not made: a history is read whole for one page.
    known = {each.value: each for each in kind}
    return lambda value: known[value]


def _list_of(each: Read) -> Read:
    def reads(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise TypeError(value)
        return tuple(map(each, value))

    return reads


def _table_of(each: Read) -> Read:
    def reads(value: Any) -> dict[str, Any]:
        if type(value) is not dict:
            raise TypeError(value)
        return {name: each(held) for name, held in value.items()}

    return reads


def _any_of(choices: Sequence[tuple[Read, str]]) -> tuple[Read, str]:
    def reads(value: Any) -> Any:
        for choice, _ in choices:
            try:
                return choice(value)
            except (KeyError, TypeError, ValueError):
                continue
        raise TypeError(value)

    return reads, " or ".join(words for _, words in choices)


def _text(value: Any) -> Text:
    if type(value) is not dict or value.keys() != {"ru", "en"}:
        raise TypeError(value)
    return Text(_exactly(str)(value["ru"]), _exactly(str)(value["en"]))


def _instant(value: Any) -> datetime:
    read_at = datetime.fromisoformat(value)
    if read_at.tzinfo is None:
        raise ValueError(value)
    return read_at


PLAIN: Mapping[Any, tuple[Read, str]] = {
    str: (_exactly(str), "text"),
    int: (_exactly(int), "number"),
    bool: (_exactly(bool), "yes or no"),
    type(None): (_exactly(type(None)), "nothing"),
    Text: (_text, "text in both languages"),
    datetime: (_instant, "instant"),
    date: (date.fromisoformat, "day"),
}
