"""Licences, contracts, agreements, statuses and groups as cards."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kabinet.pages.organisation.days import State, span, state
from kabinet.pages.rules import wording
from kabinet.records import doors
from kabinet.regulation.access import Actor
from kabinet.regulation.agreement import under
from kabinet.regulation.pack import Pack

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One paper: its state as a tag and its facts; `current` ones stand first."""

    title: str
    icon: str
    state: State
    facts: Facts
    clause: str


def of_client(actor: Actor, client: int, law: Pack, today: date) -> list[Card]:
    """The papers on which a client's right to support rests (U1)."""
    return [
        *_licences(actor, client, today),
        *_contracts(actor, client, law, today),
        *_agreed(actor, client, law, today),
    ]


def of_partner(actor: Actor, partner: int, law: Pack, today: date) -> list[Card]:
    """The statuses a partner held, and the group it belongs to (L12a, L13)."""
    return [*_statuses(actor, partner, law, today), *_group(actor, partner, today)]


def _licences(actor: Actor, client: int, today: date) -> Iterator[Card]:
    for row in doors.licences(actor, client):
        facts = (
            (_("Номер"), row.number),
            (_("Основная поставка"), row.main_delivery),
            (_("Продал"), row.seller.name),
            (_("Действует"), span(row.first_day, row.last_day)),
        )
        yield Card(_("1С:РКЛ"), "badge-check", state(row.first_day, row.last_day, today), facts, "L9b")


def _contracts(actor: Actor, client: int, law: Pack, today: date) -> Iterator[Card]:
    names = law.entitlement.contract_levels if law.entitlement else {}
    for row in doors.contracts(actor, client):
        entitled = row.level in names
        level = names[row.level].say(get_language() or "ru") if entitled else row.level.upper()
        facts = (
            (_("Номер"), row.number),
            (
                _("Уровень"),
                level if entitled else _("%(level)s — права на поддержку не даёт") % {"level": level},
            ),
            (_("Действует"), span(row.first_day, row.last_day)),
        )
        yield Card(_("Договор ИТС"), "file-text", state(row.first_day, row.last_day, today), facts, "U1")


def _agreed(actor: Actor, client: int, law: Pack, today: date) -> Iterator[Card]:
    language = get_language() or "ru"
    leg = law.leg("client")
    for row in doors.agreements(actor, client):
        terms = under(leg.terms, {"zone": row.zone, **row.stricter})
        stricter = _("есть условия строже регламента") if row.stricter else _("как в регламенте")
        facts: Facts = (
            (_("Номер"), f"{row.number}, {_('редакция')} {row.version}"),
            (_("Партнёр"), row.partner.name),
            (_("Рабочие часы"), wording.hours(terms.hours).say(language)),
            (_("Сроки"), stricter),
            (_("Действует"), span(row.first_day, row.last_day)),
        )
        if row.third_party_desk:
            facts += ((_("Учёт обращений"), row.third_party_desk),)
        yield Card(
            _("Соглашение с партнёром"),
            "scroll-text",
            state(row.first_day, row.last_day, today),
            facts,
            "U3.6b",
        )


def _statuses(actor: Actor, partner: int, law: Pack, today: date) -> Iterator[Card]:
    names = law.entitlement.partner_statuses if law.entitlement else {}
    for row in doors.statuses(actor, partner):
        title = names[row.status].say(get_language() or "ru") if row.status in names else row.status
        facts: Facts = ((_("Действует"), span(row.first_day, row.last_day)),)
        if row.end_reason:
            facts += ((_("Причина"), row.end_reason),)
        yield Card(title, "badge-check", state(row.first_day, row.last_day, today), facts, "L12a")


def _group(actor: Actor, partner: int, today: date) -> Iterator[Card]:
    members = list(doors.group(actor, partner, today))
    if members:
        facts = tuple((_("Участник"), member.partner.name) for member in members)
        count = State("partner", "users", str(len(members)))
        yield Card(members[0].group.name, "building-2", count, facts, "L13")
