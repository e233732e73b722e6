"""What the address asks of the client's list: a view, filters, a place. What nobody offers is passed over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kabinet.pages.lists.filters.offered import is_day, is_number, is_words
from kabinet.queries.lists.client_list import ClientWanted
from kabinet.queries.lists.grouping import OF_CLIENT

# key (the side marks a view by the same): title, and what is said below it
VIEWS: dict[str, tuple[Promise, Promise]] = {
    "": (_("Обращения организации"), _("Открытые, все авторы")),
    "ours": (_("Нужен наш ответ"), _("Партнёр ждёт ответа или проверки решения")),
    "watching": (_("Наблюдаю"), _("Открытые, за которыми вы следите")),
    "mine": (_("Мои обращения"), _("Открытые, которые отправили вы или где вы контактное лицо")),
    "closed": (_("Закрытые обращения"), _("Завершённые за всё время, последние сверху")),
    "all": (_("Все обращения"), _("Открытые и завершённые, новые сверху")),
}
NUMBERS, WORDS, DAYS = ("system", "level", "author", "assignee"), ("status", "service"), ("since", "until")
CHOICES = (*NUMBERS, *WORDS, *DAYS)


@dataclass(frozen=True, slots=True)
class Asked:
    """`wanted` of the list; `query` keeps everything that was understood, for links that change one thing."""

    wanted: ClientWanted
    query: QueryDict

    @property
    def show(self) -> str:
        """The view, empty for the open tickets of everybody."""
        return self.wanted.view

    @property
    def after(self) -> str | None:
        """Where the page begins."""
        return self.wanted.after

    def chosen(self, name: str) -> str:
        """The value of a filter, empty when it is not set."""
        return self.query.get(name, "")

    def day(self, name: str) -> date | None:
        value = self.chosen(name)
        return date.fromisoformat(value) if value else None

    def address(self, **changes: str | None) -> str:
        """The query with these changes and from the beginning; None takes a filter away."""
        query = {**self.query.dict(), "after": None, **changes}
        kept = {name: value for name, value in query.items() if value not in (None, "")}
        return f"?{urlencode(kept)}" if kept else "?"


def asked(given: Mapping[str, str]) -> Asked:
    """The address, without what the list does not know."""
    known: dict[str, str] = {}
    for name in ("show", "group", *CHOICES, "after"):
        if (value := given.get(name, "")) and _fits(name, value):
            known[name] = value
    query = QueryDict(mutable=True)
    query.update(known)
    return Asked(_wanted(known), query)


def _wanted(known: dict[str, str]) -> ClientWanted:
    """What was understood, as the list is asked for it."""
    chosen: dict[str, Any] = {name: known[name] for name in ("group", *WORDS, "after") if name in known}
    chosen |= {name: int(known[name]) for name in NUMBERS if name in known}
    chosen |= {name: date.fromisoformat(known[name]) for name in DAYS if name in known}
    return ClientWanted(view=known.get("show", ""), **chosen)


def _fits(name: str, value: str) -> bool:
    if name in NUMBERS:
        return is_number(value)
    if name in DAYS:
        return is_day(value)
    if name in ("show", "group"):
        return value in (VIEWS if name == "show" else OF_CLIENT)
    return is_words(name, value)
