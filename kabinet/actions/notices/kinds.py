"""Kinds of facts and notices, each declared once, as data (wording/tickets/*.toml, wording/organisations/*.toml).

[licence_ends]
about = ["own_papers", "papers"]       # what such a notice can be about (Subject); a ticket's fact is about its ticket
audience = ["client", "partner"]       # whose people are told (kinds of organisations); without one nobody is
urgency = "soon"                       # how soon a reader should know: "now", "soon", "later"
icon = "clock-alert"                   # a name of the icon sheet
readers = "parties"                    # who of the organisation's journal's readers reads such a row (EntryReaders)
title = { ru = "…", en = "…" }         # what such facts are called where people choose among kinds; else the history's
history = { ru = "…", en = "…" }       # the sentence of the history
notice = { ru = "…", en = "…" }        # the sentence of the notice; without one the history's

Of a ticket's fact both sides of its leg can be told, each in a sentence of its own: `applicant` and `support` instead of
`notice`; they are its audience. `[kind.variant]` replaces sentences and urgency where the fact's own data have that variant
(wording.py), `now_at_level = 1` makes it urgent on that level, `bad = true` says that it is bad news.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from kabinet.actions.notices.subjects import Subject
from kabinet.regulation.access import EntryReaders, OrgKind
from kabinet.regulation.facts import Side
from kabinet.regulation.text import Text

FOLDER = Path(__file__).with_name("wording")
# Whoever is told of an organisation's fact reads the same sentence.
EVERYBODY: Final = "notice"
SIDES = (Side.APPLICANT, Side.SUPPORT)
READERS: Mapping[str, tuple[str, ...]] = {"tickets": SIDES, "organisations": (EVERYBODY,)}
SETTINGS = frozenset({"about", "audience", "urgency", "now_at_level", "icon", "bad", "readers"})


class Journal(StrEnum):
    """Where a fact is written: the journal of its ticket or of its organisation. Each has kinds of its own."""

    TICKET = "tickets"
    ORGANISATION = "organisations"


class Urgency(StrEnum):
    """How soon a reader should know: a clock runs against somebody; work waits for them; it is good to know."""

    NOW = "now"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of one variant: in the history, and in the notice by its reader (Side, or EVERYBODY)."""

    history: Text
    notices: Mapping[str, Text]
    urgency: Urgency
    bad: bool


@dataclass(frozen=True, slots=True)
class Declared:
    """One kind, declared in the file `room`; `audience` are sides of a ticket's leg, or kinds of organisations: nobody else
    may be told of it. `title` is what such facts are called without one of them at hand."""

    journal: Journal
    kind: str
    room: str
    about: frozenset[Subject]
    audience: frozenset[str]
    now_at_level: int
    icon: str
    readers: EntryReaders
    title: Text
    words: Mapping[str | None, Words]


def of_ticket(kind: str) -> Declared:
    """A kind of a ticket's fact; KeyError for one that nobody declared."""
    return declared()[Journal.TICKET, kind]


def of_organisation(kind: str) -> Declared:
    """A kind of an organisation's fact; KeyError for one that nobody declared."""
    return declared()[Journal.ORGANISATION, kind]


@cache
def declared() -> Mapping[tuple[Journal, str], Declared]:
    """All of them. ValueError when one is declared twice, or tells people without saying of what and how urgently."""
    found: dict[tuple[Journal, str], Declared] = {}
    for journal in Journal:
        for file in sorted((FOLDER / journal).glob("*.toml")):
            for kind, table in tomllib.loads(file.read_text("utf-8")).items():
                if (journal, kind) in found:
                    raise ValueError(f"{kind} is declared twice, again in {file.name}")
                found[journal, kind] = _declared(journal, kind, file.stem, table)
    return found


def _declared(journal: Journal, kind: str, room: str, table: Mapping[str, Any]) -> Declared:
    readers = READERS[journal]
    variants = table.keys() - SETTINGS - {"title", "history", *readers}
    words: dict[str | None, Words] = {None: _words(table, readers)}
    words |= {each: _words({**_settings(table), **table[each]}, readers) for each in variants}
    of_ticket = journal is Journal.TICKET
    spoken = frozenset(reader for each in words.values() for reader in each.notices)
    audience = spoken if of_ticket else frozenset(OrgKind(each) for each in table.get("audience", ()))
    about = (Subject.TICKET,) if of_ticket else _subjects(table.get("about", ()))
    if audience and not (about and "urgency" in table):
        raise ValueError(f"{kind} tells somebody and does not say of what, or how urgently")
    if not audience and (spoken or "urgency" in table):
        raise ValueError(f"{kind} has words for a notice, or its urgency, and nobody who is told")
    return Declared(
        journal=journal,
        kind=kind,
        room=room,
        about=frozenset(about),
        audience=frozenset(str(each) for each in audience),
        now_at_level=table.get("now_at_level", 0),
        icon=table.get("icon", "message-square" if of_ticket else "building-2"),
        readers=EntryReaders(table.get("readers", "")),
        title=Text(**table.get("title", table["history"])),
        words=words,
    )


def _subjects(said: Iterable[str]) -> tuple[Subject, ...]:
    return tuple(Subject(each) for each in said)


def _settings(table: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: table[name] for name in ("urgency", "bad") if name in table}


def _words(table: Mapping[str, Any], readers: Iterable[str]) -> Words:
    return Words(
        history=Text(**table["history"]),
        notices={str(each): Text(**table[each]) for each in readers if each in table},
        urgency=Urgency(table.get("urgency", Urgency.LATER)),
        bad=table.get("bad", False),
    )
