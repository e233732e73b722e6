"""The top of a ticket: level, status, whose turn and since when, whose ticket it is, and the way to the linked one."""

from typing import NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_noop

from kabinet.pages.tickets.page import bar
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import called, spoken
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.ticket_view import TicketView
from kabinet.records import doors
from kabinet.records.doors.record_types import TicketRecord
from kabinet.regulation.access import OrgKind
from kabinet.regulation.fact_data import tickets
from kabinet.regulation.facts import Kind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Turn
from kabinet.regulation.ticket.lifecycle import status_of

TURNS = {
    OrgKind.CLIENT: gettext_noop("ход клиента"),
    OrgKind.PARTNER: gettext_noop("ход партнёра"),
    OrgKind.VENDOR: gettext_noop("ход %(vendor_name_gen)s"),
}


class Status(NamedTuple):
    """What {% status %} takes."""

    role: str
    name: str
    icon: str
    tone: str = ""


class Strip(NamedTuple):
    """The link to the other ticket: `direction` "down" leads to the client's."""

    number: str
    url: str
    words: str
    direction: str
    icon: str
    see: str
    see_url: str


def status(opened: TicketView) -> Status:
    return status_of_ticket(opened.ticket, opened.reader)


def status_of_ticket(ticket: TicketRecord, reader: OrgKind) -> Status:
    """The ticket's status in the words of this reader."""
    found = status_of(ticket.status, doors.leg_of(ticket))
    return Status(found.role, spoken(found.names.read_by(str(reader))), found.icon, found.tone or "")


def turn(opened: TicketView) -> dict[str, object]:
    """What {% turn %} takes: the holder, and for how long in the time of the totals below."""
    holder = opened.ticket.turn
    if holder == Turn.PARTNER and not opened.partner_works:
        # Nobody can move: whoever would have to may not.
        return {
            "holder": Turn.NOBODY,
            "passed": bool(opened.ticket.passed_on_at),
            "label": _stands(opened),
            "held": "",
        }
    if holder == "nobody":
        return {"holder": holder, "passed": bool(opened.ticket.passed_on_at), "label": "", "held": ""}
    ours = holder == str(opened.reader)
    label = _("наш ход") if ours else _(TURNS[OrgKind(holder)])
    return {
        "holder": holder,
        "passed": bool(opened.ticket.passed_on_at),
        "label": label,
        "held": bar.held(opened),
    }


def _stands(opened: TicketView) -> str:
    since = opened.without_right_since
    if since is None:
        return _("партнёр без статуса, ответить некому")
    return _("ответить некому с %(day)s: партнёр без статуса") % {
        "day": moments.day(since, opened.case.day())
    }


def parties(opened: TicketView) -> str:
    """Whose ticket it is, without the reader's own organisation."""
    ticket = opened.ticket
    named = {OrgKind.CLIENT: ticket.client_name, OrgKind.PARTNER: ticket.partner_name}
    words = [name for side, name in named.items() if side is not opened.reader]
    return " · ".join([*words, *([ticket.system_name] if ticket.system_name else [])])


def strips(opened: TicketView) -> list[Strip]:
    """To the linked ticket, and of a merged vendor ticket to every client ticket that waits for it; a client reads only
    that and when it was passed on."""
    if opened.other is not None:
        there = opened.clients if opened.vendor_leg else [opened.other]
        return [_leading_to(opened, each) for each in there]
    return [_to_joint(opened, opened.joint)] if opened.joint is not None else []


def passed_on(opened: TicketView) -> str:
    """For those who do not reach the vendor ticket: when it was passed on and how it stands there (L3). What is kept of an
    ended ticket follows nothing any more, so of it only the instant is said."""
    if opened.vendor_leg or opened.ticket.passed_on_at is None or opened.other is not None or opened.joint:
        return ""
    when = moments.instant(opened.ticket.passed_on_at, opened.at, opened.zone)
    passed = _("Передано в %(vendor_name_acc)s · %(when)s.") % {"when": when}
    if not opened.open:
        return passed
    how = _at_vendor(opened)
    return " ".join(
        filter(None, (passed, how and f"{how}.", _("С %(vendor_name_ins)s переписывается ваш партнёр.")))
    )


def _at_vendor(opened: TicketView) -> str:
    """How the vendor ticket stands, in the words that the regulation's life of tickets has for the client."""
    kept = opened.ticket.vendor_status
    leg = opened.pack.leg(LegCode.VENDOR)
    names = [status.names.client for status in leg.statuses if status.code == kept]
    return spoken(names[0]) if names and names[0] else ""


def way_back(opened: TicketView) -> dict[str, str]:
    """The list that the ticket belongs to."""
    page, words = ("tickets", _("Обращения")) if opened.reader is OrgKind.CLIENT else ("queue", _("Очередь"))
    if opened.reader is OrgKind.PARTNER and opened.vendor_leg:
        page, words = "vendor_tickets", _("Обращения в %(vendor_name_acc)s")
    try:
        return {"list_url": reverse(page), "list_words": words}
    except NoReverseMatch:
        return {"list_url": reverse("home"), "list_words": words}


def _to_joint(opened: TicketView, other: TicketRecord) -> Strip:
    """For a client's participant: the way into the joint work (P5c)."""
    known = status_of_ticket(other, opened.reader).name
    url = reverse("joint", args=[other.number])
    words = _("Совместная работа с %(vendor_name_ins)s · %(status)s") % {"status": known}
    return Strip(other.number, url, words, "", "users", _("Открыть"), url)


def _leading_to(opened: TicketView, other: TicketRecord) -> Strip:
    known = status_of_ticket(other, opened.reader).name
    url = reverse("ticket", args=[other.number])
    level = _("уровень %(level)s") % {"level": other.level}
    if opened.vendor_leg:
        words = f"{_('Обращение клиента')} · {known} · {level}"
        return Strip(other.number, url, words, "down", "corner-down-left", _("Открыть"), url)
    own = _own_number(opened, other)
    document = reverse("passed_document", args=[own])
    words = f"{_passed(opened, other, own)} · {known} · {level}"
    return Strip(other.number, url, words, "", "arrow-up-right", _("Что видит %(vendor_name)s"), document)


def _own_number(opened: TicketView, other: TicketRecord) -> str:
    """The number of the vendor ticket that was opened for this one, which may have been merged into `other`."""
    if other.origin_id == opened.ticket.pk:
        return str(other.number)
    rows = [row for row in opened.entries if row.kind == Kind.PASSED_ON]
    return rows[-1].told_as(tickets.PassedOn).vendor if rows else str(other.number)


def _passed(opened: TicketView, other: TicketRecord, own: str) -> str:
    """Who passed it on and when; after a merger, what became of the ticket that was opened for this one."""
    if own != other.number:
        return _("Здесь %(vendor_name)s продолжает: %(own)s объединено с этим обращением") % {"own": own}
    when = moments.instant(other.registered_at, opened.at, opened.zone)
    return _("Передано в %(vendor_name_acc)s: %(who)s, %(when)s") % {
        "who": called(other.author_name),
        "when": when,
    }
