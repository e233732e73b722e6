"""The sheet of a ticket: what the form said, and the rights that allowed it, as they stood then."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from kabinet.actions.tickets.registration.judgement import CriticalTerms, Symptoms
from kabinet.actions.tickets.speak import clean, require_whole, too_long
from kabinet.actions.unit.work import Work
from kabinet.records import lengths
from kabinet.records.models import Sheet
from kabinet.regulation.access import Actor, Case, Certificate, Held, Licence
from kabinet.regulation.pack import FormField, Leg, Widget


def put_sheet(
    work: Work,
    case: Case,
    *,
    values: Mapping[str, Any],
    symptoms: Symptoms,
    judged_level: int,
    critical: Mapping[str, Any],
    level_reason: str = "",
) -> Sheet:
    """Writes it once; only completing a returned ticket adds to its values (P5e)."""
    ticket = work.ticket
    require_short(work.leg, values)
    return Sheet.objects.create(
        ticket=ticket,
        leg=ticket.leg,
        client_id=ticket.client_id,
        partner_id=ticket.partner_id,
        values=dict(values),
        symptoms=dict(symptoms),
        judged_level=judged_level,
        level_reason=level_reason,
        production=bool(case.ticket.production),
        entitlement=entitlement(case),
        critical=dict(critical),
    )


def longest(field: FormField) -> int:
    """Of what is typed into a field of the regulation's form, in characters."""
    if field.code == "subject":
        return lengths.SUBJECT
    return lengths.MESSAGE if field.widget is Widget.LINES else lengths.LINE


def require_short(leg: Leg, values: Mapping[str, Any]) -> None:
    """Invalid at the field that is too long, at "values" when all of them together are."""
    most = {field.code: longest(field) for field in leg.form}
    for code, said in values.items():
        if isinstance(said, str) and len(said) > most.get(code, lengths.MESSAGE):
            raise too_long(code, len(said), most.get(code, lengths.MESSAGE))
    require_whole(values, lengths.SHEET, "values")


def confirmation(actor: Actor, at: datetime, critical: CriticalTerms | None) -> dict[str, Any]:
    """Who confirmed the critical terms, when, and which telephone answers (U4c); empty when nobody did."""
    if critical is None or not critical.confirmed:
        return {}
    return {
        "phone": clean(critical.phone, "phone", lengths.PHONE),
        "person": actor.person,
        "name": actor.name,
        "at": at.isoformat(),
    }


def told_by(said: Mapping[str, Any], writer: Actor, person: int, name: str) -> dict[str, Any]:
    """The same promise as `writer` wrote it down from the words of `person`, nobody for 0: it waits for their own tick."""
    if not said:
        return {}
    return {**said, "person": person, "name": name, "written_by": writer.person, "written_name": writer.name}


def entitlement(case: Case) -> dict[str, Any]:
    """The rights of the day: licence, contract, partner's status; on the vendor leg the sender's certificate too."""
    licence, certificate = case.client_rights.licence, case.partner_rights.certificate
    return {
        "day": _day(case.today),
        "licence": {"delivery": licence.delivery, "seller": licence.seller, **_days(licence)},
        "contract": _held(case.client_rights.contract, "level"),
        "status": _held(case.partner_rights.status, "status"),
        "certificate": _days(certificate),
    }


def _days(held: Licence | Certificate) -> dict[str, str | None]:
    return {"first_day": _day(held.first_day), "last_day": _day(held.last_day)}


def _held(held: Held | None, name: str) -> dict[str, Any] | None:
    return {name: held[0], "first_day": _day(held[1]), "last_day": _day(held[2])} if held else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
