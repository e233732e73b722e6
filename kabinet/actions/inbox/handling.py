"""What a person of the desk does with a letter that came for it; one row in a journal each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final
from uuid import UUID

from django.db import transaction

from kabinet.actions.inbox.reading.letter import Enclosed, read_letter
from kabinet.actions.tickets.call import log_answer
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.speak import reasoned
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.organisation_act import asked, organisation_act
from kabinet.actions.unit.permission import require_allowed
from kabinet.records import doors
from kabinet.records.models import File, IncomingLetter, Ticket
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.fact_data.organisations import LetterSorted
from kabinet.regulation.legs import Channel
from kabinet.regulation.text import Text

State = IncomingLetter.State
# What can still be done with a letter: nothing with one that waits to be read or was dealt with.
OPEN: Final = (State.HELD, State.DRAFTED, State.AUTOMATIC, State.FORM)
DONE = Text("С этим письмом уже разобрались", "Somebody has dealt with this letter already")
LOOK = Text("Откройте его: там сказано кто и как", "Open it: it says who, and how")
NOT_TO_ENTER = Text(
    "Внести можно письмо проверенного отправителя с номером обращения, которое пришло во время недоступности кабинета",
    "What can be entered is a letter of a proved sender that names a ticket and came while the cabinet was unreachable",
)
BY_HAND = Text("Приложите его заметкой", "Put it in as a note")
NUMBER = Text("Такого обращения нет или оно вам не видно", "There is no such ticket, or you cannot see it")
GIVE_NUMBER = Text("Укажите номер, например U-48217", "Give its number, for example U-48217")


@dataclass(frozen=True, slots=True)
class _Settled:
    state: State
    reason: str = ""
    number: str = ""


def note_letter(*, actor: Actor, at: datetime, key: UUID, number: str, text: str, files: bool) -> Ticket:
    """Puts it into a ticket as a note of the own side, with its files when wanted; the applicant never sees it. Invalid
    for a ticket that the actor does not reach."""
    _require(actor, at)
    try:
        ticket = doors.ticket(actor, number)
    except doors.Closed:
        raise Invalid("number", NUMBER, GIVE_NUMBER) from None
    enclosed = files_of(actor, key) if files else ()
    with _in_hand(actor, at, key) as settle:
        keys = [_taken(actor, at, each).pk for each in enclosed]
        written = write_note(actor=actor, at=at, number=ticket.number, text=text, files=keys)
        settle(_Settled(State.NOTED, number=ticket.number))
    return written


def enter_letter(*, actor: Actor, at: datetime, key: UUID) -> Ticket:
    """Enters it as its author's own answer in the ticket that it names, with its files: it came while the cabinet was
    declared unreachable, so it counts from its arrival (U3.4a, P4.4). Invalid for one that names no ticket, or whose author
    is not proved."""
    _require(actor, at)
    letter = doors.incoming_letter(actor, key)
    if letter.why != IncomingLetter.Why.OUTAGE or not letter.ticket_number:
        raise Invalid("letter", NOT_TO_ENTER, BY_HAND)
    enclosed = files_of(actor, key)
    with _in_hand(actor, at, key) as settle:
        keys = [_taken(actor, at, each).pk for each in enclosed]
        written = log_answer(
            actor=actor,
            at=at,
            number=letter.ticket_number,
            channel=Channel.EMAIL,
            text=letter.own_words or letter.subject,
            occurred_at=letter.arrived_at,
            files=keys,
        )
        settle(_Settled(State.ENTERED))
    return written


def note_registered(*, actor: Actor, at: datetime, key: UUID, number: str) -> None:
    """It became this ticket, which was registered from it: only one of the time of an outage does (U3.4a). Invalid when
    somebody has dealt with it otherwise."""
    _require(actor, at)
    if doors.incoming_letter(actor, key).why != IncomingLetter.Why.OUTAGE:
        raise Invalid("letter", NOT_TO_ENTER, BY_HAND)
    with _in_hand(actor, at, key) as settle:
        settle(_Settled(State.ENTERED, number=number))


def mark_answered(*, actor: Actor, at: datetime, key: UUID, reason: str) -> None:
    """It is dealt with by hand, elsewhere: what was done is said."""
    _sorted(actor, at, key, "letter_answered", _Settled(State.ANSWERED, reasoned(reason)))


def discard_letter(*, actor: Actor, at: datetime, key: UUID, reason: str) -> None:
    """Throws it away with what it brought; from whom it came, its subject and the reason stay."""
    _sorted(actor, at, key, "letter_discarded", _Settled(State.DISCARDED, reasoned(reason)))


def files_of(actor: Actor, key: UUID) -> tuple[Enclosed, ...]:
    """What came with it, read from the letter itself; nothing of one that was thrown away. Closed for another desk's."""
    letter = doors.incoming_letter(actor, key)
    return read_letter(bytes(letter.raw)).files if letter.files else ()


def _sorted(actor: Actor, at: datetime, key: UUID, kind: str, settled: _Settled) -> None:
    home = actor.organisation
    with organisation_act(actor=actor, at=at, organisation=home, act=Act.SORT_LETTERS) as work:
        with _in_hand(actor, at, key) as settle:
            row = settle(settled)
        data = LetterSorted(since=row.arrived_at, reason=settled.reason)
        work.record(kind, data)


def _require(actor: Actor, at: datetime) -> None:
    require_allowed(asked(actor=actor, at=at, organisation=actor.organisation, act=Act.SORT_LETTERS))


class _Settle:
    """Writes down what became of the letter in hand."""

    def __init__(self, actor: Actor, at: datetime, row: IncomingLetter) -> None:
        self._actor, self._at, self._row = actor, at, row

    def __call__(self, settled: _Settled) -> IncomingLetter:
        row = self._row
        row.state, row.reason = settled.state, settled.reason
        row.ticket_number = settled.number or row.ticket_number
        row.settled_at, row.settled_by_id = whole(self._at), self._actor.person
        row.settler_name = self._actor.name
        changed = ["state", "reason", "ticket_number", "settled_at", "settled_by", "settler_name"]
        if settled.state == State.DISCARDED:
            row.raw, row.own_words, row.whole_text, row.headers, row.files = b"", "", "", [], []
            changed += ["raw", "own_words", "whole_text", "headers", "files"]
        with as_system("a letter is dealt with"):
            row.save(update_fields=changed)
        return row


@contextmanager
def _in_hand(actor: Actor, at: datetime, key: UUID) -> Iterator[_Settle]:
    """Locked, so that two people do not deal with the same letter; Invalid when somebody has. Closed for another desk's."""
    with transaction.atomic():
        known = doors.incoming_letter(actor, key)
        with as_system("a letter is dealt with"):
            row = IncomingLetter.objects.select_for_update().defer("raw").get(pk=known.pk)
        if row.state not in OPEN:
            raise Invalid("letter", DONE, LOOK)
        yield _Settle(actor, at, row)


def _taken(actor: Actor, at: datetime, each: Enclosed) -> File:
    return attach(actor=actor, at=at, name=each.name, content=BytesIO(each.content))
