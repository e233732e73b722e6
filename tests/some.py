"""Loops of tests that look at something: a loop over nothing would pass whatever is broken (tests/house/test_loops.py)."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def some(things: Iterable[T]) -> list[T]:
    """All of them, of which there must be one."""
    found = list(things)
    assert found, "there is nothing to look at"
    return found
