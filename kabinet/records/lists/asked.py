"""Questions about tickets, put together from constant words; whatever a person typed goes as a value beside them.

The reach stands in every question in so many words (branches of reached.py), so that an index begins with it; the
policies then check each row that the index found.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kabinet.records.reached import branches
from kabinet.regulation.access import Reach
from kabinet.regulation.legs import LegCode

TYPES = {"leg": "text", "client_id": "bigint", "partner_id": "bigint"}
LEG: dict[str, str] = {LegCode.CLIENT: "t.leg = 'client'", LegCode.VENDOR: "t.leg = 'vendor'"}


@dataclass(frozen=True, slots=True)
class Within:
    """The reach of one list: `source` goes before the tickets in FROM, `conditions` into WHERE.

    Several partners of a group are rows of `b`, each asked by its own walk along the index.
    """

    source: str
    conditions: tuple[str, ...]
    values: Mapping[str, Any] = field(default_factory=dict)


def within(reach: Reach, leg: str | None) -> Within | None:
    """The reach on a leg (None: on both); None when there is nothing to ask for."""
    fitting = [branch for branch in branches(reach) if leg is None or branch.get("leg", leg) == leg]
    if not fitting:
        return None
    names = sorted({name for branch in fitting for name in branch} - ({"leg"} if leg else set()))
    values = {f"b_{name}_{row}": branch[name] for row, branch in enumerate(fitting) for name in names}
    conditions = tuple(f"t.{name} = b.{name}" for name in names) + ((LEG[leg],) if leg else ())
    return Within(_values(names, len(fitting)), conditions, values)


def _values(names: list[str], count: int) -> str:
    if not names:
        return ""
    lines = (", ".join(f"%(b_{name}_{row})s::{TYPES[name]}" for name in names) for row in range(count))
    return f"(VALUES {', '.join(f'({line})' for line in lines)}) AS b({', '.join(names)}) CROSS JOIN"


def some(
    reached: Within,
    selected: str,
    conditions: Iterable[str],
    order: str,
    limit: str,
    table: str = "ticket",
) -> str:
    """At most `limit` tickets of every branch, in `order`: what stands in FROM, under the name t. Another `table` has the
    columns of the reach as well."""
    where = " AND ".join((*reached.conditions, *conditions)) or "true"
    ordered = f" ORDER BY {order}" if order else ""
    return (
        f"{reached.source} LATERAL (SELECT {selected} FROM {table} t WHERE {where}{ordered} LIMIT {limit}) t"  # noqa: S608 - our own words
    )
