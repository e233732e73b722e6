"""Licences, contracts, agreements, statuses and groups as cards, each with what the reader may do with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language

from kabinet.pages.organisations.overview.days import State, span, state
from kabinet.pages.organisations.papers import available_acts
from kabinet.pages.organisations.papers.available_acts import Deed
from kabinet.pages.organisations.papers.rights import Rights
from kabinet.pages.ui import term_words
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import say
from kabinet.records import doors
from kabinet.records.doors.record_types import AgreementRecord, ContractRecord, LicenceRecord, ProposalRecord
from kabinet.regulation.legs import LegCode
from kabinet.regulation.organisation.agreement import merge
from kabinet.regulation.pack import Pack
from kabinet.regulation.working_time.explanation import amount

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One paper: its state as a tag and its facts; `current` ones stand first."""

    title: str
    icon: str
    state: State
    facts: Facts
    clause: str
    available_acts: tuple[Deed, ...] = ()


def of_client(rights: Rights, law: Pack, today: date) -> list[Card]:
    """The papers on which a client's right to support rests (U1)."""
    return [
        *_proposals(rights, law),
        *_licences(rights, law, today),
        *_contracts(rights, law, today),
        *_agreed(rights, law, today),
    ]


def of_partner(rights: Rights, law: Pack, today: date) -> list[Card]:
    """The statuses a partner held, and the group it belongs to (L12a, L13)."""
    return [*_statuses(rights, law, today), *_group(rights, today)]


def waits() -> State:
    """The tag of what the vendor has not confirmed."""
    return State("note", "hourglass", _("ждёт подтверждения %(vendor_name_gen)s"), _("прав пока не даёт"))


def agreed_facts(row: AgreementRecord | ProposalRecord, law: Pack) -> Facts:
    """The terms of an agreement, or of a proposed one."""
    leg = law.leg(LegCode.CLIENT)
    terms = merge(leg.terms, {"zone": row.zone, **row.stricter})
    stricter = [
        _("уровень %(level)s: %(clock)s %(amount)s")
        % {
            "level": level,
            "clock": clock,
            "amount": say(amount(getattr(terms.levels[int(level)], code))),
        }
        for level, agreed in sorted(row.stricter.get("levels", {}).items())
        for code, clock in (("reaction", _("первый ответ")), ("update", _("обновление")))
        if code in agreed
    ]
    version = getattr(row, "version", None)
    number = f"{row.number}, {_('редакция')} {version}" if version else row.number
    facts: Facts = (
        (_("Номер"), number),
        (_("Партнёр"), row.partner.name),
        (_("Рабочие часы"), say(term_words.hours(terms.hours))),
        (_("Сроки"), "; ".join(stricter) or _("как в регламенте")),
        (_("Действует"), span(row.first_day, getattr(row, "last_day", None))),
    )
    desk = " · ".join(filter(None, (row.third_party_desk, row.third_party_url)))
    return facts + (((_("Учёт обращений"), desk),) if desk else ())


def _proposals(rights: Rights, law: Pack) -> Iterator[Card]:
    for row in doors.proposals(rights.actor, rights.organisation.pk):
        own = row.client_id == rights.actor.organisation
        open_it = Deed(
            reverse("proposal", args=[row.pk]), _("Ответить") if own else _("Открыть"), primary=own
        )
        words = _("ждёт вашего ответа") if own else _("ждёт ответа клиента")
        tag = State("note", "hourglass", words)
        yield Card(
            _("Предложение соглашения"), "scroll-text", tag, agreed_facts(row, law), "U3.6b", (open_it,)
        )


def licence_name(law: Pack) -> str:
    """What the regulation calls the licence that gives the right to support."""
    return say(law.entitlement.licence_name) if law.entitlement else ""


def _licences(rights: Rights, law: Pack, today: date) -> Iterator[Card]:
    for row in doors.licences(rights.actor, rights.organisation.pk):
        facts = (
            (_("Номер"), row.number),
            (
                _("Основная поставка"),
                row.main_delivery or _("нет: прав на лицензии платформы нет, обращений не принимают"),
            ),
            (_("Продал"), row.seller.name),
            (_("Действует"), span(row.first_day, row.last_day)),
        )
        yield Card(
            licence_name(law), "badge-check", _state(row, today), facts, "L9b", _deeds(rights, "licence", row)
        )


def _contracts(rights: Rights, law: Pack, today: date) -> Iterator[Card]:
    names = law.entitlement.contract_levels if law.entitlement else {}
    for row in doors.contracts(rights.actor, rights.organisation.pk):
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
        acts = _deeds(rights, "contract", row)
        yield Card(_("%(Vendor_contract)s"), "file-text", _state(row, today), facts, "U1", acts)


def _agreed(rights: Rights, law: Pack, today: date) -> Iterator[Card]:
    for row in doors.agreements(rights.actor, rights.organisation.pk):
        found = state(row.first_day, row.last_day, today)
        yield Card(_("Соглашение с партнёром"), "scroll-text", found, agreed_facts(row, law), "U3.6b")


def _statuses(rights: Rights, law: Pack, today: date) -> Iterator[Card]:
    names = law.entitlement.partner_statuses if law.entitlement else {}
    for row in doors.statuses(rights.actor, rights.organisation.pk):
        title = names[row.status].say(get_language() or "ru") if row.status in names else row.status
        facts: Facts = ((_("Действует"), span(row.first_day, row.last_day)),)
        if row.end_reason:
            facts += ((_("Причина"), row.end_reason),)
        found = state(row.first_day, row.last_day, today)
        yield Card(title, "badge-check", found, facts, "L12a", available_acts.of_status(rights, row))


def _group(rights: Rights, today: date) -> Iterator[Card]:
    members = list(doors.group(rights.actor, rights.organisation.pk, today))
    if members:
        facts = tuple((_("Участник"), member.partner.name) for member in members)
        count = State("partner", "users", str(len(members)))
        yield Card(members[0].group.name, "building-2", count, facts, "L13")


def _state(row: LicenceRecord | ContractRecord, today: date) -> State:
    return waits() if row.pending else state(row.first_day, row.last_day, today)


def _deeds(rights: Rights, kind: str, row: LicenceRecord | ContractRecord) -> tuple[Deed, ...]:
    return available_acts.of_waiting(rights, kind, row.pk) if row.pending else ()
