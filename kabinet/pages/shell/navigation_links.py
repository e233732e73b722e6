"""Every line of the way around, side by side: which page, its words, icon and number (navigation.py shows them)."""

from dataclasses import dataclass

from django.utils.functional import Promise

from kabinet.pages.ui.vendor_words import gettext_lazy as _
from kabinet.regulation.access import Act, OrgKind

Label = str | Promise


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


NOTICES = Link("notices", _("Уведомления"), "bell", "notices", count="notices", tone="you")
DESK = Link("desk", _("Порядок работы"), "sliders-horizontal", "canned")
HELP = Link("help", _("Справка"), "circle-help", "help")
HELD = Link("held_letters", _("Непринятые письма"), "mail", "held_letters", act=Act.SORT_LETTERS)
BRIDGES = Link("bridges", _("Связь с системами"), "refresh-cw", "bridges", act=Act.KEEP_BRIDGES)
WEBHOOKS = Link("webhooks", _("Вебхуки"), "send", "webhooks", act=Act.KEEP_WEBHOOKS)
RULES = Link("rules", _("Регламент"), "scale", "rules")
CLIENTS = Link("clients", _("Клиенты"), "building-2", "clients")
NEW = Link("new", _("Новое"), "circle-plus", "new_ticket", act=Act.REGISTER)
QUEUE = Link("queue", _("Очередь"), "inbox", "queue", count="open")
MINE = Link("mine", _("Мои"), "circle-user", "queue", "show=mine", count="mine", act=Act.TAKE)
MINE_TAB = Link("mine", _("Мои"), "circle-user", "queue", "show=mine", act=Act.TAKE)
KNOWN = Link("problems", _("Известные проблемы"), "book-open", "problems")
KNOWN_TAB = Link("problems", _("Проблемы"), "book-open", "problems")
COMPLIANCE = Link("compliance", _("Соблюдение SLA"), "list-checks", "compliance", act=Act.SEE_COMPLIANCE)
REPORTS = Link("reports", _("Отказы в приёме"), "shield-alert", "reports")
VIOLATIONS = Link("violations", _("Нарушения"), "file-x", "violations", act=Act.SEE_COMPLIANCE)
OVERSEEN = Link("reports", _("Отказы в приёме"), "shield-alert", "reports", act=Act.SEE_COMPLIANCE)
OUTAGES = Link("outages", _("Недоступность"), "wifi-off", "outages")
IMPORTED = Link("imported", _("Перенесённые"), "history", "imported", "", "imported", "you", mine=True)
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
            IMPORTED,
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
            OUTAGES,
            WEBHOOKS,
            BRIDGES,
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
            Link(
                "vendor",
                _("Обращения в %(vendor_name_acc)s"),
                "arrow-up-right",
                "vendor_tickets",
                count="vendor",
            ),
            IMPORTED,
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
            HELD,
            DESK,
            RULES,
            OUTAGES,
            WEBHOOKS,
            BRIDGES,
            HELP,
        ),
    ),
)
VENDOR = (
    ("", (QUEUE, MINE, IMPORTED, NOTICES, KNOWN)),
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
            HELD,
            DESK,
            Link("rules", _("Регламенты"), "scale", "rules"),
            Link("calendars", _("Календарь"), "calendar", "calendars", act=Act.PUBLISH_CALENDAR),
            OUTAGES,
            Link("letters", _("Отправка писем"), "mail", "letters", act=Act.KEEP_LETTERS),
            Link("sign_in_rules", _("Порядок входа"), "lock", "sign_in_rules", act=Act.KEEP_SIGN_IN),
            WEBHOOKS,
            HELP,
        ),
    ),
)
# Who keeps the installation and reads no ticket has no queue, and sorts no letters.
OFFICE = ((VENDOR[2][0], tuple(link for link in VENDOR[2][1] if link is not HELD)), ("", (NOTICES, KNOWN)))
# A tab is the first of its links that is there for the reader's role; beside it stands what cannot wait, and nothing else.
CLIENT_TABS = (
    (Link("tickets", _("Обращения"), "inbox", "tickets", "", "ours", "hot"),),
    (NEW, KNOWN_TAB),
    (BELL,),
)
OFFICE_TABS = (
    (Link("partners", _("Партнёры"), "building-2", "partners"),),
    (Link("confirmations", _("Подтверждения"), "user-check", "confirmations", "", "awaiting", "you"),),
    (BELL,),
)
QUEUE_TAB = Link("queue", _("Очередь"), "inbox", "queue", "", "overdue", "hot")
PARTNER_TABS = ((QUEUE_TAB,), (MINE_TAB, CLIENTS), (BELL,))
VENDOR_TABS = ((QUEUE_TAB,), (MINE_TAB, VIOLATIONS), (BELL,))
SIDES = {
    OrgKind.CLIENT: CLIENT,
    OrgKind.PARTNER: PARTNER,
    OrgKind.VENDOR: VENDOR,
    "office": OFFICE,
}
TABS = {
    OrgKind.CLIENT: CLIENT_TABS,
    OrgKind.PARTNER: PARTNER_TABS,
    OrgKind.VENDOR: VENDOR_TABS,
    "office": OFFICE_TABS,
}
