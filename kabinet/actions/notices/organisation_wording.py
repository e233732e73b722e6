"""What is said about a fact of an organisation: a sentence in its history, a notice for those who are told (words/*.toml).

[contact_added]
history = { ru = "Добавлен сотрудник: {name}", en = "{name} was added" }
notice = { ru = "…", en = "…" }      # only where somebody is told
"""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kabinet.records.models import Notice, OrganisationEntry
from kabinet.regulation.text import Text

FOLDER = Path(__file__).with_name("wording") / "organisations"


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one kind of fact; `icon` is a name of the icon sheet."""

    history: Text
    notice: Text
    icon: str = "building-2"


def of(kind: str) -> Words:
    """The sentences of a kind; KeyError for one that nobody declared."""
    return _declared()[kind]


def is_affair(kind: str) -> bool:
    """Whether a notice's kind is a fact of an organisation."""
    return kind in _declared()


def of_entry(entry: OrganisationEntry) -> Text:
    """The sentence of a row of the organisation's history."""
    return _filled(of(entry.kind).history, {**entry.data, "actor": entry.actor_name})


def of_notice(told: Notice) -> Text:
    """The sentence of a notice."""
    return _filled(of(told.kind).notice, told.data)


@cache
def _declared() -> dict[str, Words]:
    found: dict[str, Words] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        for kind, table in tomllib.loads(file.read_text("utf-8")).items():
            if kind in found:
                raise ValueError(f"{kind} is declared twice, again in {file.name}")
            history = Text(**table["history"])
            told = Text(**table["notice"]) if "notice" in table else history
            found[kind] = Words(history, told, table.get("icon", "building-2"))
    return found


def _filled(said: Text, data: Mapping[str, Any]) -> Text:
    return Text(_said(said.ru, data, "ru"), _said(said.en, data, "en"))


def _said(template: str, data: Mapping[str, Any], language: str) -> str:
    """Values that are {"ru": …, "en": …} speak the reader's language; a mark without a value leaves nothing."""
    words = {
        mark: value[language] if isinstance(value, Mapping) and language in value else value
        for mark, value in data.items()
        if value is not None
    }
    return template.format_map(defaultdict(str, words))
