"""The draft becomes a ticket, or it is said in one go what keeps it back."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.inbox.handling import note_registered
from kabinet.actions.tickets.drafts.attach import Readable, attach
from kabinet.actions.tickets.registration.register import register_ticket
from kabinet.actions.unit.errors import Incomplete, Invalid, Refused
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.registration.draft_status import values
from kabinet.pages.registration.drafts import drop_twins
from kabinet.pages.registration.form.details_form import DetailsForm
from kabinet.pages.registration.form.promise import gaps
from kabinet.pages.registration.law_words import say, with_clause
from kabinet.pages.registration.level.judgement import Judged, arguments
from kabinet.pages.registration.typed import Typed
from kabinet.pages.registration.version_change import VersionChange
from kabinet.pages.shell import flash_message
from kabinet.pages.ui import moments
from kabinet.pages.ui.forms import Uploaded
from kabinet.records import doors
from kabinet.records.doors.record_types import DraftRecord, TicketRecord
from kabinet.records.versions.regulations import HeldVersions
from kabinet.regulation.access import Actor
from kabinet.regulation.legs import Channel
from kabinet.regulation.ticket import completeness


def send(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    row: DraftRecord,
    typed: Typed,
    found: Judged,
    held: HeldVersions,
    change: VersionChange | None = None,
) -> HttpResponse | None:
    """Registers the locked draft, which was `found` to stand so while the versions were `held`, and leads to the ticket;
    None when the form, or the law, keeps it back."""
    if not DetailsForm(typed, typed.leg, bound=True).is_valid() or not _complete(
        typed, values(actor, row, typed)
    ):
        return None
    try:
        ticket = register_ticket(
            actor=actor,
            at=at,
            draft=row,
            considered=found.promise.considered if found.promise else None,
            held=held,
            **arguments(typed, values(actor, row, typed)),
        )
    except (Incomplete, Refused):  # by hand: the draft is shown as it stands, with every gap of it
        return None
    if typed.letter:
        note_registered(actor=actor, at=at, key=UUID(typed.letter), number=ticket.number)
    drop_twins(actor, at, typed.mark)
    said = confirmation(ticket, ZoneInfo(doors.person(actor).zone), actor, typed.contact_name)
    flash_message(request, f"{change.done} {said}".strip() if change else said)
    return SeeOther(reverse("ticket", args=[ticket.number]))


def _complete(typed: Typed, told: Mapping[str, str]) -> bool:
    """A look beforehand that asks no records; the act looks again."""
    level = typed.level or typed.leg.levels[-1].number
    promised = {"term_phone": True, "term_hour": True}
    return completeness.check(typed.leg, level, {**told, **promised}).complete


def confirmation(ticket: TicketRecord, zone: ZoneInfo, actor: Actor, caller: str = "") -> str:
    """Number, instant and who was told stand together (U3.5d, U3.5e)."""
    named = {
        "number": ticket.number,
        "at": moments.full(ticket.registered_at, zone),
        "who": caller,
        "contact": ticket.contact_name,
        "partner": ticket.partner_name,
    }
    return _told(ticket, actor, caller) % named


def _told(ticket: TicketRecord, actor: Actor, caller: str) -> str:
    if caller:
        return _told_of_caller(ticket)
    if ticket.contact_id == actor.person:
        return _(
            "Обращение %(number)s зарегистрировано %(at)s. "
            "Уведомление с номером пришло вам и партнёру «%(partner)s»."
        )
    return _(
        "Обращение %(number)s зарегистрировано %(at)s. Уведомление с номером получили контактное лицо "
        "%(contact)s и партнёр «%(partner)s»."
    )


def _told_of_caller(ticket: TicketRecord) -> str:
    by_letter, alone = ticket.channel == Channel.EMAIL, ticket.contact_id == ticket.author_id
    if by_letter and alone:
        return _(
            "Обращение %(number)s зарегистрировано по письму, сроки идут с %(at)s. Уведомление получит %(who)s."
        )
    if by_letter:
        return _(
            "Обращение %(number)s зарегистрировано по письму, сроки идут с %(at)s. Уведомления получат "
            "контактное лицо %(contact)s и %(who)s."
        )
    if alone:
        return _(
            "Обращение %(number)s зарегистрировано по звонку, сроки идут с %(at)s. Уведомление получит %(who)s."
        )
    return _(
        "Обращение %(number)s зарегистрировано по звонку, сроки идут с %(at)s. Уведомления получат "
        "контактное лицо %(contact)s и %(who)s."
    )


def attach_all(actor: Actor, at: datetime, draft: int, sent: Iterable[Uploaded]) -> list[str]:
    """Puts files beside the draft; a sentence for each that cannot be (U6c)."""
    return attach_each(actor, at, draft, ((file.name or "", file) for file in sent))


def attach_each(actor: Actor, at: datetime, draft: int, files: Iterable[tuple[str, Readable]]) -> list[str]:
    """The same of files that nobody uploaded, each with its name."""
    faults = []
    for name, content in files:
        try:
            attach(actor=actor, at=at, name=name, content=content, draft=draft)
        except Invalid as fault:  # by hand: of many files each for itself
            faults.append(f"{name}: {say(fault.verdict.reason)}. {say(fault.verdict.remedy)}.")
    return faults


def name_gaps(form: DetailsForm, found: Judged, faults: list[str]) -> None:
    """Every empty required field beside itself (U4a), and the files that could not be taken."""
    form.full_clean()
    denied = found.promise.named.fault if found.promise else None
    if denied and "contact" in form.fields:
        form.add_error("contact", with_clause(denied))
    for gap in gaps(found, found.promise) if found.promise else ():
        if gap.field in form.fields and not (denied and gap.field == "contact"):
            # The law says it in its own words, once, also of a choice that nobody offered.
            form.errors.pop(gap.field, None)
            form.add_error(gap.field, say(gap.text))
    for fault in faults:
        form.add_error("diagnostics" if "diagnostics" in form.fields else None, fault)
