"""What comes with another level: symptoms that changed, and the promises of a critical ticket (U3.5b, U4c, P5d)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kabinet.actions.tickets.registration.judgement import CriticalTerms, Symptoms
from kabinet.actions.tickets.registration.sheet import confirmation
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.work import Work
from kabinet.records import doors
from kabinet.records.models import Sheet, Ticket
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Leg
from kabinet.regulation.text import Text
from kabinet.regulation.ticket import criticality
from kabinet.regulation.verdict import deny


@dataclass(frozen=True, slots=True)
class Ground:
    """What a level rests on after the change: `symptoms` come to `judged` by these `reasons`; `critical` are the promises on
    record."""

    symptoms: Symptoms
    judged: int
    critical: Mapping[str, Any]
    reasons: tuple[Text, ...] = ()


def ground(
    actor: Actor, at: datetime, number: str, symptoms: Symptoms | None, critical: CriticalTerms | None
) -> Ground:
    """Reads only. Without `symptoms` the kept ones count; Invalid when they are not answered to the end. Without
    `critical` the promises on record count; those of the applicant's side stand in their place, or none if not given."""
    ticket = doors.ticket(actor, number)
    sheet, leg = doors.sheet(actor, ticket), doors.leg_of(ticket)
    known = sheet.symptoms if symptoms is None else symptoms
    judged = criticality.judge(known, production=True, terms_confirmed=True, leg=leg).symptoms
    if judged is None and symptoms is not None:
        denied = deny(leg, "symptoms_open")
        raise Invalid("symptoms", denied.reason, denied.remedy, denied.clause)
    promised = sheet.critical if critical is None else _promised(actor, at, ticket, sheet, critical)
    reasons = criticality.symptoms_in_words(known, leg)
    return Ground(known, judged or sheet.judged_level, promised, reasons)


def keep(work: Work, found: Ground) -> None:
    """Writes down what changed of it."""
    with as_system("what a level rests on"):
        Sheet.objects.filter(ticket=work.ticket).update(
            symptoms=dict(found.symptoms), judged_level=found.judged, critical=dict(found.critical)
        )


def said_of(found: Ground) -> Text | None:
    """The symptoms in one sentence of either language."""
    if not found.reasons:
        return None
    return Text("; ".join(each.ru for each in found.reasons), "; ".join(each.en for each in found.reasons))


def needs_terms(leg: Leg, level: int) -> bool:
    """Whether the level is to be had only with the promises of a critical ticket."""
    return leg.level(level).needs_critical_terms


def _promised(
    actor: Actor, at: datetime, ticket: Ticket, sheet: Sheet, critical: CriticalTerms
) -> Mapping[str, Any]:
    """On the vendor leg both sides' or nothing (P5d); the client's stand in the client's ticket."""
    own = confirmation(actor, at, critical)
    if ticket.leg == LegCode.CLIENT or not own:
        return own
    clients = sheet.critical.get("client") or _of_origin(actor, ticket)
    return {"client": clients, "partner": own} if clients else {}


def _of_origin(actor: Actor, ticket: Ticket) -> Mapping[str, Any]:
    origin = doors.linked(actor, ticket)
    return doors.sheet(actor, origin).critical if origin is not None else {}
