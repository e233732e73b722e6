"""What the address asks of the queue: a view, a part of the strip, filters, a place. What nobody offers is passed over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kabinet.pages.lists.filters.offered import is_day, is_number, is_words
from kabinet.queries.lists.grouping import OF_VENDOR
from kabinet.queries.lists.queue import PARTS, STATES, QueueWanted
from kabinet.regulation.pack import Turn

# key of the view (the sides mark it by the same): title, and what is said below it
VIEWS: dict[str, tuple[Promise, Promise]] = {
    "mine": (_("Мои"), _("Где исполнитель вы")),
    "overdue": (_("Просроченные"), _("Срок прошёл, нарушение записано")),
    "critical": (_("Критические"), _("Уровень 1: днём и ночью, без выходных")),
    "ours": (_("Ход за нами"), _("Ждут нашего ответа или обновления")),
    "unassigned": (_("Без исполнителя"), _("Их ещё никто не взял")),
    "objections": (_("Возражения"), _("На отказ возразили: нужен ответ, часы при этом не идут")),
    "watching": (_("Наблюдаю"), _("За чем вы следите, не ведя")),
}
NUMBERS = ("client", "partner", "system", "author", "assignee", "level")
WORDS, DAYS = ("turn", "status", "service", "tag"), ("since", "until")
CHOICES = (*NUMBERS, *WORDS, *DAYS)
OFFERED = {
    "show": tuple(VIEWS),
    "due": PARTS,
    "state": STATES,
    "turn": (Turn.CLIENT, Turn.PARTNER, Turn.VENDOR),
    "group": OF_VENDOR,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """`wanted` of the queue; `query` keeps everything that was understood, for links that change one thing."""

    wanted: QueueWanted
    query: QueryDict

    @property
    def leg(self) -> str:
        """Whose tickets."""
        return self.wanted.leg

    @property
    def show(self) -> str:
        """The view, or empty for the whole queue."""
        return self.wanted.view

    @property
    def part(self) -> str:
        """The part of the strip, or empty."""
        return self.wanted.part

    @property
    def after(self) -> str | None:
        """Where the page begins."""
        return self.wanted.after

    def chosen(self, name: str) -> str:
        """The value of a filter, empty when it is not set."""
        return self.query.get(name, "")

    def day(self, name: str) -> date | None:
        """The same as a day."""
        value = self.chosen(name)
        return date.fromisoformat(value) if value else None

    def address(self, **changes: str | int | None) -> str:
        """The query with these changes and from the beginning; None takes a filter away."""
        query = {**self.query.dict(), "after": None, **changes}
        kept = {name: value for name, value in query.items() if value not in (None, "")}
        return f"?{urlencode(kept)}" if kept else "?"


def asked(given: Mapping[str, str], leg: str) -> Asked:
    """The address, without what the queue does not know."""
    known: dict[str, str] = {}
    for name in ("show", "due", "state", "group", *CHOICES, "after"):
        if (value := given.get(name, "")) and _fits(name, value):
            known[name] = value
    if known.get("state") == "open":
        del known["state"]
    query = QueryDict(mutable=True)
    query.update(known)
    return Asked(_wanted(known, leg), query)


def _wanted(known: dict[str, str], leg: str) -> QueueWanted:
    """What was understood, as the queue is asked for it."""
    chosen: dict[str, Any] = {
        name: known[name] for name in ("state", "group", *WORDS, "after") if name in known
    }
    chosen |= {name: int(known[name]) for name in NUMBERS if name in known}
    chosen |= {name: date.fromisoformat(known[name]) for name in DAYS if name in known}
    return QueueWanted(leg=leg, view=known.get("show", ""), part=known.get("due", ""), **chosen)


def _fits(name: str, value: str) -> bool:
    if name in NUMBERS:
        return is_number(value)
    if name in DAYS:
        return is_day(value)
    return value in OFFERED[name] if name in OFFERED else is_words(name, value)
