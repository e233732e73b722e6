"""Beside the talk: who takes part, which system, what the form said, which rights allowed it, which files there are."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.html import format_html

from kabinet.pages.tickets.feed.file import file_line
from kabinet.pages.ui import amounts, moments
from kabinet.pages.ui.citations import called, spoken, titled
from kabinet.pages.ui.talk import FileLine, Tag
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy as lazily
from kabinet.queries.ticket_view import TicketView
from kabinet.records.doors import programs
from kabinet.records.doors.record_types import BridgeLinkRecord
from kabinet.regulation.access import OrgKind
from kabinet.regulation.facts import Kind
from kabinet.regulation.legs import Channel, LegCode
from kabinet.regulation.pack import LISTED, FormField, Widget, name_of_value, offered
from kabinet.regulation.ticket import completeness
from kabinet.regulation.ticket.criticality import is_slow

Fact = tuple[str, str]
SYSTEM = ("product", "platform", "server_os", "server_hardware", "dbms", "client_environment", "delivery")
# Said in the talk, beside it, or by the ticket itself.
ELSEWHERE = frozenset({*SYSTEM, "description", "subject", "impact", "service", "company"})
# Of the contact named in the ticket, as they stand now: beside the other people.
NAMED: dict[str, frozenset[str]] = {
    LegCode.CLIENT: frozenset({"contact", "phone", "email"}),
    LegCode.VENDOR: frozenset({"partner_contact", "partner_phone"}),
}
SHORT = {
    "product": lazily("Продукт"),
    "platform": lazily("Платформа"),
    "server_os": lazily("Сервер"),
    "server_hardware": lazily("Оборудование"),
    "dbms": lazily("СУБД"),
    "client_environment": lazily("Клиент"),
    "delivery": lazily("Поставка"),
}


class Person(NamedTuple):
    """Somebody who takes part; `about` is their part. `phone` and `email` are of the contact named in the ticket."""

    name: str
    side: OrgKind
    about: str
    phone: str = ""
    email: str = ""


class Advised(NamedTuple):
    """How much of the recommended information there is (U4b)."""

    done: int
    total: int
    missing: tuple[str, ...]


def people(opened: TicketView) -> list[Person]:
    """The contact named, the applicant, the one who works on it, and everybody else who wrote."""
    ticket, leg = opened.ticket, opened.leg
    found = {ticket.contact_name: _contact(opened)} if ticket.contact_name else {}
    author = Person(ticket.author_name, OrgKind(leg.applicant.value), _("заявитель"))
    found.setdefault(ticket.author_name, author)
    if ticket.assignee_name:
        found[ticket.assignee_name] = Person(
            ticket.assignee_name, OrgKind(leg.support.value), _("исполнитель")
        )
    for row in opened.all_entries:
        if row.actor_name and row.message_id:
            side = _side(opened, row.side, row.ticket_id == ticket.pk)
            found.setdefault(row.actor_name, Person(row.actor_name, side, row.actor_organisation))
    return [person._replace(name=called(person.name)) for person in found.values()]


def _contact(opened: TicketView) -> Person:
    """Who is told, and how to reach them (U3.5e, P4.7b)."""
    ticket = opened.ticket
    own = ticket.contact_id == ticket.author_id
    return Person(
        ticket.contact_name,
        OrgKind(opened.leg.applicant.value),
        _("заявитель, контактное лицо") if own else _("контактное лицо"),
        ticket.contact_phone,
        ticket.contact_email,
    )


def system(opened: TicketView) -> list[Fact]:
    values = opened.ticket.sheet.values
    mode = _("промышленная") if opened.ticket.sheet.production else _("не промышленная")
    fields = {field.code: field for field in opened.leg.form}
    rows = [
        (str(SHORT[code]), _told(opened, fields[code], values[code]))
        for code in SYSTEM
        if values.get(code) and code in fields
    ]
    return [*rows, (_("Режим"), mode)]


def facts(opened: TicketView) -> list[Fact]:
    """What the ticket is about, under which regulation, since when."""
    ticket, leg = opened.ticket, opened.leg
    impacts, services = (
        {each.code: spoken(each.name) for each in offered(leg.field(code), leg)} for code in LISTED
    )
    rows = [
        (_("Услуга"), services.get(ticket.service, "")),
        (_("Влияние"), impacts.get(ticket.impact, "")),
        (_("Получено"), moments.full(ticket.registered_at, opened.zone)),
        (_("Канал"), channel(opened)),
        (_("Регламент"), _regulation(opened)),
    ]
    if ticket.agreement_id and ticket.agreement is not None:
        rows.append((_("Соглашение"), amounts.numbered(ticket.agreement.number)))
    return rows


def channel(opened: TicketView) -> str:
    """How it came in; of a call also who wrote it down (U3.4a)."""
    names: dict[str, str] = {
        Channel.CABINET: _("кабинет"),
        Channel.TELEPHONE: _("телефон"),
        Channel.EMAIL: _("электронная почта"),
    }
    said = names.get(opened.ticket.channel, str(opened.ticket.channel))
    first = next((row for row in opened.entries if row.kind == Kind.REGISTERED), None)
    if first is None or opened.ticket.channel == Channel.CABINET or first.actor_id == opened.ticket.author_id:
        return said
    return _("%(channel)s, записано: %(who)s") % {"channel": said, "who": called(first.actor_name)}


def bridged(opened: TicketView) -> Sequence[BridgeLinkRecord]:
    """The same matter in desks of the client's and the partner's own (L8)."""
    if not opened.ticket.foreign_desk or opened.vendor_leg:
        return ()
    return list(programs.links_beside(opened.actor, opened.ticket))


def contradiction(opened: TicketView) -> str:
    """The stated impact against the level, shown to both sides (U6b)."""
    ticket = opened.ticket
    if not completeness.contradiction(opened.leg, ticket.impact, ticket.level):
        return ""
    return _("Влияние на бизнес не соответствует уровню %(level)s") % {"level": ticket.level}


def form(opened: TicketView) -> list[Fact]:
    """What else the form said: recent changes, scenario, what was consulted …"""
    values: Mapping[str, Any] = opened.ticket.sheet.values
    elsewhere = ELSEWHERE | (NAMED[opened.leg.code] if opened.ticket.contact_id else frozenset())
    said = [(field, values.get(field.code)) for field in opened.leg.form if field.code not in elsewhere]
    return [(spoken(field.label), _told(opened, field, value)) for field, value in said if value]


def _told(opened: TicketView, field: FormField, value: str | bool) -> str:
    """A ticked box or files in a word, a choice by its name."""
    if field.widget is Widget.FILES:
        return _("приложены")
    if value is True or field.widget is Widget.CONFIRM:
        return _("да")
    named = name_of_value(field, value, opened.leg)
    return spoken(named) if named else str(value)


def advised(opened: TicketView) -> Advised | None:
    """None where nothing is recommended, and for those who do not work on the ticket."""
    if opened.reader is OrgKind.CLIENT or not opened.open:
        return None
    known = dict(opened.ticket.sheet.values) | ({"diagnostics": True} if opened.files else {})
    slow = is_slow(opened.ticket.sheet.symptoms, opened.leg)
    found = completeness.check(opened.leg, opened.ticket.level, known, slowdown=slow)
    if not found.advised:
        return None
    return Advised(found.advised_ready, found.advised, tuple(spoken(gap.label) for gap in found.recommended))


def rights(opened: TicketView) -> list[tuple[str, Tag]]:
    """Licence, contract and status as they stood at registration; ended ones are marked."""
    held = opened.ticket.sheet.entitlement
    today = opened.case.day()
    named = (
        ("licence", _("%(Vendor_licence)s")),
        ("contract", _("%(Vendor_contract)s")),
        ("status", _("Статус партнёра")),
        ("certificate", _("Сертификат")),
    )
    return [(name, _tag(held[key], today)) for key, name in named if held.get(key) and _any_day(held[key])]


def files(opened: TicketView) -> list[FileLine]:
    """Each once: what was carried over to the other ticket is the same file."""
    known = {(file.name, file.sha256): file for file in reversed(opened.files)}
    return [file_line(opened, file) for file in opened.files if known[file.name, file.sha256] is file]


def _regulation(opened: TicketView) -> str:
    """The version under which the ticket was registered, and the way to it (L16)."""
    told = {"version": titled(opened.pack), "day": moments.short_day(opened.pack.published)}
    words = _("%(version)s от %(day)s") % told
    link = format_html(
        '<a class="link tall" href="{}">{}</a>', reverse("regulation", args=[opened.pack.number]), words
    )
    if opened.nearby.superseded is None:
        return link
    return format_html("{}: {}", link, _("отозвана после регистрации, обращение идёт по ней"))


def _any_day(right: Mapping[str, Any]) -> bool:
    return bool(right.get("first_day") or right.get("last_day"))


def _tag(right: Mapping[str, Any], today: date) -> Tag:
    if not right.get("last_day"):
        return Tag(_("бессрочно"), "ok", "check")
    last = date.fromisoformat(right["last_day"])
    words = _("до %(day)s") % {"day": moments.short_day(last)}
    return Tag(words, "ok", "check") if last >= today else Tag(words, "bad", "calendar-x")


def _side(opened: TicketView, side: str, own: bool) -> OrgKind:
    leg = opened.leg if own else opened.neighbour.leg
    kind = leg.applicant if side == "applicant" else leg.support
    return OrgKind(kind.value)
