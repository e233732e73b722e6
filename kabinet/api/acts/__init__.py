"""Acts on a ticket: the same functions as the pages call, with the same verdicts."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from kabinet.actions.tickets.registration.judgement import CriticalTerms
from kabinet.api.operation import Call, Does, Reply
from kabinet.api.shapes import Done
from kabinet.api.taken import Promises
from kabinet.api.ticket import fact, opened
from kabinet.queries.ticket_view import TicketView
from kabinet.records import doors
from kabinet.records.doors.record_types import TicketRecord

Made = TypeVar("Made")


def act(does: Callable[..., TicketRecord], *, guest: bool = False) -> Does:
    """The operation of one act: its body's fields are the act's arguments. `guest`: of a participant as well (P5c)."""

    def operation(call: Call, number: str) -> Reply:
        before = opened(call, number, guest=guest)
        return done(call, before, lambda: acted(call, does, number, fields_of(call)))

    return operation


def done(call: Call, before: TicketView | None, does: Callable[[], TicketRecord]) -> Reply:
    """What became of the ticket, and what the history got that its reader may see; nothing of that for whoever reads it no
    more."""
    known = {row.pk for row in before.entries} if before else set()
    row = does()
    followed = []
    try:
        view = opened(call, row.number, guest=True)
    except doors.Closed:
        pass
    else:
        row = view.ticket
        followed = [fact(view, each).sentence for each in view.entries if each.pk not in known]
    return Reply(
        Done(
            number=row.number,
            leg=row.leg,
            status=row.status,
            turn=row.turn,
            level=row.level,
            version=row.version,
            dry_run=call.dry,
            followed=followed,
        ),
        version=row.version,
    )


def acted(call: Call, does: Callable[..., Made], number: str, given: dict[str, Any]) -> Made:
    """The act on the version that the program read, and what it gives."""
    return does(actor=call.actor, at=call.at, number=number, version=call.version, **given)


def fields_of(call: Call) -> dict[str, Any]:
    """What the body says, by the names of its fields; promises as the acts take them."""
    given = msgspec.structs.asdict(call.body) if call.body is not None else {}
    if isinstance(given.get("critical"), Promises):
        given["critical"] = terms(given["critical"])
    return given


def terms(promised: Promises | None) -> CriticalTerms | None:
    """The promises of a critical ticket."""
    return (
        CriticalTerms(promised.phone, promised.reachable, promised.answers_within_hour) if promised else None
    )
