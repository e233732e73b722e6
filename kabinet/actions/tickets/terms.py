"""The promises of a critical ticket that the partner wrote down from a call: the client confirms or contests them (U4c).

Until then they hold as they were written: the ticket is critical and both sides owe what that asks. Contested, it is treated
as if they had not been given (U4e).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kabinet.actions.journal.entries import record
from kabinet.actions.tickets import owed_again
from kabinet.actions.tickets.registration.judgement import CriticalTerms
from kabinet.actions.tickets.registration.sheet import confirmation
from kabinet.actions.tickets.speak import clean_reason
from kabinet.actions.unit.errors import Refused
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.records.models import Sheet, Ticket
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.fact_data.tickets import LevelChanged, TermsAnswered
from kabinet.regulation.facts import Kind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.verdict import deny

ANSWERED = "promises that were written down from a call"


def confirm_terms(
    *, actor: Actor, at: datetime, number: str, critical: CriticalTerms, version: int | None = None
) -> Ticket:
    """The client's own word on both promises, with the number to call: from now on they are this person's. Refused when one
    of them is missing: whoever does not agree contests them."""
    with act(actor=actor, at=at, number=number, act=Act.CONFIRM_TERMS, version=version) as work:
        own = confirmation(work.actor, work.at, critical)
        if not own:
            raise Refused(deny(work.leg, "terms_not_given", level=work.clocks.level))
        record(work, Kind.TERMS_CONFIRMED, _answered(work))
        _keep(work, own)
    return work.ticket


def deny_terms(
    *, actor: Actor, at: datetime, number: str, reason: str = "", version: int | None = None
) -> Ticket:
    """They were not given: a ticket on a level that needs them goes to the one without (U4e), any other keeps its level."""
    with act(actor=actor, at=at, number=number, act=Act.DENY_TERMS, version=version) as work:
        data, said = _answered(work), clean_reason(reason)
        level = work.leg.level(work.clocks.level or 0)
        if level.needs_critical_terms and level.unconfirmed_level:
            to = level.unconfirmed_level
            moved = LevelChanged(
                from_level=level.number,
                to_level=to,
                reason=said,
                how="denied",
                **owed_again.by_level(work, to),
            )
            record(work, Kind.LEVEL_CHANGED, moved, clause=work.leg.denials["terms_not_given"].clause)
        else:
            denied = TermsAnswered(name=data.name, writer=data.writer, reason=said)
            record(work, Kind.TERMS_DENIED, denied)
        _keep(work, {})
    return work.ticket


def _answered(work: Work) -> TermsAnswered:
    promise = Sheet.objects.get(ticket=work.ticket).critical
    return TermsAnswered(name=promise.get("name", ""), writer=promise.get("written_name", ""))


def _keep(work: Work, promise: Mapping[str, Any]) -> None:
    """In the ticket, and where the vendor reads it: a vendor ticket carries a copy of the client's promise, or none."""
    with as_system(ANSWERED):
        Sheet.objects.filter(ticket=work.ticket).update(critical=dict(promise))
        passed = Sheet.objects.filter(
            ticket__origin=work.ticket, leg=LegCode.VENDOR, critical__has_key="client"
        )
        for sheet in passed:
            others = {side: kept for side, kept in sheet.critical.items() if side != "client"}
            own = {"client": dict(promise)} if promise else {}
            Sheet.objects.filter(pk=sheet.pk).update(critical={**others, **own})
