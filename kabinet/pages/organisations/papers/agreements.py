"""Agreements: proposed by the partner, accepted or declined by the client's contact, taken back (U3.6b, L8)."""

from datetime import datetime
from functools import partial

from django.http import HttpRequest, HttpResponse

from kabinet.actions.organisations.papers.agreements import (
    accept_agreement,
    decline_agreement,
    propose_agreement,
    take_back_proposal,
)
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import CLIENT, MEMBER, PARTNER
from kabinet.pages.organisations.overview.days import day_in_words, in_force
from kabinet.pages.organisations.overview.papers import agreed_facts
from kabinet.pages.organisations.papers import place
from kabinet.pages.organisations.papers.agreement_form import AgreementForm, initial_of
from kabinet.pages.organisations.papers.forms import ReasonForm, Sure
from kabinet.pages.organisations.papers.frame import Plate, answer, page_of
from kabinet.pages.organisations.papers.rights import Rights
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records import doors
from kabinet.records.doors.record_types import AgreementRecord, OrganisationRecord, ProposalRecord
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor, OrgKind
from kabinet.regulation.legs import LegCode


@page(PARTNER, "GET", "POST")
def propose(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """A new version, or the first agreement of another partner: the client answers."""
    client = place.organisation(actor, key, OrgKind.CLIENT)
    Rights(actor, place.today(at), client).demand(Act.CONCLUDE_AGREEMENT)
    leg = law_of(actor).leg(LegCode.CLIENT)
    form = AgreementForm(leg, place.posted(request), initial=initial_of(_present(actor, at, client), leg))
    plate = Plate(
        title=_("Предложить соглашение"),
        verb=_("Отправить клиенту"),
        done=_("Предложение отправлено, клиент извещён."),
        consequence=_("Соглашение заключают обе стороны: оно начнёт действовать, когда его примет клиент."),
        icon="scroll-text",
        clause="U3.6b",
        template="organisations/papers/agreement.html",
        **place.way_back(actor, client),
    )
    return answer(request, actor, at, plate, form, partial(propose_agreement, client=client.pk))


@page(MEMBER)
def proposal(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """What is proposed, what it replaces, and the answer."""
    row = doors.proposal(actor, key)
    return page_of(request, actor, at, _plate(actor, at, row), Sure())


@page(CLIENT, "POST")
def accept(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """The client's word. What stands against it is said on the page of the proposal."""
    row = doors.proposal(actor, key)
    form = Sure(request.POST)
    return answer(request, actor, at, _plate(actor, at, row), form, partial(accept_agreement, proposal=key))


@page(CLIENT, "GET", "POST")
def decline(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """With a reason for the partner."""
    row = doors.proposal(actor, key)
    Rights(actor, place.today(at), row.client).demand(Act.ANSWER_AGREEMENT)
    plate = Plate(
        title=_("Отклонить соглашение"),
        verb=_("Отклонить"),
        done=_("Соглашение отклонено, партнёр узнал причину."),
        consequence=_("Действует прежнее. Партнёр сможет предложить другое."),
        icon="ban",
        clause="U3.6b",
        **place.way_back(actor, row.client, f"{row.number}, {row.partner.name}"),
    )
    form = ReasonForm(place.posted(request))
    return answer(request, actor, at, plate, form, partial(decline_agreement, proposal=key))


@page(PARTNER, "POST")
def take_back(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """The partner thinks again."""
    row = doors.proposal(actor, key)
    form, plate = Sure(request.POST), _plate(actor, at, row)
    return answer(request, actor, at, plate, form, partial(take_back_proposal, proposal=key))


def _plate(actor: Actor, at: datetime, row: ProposalRecord) -> Plate:
    """The proposal's own page, before and after it is answered."""
    client = actor.kind is OrgKind.CLIENT
    rights = Rights(actor, place.today(at), row.client)
    answering = row.answered_at is None
    more = {
        "proposal": row,
        "facts": agreed_facts(row, law_of(actor)),
        "replaces": _replaced(actor, row),
        "may_accept": answering and client and rights.may(Act.ANSWER_AGREEMENT),
        "may_take_back": answering and not client and rights.may(Act.CONCLUDE_AGREEMENT),
        "why_not": rights.verdict(Act.ANSWER_AGREEMENT) if client and answering else None,
    }
    return Plate(
        title=_("Предложение соглашения %(number)s") % {"number": row.number},
        verb=_("Принять"),
        done=_("Соглашение принято.") if client else _("Предложение отозвано."),
        icon="check",
        clause="U3.6b",
        template="organisations/papers/proposal.html",
        more=more,
        **place.way_back(actor, row.client, f"{row.partner.name} — {row.client.name}"),
    )


def _replaced(actor: Actor, row: ProposalRecord) -> list[str]:
    """What follows from the first day on, and what does not."""
    day = day_in_words(row.first_day)
    former = next(
        (
            each
            for each in doors.agreements(actor, row.client_id)
            if each.client_id == row.client_id and in_force(each.first_day, each.last_day, row.first_day)
        ),
        None,
    )
    found = [_("Новые обращения с %(day)s идут по этим условиям, прежние остаются при своих.") % {"day": day}]
    if former is None:
        return found
    if former.partner_id == row.partner_id:
        return [*found, _("Соглашение %(number)s закончится накануне.") % {"number": former.number}]
    return [
        _("Новые обращения с %(day)s получает %(partner)s.")
        % {"day": day, "partner": row.partner.short_name},
        _("Открытые остаются у партнёра %(former)s, если не передать их отдельно.")
        % {"former": former.partner.short_name},
        _still_seen(actor, row, former.partner_id),
    ]


def _still_seen(actor: Actor, row: ProposalRecord, former: int) -> str:
    """What the partner that is left may see: its own tickets always, the rest while a licence that it sold is in force."""
    last = max(
        (
            each.last_day
            for each in doors.licences(actor, row.client_id)
            if each.seller_id == former and not each.pending and each.last_day >= row.first_day
        ),
        default=None,
    )
    if last is None:
        return _(
            "Прежний партнёр и дальше видит обращения своего времени; людей, системы и бумаги клиента "
            "с этого дня не видит."
        )
    return _(
        "Прежний партнёр и дальше видит обращения своего времени, а людей, системы и бумаги клиента — "
        "по %(day)s, пока действует проданная им %(vendor_licence)s."
    ) % {"day": day_in_words(last)}


def _present(actor: Actor, at: datetime, client: OrganisationRecord) -> AgreementRecord | None:
    """The client's agreement with the reader's group that is in force today, or the latest of them."""
    rows = [row for row in doors.agreements(actor, client.pk) if row.client_id == client.pk]
    today = place.today(at)
    return next(
        (row for row in rows if in_force(row.first_day, row.last_day, today)), rows[0] if rows else None
    )
