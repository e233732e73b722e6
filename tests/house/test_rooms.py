"""Rooms of pages are one above another: none imports a room that imports it, straight or by way of a third."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Mapping

import pytest

from tests.house.source import Module, imported, modules

PAGES = "kabinet.pages."
Ways = dict[str, dict[str, list[str]]]


def test_no_room_imports_one_that_imports_it() -> None:
    ways = ways_of(modules("pages"))
    assert len(ways) > 10
    assert round_ways(ways) == {}


@pytest.mark.parametrize(
    ("imports", "met"),
    [
        ({"a": "b", "b": "c"}, set()),
        ({"a": "b", "b": "a"}, {"a", "b"}),
        ({"a": "b", "b": "c", "c": "b"}, {"b", "c"}),
        ({"a": "b", "b": "c", "c": "a"}, {"a", "b", "c"}),
    ],
)
def test_it_sees_them_meet(imports: dict[str, str], met: set[str]) -> None:
    planted = [
        Module(f"kabinet/pages/{room}/x.py", "", ast.parse(f"def f():\n from kabinet.pages.{of}.y import z"))
        for room, of in imports.items()
    ]
    assert set(round_ways(ways_of(planted))) == met


def ways_of(found: Iterable[Module]) -> Ways:
    """Room -> room that it imports -> the places where it does; a module beside the rooms is one of its own."""
    ways: Ways = defaultdict(lambda: defaultdict(list))
    for module in found:
        room = module.name.removesuffix(".py").split("/")[2]
        for line, name in imported(module):
            there = name.removeprefix(PAGES).partition(".")[0]
            if name.startswith(PAGES) and there != room:
                ways[room][there].append(f"{module.name}:{line}")
    return ways


def round_ways(ways: Mapping[str, Mapping[str, list[str]]]) -> dict[str, dict[str, list[str]]]:
    """Of the rooms that lead back to themselves, the places that lead on towards one another."""
    reached = {room: _reached(room, ways) for room in ways}
    met = {room for room in ways if room in reached[room]}
    return {
        room: {there: places for there, places in ways[room].items() if room in reached.get(there, set())}
        for room in sorted(met)
    }


def _reached(room: str, ways: Mapping[str, Mapping[str, list[str]]]) -> set[str]:
    """Every room that this one needs, itself if it comes round."""
    found: set[str] = set()
    ahead = [room]
    while ahead:
        for there in ways.get(ahead.pop(), {}):
            if there not in found:
                found.add(there)
                ahead.append(there)
    return found
