"""Everything that a piece of a regulation says or cites, wherever in it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from kabinet.regulation.text import Text


def texts(value: Any) -> Iterator[Text]:
    """Every Text inside `value`."""
    if isinstance(value, Text):
        yield value
    else:
        for part in _parts(value):
            yield from texts(part)


def cited(value: Any) -> set[str]:
    """Every clause id that `value` names."""
    if not is_dataclass(value):
        return {id_ for part in _parts(value) for id_ in cited(part)}
    found = {id_ for spec in fields(value) for id_ in cited(getattr(value, spec.name))}
    names = {getattr(value, spec.name) for spec in fields(value) if spec.name.endswith("clause")}
    return found | {name for name in names if name}


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, tuple | list | frozenset):
        yield from value
    elif is_dataclass(value):
        yield from (getattr(value, spec.name) for spec in fields(value))
