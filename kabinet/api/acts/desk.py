"""Acts that are done whatever version was read: watching; and those that answer with something else than the ticket."""

from collections.abc import Callable

from kabinet.actions.desk.watch import unwatch_ticket, watch_ticket
from kabinet.actions.handover.handover import ask_handover
from kabinet.api.acts import acted, done, fields_of
from kabinet.api.operation import Call, Does, Reply
from kabinet.api.ticket import opened
from kabinet.records.doors.record_types import TicketRecord


def _at_once(does: Callable[..., TicketRecord]) -> Does:
    def operation(call: Call, number: str) -> Reply:
        return done(call, opened(call, number), lambda: does(actor=call.actor, at=call.at, number=number))

    return operation


watch, unwatch = _at_once(watch_ticket), _at_once(unwatch_ticket)


def ask_for_handover(call: Call, number: str) -> Reply:
    """The client's next partner is asked to take it."""

    def asked() -> TicketRecord:
        acted(call, ask_handover, number, fields_of(call))
        return opened(call, number).ticket

    return done(call, opened(call, number), asked)
