"""Something said is shown to more people: a recorded act, one step at a time, never back (design 4)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kabinet.actions.journal.entries import record
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.records import doors
from kabinet.records.models import File, Message, Ticket
from kabinet.regulation.access import Act, Actor, Audience, Widening
from kabinet.regulation.fact_data.tickets import Widened
from kabinet.regulation.facts import Kind
from kabinet.regulation.text import Text

SHOWN = Text("Это уже показано", "This has been shown already")
LOOK = Text("Посмотрите в обращении, кто это читает", "See in the ticket who reads it")
GONE = Text("Этого файла у сообщения нет", "The message has no such file")
CHOOSE = Text("Выберите файлы заново", "Choose the files again")


def widen_audience(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    message: int,
    audience: str,
    files: Sequence[UUID] = (),
    version: int | None = None,
) -> Ticket:
    """Lets `audience` read a message of the own side, with those of its files that are chosen.

    It is told at its own instant and is no contact and no update: only what is said to the applicant is (U3.6c).
    """
    said = doors.message(actor, doors.ticket(actor, number), message)
    before = said.audience
    with act(
        actor=actor,
        at=at,
        number=number,
        act=Act.WIDEN,
        version=version,
        typed=Widening(before=before, after=audience, own_words=said.side == actor.kind),
    ) as work:
        _shown(work, said, before, audience, files)
        wider = Audience(audience)
        data = Widened(was=Audience(before), audience=wider, files=len(set(files)))
        record(work, Kind.WIDENED, data, message=said, audience=wider)
    return work.ticket


def _shown(work: Work, said: Message, before: str, after: str, files: Sequence[UUID]) -> None:
    """The ticket is locked: whoever came first has changed the row by now."""
    if not Message.objects.filter(pk=said.pk, audience=before).update(audience=after):
        raise Invalid("message", SHOWN, LOOK)
    chosen = File.objects.filter(pk__in=files, message=said, ticket=work.ticket, audience=before)
    if chosen.update(audience=after) < len(set(files)):
        raise Invalid("files", GONE, CHOOSE)
