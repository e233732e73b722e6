"""What the address asks of the client's list: a view, filters, a place. What nobody offers is passed over."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kabinet.pages.lists.filters.choices import day_after, is_day, is_number, is_words, midnight
from kabinet.pages.lists.filters.grouping import OF_CLIENT
from kabinet.records.lists import Filters
from kabinet.regulation.access import OrgKind

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
STATES = {"closed": "closed", "all": "all"}


@dataclass(frozen=True, slots=True)
class Asked:
    """`query` keeps everything that was understood, for links that change one thing."""

    query: QueryDict

    @property
    def show(self) -> str:
        """The view, empty for the open tickets of everybody."""
        return self.query.get("show", "")

    @property
    def after(self) -> str | None:
        """Where the page begins."""
        return self.query.get("after")

    @property
    def narrowed(self) -> bool:
        """Whether something was chosen beyond a view."""
        return bool(set(self.query) - {"show", "after", "group"})

    @property
    def group(self) -> str:
        """By what the lines are put together; empty for whose turn it is."""
        return self.query.get("group", "")

    def chosen(self, name: str) -> str:
        """The value of a filter, empty when it is not set."""
        return self.query.get(name, "")

    def number(self, name: str) -> int | None:
        value = self.chosen(name)
        return int(value) if value else None

    def day(self, name: str) -> date | None:
        value = self.chosen(name)
        return date.fromisoformat(value) if value else None

    def address(self, **changes: str | None) -> str:
        """The query with these changes and from the beginning; None takes a filter away."""
        query = self.query.copy()
        query.pop("after", None)
        for name, value in changes.items():
            query.pop(name, None)
            if value:
                query[name] = value
        return f"?{query.urlencode()}" if query else "?"


def asked(given: QueryDict) -> Asked:
    """The address, without what the list does not know."""
    known = QueryDict(mutable=True)
    for name in ("show", "group", *CHOICES, "after"):
        if (value := given.get(name, "")) and _fits(name, value):
            known[name] = value
    return Asked(known)


def filters(asked: Asked, zone: ZoneInfo) -> Filters:
    """What the list is asked for; days are those of the reader's `zone`, both included."""
    return Filters(
        show=STATES.get(asked.show, "open"),  # type: ignore[arg-type]  # one of open, closed, all
        mine=asked.show == "mine",
        watched=asked.show == "watching",
        turn=OrgKind.CLIENT.value if asked.show == "ours" else None,
        system=asked.number("system"),
        level=asked.number("level"),
        author=asked.number("author"),
        assignee=asked.number("assignee"),
        group=asked.group or None,  # type: ignore[arg-type]  # one of OF_CLIENT
        status=asked.chosen("status") or None,
        service=asked.chosen("service") or None,
        since=midnight(asked.day("since"), zone),
        until=midnight(day_after(asked.day("until")), zone),
    )


def _fits(name: str, value: str) -> bool:
    if name in NUMBERS:
        return is_number(value)
    if name in DAYS:
        return is_day(value)
    if name in ("show", "group"):
        return value in (VIEWS if name == "show" else OF_CLIENT)
    return is_words(name, value)
