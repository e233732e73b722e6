"""Agreements of client and partner: proposed by the partner, accepted by the client's contact, each version from a day.

A new version ends the former the day before; tickets keep theirs. Another partner's one changes who serves (U3.6b, L8).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max

from kabinet.actions.notices import subjects
from kabinet.actions.organisations.papers import paperwork, work_rights
from kabinet.actions.tickets.registration.client_desk import LONGEST, URL
from kabinet.actions.tickets.speak import clean
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act, staff_of
from kabinet.actions.vendor.third_party_desk import DESK
from kabinet.records import doors, lengths
from kabinet.records.models import Agreement, AgreementProposal
from kabinet.records.versions import day_of
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.fact_data.organisations import AgreementDeclined, AgreementTold
from kabinet.regulation.legs import LegCode
from kabinet.regulation.organisation.agreement import weak_places
from kabinet.regulation.text import Text, Unlawful
from kabinet.regulation.verdict import Verdict, day_said

DAY = timedelta(days=1)
TERMS = Text("Условия не читаются", "The terms cannot be read")
WAITS = Text(
    "Клиент ещё не ответил на прежнее предложение", "The client has not answered the former proposal"
)
TAKE_BACK = Text("Дождитесь ответа или отзовите его", "Wait for the answer, or take it back")
LATER_ONE = Text(
    "С этого дня или позже уже есть соглашение", "There is an agreement from that day on or later"
)
ANSWERED = Text("На это предложение уже ответили", "This proposal has been answered")
LOOK = Text("Посмотрите бумаги организации", "Look at the organisation's papers")
PASSED = Text("День начала прошёл, пока предложение ждало", "The first day passed while the proposal waited")
ANEW = Text("Попросите партнёра предложить новый день", "Ask the partner to propose another day")


@dataclass(frozen=True, slots=True)
class Offer:
    """What is to be agreed. `stricter` is what kabinet.regulation.organisation.agreement reads, without its zone."""

    number: str
    zone: str
    first_day: date
    stricter: Mapping[str, Any] = field(default_factory=dict)
    third_party_desk: str = ""
    third_party_url: str = ""


class Weaker(Invalid):
    """The terms are below the regulation; `places` are all of them, each with its verdict (weak_places)."""

    def __init__(self, places: Mapping[str, Verdict]) -> None:
        first = next(iter(places.values()))
        super().__init__("stricter", first.reason, first.remedy, first.clause)
        self.places, self.verdicts = dict(places), tuple(places.values())


def propose_agreement(*, actor: Actor, at: datetime, client: int, offer: Offer) -> AgreementProposal:
    """Waits for the client's organisational contact. Weaker when the terms are below the regulation, naming where."""
    with organisation_act(actor=actor, at=at, organisation=client, act=Act.CONCLUDE_AGREEMENT) as work:
        lawful(work, offer)
        paperwork.not_before("first_day", offer.first_day, paperwork.today(work.at, offer.zone))
        _room(client, offer.first_day)
        with paperwork.held_true("number", WAITS, TAKE_BACK):
            made = AgreementProposal.objects.create(
                client_id=client,
                partner_id=_party(actor, client),
                number=paperwork.needed("number", offer.number, lengths.NUMBER),
                zone=offer.zone,
                stricter=dict(offer.stricter),
                third_party_desk=clean(offer.third_party_desk, "third_party_desk", DESK),
                third_party_url=clean(offer.third_party_url, "third_party_url", LONGEST[URL]),
                first_day=offer.first_day,
                proposed_by_id=actor.person,
                proposed_at=work.at,
            )
        data = _data(made)
        work.record("agreement_proposed", data, clause="U3.6b", partner=made.partner_id)
        work.tell(
            staff_of(client, *paperwork.CONTACTS),
            "agreement_proposed",
            data,
            about=subjects.agreement(made.pk),
        )
        return made


def accept_agreement(*, actor: Actor, at: datetime, proposal: int) -> Agreement:
    """The client's word: from its first day it is in force, the former one ends the day before."""
    known = doors.proposal(actor, proposal)
    with organisation_act(actor=actor, at=at, organisation=known.client_id, act=Act.ANSWER_AGREEMENT) as work:
        row = _unanswered(proposal)
        lawful(work, _offer(row))
        if row.first_day < paperwork.today(work.at, row.zone):
            raise Invalid("first_day", PASSED, ANEW)
        former = _room(row.client_id, row.first_day)
        # The client whose new partner can work reads so in the words of the agreement.
        with work_rights.changing(work, _agreed(row), lambda each: each.gains):
            row.agreement = _concluded(row, former)
        _answered(row, work.at)
        _tell_concluded(work, row, former)
        return row.agreement


def decline_agreement(*, actor: Actor, at: datetime, proposal: int, reason: str) -> None:
    """The client refuses, with a reason for the partner."""
    known = doors.proposal(actor, proposal)
    with organisation_act(actor=actor, at=at, organisation=known.client_id, act=Act.ANSWER_AGREEMENT) as work:
        row = _unanswered(proposal)
        row.refusal = paperwork.needed("reason", reason)
        _answered(row, work.at)
        data = AgreementDeclined(**vars(_data(row)), reason=row.refusal)
        work.record("agreement_declined", data, clause="U3.6b", partner=row.partner_id)
        told = staff_of(row.partner_id, *paperwork.LEADS)
        work.tell(told, "agreement_declined", data, about=subjects.papers(row.client_id))


def take_back_proposal(*, actor: Actor, at: datetime, proposal: int) -> None:
    """The partner takes back what was not answered yet."""
    known = doors.proposal(actor, proposal)
    if known.partner_id not in actor.group | {actor.organisation}:
        raise doors.Closed
    with organisation_act(
        actor=actor, at=at, organisation=known.client_id, act=Act.CONCLUDE_AGREEMENT
    ) as work:
        row = _unanswered(proposal)
        _answered(row, work.at)
        data = _data(row)
        work.record("agreement_taken_back", data, clause="U3.6b", partner=row.partner_id)
        work.tell(
            staff_of(row.client_id, *paperwork.CONTACTS),
            "agreement_taken_back",
            data,
            about=subjects.OWN_PAPERS,
        )


def lawful(work: OrganisationWork, offer: Offer) -> None:
    """Weaker for terms below the regulation (U3.6a), Invalid for what cannot be read."""
    agreed = {"zone": offer.zone, **offer.stricter}
    try:
        weak = weak_places(work.pack.leg(LegCode.CLIENT), agreed)
    except Unlawful as unread:
        raise Invalid("stricter", unread.text, TERMS) from None
    if weak:
        raise Weaker(weak)


def _party(actor: Actor, client: int) -> int:
    """The member of the group that serves the client already, else the actor's own organisation."""
    group = actor.group | {actor.organisation}
    held = Agreement.objects.filter(client=client, partner__in=group).order_by("-first_day").first()
    return held.partner_id if held else actor.organisation


def _room(client: int, first_day: date) -> Agreement | None:
    """The agreement that the new one follows; Invalid when one begins on its first day or later."""
    rows = Agreement.objects.select_for_update().filter(client=client)
    if rows.filter(first_day__gte=first_day).exists():
        raise Invalid("first_day", LATER_ONE, paperwork.LATER)
    return rows.exclude(last_day__lt=first_day).first()


def _concluded(row: AgreementProposal, former: Agreement | None) -> Agreement:
    if former is not None:
        former.last_day = row.first_day - DAY
        former.save(update_fields=["last_day"])
    known = Agreement.objects.filter(client=row.client_id, partner=row.partner_id).aggregate(
        last=Max("version")
    )
    return Agreement.objects.create(
        client_id=row.client_id,
        partner_id=row.partner_id,
        number=row.number,
        version=(known["last"] or 0) + 1,
        zone=row.zone,
        stricter=row.stricter,
        third_party_desk=row.third_party_desk,
        third_party_url=row.third_party_url,
        first_day=row.first_day,
    )


def _agreed(row: AgreementProposal) -> Text:
    number, name = row.number, row.partner.short_name
    return Text(f"соглашение № {number} с партнёром «{name}»", f"agreement No. {number} with {name}")


def _unanswered(key: int) -> AgreementProposal:
    row = (
        AgreementProposal.objects.select_for_update(of=("self",))
        .select_related("client", "partner")
        .get(pk=key)
    )
    if row.answered_at is not None:
        raise Invalid("seen", ANSWERED, LOOK)
    return row


def _answered(row: AgreementProposal, at: datetime) -> None:
    row.answered_at = at
    row.save(update_fields=["answered_at", "refusal", "agreement"])


def _tell_concluded(work: OrganisationWork, row: AgreementProposal, former: Agreement | None) -> None:
    """Both sides; a partner that is left is told when its own agreement ends, and nothing of the one that follows."""
    data = _data(row)
    moved = former is not None and former.partner_id != row.partner_id
    kind = "partner_changed" if moved else "agreement_concluded"
    if former is not None and moved:
        _tell_ended(work, former)
    work.record(kind, data, clause="U3.6b", partner=row.partner_id)
    client = row.client_id
    work.tell(staff_of(row.partner_id, *paperwork.SENDERS), kind, data, about=subjects.papers(client))
    work.tell(staff_of(client, *paperwork.WRITERS), kind, data, about=subjects.OWN_PAPERS)


def _tell_ended(work: OrganisationWork, former: Agreement) -> None:
    data = AgreementTold(
        number=former.number,
        partner=former.partner.short_name,
        client=work.organisation.short_name,
        day=day_said(former.last_day or day_of(work.actor, work.at)),
    )
    left = former.partner_id
    work.record_of(former.client_id, "agreement_ended", data, clause="U3.6b", partner=left)
    told = staff_of(left, *paperwork.LEADS)
    work.tell(told, "agreement_ended", data, about=subjects.papers(former.client_id))


def _offer(row: AgreementProposal) -> Offer:
    return Offer(row.number, row.zone, row.first_day, row.stricter, row.third_party_desk, row.third_party_url)


def _data(row: AgreementProposal) -> AgreementTold:
    return AgreementTold(
        number=row.number,
        partner=row.partner.short_name,
        client=row.client.short_name,
        day=day_said(row.first_day),
    )
