"""What is said about a fact: one sentence in the history, one notice for each side that is told (wording.toml)."""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kabinet.records.models import JournalEntry, Notice
from kabinet.regulation.facts import Kind, Side
from kabinet.regulation.text import Text

Data = Mapping[str, Any]
Instant = Callable[[datetime], str]

FILE = Path(__file__).with_name("wording") / "tickets.toml"
SAID = ("history", "applicant", "support")
INSTANTS = ("due", "closes", "since")
PROGRAM = Text("Кабинет", "Kabinet")

# Which sentence of a kind is meant, by the fact's own data; None or an undeclared one is the kind's plain sentence.
VARIANTS: Mapping[Kind, Callable[[Data], str | None]] = {
    Kind.REGISTERED: lambda data: _registered(data),
    Kind.NOTED: lambda data: "you" if data.get("you") else None,
    Kind.WATCHER_ADDED: lambda data: "you" if data.get("you") else None,
    Kind.ANSWERED: lambda data: data.get("answer"),
    Kind.REPLIED: lambda data: "joint" if data.get("joint") else None,
    Kind.WIDENED: lambda data: data.get("audience"),
    Kind.INVITED: lambda data: "you" if data.get("you") else None,
    Kind.CONTACT_CHANGED: lambda data: _contact_changed(data),
    Kind.RELAYED: lambda data: data.get("answer"),
    Kind.ASSIGNED: lambda data: _assigned(data),
    Kind.CALLED: lambda data: None if data.get("reached") else "unreached",
    Kind.CLAIMED: lambda data: None if data.get("reached") else "unreached",
    Kind.CLAIM_CONFIRMED: lambda data: data.get("how"),
    Kind.CLAIM_DENIED: lambda data: data.get("how"),
    Kind.CLOSED: lambda data: "silent" if data.get("since") else None,
    Kind.CLOSED_BY_WORD: lambda data: "call" if data.get("call") else None,
    Kind.LEVEL_CHANGED: lambda data: data.get("owed") or data.get("how"),
    Kind.REOPENED: lambda data: data.get("owed"),
    Kind.OBJECTION_UPHELD: lambda data: data.get("owed"),
    Kind.SUPPLIED: lambda data: "last" if data.get("final") else None,
    Kind.BREACHED: lambda data: "barred" if data.get("barred") else data.get("clock"),
    Kind.VENDOR_CHANGED: lambda data: data.get("turn"),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of one kind of fact. A side without one gets no notice."""

    history: Text
    applicant: Text | None = None
    support: Text | None = None

    def notice(self, side: Side) -> Text | None:
        """The notice for readers of `side`."""
        return self.applicant if side is Side.APPLICANT else self.support


def moscow(at: datetime) -> str:
    """How an instant is written when the reader's zone is not known."""
    return f"{at.astimezone(ZoneInfo('Europe/Moscow')):%d.%m.%Y %H:%M} UTC+3"


def history(kind: Kind, data: Data, *, actor: str = "", number: str = "", instant: Instant = moscow) -> Text:
    """The sentence of the ticket's history; `actor` is empty when the program did it."""
    return _filled(wording(kind, data).history, {**data, "actor": actor, "number": number}, instant)


def notice(kind: Kind, side: Side, data: Data, *, number: str, instant: Instant = moscow) -> Text | None:
    """The notice for readers of `side`, None when they are not told. `data` are those of the notice's row."""
    said = wording(kind, data).notice(side)
    return _filled(said, {**data, "number": number}, instant) if said else None


def of_entry(entry: JournalEntry, *, instant: Instant = moscow) -> Text:
    """The sentence of a row of the history."""
    return history(Kind(entry.kind), entry.data, actor=entry.actor_name, instant=instant)


def of_notice(told: Notice, *, instant: Instant = moscow) -> Text:
    """The sentence of a notice, as the side reads it for whom it was written."""
    said = notice(Kind(told.kind), Side(told.data["reader"]), told.data, number=told.number, instant=instant)
    return said or history(Kind(told.kind), told.data, actor=told.data.get("actor", ""), instant=instant)


def wording(kind: Kind, data: Data) -> Wording:
    """The sentences of a fact with these data; KeyError for a kind nobody declared."""
    variant = VARIANTS[kind](data) if kind in VARIANTS else None
    return WORDINGS.get((kind, variant)) or WORDINGS[kind, None]


def _assigned(data: Data) -> str | None:
    """By a rule of the desk, or to nobody any more."""
    if data.get("rule"):
        return "rule"
    return None if data.get("assignee_id", True) else "released"


def _contact_changed(data: Data) -> str | None:
    """To the new contact and to the former one in words of their own; of the same person only the telephone changed."""
    if data.get("relieved"):
        return "relieved"
    if data.get("same"):
        return "same"
    return "you" if data.get("you") else None


def _registered(data: Data) -> str | None:
    """Whether the level is another than the symptoms led to: critical without its terms (U4e), or chosen lower (U3.5b)."""
    if data.get("continues"):
        return "continues"
    if data.get("unconfirmed") and data.get("channel") != "telephone":
        return "standard"
    if data.get("named"):
        return "named"
    if data.get("channel") == "telephone":
        return "telephone"
    return "lower" if "judged" in data and data["judged"] < data["level"] else None


def _filled(said: Text, data: Data, instant: Instant) -> Text:
    return Text(_said(said.ru, data, "ru", instant), _said(said.en, data, "en", instant))


def _said(template: str, data: Data, language: str, instant: Instant) -> str:
    words = {mark: _word(mark, value, language, instant) for mark, value in data.items() if value is not None}
    words["actor"] = words.get("actor") or PROGRAM.say(language)
    # A reason that nobody gave leaves no dot behind.
    return template.format_map(defaultdict(str, words)).removesuffix(". ")


def _word(mark: str, value: Any, language: str, instant: Instant) -> str:
    if mark in INSTANTS:
        return instant(datetime.fromisoformat(value))
    return str(value[language]) if isinstance(value, Mapping) else str(value)


def _declared() -> dict[tuple[Kind, str | None], Wording]:
    tables = tomllib.loads(FILE.read_text("utf-8"))
    found: dict[tuple[Kind, str | None], Wording] = {}
    for kind, table in tables.items():
        found[Kind(kind), None] = _wording(table)
        for variant in table.keys() - set(SAID):
            found[Kind(kind), variant] = _wording(table[variant])
    return found


def _wording(table: Mapping[str, Any]) -> Wording:
    return Wording(**{name: Text(**table[name]) for name in SAID if name in table})


WORDINGS = _declared()
