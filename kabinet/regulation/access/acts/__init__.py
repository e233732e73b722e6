"""Every act of the law, each declared once, in the module of its noun. `ACTS` is the table of all."""

from collections.abc import Iterable, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Final

from kabinet.regulation.access.actor import Act
from kabinet.regulation.access.acts import (
    calls,
    contacts,
    desk,
    ending,
    handover,
    joint,
    levels,
    oversight,
    papers,
    programs,
    reading,
    registration,
    regulation,
    talk,
    vendor,
)
from kabinet.regulation.access.declared import Declared

MODULES: Final = (
    reading,
    registration,
    talk,
    calls,
    desk,
    levels,
    vendor,
    joint,
    ending,
    handover,
    contacts,
    papers,
    programs,
    oversight,
    regulation,
)


def table(declarations: Iterable[Declared]) -> Mapping[Act, Declared]:
    """The declarations by their acts; ValueError when an act is declared twice or not at all."""
    found: dict[Act, Declared] = {}
    for declared in declarations:
        if found.setdefault(declared.act, declared) is not declared:
            raise ValueError(f"{declared.act} is declared twice")
    if missing := [act for act in Act if act not in found]:
        raise ValueError(f"not declared: {', '.join(missing)}")
    return MappingProxyType(found)


ACTS: Final = table(chain.from_iterable(module.DECLARED for module in MODULES))
