"""What the address asks of the queue: a view, a part of the strip, filters, a place. What nobody offers is passed over."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kabinet.pages.lists.filters.choices import day_after, is_day, is_number, is_words, midnight
from kabinet.pages.lists.filters.grouping import OF_VENDOR
from kabinet.records.lists import Days, Filters
from kabinet.regulation.access import Actor

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
PARTS = ("today", "next", "later", "stopped")  # of the strip; its first, the overdue, is a view
STATES = ("open", "closed", "all")
NUMBERS = ("client", "partner", "system", "author", "assignee", "level")
WORDS, DAYS = ("turn", "status", "service", "tag"), ("since", "until")
CHOICES = (*NUMBERS, *WORDS, *DAYS)
OFFERED = {
    "show": tuple(VIEWS),
    "due": PARTS,
    "state": STATES,
    "turn": ("client", "partner", "vendor"),
    "group": OF_VENDOR,
}
END = datetime(9999, 12, 31, tzinfo=UTC)  # later than any deadline, earlier than none at all


@dataclass(frozen=True, slots=True)
class Asked:
    """`leg` is whose tickets; `query` keeps everything that was understood, for links that change one thing."""

    leg: str
    query: QueryDict

    @property
    def show(self) -> str:
        """The view, or empty for the whole queue."""
        return self.query.get("show", "")

    @property
    def part(self) -> str:
        """The part of the strip, or empty."""
        return self.query.get("due", "")

    @property
    def state(self) -> str:
        return self.query.get("state", "open")

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
        """By what the lines are put together; empty for deadlines."""
        return self.query.get("group", "")

    @property
    def counted(self) -> bool:
        """Whether the strip's figures are those of the list: the whole queue, or its beginning, the overdue."""
        return set(self.query) <= {"show", "after"} and self.show in ("", "overdue")

    def chosen(self, name: str) -> str:
        """The value of a filter, empty when it is not set."""
        return self.query.get(name, "")

    def number(self, name: str) -> int | None:
        """The same as a number."""
        value = self.chosen(name)
        return int(value) if value else None

    def day(self, name: str) -> date | None:
        """The same as a day."""
        value = self.chosen(name)
        return date.fromisoformat(value) if value else None

    def address(self, **changes: str | int | None) -> str:
        """The query with these changes and from the beginning; None takes a filter away."""
        query = self.query.copy()
        query.pop("after", None)
        for name, value in changes.items():
            query.pop(name, None)
            if value not in (None, ""):
                query[name] = str(value)
        return f"?{query.urlencode()}" if query else "?"


def asked(given: QueryDict, leg: str) -> Asked:
    """The address, without what the queue does not know."""
    known = QueryDict(mutable=True)
    for name in ("show", "due", "state", "group", *CHOICES, "after"):
        if (value := given.get(name, "")) and _fits(name, value):
            known[name] = value
    if known.get("state") == "open":
        del known["state"]
    return Asked(leg, known)


def _fits(name: str, value: str) -> bool:
    if name in NUMBERS:
        return is_number(value)
    if name in DAYS:
        return is_day(value)
    return value in OFFERED[name] if name in OFFERED else is_words(name, value)


def filters(asked: Asked, actor: Actor, at: datetime, days: Days, zone: ZoneInfo) -> Filters:
    """What the list is asked for; days are those of the reader's `zone`. The overdue come first in the queue, so their
    view reads its beginning (groups.py)."""
    first, last = _bounds(asked.part, at, days)
    return Filters(
        show=asked.state,  # type: ignore[arg-type]  # one of STATES
        mine=asked.show == "mine",
        unassigned=asked.show == "unassigned",
        watched=asked.show == "watching",
        stopped=asked.part == "stopped" or asked.show == "objections",
        client=asked.number("client"),
        partner=asked.number("partner"),
        system=asked.number("system"),
        author=asked.number("author"),
        assignee=asked.number("assignee"),
        level=1 if asked.show == "critical" else asked.number("level"),
        status="objected" if asked.show == "objections" else asked.chosen("status") or None,
        service=asked.chosen("service") or None,
        tag=asked.chosen("tag") or None,
        group=asked.group or None,  # type: ignore[arg-type]  # one of OFFERED
        since=midnight(asked.day("since"), zone),
        until=midnight(day_after(asked.day("until")), zone),
        turn=str(actor.kind) if asked.show == "ours" else asked.chosen("turn") or None,
        due_from=first,
        due_before=last,
    )


def _bounds(part: str, at: datetime, days: Days) -> tuple[datetime | None, datetime | None]:
    return {
        "today": (at, days.today_ends),
        "next": (days.today_ends, days.next_ends),
        "later": (days.next_ends, END),
    }.get(part, (None, None))
