"""A case out of flat names: a row of a table names what it spoils, and nothing of the parts in which that lies."""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from kabinet.regulation.access import ACTS, Act, Case

# The parts of a case, and what a name of each begins with. What is typed has its names from the act.
PREFIXES = {
    (): "",
    ("ticket",): "",
    ("client_rights",): "",
    ("client_rights", "licence"): "licence_",
    ("partner_rights",): "partner_",
    ("partner_rights", "certificate"): "certificate_",
    ("organisation",): "subject_",
}
Way = tuple[str, ...]


def laid(case: Case, act: Act | None = None, **spoilt: Any) -> Case:
    """The case with each name in its part, and with the others typed with the act; TypeError for a name that neither has."""
    typed = {name: value for name, value in spoilt.items() if name not in PLACES}
    for name in spoilt.keys() - typed.keys():
        case = _put(case, PLACES[name], spoilt[name])
    kind = ACTS[act].typed if act else None
    if typed and kind is None:
        raise TypeError(f"a case has no such name, and nothing is typed with {act}: {', '.join(typed)}")
    return replace(case, typed=kind(**typed)) if typed and kind else case


def _put(part: Any, way: Way, value: Any) -> Any:
    name, *rest = way
    return replace(part, **{name: _put(getattr(part, name), tuple(rest), value) if rest else value})


def _places(part: Any, way: Way = ()) -> Iterator[tuple[str, Way]]:
    for each in fields(part):
        there = (*way, each.name)
        if there in PREFIXES:
            yield from _places(getattr(part, each.name), there)
        elif there != ("typed",):
            yield PREFIXES[way] + each.name, there


_found = list(_places(Case()))
PLACES: dict[str, Way] = dict(_found)
if len(PLACES) < len(_found):
    raise ValueError("two parts of a case have a field by one flat name")
