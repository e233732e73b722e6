"""A version of the regulation as one value: `pack("corp_4_0").leg("client")`.

A pack is a folder of TOML tables (or, for small ones, one file). `pack.toml` holds what is common to the
whole; `client*.toml` and `vendor*.toml` what is a leg's own; every other file is shared by both legs. Lists
of a leg follow the shared ones.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kabinet.regulation import pack_terms  # noqa: F401  teaches the reader what a term looks like
from kabinet.regulation.pack_check import check
from kabinet.regulation.pack_leg import Denial, Entitlement, Leg, Pack
from kabinet.regulation.pack_merge import for_leg, merged
from kabinet.regulation.pack_read import Table, read, wrong

__all__ = ["Denial", "Entitlement", "Leg", "Pack", "load", "pack"]

PACKS = Path(__file__).parent / "packs"
LEGS = ("client", "vendor")


@cache
def pack(code: str) -> Pack:
    """The pack that the program carries under `code`; Unlawful when there is none or its data are wrong."""
    path = PACKS / code
    if not path.is_dir():
        raise wrong(code, "такого регламента нет", "there is no such regulation")
    return load(path)


def load(path: Path) -> Pack:
    """A pack from a folder or from one file, read and checked."""
    head, legs = _folder(path) if path.is_dir() else _file(path)
    made = {code: read(Leg, table, f"{path.name}/{code}") for code, table in legs.items()}
    return check(read(Pack, head | {"legs": {}}, path.name), made)


def _folder(path: Path) -> tuple[dict[str, Any], dict[str, Table]]:
    files = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in sorted(path.glob("*.toml"))}
    head = files.pop("pack")
    own = {code: merged(*(files.pop(name) for name in _names(files, code))) for code in LEGS}
    return head, _legs({code: table for code, table in own.items() if table}, merged(*files.values()))


def _names(files: Mapping[str, Table], leg: str) -> list[str]:
    return [name for name in files if name == leg or name.startswith(f"{leg}_")]


def _file(path: Path) -> tuple[dict[str, Any], dict[str, Table]]:
    head = tomllib.loads(path.read_text("utf-8"))
    return head, _legs(head.pop("legs", {}), head.pop("shared", {}))


def _legs(own: Mapping[str, Table], shared: Table) -> dict[str, Table]:
    return {code: for_leg(merged(shared, table), code) for code, table in own.items()}
