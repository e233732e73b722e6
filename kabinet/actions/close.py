"""A ticket ends, or begins again, without a solution being accepted."""

from datetime import datetime

from kabinet.actions import owed_again
from kabinet.actions.act import act
from kabinet.actions.desk.merge import part
from kabinet.actions.errors import Refused
from kabinet.actions.journal import record
from kabinet.actions.speak import clean, reasoned
from kabinet.actions.work import Work
from kabinet.records.models import Ticket
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.facts import Kind
from kabinet.regulation.verdict import deny


def close(*, actor: Actor, at: datetime, number: str, reason: str, version: int | None = None) -> Ticket:
    """The support closes for the applicant, with a reason; the more so while the vendor ticket is open (L3), which stays."""
    said = clean(reason)
    with act(
        actor=actor, at=at, number=number, act=Act.CLOSE, version=version, reason_given=bool(said)
    ) as work:
        record(work, Kind.CLOSED, {"reason": said})
    return work.ticket


def withdraw(
    *, actor: Actor, at: datetime, number: str, reason: str = "", version: int | None = None
) -> Ticket:
    """The applicant takes the ticket back; the vendor ticket that is still open is withdrawn with it."""
    with act(actor=actor, at=at, number=number, act=Act.WITHDRAW, version=version) as work:
        record(work, Kind.WITHDRAWN, {"reason": clean(reason)})
    return work.ticket


def reopen(*, actor: Actor, at: datetime, number: str, reason: str, version: int | None = None) -> Ticket:
    """Opens an ended ticket again, within the days of the regulation and with a reason."""
    with act(actor=actor, at=at, number=number, act=Act.REOPEN, version=version) as work:
        only_one_open(work)
        data = {"reason": reasoned(reason)} | owed_again.by_return(work, Kind.REOPENED)
        record(work, Kind.REOPENED, data)
        part(work)
    return work.ticket


def only_one_open(work: Work) -> None:
    """A client ticket that was passed on anew meanwhile goes on there."""
    origin = work.ticket.origin_id
    if origin is not None and Ticket.objects.filter(origin=origin, closed_at=None).exists():
        raise Refused(deny(work.leg, "already_passed"))
