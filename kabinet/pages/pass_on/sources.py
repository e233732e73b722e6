"""What the partner consulted before asking the vendor (P2.3): rows of the form, lines of the ticket."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

KINDS = {
    "documentation": _("Документация"),
    "known": _("Известная проблема"),
    "similar": _("Похожее обращение"),
    "other": _("Другое"),
}
ICONS = {"documentation": "file-text", "known": "book-open", "similar": "ticket-check", "other": "search"}
LEAST_ROWS, MOST_ROWS, LONGEST, KEPT = 2, 40, 500, 5_000
DASH = " — "


class Source(NamedTuple):
    """One source: what it is, its name, what it showed."""

    kind: str
    title: str
    outcome: str

    @property
    def said(self) -> bool:
        return bool(self.title or self.outcome)

    @property
    def too_long(self) -> bool:
        return max(len(self.title), len(self.outcome)) > LONGEST

    @property
    def line(self) -> str:
        """As the vendor reads it: «Документация: руководство администратора — не описано»."""
        named = DASH.join(filter(None, (self.title, self.outcome)))
        return named if self.kind == "other" else f"{KINDS[self.kind]}: {named}"

    @property
    def icon(self) -> str:
        return ICONS[self.kind]


EMPTY = Source("documentation", "", "")


def typed_sources(kinds: Sequence[str], titles: Sequence[str], outcomes: Sequence[str]) -> tuple[Source, ...]:
    """The rows of the form that say something."""
    rows = list(zip(kinds, titles, outcomes, strict=False))[:MOST_ROWS]
    sources = (
        Source(kind if kind in KINDS else "other", _plain(title), _plain(outcome))
        for kind, title, outcome in rows
    )
    return tuple(source for source in sources if source.said)


def field_value(sources: Iterable[Source]) -> str:
    """The form's field: a line a source."""
    return "\n".join(source.line for source in sources)


def rows(sources: Sequence[Source], more: bool = False) -> list[Source]:
    """What the form shows: what was typed, and room for another."""
    empty = max(LEAST_ROWS - len(sources), 1) + more
    return [*sources, *[EMPTY] * empty]


def _plain(text: str) -> str:
    return " ".join(text[:KEPT].split())
