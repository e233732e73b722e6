"""Whose letter it is and which ticket it is about: by what nobody can guess or forge; else a person looks at it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings

from kabinet.actions.inbox.reading.authenticity import is_proved
from kabinet.actions.inbox.reading.letter import Read
from kabinet.actions.letters.sending import domain
from kabinet.records.models import IncomingLetter, Membership, Notice

Why = IncomingLetter.Why
# As a ticket is called (U3.5d), wherever it stands in the subject.
NUMBER: Final = re.compile(r"(?<![\w-])([UV]-\d{1,12})(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Held:
    """Nothing is done of itself, and why; `person` where it is at least claimed whose letter it is."""

    why: Why
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """The letter is this person's; `number` of the ticket that it names, none where it names none."""

    person: int
    number: str = ""


def match(read: Read, at: datetime) -> Match | Held:
    """Needs the whole reach."""
    if not read.readable:
        return Held(Why.UNREADABLE)
    if not read.sender:
        return Held(Why.NO_SENDER)
    people = _with_address(read.sender, at)
    if len(people) != 1:
        return Held(Why.SEVERAL if people else Why.STRANGER)
    (person,) = people
    if not is_proved(read.verdicts, settings.MAIL_IN.trusted, read.sender):
        return Held(Why.UNPROVED, person)
    answered = answered_notice(read.answers)
    if answered is not None and answered.person_id != person:
        return Held(Why.NOT_THEIRS, person)
    if answered is not None and answered.ticket is not None:
        return Match(person, answered.ticket.number)
    named = NUMBER.search(read.subject)
    return Match(person, named[1].upper() if named else "")


def answered_notice(answers: Iterable[str]) -> Notice | None:
    """The notice that a letter of ours repeated to its one reader: its Message-ID is random, and nobody else has it."""
    house = domain().lower()
    for key in answers:
        local, _at, host = key.rpartition("@")
        if host.lower() == house and (notice := _notice(local)) is not None:
            return notice
    return None


def _notice(local: str) -> Notice | None:
    try:
        key = UUID(hex=local)
    except ValueError:
        return None
    return Notice.objects.select_related("ticket").filter(pk=key).first()


def _with_address(address: str, at: datetime) -> list[int]:
    """People who are confirmed somewhere now and whose registered address it is."""
    held = Membership.objects.filter(
        person__email__iexact=address,
        person__is_active=True,
        confirmed_at__lte=at,
        ended_at__isnull=True,
    )
    return list(held.values_list("person", flat=True).distinct().order_by("person")[:2])
