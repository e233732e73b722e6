"""Between a client's ticket and the vendor's: each act stands at the ticket that it changes."""

from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.actions.vendor.carry_over import carry_over
from kabinet.actions.vendor.pass_on import pass_on_ticket
from kabinet.actions.vendor.relay import NO_CLIENT, OPEN_OTHER, relay_answer
from kabinet.api import taken_in_acts
from kabinet.api.acts import acted, done, fields_of
from kabinet.api.acts.messages import kind_of
from kabinet.api.operation import Call, Reply
from kabinet.api.ticket import opened
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import Act


def pass_on(call: Call, number: str) -> Reply:
    """Opens the vendor ticket, of which the answer tells."""
    opened(call, number)
    return done(call, None, lambda: acted(call, pass_on_ticket, number, fields_of(call)))


def relay(call: Call, number: str) -> Reply:
    """A message of the vendor ticket goes into this one, the client's."""
    view, said = opened(call, number), call.sent(taken_in_acts.Relayed)
    _require(view, Act.RELAY)
    vendor = view.beside.number if view.beside is not None else number
    given = {"client": number, "message": said.message, "text": said.text, "files": said.files}
    given |= kind_of(said.kind)
    return done(call, view, lambda: acted(call, relay_answer, vendor, given))


def carry(call: Call, number: str) -> Reply:
    """A message of the client's ticket goes into this one, the vendor's."""
    view, said = opened(call, number), call.sent(taken_in_acts.CarriedOver)
    _require(view, Act.REPLY)
    waiting = [each.number for each in view.clients]
    client = said.client or (view.other.number if view.other is not None else "")
    if client not in waiting:
        raise Invalid("client", NO_CLIENT, OPEN_OTHER)
    given = {"message": said.message, "text": said.text, "files": said.files}
    return done(call, view, lambda: acted(call, carry_over, client, given))


def _require(view: TicketView, act: Act) -> None:
    if not (verdict := view.may(act)).allowed:
        raise Refused(verdict)
