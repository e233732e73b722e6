"""What becomes of a letter that was kept: its author's draft, a mark on an address, or something for a person of the desk.

Taking and settling are short transactions; between them it is read. Whoever is killed in between loses nothing: when the
lease ends somebody else reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from kabinet.actions.inbox import answering, bounced, contact_forms, keeping
from kabinet.actions.inbox.matching import Held, Match, match
from kabinet.actions.inbox.reading.letter import Read
from kabinet.records import doors
from kabinet.records.lengths import LETTER_LINES
from kabinet.records.models import IncomingLetter, Person
from kabinet.records.security.reach import as_system

SORTING: Final = "letters that came are sorted"
# Longer than a letter of the largest size takes.
LEASE: Final = timedelta(minutes=1)
# Whoever reads a letter and dies of it does so no more often.
TRIES: Final = 3
State, Why = IncomingLetter.State, IncomingLetter.Why


@dataclass(frozen=True, slots=True)
class Taken:
    """A letter in the hands of one process, until its lease ends; `tries` says whose it is."""

    key: UUID
    tries: int
    arrived_at: datetime
    raw: bytes = field(repr=False)


def take_next(*, at: datetime) -> Taken | None:
    """The one that waits longest and that nobody has in hand."""
    with transaction.atomic(), as_system(SORTING):
        due = IncomingLetter.objects.select_for_update(skip_locked=True).filter(next_try__lte=at)
        row = due.order_by("next_try").first()
        if row is None:
            return None
        row.tries, row.next_try = row.tries + 1, at + LEASE
        row.save(update_fields=["tries", "next_try"])
        return Taken(row.pk, row.tries, row.arrived_at, bytes(row.raw))


def hold_unreadable(*, at: datetime, taken: Taken) -> None:
    """A person looks at it: it cannot be read by the program."""
    with transaction.atomic(), as_system(SORTING):
        _mine(taken).update(state=State.HELD, why=Why.UNREADABLE, next_try=None)


def sort_letter(*, at: datetime, taken: Taken, read: Read) -> None:
    """Once, by whoever has the lease."""
    with transaction.atomic():
        with as_system(SORTING):
            row = _mine(taken).select_for_update().defer("raw").first()
            if row is None:
                return
            found = _found(read, at)
        settled = _settled(at, row, read, found)
        with as_system(SORTING):
            IncomingLetter.objects.filter(pk=row.pk).update(next_try=None, **words_of(read), **settled)


def words_of(read: Read) -> dict[str, Any]:
    """What was read of it, for the columns."""
    lines, room = [], LETTER_LINES // 3
    for name, value in read.headers:
        room -= len(name) + len(value) + 16
        if room < 0:
            break
        lines.append([name, value])
    return {
        "sender": read.sender,
        "sender_name": read.sender_name,
        "subject": read.subject,
        "own_words": read.own,
        "whole_text": read.whole,
        "headers": lines,
        "files": [
            {"name": each.name, "size": len(each.content), "type": each.content_type} for each in read.files
        ],
    }


def _found(read: Read, at: datetime) -> Match | Held:
    """Whose it is; a report of a server is nobody's, and is written down at once."""
    if read.bounce is not None:
        bounced.note_bounce(at=at, bounce=read.bounce)
        return Held(Why.BOUNCE)
    return match(read, at)


def _settled(at: datetime, row: IncomingLetter, read: Read, found: Match | Held) -> Mapping[str, Any]:
    """The columns that say what became of it. Nothing that a program wrote is answered or kept as somebody's words."""
    if read.bounce is not None or read.automatic:
        why = Why.BOUNCE if read.bounce is not None else ""
        return {"state": State.AUTOMATIC, "why": why, "reason": read.automatic}
    if isinstance(found, Held):
        return {"state": State.HELD, "why": found.why, "person_id": found.person}
    of = {"person_id": found.person, "ticket_number": found.number}
    forms = () if found.number else contact_forms.enclosed(read)
    with as_system(SORTING):
        # Two letters of one person at once become one draft and one answer, whoever reads them.
        Person.objects.select_for_update().get(pk=found.person)
    if forms and (taken := contact_forms.take_form(at=at, row=row, found=found, read=read, forms=forms)):
        return taken
    if keeping.in_outage(found, row.arrived_at):
        return {"state": State.HELD, "why": Why.OUTAGE, **of}
    try:
        draft = keeping.keep_draft(at=at, arrived=row.arrived_at, found=found, read=read)
    except doors.Closed:
        return {"state": State.HELD, "why": Why.NOT_THEIRS, "person_id": found.person}
    if draft is not None:
        return {"state": State.DRAFTED, "settled_at": at, **of}
    answering.tell_unkept(at=at, found=found, read=read, arrived=row.arrived_at)
    return {"state": State.HELD, "why": Why.MAY_NOT, **of}


def _mine(taken: Taken) -> Any:
    return IncomingLetter.objects.filter(pk=taken.key, state=State.WAITING, tries=taken.tries)
