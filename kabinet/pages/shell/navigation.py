"""The way around: what stands in the side of every page, and in the bar at the foot of a phone's.

A link to a page that shows part of a list carries that part in its query (`?show=mine`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kabinet.records.lists.counts import LIMIT
from kabinet.regulation.access import ACTS, Act, Actor, OrgKind, Role, reach

Label = str | Promise
Key = tuple[str, tuple[tuple[str, int], ...], str, frozenset[Role]]
KEPT = 1024  # ways around that are kept ready


@dataclass(frozen=True, slots=True)
class Link:
    """One line: `key` is what a page says it is (`here`), `count` the key of its number, `tone` "" | "hot" | "you".

    `mine` lines are there for whom their number is counted, those with an `act` for whose role may do it.
    """

    key: str
    label: Label
    icon: str
    page: str
    query: str = ""
    count: str = ""
    tone: str = ""
    mine: bool = False
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A link as it is shown: `count` None where no number stands, "99+" where nobody counted further."""

    key: str
    label: Label
    icon: str
    url: str
    current: bool
    count: str | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links under one heading; the first group has none."""

    title: Label
    items: tuple[Item, ...]


NOTICES = Link("notices", _("Уведомления"), "bell", "notices", count="notices", tone="you")
DESK = Link("desk", _("Порядок работы"), "sliders-horizontal", "canned")
HELP = Link("help", _("Справка"), "circle-help", "help")
RULES = Link("rules", _("Регламент"), "scale", "rules")
CLIENTS = Link("clients", _("Клиенты"), "building-2", "clients")
NEW = Link("new", _("Новое"), "circle-plus", "new_ticket")
QUEUE = Link("queue", _("Очередь"), "inbox", "queue", count="open")
MINE = Link("mine", _("Мои"), "circle-user", "queue", "show=mine", count="mine")
MINE_TAB = Link("mine", _("Мои"), "circle-user", "queue", "show=mine")
KNOWN = Link("problems", _("Известные проблемы"), "book-open", "problems")
COMPLIANCE = Link("compliance", _("Соблюдение SLA"), "list-checks", "compliance", act=Act.SEE_COMPLIANCE)
REPORTS = Link("reports", _("Отказы в приёме"), "shield-alert", "reports")
VIOLATIONS = Link("violations", _("Нарушения"), "file-x", "violations", act=Act.SEE_COMPLIANCE)
OVERSEEN = Link("reports", _("Отказы в приёме"), "shield-alert", "reports", act=Act.SEE_COMPLIANCE)
BELL = Link("notices", _("Уведомления"), "bell", "notices")

CLIENT = (
    (
        "",
        (
            Link("tickets", _("Обращения"), "inbox", "tickets", count="open"),
            Link(
                "ours", _("Нужен наш ответ"), "message-circle-question", "tickets", "show=ours", "ours", "hot"
            ),
            Link("joint", _("Совместная работа"), "users", "joint_list", count="joint", mine=True),
            NOTICES,
            KNOWN,
        ),
    ),
    (
        _("Организация"),
        (
            Link("systems", _("Системы"), "server", "systems"),
            Link("people", _("Сотрудники"), "users", "people"),
            Link("papers", _("Лицензии и договоры"), "badge-check", "papers"),
            Link("handovers", _("Передача обращений"), "arrow-up-right", "handovers"),
            RULES,
            REPORTS,
            HELP,
        ),
    ),
)
PARTNER = (
    (
        "",
        (
            QUEUE,
            MINE,
            Link("vendor", _("Обращения в 1С"), "arrow-up-right", "vendor_tickets", count="vendor"),
            NOTICES,
            KNOWN,
        ),
    ),
    (
        _("Виды"),
        (
            Link("overdue", _("Просроченные"), "octagon-alert", "queue", "show=overdue", "overdue", "hot"),
            Link("critical", _("Критические"), "siren", "queue", "show=critical", "critical"),
            Link("ours", _("Ход за нами"), "hand", "queue", "show=ours", "ours", "you"),
            Link("unassigned", _("Без исполнителя"), "user-x", "queue", "show=unassigned", "unassigned"),
            Link(
                "objections",
                _("Возражения"),
                "message-circle-warning",
                "queue",
                "show=objections",
                "objections",
                "hot",
            ),
            Link("watching", _("Наблюдаю"), "eye", "queue", "show=watching"),
        ),
    ),
    (
        _("Организация"),
        (
            CLIENTS,
            Link("people", _("Сотрудники"), "users", "people"),
            Link("papers", _("Статус и группа"), "badge-check", "papers"),
            Link("handovers", _("Передача обращений"), "arrow-up-right", "handovers"),
            COMPLIANCE,
            DESK,
            RULES,
            HELP,
        ),
    ),
)
VENDOR = (
    ("", (QUEUE, MINE, NOTICES, KNOWN)),
    PARTNER[1],
    (
        _("Надзор"),
        (
            COMPLIANCE,
            VIOLATIONS,
            OVERSEEN,
            Link("partners", _("Партнёры"), "building-2", "partners"),
            Link("clients", _("Клиенты"), "factory", "clients"),
            Link(
                "confirmations",
                _("Подтверждения"),
                "user-check",
                "confirmations",
                "",
                "awaiting",
                "you",
                mine=True,
            ),
            Link("people", _("Сотрудники"), "users", "people"),
            DESK,
            Link("rules", _("Регламенты"), "scale", "rules"),
            Link("calendars", _("Календарь"), "calendar", "calendars", act=Act.PUBLISH_CALENDAR),
            HELP,
        ),
    ),
)
# Who keeps the installation and reads no ticket has no queue.
OFFICE = (VENDOR[2], ("", (NOTICES, KNOWN)))
# Beside a tab stands what cannot wait, and nothing else.
CLIENT_TABS = (Link("tickets", _("Обращения"), "inbox", "tickets", "", "ours", "hot"), NEW, BELL)
OFFICE_TABS = (
    Link("partners", _("Партнёры"), "building-2", "partners"),
    Link("confirmations", _("Подтверждения"), "user-check", "confirmations", "", "awaiting", "you"),
    BELL,
)
STAFF_TABS = (Link("queue", _("Очередь"), "inbox", "queue", "", "overdue", "hot"), MINE_TAB, BELL)
SIDES = {
    OrgKind.CLIENT: CLIENT,
    OrgKind.PARTNER: PARTNER,
    OrgKind.VENDOR: VENDOR,
    "office": OFFICE,
}
TABS = {
    OrgKind.CLIENT: CLIENT_TABS,
    OrgKind.PARTNER: STAFF_TABS,
    OrgKind.VENDOR: STAFF_TABS,
    "office": OFFICE_TABS,
}


def first(actor: Actor) -> str:
    """Where `actor` starts: the first line of the side."""
    return next(item.url for group in link_groups(actor, {}, "") for item in group.items)


def link_groups(actor: Actor, counts: Mapping[str, int], here: str) -> tuple[LinkGroup, ...]:
    """The side of `actor`'s pages; `here` is the key of the page that is open."""
    return _groups(*key(actor, counts, here)) if actor.kind else ()


def key(actor: Actor, counts: Mapping[str, int], here: str) -> Key:
    """What the way around depends on."""
    invited = len(actor.participates | actor.asleep)
    known = {**counts, "joint": invited} if invited else counts
    return _side(actor), tuple(sorted(known.items())), here, actor.roles


def _side(actor: Actor) -> str:
    reads = actor.kind is not OrgKind.VENDOR or reach(actor).vendor_legs
    return str(actor.kind or "") if reads else "office"


@lru_cache(maxsize=KEPT)
def _groups(
    side: str, figures: tuple[tuple[str, int], ...], here: str, roles: frozenset[Role]
) -> tuple[LinkGroup, ...]:
    counts = dict(figures)
    may = _of_role(side, roles)
    shown = (
        LinkGroup(title, tuple(_items(filter(may, links), counts, here))) for title, links in SIDES[side]
    )
    return tuple(group for group in shown if group.items)


def tabs(actor: Actor, counts: Mapping[str, int], here: str) -> tuple[Item, ...]:
    """Three of a phone's four tabs; the fourth opens the side."""
    return _tabs(*key(actor, counts, here)) if actor.kind else ()


@lru_cache(maxsize=KEPT)
def _tabs(
    side: str, figures: tuple[tuple[str, int], ...], here: str, roles: frozenset[Role]
) -> tuple[Item, ...]:
    return tuple(_items(TABS[side], dict(figures), here))


def _of_role(side: str, roles: frozenset[Role]) -> Callable[[Link], bool]:
    """Whether a line is there for people of this side with these roles."""
    kind = OrgKind.VENDOR if side == "office" else OrgKind(side)

    def may(link: Link) -> bool:
        rows = ACTS[link.act].granted if link.act else ()
        return link.act is None or any(row.covers(kind, roles) for row in rows)

    return may


def search() -> str:
    """Where the search box asks; empty while there is no such page."""
    return _reversed("search") or ""


def _items(links: Iterable[Link], counts: Mapping[str, int], here: str) -> Iterator[Item]:
    for link in links:
        if (url := _address(link)) and (not link.mine or link.count in counts):
            count = figure(counts.get(link.count), link.tone)
            yield Item(link.key, link.label, link.icon, url, link.key == here, count, link.tone)


def figure(count: int | None, tone: str = "") -> str | None:
    """A number of the side; one that calls for something (a tone) is silent about nothing."""
    if count is None or (tone and not count):
        return None
    return str(count) if count < LIMIT else f"{LIMIT - 1}+"


def _address(link: Link) -> str | None:
    url = _reversed(link.page)
    return f"{url}?{link.query}" if url and link.query else url


def _reversed(page: str) -> str | None:
    try:
        return reverse(page)
    except NoReverseMatch:
        return None
