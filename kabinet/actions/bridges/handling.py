"""Something that happened in another desk is done here: said in the name of the bridge, or noted as that desk's own status.

Whoever wrote there is a name in words, never a person of ours: what they say moves no clock and no status, it only ends a
silence. Their status is shown beside ours, which stays what it is.
"""

from datetime import datetime
from typing import Final

from django.db import transaction

from kabinet.actions.bridges.incoming import HEARING, Arrived, mine, note_done, note_refused
from kabinet.actions.inbox.reading.html_text import text_of_html
from kabinet.actions.journal import by_program
from kabinet.actions.tickets.speak import clean
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.ticket_act import finish, take_up_by_program
from kabinet.actions.unit.work import Work
from kabinet.network.desks import Said
from kabinet.records.lengths import MESSAGE, NAME
from kabinet.records.models import BridgeArrival, BridgeLink, Message
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Audience
from kabinet.regulation.fact_data.tickets import Bridged
from kabinet.regulation.facts import Kind
from kabinet.regulation.text import Text

CLAUSE: Final = "L8"
KIND: Final = "bridged"  # of a message
CUT: Final = Text("… (целиком в системе «{desk}»)", "… (the whole is in {desk})")
FILES: Final = Text("Файлы в системе «{desk}»: {names}", "Files in {desk}: {names}")
MOST_NAMES: Final = 20
UNKNOWN: Final = Text(
    "обращение, в котором это сказано, здесь не зарегистрировано",
    "the ticket in which it was said is not registered here",
)


def say(*, at: datetime, arrived: Arrived, said: Said) -> None:
    """As a message that both sides read, once: with what becomes of the arrival in one transaction."""
    with transaction.atomic(), as_system(HEARING):
        row = mine(arrived).select_for_update(of=("self",)).select_related("bridge__organisation").first()
        if row is None:
            return
        linked = _link_of(row)
        if linked is not None:
            _spoken(row, linked, words_of(said, row.bridge.name), whole(at))
            note_done(arrived, at, linked.ticket_id)
            return
    note_refused(at=at, arrived=arrived, why=UNKNOWN, last=True)


def note_status(*, at: datetime, arrived: Arrived) -> None:
    """Their own word, for both sides to see beside our status."""
    change = arrived.change
    with transaction.atomic(), as_system(HEARING):
        row = mine(arrived).select_for_update().first()
        if row is None:
            return
        linked = _link_of(row)
        if linked is not None:
            linked.status, linked.status_at = change.status, change.at
            linked.save(update_fields=["status", "status_at"])
        note_done(arrived, at, linked.ticket_id if linked else None)


def words_of(said: Said, desk: str) -> str:
    """The text as a message keeps it, and which files lie there; never empty."""
    text = clean(text_of_html(said.text) if said.tagged else said.text, most=len(said.text) + 1)
    names = [clean(name)[:NAME] for name in said.files[:MOST_NAMES]]
    beside = FILES.ru.format(desk=desk, names=", ".join(filter(None, names))) if names else ""
    room = MESSAGE - len(beside) - 200
    if len(text) > room:
        text = text[:room].rstrip() + CUT.ru.format(desk=desk)
    return "\n\n".join(filter(None, (text, beside))) or "—"


def _link_of(row: BridgeArrival) -> BridgeLink | None:
    rows = BridgeLink.objects.select_related("ticket")
    return rows.filter(bridge=row.bridge_id, foreign=row.foreign).first()


def _spoken(row: BridgeArrival, linked: BridgeLink, text: str, at: datetime) -> None:
    work = take_up_by_program(HEARING, at, linked.ticket.number)
    bridge, house = row.bridge, row.bridge.organisation
    author = clean(row.author)[:NAME] or bridge.name
    message = _message(work, f"{author} ({bridge.name})"[:NAME], house.short_name, house.kind, text)
    data = Bridged(
        desk=bridge.name, foreign=linked.foreign, name=author, owner=house.kind, bridge=str(bridge.pk)
    )
    by_program.write(work, Kind.BRIDGED, data, audience=Audience.PUBLIC, message=message, clause=CLAUSE)
    finish(work)


def _message(work: Work, author: str, house: str, side: str, text: str) -> Message:
    ticket = work.ticket
    return Message.objects.create(
        ticket=ticket,
        leg=ticket.leg,
        client_id=ticket.client_id,
        partner_id=ticket.partner_id,
        author=None,
        author_name=author,
        author_organisation=house,
        side=side,
        audience=Audience.PUBLIC,
        kind=KIND,
        text=text,
        occurred_at=work.at,
        recorded_at=work.at,
    )
