"""A telephone call, written down; or an answer that came while the cabinet was unreachable."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kabinet.actions.journal import backdating
from kabinet.actions.journal.entries import record
from kabinet.actions.outages.during import during
from kabinet.actions.tickets import claims
from kabinet.actions.tickets.speak import clean_reason, speak
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.records import doors
from kabinet.records.models import Ticket
from kabinet.regulation.access import Act, Actor, Call, Late
from kabinet.regulation.fact_data.tickets import Called, Replied
from kabinet.regulation.facts import Kind
from kabinet.regulation.legs import Channel, LegCode
from kabinet.regulation.organisation.outage import Outage
from kabinet.regulation.text import Text

NOT_YET = Text("Этот разговор ещё не состоялся", "This call has not happened yet")
BEFORE = Text("Тогда обращения ещё не было", "The ticket did not exist then")
WHEN = Text("Укажите время разговора", "Give the time of the call")
HOUR = timedelta(hours=1)
# The kinds of the messages that the support writes down for the applicant.
CAME = {Channel.EMAIL: "letter", Channel.TELEPHONE: "words"}


@dataclass(frozen=True, slots=True)
class _Then:
    """When it was: `occurred` is None for what is written down at once; `outage` is that of the instant, if any."""

    at: datetime
    occurred: datetime | None
    late: Late
    outage: Outage | None


def log_call(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    reached: bool,
    text: str,
    asks: bool = False,
    occurred_at: datetime | None = None,
    reason: str = "",
    version: int | None = None,
) -> Ticket:
    """Writes down a call of the support to the applicant (U3.6c, U4d).

    A reached call is a contact; `asks` puts a question as a message would; nobody there lowers level 1 at once. A call of
    earlier, `occurred_at`, needs a `reason`, asks nothing and counts from when it occurred, within the regulation's limit;
    whether the partner might work is asked of that instant, and of now (L12b). Where it would take a
    missed term or a level from the other side it is a claim for them to confirm (claims.py).
    """
    then = _then(actor, at, number, occurred_at, reason)
    asks = asks and reached
    typed = Call(asks=asks, outage=then.outage is not None, late=then.late)
    with act(
        actor=actor, at=at, number=number, act=Act.CALL, version=version, typed=typed, since=then.at
    ) as work:
        _require_of_ticket(work, then)
        said = Called(reached=reached, asks=asks, reason=clean_reason(reason), **during(then.outage))
        _record_call(work, then, text, said)
    return work.ticket


def log_answer(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    channel: Channel,
    text: str,
    occurred_at: datetime | None = None,
    reason: str = "",
    files: Sequence[UUID] = (),
    version: int | None = None,
) -> Ticket:
    """Writes down the applicant's own answer, which came by this channel while the cabinet was declared unreachable (U3.4a,
    P4.4): it counts as theirs from then on, at once, whatever was missed meanwhile."""
    then = _then(actor, at, number, occurred_at, reason)
    typed = Call(came=channel, outage=then.outage is not None, late=then.late)
    with act(
        actor=actor, at=at, number=number, act=Act.CALL, version=version, typed=typed, since=then.at
    ) as work:
        _require_of_ticket(work, then)
        message = speak(work, CAME[channel], text, work.wide, files=files, occurred=then.occurred)
        data = Replied(channel=channel, **during(then.outage))
        record(work, Kind.REPLIED, data, message=message, occurred=then.occurred)
    return work.ticket


def _then(actor: Actor, at: datetime, number: str, occurred_at: datetime | None, reason: str) -> _Then:
    """Invalid("occurred_at") for what is still to come; Closed for a ticket that the actor does not reach."""
    now = whole(at)
    then = whole(occurred_at) if occurred_at else now
    if then > now:
        raise Invalid("occurred_at", NOT_YET, WHEN)
    outage = _outage(actor, number, then)
    explained = bool(clean_reason(reason)) or outage is not None
    late = Late(hours=(now - then) / HOUR, reason_given=explained)
    return _Then(then, then if then < now else None, late, outage)


def _require_of_ticket(work: Work, then: _Then) -> None:
    if then.occurred and then.occurred < work.ticket.registered_at:
        raise Invalid("occurred_at", BEFORE, WHEN)


def _outage(actor: Actor, number: str, then: datetime) -> Outage | None:
    """The outage of that instant of the party that asks."""
    ticket = doors.ticket(actor, number)
    asking = ticket.client_id if ticket.leg == LegCode.CLIENT else ticket.partner_id
    return doors.outage_at(asking, then)


def _record_call(work: Work, then: _Then, text: str, data: Called) -> None:
    occurred = then.occurred
    message = speak(work, "call", text, work.wide, reached=data.reached, occurred=occurred)
    taken = backdating.takes(work, occurred, data.reached) if occurred else ()
    if taken and occurred:
        claim = claims.claimed(work, taken, occurred, data)
        record(work, Kind.CLAIMED, claim, message=message, occurred=occurred)
    else:
        record(work, Kind.CALLED, data, message=message, occurred=occurred)
