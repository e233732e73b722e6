"""A ticket comes into being: number, notice and registration in one transaction, or none of them (U3.5d, U3.5e)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kabinet.actions.desk.by_rule import assign_by_rule
from kabinet.actions.journal import clocks
from kabinet.actions.journal.entries import record
from kabinet.actions.journal.ticket_state import at_registration
from kabinet.actions.notices import ticket_notices
from kabinet.actions.tickets.registration import client_desk, named_contact
from kabinet.actions.tickets.registration.judgement import (
    Considered,
    CriticalTerms,
    Form,
    Symptoms,
    consider,
    known_words,
)
from kabinet.actions.tickets.registration.numbers import next_number
from kabinet.actions.tickets.registration.on_behalf import Called, columns, outage_of, told
from kabinet.actions.tickets.registration.sheet import confirmation, put_sheet, told_by
from kabinet.actions.tickets.speak import speak
from kabinet.actions.tickets.uploads import place
from kabinet.actions.unit import ticket_work
from kabinet.actions.unit.errors import Incomplete, Refused
from kabinet.actions.unit.instants import epoch, whole
from kabinet.actions.unit.work import Work
from kabinet.records import doors, lengths
from kabinet.records.models import Draft, JournalEntry, Ticket
from kabinet.records.security.reach import as_system
from kabinet.records.versions.calendars import newest_calendar
from kabinet.records.versions.regulations import HeldVersions, hold_versions
from kabinet.regulation.access import Actor
from kabinet.regulation.clocks import Clocks
from kabinet.regulation.fact_data.tickets import Registered
from kabinet.regulation.facts import Fact, Kind, Side
from kabinet.regulation.legs import LegCode
from kabinet.regulation.verdict import deny
from kabinet.regulation.visible import clean, says_something

# What is typed beside the regulation's own fields.
NOT_OF_FORM = client_desk.FIELDS | {place.FIELD}
NOTIFYING = "notices of a registration"


def register_ticket(
    *,
    actor: Actor,
    at: datetime,
    system: int,
    values: Mapping[str, str],
    symptoms: Symptoms,
    chosen_level: int | None,
    critical: CriticalTerms | None,
    service: str,
    impact: str,
    subject: str,
    files: Sequence[UUID] = (),
    draft: int | Draft | None = None,
    called: Called | None = None,
    contact: int | None = None,
    considered: Considered | None = None,
    held: HeldVersions | None = None,
) -> Ticket:
    """Registers a client's ticket with its servicing partner (U3.5, U4a, U6a). `called`: the partner's staff write down a
    call of the client's authorised contact, whose ticket it is and which counts from the call (U3.4a). `contact`: the key
    of the contact named in the ticket, who is told (U3.5e); None is whoever asks. Invalid("contact") for anybody who is
    no confirmed contact of the client, and for a name without a key.

    Refused names every condition that fails, Incomplete every missing field. `draft`: the key of what it is made of, or the
    actor's own draft as the caller locked it in this transaction. The same draft sent twice makes one ticket: the second
    caller gets the one that was made.

    `considered` is what the caller had this very form judged to be at this very instant, holding the draft and, as `held`
    says, the versions: it is not judged again. Another form's, person's or instant's is passed over. The act has no lock
    of its own over roles and papers, so a judgement of the same transaction a moment before is as good as its own; the same
    draft is kept from becoming two tickets by the draft's lock, which is taken before either.
    """
    now = whole(at)
    form = Form(system, values, symptoms, chosen_level, critical, service, impact, subject, called, contact)
    with transaction.atomic():
        key, kept = _drafted(actor, draft)
        if key is not None and kept is None and (made := made_of(actor, key)):
            return made
        found = considered
        if held is None or found is None or found.asked != (actor.person, now, form, True):
            hold_versions()
            found = consider(actor, now, form, terms_asked=True)
        work = _opened(actor, now, found, form, lawful(found, form))
        _told(work, found, form, files, kept, key)
    return work.ticket


def lawful(found: Considered, form: Form) -> int:
    """The level that the ticket gets, if nothing stands against it."""
    if found.verdicts:
        raise Refused(found.verdicts)
    if found.level is None or found.completeness is None:
        raise Refused(deny(found.leg, "symptoms_open"))
    named_contact.demanded(found.named)
    if found.completeness.missing:
        raise Incomplete(found.completeness.missing)
    known_words(found.leg, form.service, form.impact)
    return found.level


def _drafted(actor: Actor, draft: int | Draft | None) -> tuple[int | None, Draft | None]:
    """The key, and the draft locked; no draft where somebody made a ticket of it while we waited for the lock."""
    if isinstance(draft, Draft):
        return draft.pk, draft
    if draft is None:
        return None, None
    rows = doors.drafts(actor, Draft.Kind.NEW_TICKET).select_for_update(of=("self",))
    return draft, rows.filter(pk=draft).first()


def made_of(actor: Actor, key: int) -> Ticket | None:
    """The ticket that the actor made of the draft with this key, if any."""
    rows = JournalEntry.objects.filter(
        ticket__in=doors.tickets(actor).filter(leg=LegCode.CLIENT),
        kind=Kind.REGISTERED,
        actor=actor.person,
        data__draft=key,
    )
    return rows[0].ticket if rows[:1] else None


def _opened(actor: Actor, at: datetime, found: Considered, form: Form, level: int) -> Work:
    """The ticket's row, before its first fact."""
    partner = doors.organisation(actor, found.case.ticket.partner or 0)
    now, at = at, form.called.since(at) if form.called else at
    fact = Fact(Kind.REGISTERED, epoch(at), Side.APPLICANT, level=level)
    standing = at_registration(fact, found.leg)
    ticket = Ticket(
        number=next_number(LegCode.CLIENT),
        leg=LegCode.CLIENT,
        client=found.system.client,
        partner=partner,
        client_name=found.system.client.short_name,
        partner_name=partner.short_name,
        system=found.system,
        system_name=found.system.name,
        subject=subject_of(form.subject, form.values.get("description", "")),
        level=level,
        status=standing.status,
        turn=standing.turn,
        turn_since=at,
        service=form.service,
        impact=form.impact,
        registered_at=at,
        last_fact_at=at,
        regulation=found.regulation,
        calendar=newest_calendar(),
        agreement=found.agreement,
        version=0,
        **_applicant(actor, found, form.called),
        **_contact(found),
        **client_desk.of_registration(found.agreement, form.values),
    )
    return opened(actor, now, ticket)


def _applicant(actor: Actor, found: Considered, called: Called | None) -> Mapping[str, Any]:
    """Whose ticket it is: the actor's own, or the contact's who called; and whom it names as its contact."""
    if found.caller and called:
        return columns(found.caller, called)
    return {"author_id": actor.person, "author_name": actor.name}


def _contact(found: Considered) -> Mapping[str, Any]:
    """The contact named, with the telephone and the address given for this ticket (U3.5e)."""
    contact, values = found.named.contact, found.values
    return named_contact.columns(contact, values.get("phone", ""), values.get("email", "")) if contact else {}


def opened(actor: Actor, at: datetime, ticket: Ticket) -> Work:
    """A new ticket in hand: no clock runs yet, its first fact is still to be recorded."""
    ticket.clocks = Clocks().to_json()
    ticket.save(force_insert=True)
    return ticket_work.take_up(actor, at, ticket)


def subject_of(subject: str, description: str) -> str:
    """The subject, or the first line of the description."""
    said = clean(subject) or next(filter(says_something, clean(description).splitlines()), "")
    return said if len(said) <= lengths.SUBJECT else said[: lengths.SUBJECT - 1].rstrip() + "…"


def _told(
    work: Work, found: Considered, form: Form, files: Sequence[UUID], kept: Draft | None, draft: int | None
) -> None:
    put_sheet(
        work,
        found.case,
        values={code: said for code, said in found.values.items() if code not in NOT_OF_FORM},
        symptoms=form.symptoms,
        judged_level=found.judgement.level or work.ticket.level,
        critical=_promised(work, form.critical),
    )
    since = work.ticket.registered_at
    message = speak(
        work, "statement", found.values["description"], work.wide, files=files, draft=kept, occurred=since
    )
    data = _fact(work, found, draft)
    if found.caller and form.called:
        promised = (
            bool(form.critical and form.critical.confirmed)
            and found.leg.level(data.level).needs_critical_terms
        )
        outage = outage_of(found.case, form.called, work.at)
        data = replace(data, **told(found.caller, form.called, outage), terms=promised)
    record(work, Kind.REGISTERED, data, message=message, occurred=since)
    if form.values.get(place.FIELD) and not form.called:
        place.note_asked(work)
    ticket_work.settle(work)
    assign_by_rule(work)
    ticket_work.keep_row(work)
    if kept is not None:
        kept.delete()
    with as_system(NOTIFYING):
        clocks.write_runs([work])
        ticket_notices.tell([work])


def _promised(work: Work, critical: CriticalTerms | None) -> dict[str, Any]:
    """By the applicant; of a call as the staff wrote it down, until the client's own tick (U4c)."""
    said, ticket = confirmation(work.actor, work.at, critical), work.ticket
    own = ticket.author_id == work.actor.person
    return said if own else told_by(said, work.actor, ticket.author_id, ticket.author_name)


def _fact(work: Work, found: Considered, draft: int | None) -> Registered:
    """What the history says of the level: asked for, judged, and made standard for want of the critical terms (U4e)."""
    return Registered(
        level=work.ticket.level,
        judged=found.judgement.level,
        unconfirmed=bool(found.judgement.notice) and found.level == found.judgement.level,
        draft=draft or None,
        contact=named_contact.told(work.ticket),
    )
