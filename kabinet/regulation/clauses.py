"""The demands of the regulation by their ids, in our own words: what a page says when it cites one."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kabinet.regulation.pack.reading import read, wrong
from kabinet.regulation.pack.words import OwnClause
from kabinet.regulation.text import Text

FILE = Path(__file__).parent / "clauses.toml"

_DOCUMENTS = {
    "L": Text("Письмо о запуске кабинетов", "Covering letter"),
    "U": Text("Приложение 1: клиент и партнёр", "Appendix 1: client and partner"),
    "P": Text("Приложение 2: партнёр и вендор", "Appendix 2: partner and vendor"),
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One demand: `place` is where it stands, `rule` what it demands; `binds_partner`: a partner can break it (L17b)."""

    id: str
    place: Text
    rule: Text
    part: Text | None = None
    binds_partner: bool = False

    @property
    def document(self) -> Text:
        """Which part of the regulation it belongs to."""
        return self.part or _DOCUMENTS[self.id[0]]


@cache
def clauses() -> Mapping[str, Clause]:
    """Every clause by its id, in the order of the regulation."""
    rows = tomllib.loads(FILE.read_text("utf-8"))["clause"]
    made = [read(Clause, row, f"{FILE.name}[{number}]") for number, row in enumerate(rows, 1)]
    return {each.id: each for each in made}


def clauses_of(own: Mapping[str, OwnClause]) -> Mapping[str, Clause]:
    """Those of a regulation: its `own` where it has any, else those that the program carries."""
    made = {
        code: Clause(code, each.place, each.rule, each.document, each.binds_partner)
        for code, each in own.items()
    }
    return made or clauses()


def clause(id: str) -> Clause:  # noqa: A002  the word of the data
    """The clause `id`; Unlawful for one that the regulation does not have."""
    if id not in clauses():
        raise wrong(id, "такого пункта в регламенте нет", "the regulation has no such clause")
    return clauses()[id]
