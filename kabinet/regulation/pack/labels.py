"""What the parts, fields and values of a regulation are called (labels.toml)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kabinet.regulation.text import Text

FILE = Path(__file__).with_name("labels.toml")


def part(name: str) -> Text:
    """A part of a leg: "reasons"."""
    return _said("parts", name)


def field_label(name: str) -> Text:
    """A field of whatever is in the parts: "instead"."""
    return _said("fields", name)


def value_label(code: str) -> Text:
    """A value out of a set: "exclusion"."""
    return _said("values", code)


def parts() -> tuple[str, ...]:
    """The parts in the order in which a comparison shows them."""
    return tuple(_tables()["parts"])


def _said(table: str, name: str) -> Text:
    """What nobody named stands under its own name: a comparison leaves nothing out."""
    return _tables()[table].get(name) or Text(name, name)


@cache
def _tables() -> Mapping[str, Mapping[str, Text]]:
    read = tomllib.loads(FILE.read_text("utf-8"))
    return {table: {name: Text(**row) for name, row in rows.items()} for table, rows in read.items()}
