"""Two versions of the regulation line by line, by what they mean: what was, what is, on which clause.

Things of a list are the same thing when they have the same code, number or level; what has none of these is compared by
what it says. Nothing that differs is left out: where only the order differs, the order is a row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from kabinet.regulation.clauses import Clause, clauses_of
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import labels
from kabinet.regulation.pack.compare.wording import NOTHING, name_of, said
from kabinet.regulation.pack.labels import field_label, parts
from kabinet.regulation.pack.leg import Pack
from kabinet.regulation.pack.own_words import worded
from kabinet.regulation.pack.reading import keys_of
from kabinet.regulation.terms import Hours, Term
from kabinet.regulation.text import Text

WHOLE = ""
ORDER = Text("Порядок", "Order")
_LEAVES = (Text, Term, Hours)


@dataclass(frozen=True, slots=True)
class Difference:
    """One row. `leg` is empty for what is common; `thing` what it is about; `old` None: added, `new` None: removed. `place`
    is where the clause stands in the version that has it; with `cites` the values themselves are such places."""

    leg: str
    part: str
    thing: Text | None
    what: Text
    old: Text | None
    new: Text | None
    clause: str = ""
    place: Text | None = None
    cites: bool = False


def compare(old: Pack, new: Pack) -> list[Difference]:
    """Every difference, what is common first, then leg by leg in the order of the regulation."""
    found = list(_whole(old, new))
    for leg in LegCode:
        if leg in old.legs or leg in new.legs:
            found += _leg(leg, old.legs.get(leg), new.legs.get(leg))
    before, after = clauses_of(old.clauses), clauses_of(new.clauses)
    return [_cited(each, before, after) for each in found]


def _cited(row: Difference, before: Mapping[str, Clause], after: Mapping[str, Clause]) -> Difference:
    """Each version by its own clauses: an id may stand in both and be another demand."""
    books = (before, after) if row.new is None else (after, before)
    place = next((book[row.clause].place for book in books if row.clause in book), None)
    if not row.cites:
        return replace(row, place=place)
    return replace(row, place=place, old=_place(row.old, before), new=_place(row.new, after))


def _place(said_id: Text | None, book: Mapping[str, Clause]) -> Text | None:
    """A clause as people read it: by where it stands."""
    return book[said_id.ru].place if said_id and said_id.ru in book else said_id


def _whole(old: Pack, new: Pack) -> Iterator[Difference]:
    for spec in fields(Pack):
        if spec.name not in ("legs", "code"):
            part = "entitlement" if spec.name == "entitlement" else "head"
            at = Difference(WHOLE, part, None, field_label(spec.name), None, None)
            yield from _differing(getattr(old, spec.name), getattr(new, spec.name), at)


def _leg(leg: str, old: Any, new: Any) -> Iterator[Difference]:
    at = Difference(leg, "leg", None, labels.part("leg"), None, None)
    if old is None or new is None:
        yield replace(at, old=_name(old), new=_name(new))
        return
    known = {spec.name: (getattr(old, spec.name), getattr(new, spec.name)) for spec in keys_of(type(old))}
    known["denials"] = (worded(old), worded(new))
    for name in sorted(known, key=_order):
        deep = isinstance(known[name][0], tuple | Mapping) or is_dataclass(known[name][0])
        yield from _differing(*known[name], replace(at, part=name if deep else "leg", what=field_label(name)))


def _differing(old: Any, new: Any, at: Difference) -> Iterator[Difference]:
    if old == new:
        return
    if _is_list(old) and _is_list(new):
        yield from _listed(old, new, at)
    elif is_dataclass(old) and type(old) is type(new) and not isinstance(old, _LEAVES):
        yield from _object(old, new, at)
    else:
        yield replace(at, old=_leaf(old), new=_leaf(new))


def _object(old: Any, new: Any, at: Difference) -> Iterator[Difference]:
    clause = getattr(new, "clause", None) or getattr(old, "clause", None) or at.clause
    for spec in fields(old):
        cites = spec.name.endswith("clause")
        within = replace(at, what=field_label(spec.name), clause=clause, cites=cites)
        yield from _differing(getattr(old, spec.name), getattr(new, spec.name), within)


def _listed(old: Any, new: Any, at: Difference) -> Iterator[Difference]:
    before, after = _keyed(old), _keyed(new)
    changed = False
    for key in [*before, *(key for key in after if key not in before)]:
        one, other = before.get(key), after.get(key)
        thing = _thing(key, one if other is None else other, at)
        if one is None or other is None:
            changed = True
            clause = getattr(one or other, "clause", "") or at.clause
            whole = replace(
                at, thing=thing, old=_leaf(one), new=_leaf(other), clause=clause, what=Text("", "")
            )
            yield whole
        else:
            for row in _differing(one, other, replace(at, thing=thing)):
                changed = True
                yield row
    if not changed:
        yield replace(at, what=ORDER, old=_names(before), new=_names(after))


def _keyed(things: Any) -> dict[Any, Any]:
    """By code, number or level; without one by what it says, twice the same apart."""
    if isinstance(things, Mapping):
        return dict(things)
    keyed: dict[Any, Any] = {}
    for each in things:
        key = _key(each)
        while key in keyed:
            key = said(Text(f"{key}+", f"{key}+"))
        keyed[key] = each
    return keyed


def _key(thing: Any) -> Any:
    """A criterion has a level and is not that level's only one."""
    if hasattr(thing, "when"):
        return said(thing)
    named = (found for name in ("code", "number", "level", "levels") if (found := getattr(thing, name, None)))
    return next(named, None) or said(thing)


def _thing(key: Any, value: Any, at: Difference) -> Text | None:
    """What a row is about; what has no name of its own is told by its values alone."""
    if isinstance(key, Text):
        return at.thing
    named = name_of(value) if is_dataclass(value) and not isinstance(value, _LEAVES) else NOTHING
    named = Text(str(key), str(key)) if named == NOTHING else named
    return Text(f"{at.thing.ru}: {named.ru}", f"{at.thing.en}: {named.en}") if at.thing else named


def _is_list(value: Any) -> bool:
    """A table by codes, or things one after another; numbers and words one after another are one value."""
    if isinstance(value, Mapping):
        return True
    return isinstance(value, tuple) and not isinstance(value, Text) and all(map(is_dataclass, value))


def _names(keyed: Mapping[Any, Any]) -> Text:
    names = [name_of(each) if is_dataclass(each) else said(key) for key, each in keyed.items()]
    return Text(", ".join(name.ru for name in names), ", ".join(name.en for name in names))


def _leaf(value: Any) -> Text | None:
    return None if value is None else said(value)


def _name(leg: Any) -> Text | None:
    return None if leg is None else leg.name


def _order(name: str) -> tuple[int, str]:
    known = parts()
    return (known.index(name), name) if name in known else (-1, name)
