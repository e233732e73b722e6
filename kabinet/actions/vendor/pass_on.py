"""A client ticket is passed on to the vendor: one action, nothing typed twice, nothing goes unchosen (L3, P5b)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from kabinet.actions.desk.by_rule import assign_by_rule
from kabinet.actions.journal import clocks
from kabinet.actions.journal.entries import record
from kabinet.actions.journal.ticket_state import at_registration
from kabinet.actions.notices import ticket_notices
from kabinet.actions.tickets.drafts import attach
from kabinet.actions.tickets.registration import named_contact
from kabinet.actions.tickets.registration.judgement import CriticalTerms, Symptoms, known_words
from kabinet.actions.tickets.registration.numbers import next_number
from kabinet.actions.tickets.registration.register import opened, subject_of
from kabinet.actions.tickets.registration.sheet import confirmation, put_sheet
from kabinet.actions.tickets.speak import speak
from kabinet.actions.unit import ticket_work
from kabinet.actions.unit.errors import Incomplete, Refused
from kabinet.actions.unit.instants import epoch, whole
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.actions.vendor import pass_on_preview
from kabinet.actions.vendor.pass_on_preview import Parcel, Passing
from kabinet.records import doors
from kabinet.records.models import Draft, Message, Ticket
from kabinet.records.security.reach import as_system
from kabinet.records.versions.calendars import newest_calendar
from kabinet.records.versions.regulations import hold_versions
from kabinet.regulation.access import Act, Actor, Audience
from kabinet.regulation.fact_data.tickets import PassedOn, Registered
from kabinet.regulation.facts import Fact, Kind, Side
from kabinet.regulation.legs import LegCode

CARRIED = "what a ticket carries to the vendor"


def preview_pass_on(*, actor: Actor, at: datetime, number: str, **parcel: Any) -> Passing:
    """What the vendor would see and what still stands against it; the arguments are those of `pass_on`. Reads only."""
    return pass_on_preview.consider(actor, whole(at), doors.ticket(actor, number), Parcel(**parcel))


def pass_on_ticket(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    values: Mapping[str, str],
    messages: Sequence[int] = (),
    files: Sequence[UUID] = (),
    level: int | None = None,
    level_reason: str = "",
    critical: CriticalTerms | None = None,
    symptoms: Symptoms | None = None,
    defect: bool = False,
    service: str = "",
    contact: int | None = None,
    version: int | None = None,
) -> Ticket:
    """Opens the vendor ticket, in the seller's name whoever of the group sends it (P2.6), and links both tickets.

    Refused names everything that stands against it (P2.4, P2.5 …), Incomplete every missing item. Chosen messages and
    files go over as copies; files of the shared draft go with them, and the draft is done with.

    `contact`: the key of the partner's contact, who is told (P4.7b); None is whoever sends it. Invalid("partner_contact")
    for anybody else, and for a name without a key.
    """
    parcel = Parcel(
        values, messages, files, level, level_reason, critical, symptoms, defect, service, contact
    )
    with act(actor=actor, at=at, number=number, act=Act.DRAFT_PASS_ON, version=version) as work:
        hold_versions()
        found = lawful(pass_on_preview.consider(actor, work.at, work.ticket, parcel))
        vendor = begin(work.actor, work.at, found, origin=work.ticket)
        tell(vendor, found, critical, doors.draft_of(actor, work.ticket, Draft.Kind.PASS_ON))
        _linked(work, vendor.ticket)
    return vendor.ticket


def lawful(found: Passing) -> Passing:
    if found.verdicts:
        raise Refused(found.verdicts)
    named_contact.demanded(found.named, "partner_contact")
    if found.missing:
        raise Incomplete(found.missing)
    known_words(found.leg, found.service, found.values["impact"])
    return found


def begin(actor: Actor, at: datetime, found: Passing, **columns: Any) -> Work:
    """The vendor ticket's row, in the seller's name (P2.6), before its first fact; `columns` say where it comes from."""
    client_ticket = found.ticket
    seller = doors.organisation(actor, found.case.client_rights.licence.seller or 0)
    standing = at_registration(Fact(Kind.REGISTERED, epoch(at), Side.APPLICANT, level=found.level), found.leg)
    ticket = Ticket(
        number=next_number(LegCode.VENDOR),
        leg=LegCode.VENDOR,
        client=client_ticket.client,
        partner=seller,
        client_name=client_ticket.client_name,
        partner_name=seller.short_name,
        system=client_ticket.system,
        system_name=client_ticket.system_name,
        author_id=actor.person,
        author_name=actor.name,
        **_contact(found),
        subject=subject_of(found.values["subject"], found.values["description"]),
        level=found.level,
        status=standing.status,
        turn=standing.turn,
        turn_since=at,
        service=found.service,
        impact=found.values["impact"],
        registered_at=at,
        last_fact_at=at,
        regulation=found.regulation,
        calendar=newest_calendar(),
        version=0,
        **columns,
    )
    return opened(actor, at, ticket)


def _contact(found: Passing) -> Mapping[str, Any]:
    """The partner's contact, with the telephone given for this ticket (P4.7b)."""
    contact, phone = found.named.contact, str(found.values.get("partner_phone", ""))
    return named_contact.columns(contact, phone, contact.person.email) if contact else {}


def tell(
    vendor: Work,
    found: Passing,
    critical: CriticalTerms | None,
    draft: Draft | None,
    kept: Registered | None = None,
) -> None:
    """Sheet, statement and the first fact, with everything that goes along; `kept` is what the history says of whence it
    comes, where that is no ticket of ours."""
    both = confirmation(vendor.actor, vendor.at, critical) if found.sheet.critical else {}
    put_sheet(
        vendor,
        found.case,
        values=found.values,
        symptoms=found.symptoms,
        judged_level=found.judged_level,
        level_reason=found.level_reason,
        critical={"client": found.sheet.critical, "partner": both} if both else {},
    )
    message = speak(vendor, "statement", found.values["description"], Audience.VENDOR_LEG, draft=draft)
    begun = kept or Registered(level=found.level, judged=found.judged_level, origin=found.ticket.number)
    contact = named_contact.told(vendor.ticket)
    data = replace(begun, unconfirmed=bool(found.notice), contact=contact)
    record(vendor, Kind.REGISTERED, data, message=message)
    assign_by_rule(vendor)
    ticket_work.keep_row(vendor)
    if draft is not None:
        draft.delete()
    with as_system(CARRIED):
        clocks.write_runs([vendor])
        _carry(vendor, found, message)
        ticket_notices.tell([vendor])


def _linked(work: Work, vendor_ticket: Ticket) -> None:
    """The client sees that it was passed on and when (L3)."""
    work.ticket.passed_on_at, work.ticket.vendor_status = work.at, vendor_ticket.status
    record(work, Kind.PASSED_ON, PassedOn(vendor=vendor_ticket.number))


def _carry(vendor: Work, found: Passing, statement: Message) -> None:
    """Copies of what was chosen, each under its own author and its own instant."""
    copies = {message.pk: _copied(vendor, message) for message in found.messages}
    attach.carry(
        vendor,
        ((file, copies.get(file.message_id or 0, statement)) for file in found.files),
        Audience.VENDOR_LEG,
    )


def _copied(vendor: Work, message: Message) -> Message:
    ticket = vendor.ticket
    return Message.objects.create(
        ticket=ticket,
        leg=ticket.leg,
        client_id=ticket.client_id,
        partner_id=ticket.partner_id,
        author_id=message.author_id,
        author_name=message.author_name,
        author_organisation=message.author_organisation,
        side=message.side,
        audience=Audience.VENDOR_LEG,
        kind="statement",
        text=message.text,
        relayed_from=message,
        occurred_at=message.occurred_at,
        recorded_at=vendor.at,
    )
