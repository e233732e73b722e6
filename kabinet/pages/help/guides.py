"""The guides as data: which role reads what, step by step."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kabinet.regulation.access import Act, Actor, OrgKind, Role
from kabinet.regulation.text import Text

ROOM = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; `picture` is a file of static/kabinet/help, `page` the name of an address, `clause` its ground, empty
    of a rule of the cabinet's own. With an `act` it is for those alone whose role may do it."""

    title: Text
    text: Text
    clause: str
    picture: str = ""
    page: str = ""
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Guide:
    """What people of one party with one of `roles` do."""

    code: str
    kind: OrgKind
    roles: frozenset[Role]
    title: Text
    lead: Text
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Who looks where when it is made: `press` is followed from the address, `then` from there."""

    name: str
    login: str
    address: str
    press: str = ""
    then: str = ""


@cache
def guides() -> tuple[Guide, ...]:
    """All of them, in their order."""
    return tuple(map(_guide, tomllib.loads((ROOM / "guides.toml").read_text("utf-8"))["guide"]))


@cache
def pictures() -> tuple[Picture, ...]:
    """Every picture of the guides."""
    rows = tomllib.loads((ROOM / "pictures.toml").read_text("utf-8"))
    return tuple(Picture(name, **row) for name, row in rows.items())


@cache
def places() -> Mapping[str, Mapping[str, Text]]:
    """What each line of the menu is for, by party ("all" for every one) and by the key of the line."""
    rows = tomllib.loads((ROOM / "places.toml").read_text("utf-8"))
    return {party: {key: Text(**words) for key, words in lines.items()} for party, lines in rows.items()}


def place(kind: OrgKind, key: str) -> Text:
    """What the line is for, to people of this party; KeyError for a line that nobody described."""
    return places()[kind].get(key) or places()["all"][key]


def of(actor: Actor) -> list[Guide]:
    """The guides of the actor's party, those of their own roles first."""
    known = [guide for guide in guides() if guide.kind is actor.kind]
    return sorted(known, key=lambda guide: not guide.roles & actor.roles)


def _guide(row: Mapping[str, Any]) -> Guide:
    return Guide(
        code=row["code"],
        kind=OrgKind(row["kind"]),
        roles=frozenset(map(Role, row["roles"])),
        title=Text(**row["title"]),
        lead=Text(**row["lead"]),
        steps=tuple(_step(step) for step in row["step"]),
    )


def _step(row: Mapping[str, Any]) -> Step:
    act = Act(row["act"]) if "act" in row else None
    return Step(**{**row, "title": Text(**row["title"]), "text": Text(**row["text"]), "act": act})
