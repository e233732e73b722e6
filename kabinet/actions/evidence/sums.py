"""The sums of the journal's chains, of days and of packs: what the desk reckons and whoever checks it reckons again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

# What a row of the journal says, in this order.
PARTS = (
    "id", "ticket", "leg", "client", "partner", "kind", "side", "audience", "actor", "actor_name", "actor_organisation",
    "system", "occurred_at", "recorded_at", "clause", "status", "message", "data", "said",
)  # fmt: skip


class Broken(Exception):
    """Something is not as it was when the pack was made."""


def digest(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def canonical(value: object) -> bytes:
    """JSON of texts, whole numbers, lists and tables with Latin keys as RFC 8785 has it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def row_digest(parts: Sequence[str | None], salt: bytes) -> bytes:
    """Of one row: each part with its length in bytes, "5:hello,", "-," where there is nothing."""
    said = (b"-," if part is None else b"%d:%s," % (len(part.encode()), part.encode()) for part in parts)
    return digest(salt, *said)


def leaf_digest(ticket: int, nth: int, link: bytes) -> bytes:
    return digest(b"\0", f"{ticket}:{nth}:".encode(), link)


def level_above(nodes: Sequence[bytes]) -> list[bytes]:
    """Two by two; the last one of an odd number goes up as it is."""
    pairs = [digest(b"\1", nodes[at], nodes[at + 1]) for at in range(0, len(nodes) - 1, 2)]
    return pairs + ([nodes[-1]] if len(nodes) % 2 else [])


def root_of(leaves: Sequence[bytes]) -> bytes:
    nodes = list(leaves)
    while len(nodes) > 1:
        nodes = level_above(nodes)
    return nodes[0] if nodes else digest(b"")


def path_of(leaves: Sequence[bytes], place: int) -> list[tuple[str, str]]:
    """From the leaf to the root: on which side the neighbour stands, and its digest."""
    nodes, found = list(leaves), []
    while len(nodes) > 1:
        beside = place ^ 1
        if beside < len(nodes):
            found.append(("left" if beside < place else "right", nodes[beside].hex()))
        nodes, place = level_above(nodes), place // 2
    return found


def led_up(leaf: bytes, path: Iterable[Sequence[str]]) -> bytes:
    """The root to which a path leads."""
    for side, beside in path:
        other = bytes.fromhex(beside)
        leaf = digest(b"\1", other, leaf) if side == "left" else digest(b"\1", leaf, other)
    return leaf


def head_digest(former: bytes, day: str, count: int, root: bytes) -> bytes:
    return digest(former, f"{day}:{count}:".encode(), root)
