"""A version of the regulation as one value: `pack("corp_4_0").leg("client")`.

A pack is a folder of TOML tables (or, for small ones, one file). `pack.toml` holds what is common to the
whole; `client*.toml` and `vendor*.toml` what is a leg's own; every other file is shared by both legs. Lists
of a leg follow the shared ones.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import amounts  # noqa: F401  teaches the reader what a term looks like
from kabinet.regulation.pack.amounts import term
from kabinet.regulation.pack.bounds import LEVELS, bounded
from kabinet.regulation.pack.checks import check
from kabinet.regulation.pack.choice import LISTED, is_offered, must_be_chosen, name_of_value, offered
from kabinet.regulation.pack.fitness import completed, unfit
from kabinet.regulation.pack.form import FormField, Item, KnownFrom, Need, Widget
from kabinet.regulation.pack.labels import part, value_label
from kabinet.regulation.pack.leg import Denial, Entitlement, Leg, Pack
from kabinet.regulation.pack.level_rights import Consent, Ground, LevelRight
from kabinet.regulation.pack.merging import for_leg, merged
from kabinet.regulation.pack.own_words import open_marks, with_own_words, worded
from kabinet.regulation.pack.places import Wrong, like
from kabinet.regulation.pack.reading import Table, read, table_of, wrong
from kabinet.regulation.pack.symptoms import Answers, Question
from kabinet.regulation.pack.texts import Source, tables, texts
from kabinet.regulation.pack.vendor import Vendor, names_vendor
from kabinet.regulation.pack.words import Level, Reason, ReasonKind, StatusRole, Turn

__all__ = [
    "LEVELS",
    "LISTED",
    "Answers",
    "Consent",
    "Denial",
    "Entitlement",
    "FormField",
    "Ground",
    "Item",
    "KnownFrom",
    "Leg",
    "Level",
    "LevelRight",
    "Need",
    "Pack",
    "Question",
    "Reason",
    "ReasonKind",
    "StatusRole",
    "Turn",
    "Vendor",
    "Widget",
    "Wrong",
    "carried",
    "completed",
    "is_offered",
    "load",
    "load_texts",
    "must_be_chosen",
    "name_of_value",
    "names_vendor",
    "offered",
    "open_marks",
    "pack",
    "part",
    "source",
    "term",
    "unfit",
    "value_label",
    "worded",
]

PACKS = Path(__file__).parent.parent / "packs"
LEGS = tuple(LegCode)


@cache
def pack(code: str) -> Pack:
    """The pack that the program carries under `code`; Unlawful when there is none or its data are wrong."""
    return load_texts(source(code), code)


@cache
def carried() -> tuple[str, ...]:
    """Codes of the packs that the program carries."""
    return tuple(sorted(path.name for path in PACKS.iterdir() if path.is_dir()))


def source(code: str) -> dict[str, str]:
    """What is written in the pack that the program carries under `code`."""
    if code not in carried():
        raise wrong(code[:60], "такого регламента нет", "there is no such regulation")
    return texts(PACKS / code)


def load(path: Path) -> Pack:
    """A pack from a folder or from one file, read and checked."""
    return load_texts(texts(path), path.name)


def load_texts(written: Source, name: str = "") -> Pack:
    """A pack from its files by name, read and checked; a single file has the legs inside.

    Hostile input costs at most what the limits of pack_source and pack_bounds allow. Wrong names file and table.
    """
    parsed = tables(written, f"{name}/" if name else "")
    head, legs = _file(next(iter(parsed.values()))) if len(parsed) == 1 else _folder(parsed)
    whole = name or "regulation"
    made = {code: read(Leg, table, f"{whole}/{code}") for code, table in legs.items()}
    found = check(read(Pack, like(head | {"legs": {}}, head), whole), made)
    bounded(found)
    return with_own_words(found)


def _folder(files: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Table]]:
    if "pack" not in files:
        raise wrong("pack.toml", "файла нет", "the file is missing")
    rest = {name: table for name, table in files.items() if name != "pack"}
    own = {code: merged(*(rest.pop(name) for name in _names(rest, code))) for code in LEGS}
    return files["pack"], _legs({code: table for code, table in own.items() if table}, merged(*rest.values()))


def _names(files: Mapping[str, Table], leg: str) -> list[str]:
    return [name for name in files if name == leg or name.startswith(f"{leg}_")]


def _file(head: Table) -> tuple[dict[str, Any], dict[str, Table]]:
    rest = like({key: value for key, value in head.items() if key not in ("legs", "shared")}, head)
    legs, shared = table_of(head.get("legs", {}), "legs"), table_of(head.get("shared", {}), "shared")
    return rest, _legs({code: table_of(leg, f"legs.{code}"[:60]) for code, leg in legs.items()}, shared)


def _legs(own: Mapping[str, Table], shared: Table) -> dict[str, Table]:
    return {code: for_leg(merged(shared, table), code) for code, table in own.items()}
