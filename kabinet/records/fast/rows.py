"""Whole rows of a model by a question in so many words, planned once a connection and put together once a process.

A QuerySet puts its text together anew each time, which for the rows of one page takes longer than asking them
(docs/figures.md). What is read here is what a ticket's page reads; everything else asks by QuerySet.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db.models import Model

from kabinet.records.fast.prepared import ask
from kabinet.records.reached import branches
from kabinet.regulation.access import Reach

M = TypeVar("M", bound=Model)
Values = Mapping[str, Any]


def rows(model: type[M], tail: str, values: Values, beside: tuple[str, ...] = ()) -> list[M]:
    """The rows of `model` (called t in `tail`, which begins with WHERE), each with the rows `beside` it that its single
    relations lead to; one that is not there, or not for this reader, is None."""
    question, parts = _question(model, tail, beside)
    return [_made(parts, row) for row in ask(question, values)]


def reached(reach: Reach, row: str = "t", key: str = "id") -> tuple[str, Values]:
    """The reach over a ticket's row, as reached.py says it; `key` is the column that names the ticket."""
    values: dict[str, Any] = {}
    sets = []
    for place, branch in enumerate(branches(reach)):
        values |= {f"r_{name}_{place}": value for name, value in branch.items()}
        sets.append(
            " AND ".join(f"{row}.{name} = %(r_{name}_{place})s::{TYPES[name]}" for name in branch) or "true"
        )
    if reach.participates:
        sets.append(f"{row}.{key} = ANY(%(r_joint)s::bigint[])")
        values["r_joint"] = sorted(reach.participates)
    return f"({' OR '.join(f'({each})' for each in sets) or 'false'})", values


def heard(reach: Reach, row: str = "t") -> tuple[str, Values]:
    """The same over a row that has an audience."""
    condition, values = reached(reach, row, "ticket_id")
    if reach.everything:
        return condition, values
    return f"{condition} AND {row}.audience = ANY(%(audiences)s::text[])", {
        **values,
        "audiences": sorted(reach.audiences),
    }


TYPES = {"leg": "text", "client_id": "bigint", "partner_id": "bigint"}
Part = tuple[str, type[Model], tuple[str, ...], slice]


@lru_cache(maxsize=512)
def _question(model: type[Model], tail: str, beside: tuple[str, ...]) -> tuple[str, tuple[Part, ...]]:
    parts = tuple(_parts(model, beside))
    columns = ", ".join(
        f'{alias}."{field.column}"'
        for alias, other, _, _ in parts
        for field in _fields(other, beside=alias != "t")
    )
    joins = "".join(_join(model, name) for name in beside)
    return f'SELECT {columns} FROM "{_meta(model).db_table}" t{joins} {tail}', parts  # noqa: S608 - constants


def _parts(model: type[Model], beside: Sequence[str]) -> Iterator[Part]:
    """Alias, model, attributes and place of every model in a row."""
    end = 0
    for alias, other in (("t", model), *((name, _relation(model, name).related_model) for name in beside)):
        names = tuple(field.attname for field in _fields(other, beside=alias != "t"))
        yield alias, other, names, slice(end, end + len(names))
        end += len(names)


def _fields(model: type[Model], *, beside: bool) -> list[Any]:
    """Its columns; what a version says in full is not read beside a ticket."""
    return [field for field in _meta(model).concrete_fields if not (beside and field.attname == "content")]


def _join(model: type[Model], name: str) -> str:
    """A key of t's own, or the other's key to t."""
    relation = _relation(model, name)
    other = _meta(relation.related_model)
    ours = f't."{relation.column}"' if relation.concrete else f't."{_meta(model).pk.column}"'
    theirs = other.pk.column if relation.concrete else relation.field.column
    return f' LEFT JOIN "{other.db_table}" {name} ON {name}."{theirs}" = {ours}'


def _meta(model: type[Model]) -> Any:
    """Django's documented description of a model."""
    return model._meta  # noqa: SLF001


def _relation(model: type[Model], name: str) -> Any:
    return _meta(model).get_field(name)


def _made(parts: tuple[Part, ...], row: tuple[Any, ...]) -> Any:
    (_, model, names, place), *others = parts
    made: Any = model.from_db("default", names, row[place])
    for name, other, attributes, where in others:
        found = row[where]
        there = other.from_db("default", attributes, found) if found[0] is not None else None
        _relation(model, name).set_cached_value(made, there)
    return made
