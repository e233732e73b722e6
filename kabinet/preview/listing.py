"""What an archive says of its contents, as values and as data; nothing of it is unpacked to a disk, and no name of it names
anything here."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Self

MOST: Final = 500
LONGEST_NAME: Final = 200
STATES: Final = ("whole", "cut", "broken")


@dataclass(frozen=True, slots=True)
class Member:
    """One entry: its name made harmless, bytes (-1: not said), «2024-04-26 17:10» by the packer's clock, whether it has a
    password, whether its name leads out of the archive's folder."""

    name: str
    size: int
    changed: str = ""
    locked: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The first entries. `state`: all are counted («whole»), a bound was met («cut»), the archive is damaged («broken»)."""

    members: tuple[Member, ...]
    count: int
    size: int
    state: str

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Self:
        """Back again; ValueError, TypeError or KeyError for whatever is no listing."""
        members = tuple(Member(**each) for each in data["members"])
        for each in members:
            name, changed, size, marks = each.name, each.changed, each.size, (each.locked, each.outside)
            _require(_is_text(name, 8 * LONGEST_NAME), _is_text(changed, 16), type(size) is int)
            _require(*(type(mark) is bool for mark in marks))
        _require(
            len(members) <= MOST,
            type(data["count"]) is int,
            type(data["size"]) is int,
            data["state"] in STATES,
        )
        return cls(members, data["count"], data["size"], data["state"])


def _is_text(said: object, most: int) -> bool:
    return isinstance(said, str) and len(said) <= most


def _require(*true: bool) -> None:
    if not all(true):
        raise ValueError("that is no listing")
