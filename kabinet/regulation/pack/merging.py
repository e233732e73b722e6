"""Laying tables of a regulation over one another, and picking what belongs to a leg."""

from typing import Any

from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack.places import like, place_of, wrong
from kabinet.regulation.pack.reading import Table
from kabinet.regulation.pack.words import PARTIES

_LEGS = frozenset(LegCode)
_BY_LEG = frozenset(
    ("clause", "reason", "remedy", "partner_only", "hint", "widget", "name", "instead", *PARTIES)
)


def merged(*tables: Table) -> dict[str, Any]:
    """Tables over one another: sub-tables merge, lists follow one another, otherwise the later value holds."""
    whole: dict[str, Any] = {}
    for table in tables:
        for key, value in table.items():
            whole[key] = _over(whole[key], value, key) if key in whole else value
    return like(whole, *tables)


def _over(lower: Any, upper: Any, key: str) -> Any:
    if isinstance(lower, dict) and isinstance(upper, dict):
        return merged(lower, upper)
    if isinstance(lower, list) and isinstance(upper, list):
        return lower + upper
    if isinstance(lower, dict | list) or isinstance(upper, dict | list):
        place = place_of(upper, place_of(lower, key))
        raise wrong(place, "в разных файлах это разного вида", "it is of different kinds in different files")
    return upper


def for_leg(value: Any, leg: str, key: str = "") -> Any:
    """`value` as the leg reads it: `clause = { client = "U6a", vendor = "P7" }` becomes that leg's one."""
    if isinstance(value, list):
        return [for_leg(member, leg) for member in value]
    if not isinstance(value, dict):
        return value
    if key in _BY_LEG and value.keys() == _LEGS:
        return for_leg(value[leg], leg)
    return like({name: for_leg(part, leg, name) for name, part in value.items()}, value)
