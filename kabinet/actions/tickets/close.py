"""A ticket ends, or begins again, without a solution being accepted."""

from datetime import datetime

from kabinet.actions.desk.merge import part
from kabinet.actions.journal import fact_codec
from kabinet.actions.journal.entries import record
from kabinet.actions.tickets import owed_again
from kabinet.actions.tickets.speak import clean_reason, reasoned
from kabinet.actions.unit.errors import Refused
from kabinet.actions.unit.instants import moment
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.records.models import JournalEntry, Ticket
from kabinet.regulation.access import Act, Actor, Closing, ClosingByWord
from kabinet.regulation.clocks import pending
from kabinet.regulation.fact_data.tickets import BackToWork, Closed, ClosedByWord, Withdrawn
from kabinet.regulation.facts import Kind
from kabinet.regulation.verdict import deny


def close_ticket(
    *, actor: Actor, at: datetime, number: str, reason: str, version: int | None = None
) -> Ticket:
    """The support closes without the applicant's word, who was silent for the days of the pack, with a
    reason; the more so while the vendor ticket is open (L3), which stays."""
    said = clean_reason(reason)
    with act(
        actor=actor,
        at=at,
        number=number,
        act=Act.CLOSE,
        version=version,
        typed=Closing(reason_given=bool(said)),
    ) as work:
        data = Closed(reason=said, since=_silent_since(work))
        record(work, Kind.CLOSED, data)
    return work.ticket


def close_by_word(
    *, actor: Actor, at: datetime, number: str, word: int, reason: str, version: int | None = None
) -> Ticket:
    """The support closes because the applicant said so: `word` is the journal's row of what they wrote last, or of a call
    after it that reached them. The row names it, and whoever reads the ticket can look it up."""
    said = clean_reason(reason)
    with act(
        actor=actor,
        at=at,
        number=number,
        act=Act.CLOSE_BY_WORD,
        version=version,
        typed=ClosingByWord(reason_given=bool(said), word=word),
    ) as work:
        spoken = JournalEntry.objects.get(ticket=work.ticket, pk=word)
        data = ClosedByWord(
            reason=said,
            word=word,
            message=spoken.message_id,
            name=spoken.actor_name,
            since=spoken.occurred_at,
            call=spoken.kind == Kind.CALLED,
        )
        record(work, Kind.CLOSED_BY_WORD, data)
    return work.ticket


def _silent_since(work: Work) -> datetime:
    """The last question, plan or offer, or the last sign of the applicant after it."""
    rows = list(JournalEntry.objects.filter(ticket=work.ticket).order_by("occurred_at", "id"))
    void = fact_codec.void(rows)
    silent = pending(fact_codec.fact_of(row) for row in rows if row.pk not in void).silent
    offered = work.ticket.answered_at or work.ticket.registered_at
    return max(offered, moment(silent) if silent is not None else work.ticket.turn_since)


def withdraw_ticket(
    *, actor: Actor, at: datetime, number: str, reason: str = "", version: int | None = None
) -> Ticket:
    """The applicant takes the ticket back; the vendor ticket that is still open is withdrawn with it."""
    with act(actor=actor, at=at, number=number, act=Act.WITHDRAW, version=version) as work:
        record(work, Kind.WITHDRAWN, Withdrawn(reason=clean_reason(reason)))
    return work.ticket


def reopen_ticket(
    *, actor: Actor, at: datetime, number: str, reason: str, version: int | None = None
) -> Ticket:
    """Opens an ended ticket again, within the days of the regulation and with a reason."""
    with act(actor=actor, at=at, number=number, act=Act.REOPEN, version=version) as work:
        only_one_open(work)
        data = BackToWork(reason=reasoned(reason), **owed_again.by_return(work, Kind.REOPENED))
        record(work, Kind.REOPENED, data)
        part(work)
    return work.ticket


def only_one_open(work: Work) -> None:
    """A client ticket that was passed on anew meanwhile goes on there."""
    origin = work.ticket.origin_id
    if origin is not None and Ticket.objects.filter(origin=origin, closed_at=None).exists():
        raise Refused(deny(work.leg, "already_passed"))
