"""What the vendor said goes into the client's ticket: one action, in the words that the partner confirmed (P5c)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kabinet.actions.journal import clocks
from kabinet.actions.journal.entries import record
from kabinet.actions.notices import ticket_notices
from kabinet.actions.tickets.answer import offers
from kabinet.actions.tickets.drafts import attach
from kabinet.actions.tickets.speak import speak
from kabinet.actions.unit import ticket_work
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.actions.vendor.linked_tickets import LINKED, lock
from kabinet.records import doors
from kabinet.records.models import File, Message, Ticket
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Act, Actor, Audience, OrgKind
from kabinet.regulation.fact_data.tickets import Relayed
from kabinet.regulation.facts import Answer, Kind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.text import Text

NO_CLIENT = Text("У этого обращения нет обращения клиента", "This ticket has no client ticket")
OPEN_OTHER = Text("Ответьте клиенту там, где он обратился", "Answer the client where they asked")
GONE = Text("Этого сообщения или файла в обращении нет", "The ticket has no such message or file")
CHOOSE = Text("Выберите заново, что передать", "Choose again what to relay")


def relay_answer(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    message: int,
    text: str,
    kind: Answer,
    final: bool = False,
    files: Sequence[UUID] = (),
    client: str = "",
    version: int | None = None,
) -> Ticket:
    """Writes `text` into the client ticket as a public answer of `kind` that carries the vendor's `message`.

    `number` is the vendor ticket, `client` the one that waits for it where several do (else its own one), `version` the
    client ticket's version that the person saw; the client ticket comes back. `files` are the vendor ticket's, chosen one
    by one; they go over as copies.
    """
    vendor = doors.ticket(actor, number)
    source, chosen = _source(actor, vendor, message, files)
    with act(
        actor=actor, at=at, number=_client_number(actor, vendor, client), act=Act.RELAY, version=version
    ) as work:
        offered = offers(kind, final)
        said = speak(work, kind, text, Audience.PUBLIC, final=offered, relayed_from=source)
        with as_system(LINKED):
            attach.carry(work, [(file, said) for file in chosen], Audience.PUBLIC)
        record(work, Kind.RELAYED, Relayed(answer=kind, final=offered), message=said)
        _noted(work, vendor, source)
    return work.ticket


def _source(actor: Actor, vendor: Ticket, key: int, keys: Sequence[UUID]) -> tuple[Message, list[File]]:
    message = doors.messages(actor, vendor).filter(pk=key, side=OrgKind.VENDOR).first()
    files = list(doors.files(actor, vendor).filter(pk__in=keys))
    if message is None or len(files) < len(set(keys)):
        raise Invalid("message", GONE, CHOOSE)
    return message, files


def _client_number(actor: Actor, vendor: Ticket, wanted: str) -> str:
    waiting = doors.clients(actor, vendor) if vendor.leg == LegCode.VENDOR else []
    chosen = [each for each in waiting if (each.number == wanted if wanted else each.pk == vendor.origin_id)]
    if not chosen:
        raise Invalid("number", NO_CLIENT, OPEN_OTHER)
    return chosen[0].number


def _noted(work: Work, vendor: Ticket, source: Message) -> None:
    """The vendor ticket remembers that and when its answer reached the client; none of its clocks cares."""
    told = ticket_work.take_up(work.actor, work.at, lock(vendor))
    ticket_work.settle(told)
    record(told, Kind.RELAYED, Relayed(client=work.ticket.number, message=source.pk))
    ticket_work.keep_row(told)
    with as_system(LINKED):
        clocks.write_runs([told])
        ticket_notices.tell([told])
