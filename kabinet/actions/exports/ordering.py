"""Somebody wants a list as a file that is too long to be waited for."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from kabinet.records.lengths import LINE, QUERY
from kabinet.records.models import Export
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor

MOST_WAITING = 5  # of one person


class TooManyWait(Exception):
    """The person waits for as many files as one may."""


@dataclass(frozen=True, slots=True)
class Wish:
    """The list's page, the query of its address, what it is called, and the form of the file."""

    listing: str
    given: str
    title: str
    form: str

    @property
    def digest(self) -> str:
        """By which the same wish is known."""
        return sha256(f"{self.listing}\0{self.given}\0{self.form}".encode()).hexdigest()


def order_export(*, actor: Actor, at: datetime, wish: Wish, language: str) -> Export:
    """The row that waits; the same one when the same wish waits already. TooManyWait over MOST_WAITING."""
    if len(wish.given) > QUERY:
        raise ValueError("no address has a query as long as this")
    with transaction.atomic(), as_system("a list is ordered as a file"):
        mine = Export.objects.filter(person=actor.person, state=Export.State.WAITING)
        if mine.exclude(digest=wish.digest).count() >= MOST_WAITING:
            raise TooManyWait
        row, _made = Export.objects.get_or_create(
            person_id=actor.person,
            digest=wish.digest,
            state=Export.State.WAITING,
            defaults={
                "organisation_id": actor.organisation,
                "listing": wish.listing,
                "given": wish.given,
                "title": wish.title[:LINE],
                "form": wish.form,
                "language": language,
                "asked_at": at,
                "next_try": at,
            },
        )
        return row
