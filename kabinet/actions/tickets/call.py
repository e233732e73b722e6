"""A telephone call, written down."""

from datetime import datetime, timedelta

from kabinet.actions.journal import backdating
from kabinet.actions.journal.entries import record
from kabinet.actions.tickets import claims
from kabinet.actions.tickets.speak import clean_reason, speak
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.records.models import Ticket
from kabinet.regulation.access import Act, Actor, Call, Late
from kabinet.regulation.fact_data.tickets import Called
from kabinet.regulation.facts import Kind
from kabinet.regulation.text import Text

NOT_YET = Text("Этот разговор ещё не состоялся", "This call has not happened yet")
BEFORE = Text("Тогда обращения ещё не было", "The ticket did not exist then")
WHEN = Text("Укажите время разговора", "Give the time of the call")
HOUR = timedelta(hours=1)


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
    now = whole(at)
    then = whole(occurred_at) if occurred_at else now
    if then > now:
        raise Invalid("occurred_at", NOT_YET, WHEN)
    late = Late(hours=(now - then) / HOUR, reason_given=bool(clean_reason(reason)))
    with act(
        actor=actor,
        at=at,
        number=number,
        act=Act.CALL,
        version=version,
        typed=Call(asks=asks and reached, late=late),
        since=then,
    ) as work:
        _written(work, then if then < now else None, reached, asks and reached, text, clean_reason(reason))
    return work.ticket


def _written(
    work: Work, occurred: datetime | None, reached: bool, asks: bool, text: str, reason: str
) -> None:
    if occurred and occurred < work.ticket.registered_at:
        raise Invalid("occurred_at", BEFORE, WHEN)
    message = speak(work, "call", text, work.wide, reached=reached, occurred=occurred)
    data = Called(reached=reached, asks=asks, reason=reason)
    taken = backdating.takes(work, occurred, reached) if occurred else ()
    if taken and occurred:
        claim = claims.claimed(work, taken, occurred, data)
        record(work, Kind.CLAIMED, claim, message=message, occurred=occurred)
    else:
        record(work, Kind.CALLED, data, message=message, occurred=occurred)
