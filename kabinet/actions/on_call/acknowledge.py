"""«Принимаю»: somebody of the desk takes up the call, and nobody else is told."""

from datetime import datetime

from kabinet.actions.journal.entries import record
from kabinet.actions.on_call.calling import people_told
from kabinet.actions.unit.errors import Refused
from kabinet.actions.unit.ticket_act import act
from kabinet.records import doors
from kabinet.records.models import Ticket
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.fact_data.tickets import OnCall
from kabinet.regulation.facts import Kind
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import Verdict

NO_CALL = Text("По этому обращению сейчас никого не вызывают", "Nobody is being called to this ticket now")
LOOK = Text(
    "Кто и когда принял вызов, сказано на странице обращения",
    "The ticket's page says who acknowledged the call, and when",
)


def acknowledge_call(*, actor: Actor, at: datetime, number: str, version: int | None = None) -> Ticket:
    """Ends the call; who was told before learns by whom. It names nobody as the assignee and stops no clock. Refused when no
    call runs in which somebody was told."""
    with act(actor=actor, at=at, number=number, act=Act.ACKNOWLEDGE, version=version) as work:
        running = doors.on_call_round(work.ticket)
        told = people_told(work.ticket.pk, running.after_entry) if running and not running.ended_at else []
        if not told:
            raise Refused(Verdict(False, None, NO_CALL, LOOK, "no_call"))
        record(work, Kind.ACKNOWLEDGED, OnCall(called=tuple(told)), audience=work.narrow)
    return work.ticket
