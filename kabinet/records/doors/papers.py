"""What the actor has before them and is not a ticket yet: drafts; what they sent, and what they were told: notices."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from kabinet.records.doors.closed import Closed
from kabinet.records.models import Draft, File, Notice, Sending, Ticket
from kabinet.regulation.access import Actor


def drafts(actor: Actor, kind: str | None = None) -> QuerySet[Draft]:
    """The actor's drafts, and those of a passing on that the organisation prepares together; the latest first."""
    shared = Q(kind=Draft.Kind.PASS_ON, organisation__in=actor.group | {actor.organisation})
    known = Draft.objects.filter(Q(person=actor.person) | shared).order_by("-saved_at", "-id")
    return known.filter(kind=kind) if kind else known


def draft(actor: Actor, key: int) -> Draft:
    """One of them, or Closed."""
    found = drafts(actor).filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def draft_of(actor: Actor, ticket: Ticket, kind: str) -> Draft | None:
    """The draft of a reply to the ticket, or of passing it on."""
    return drafts(actor, kind).filter(ticket=ticket).first()


def draft_files(actor: Actor, draft: Draft) -> QuerySet[File]:
    """Files that wait with a draft, in the order in which they came."""
    return File.objects.filter(draft=draft, ticket__isnull=True).order_by("uploaded_at", "id")


def notices(actor: Actor) -> QuerySet[Notice]:
    """What the actor was told, the latest first. Keyset by (created_at, id)."""
    return Notice.objects.filter(person=actor.person).order_by("-created_at", "id")


def sendings(actor: Actor, keys: Iterable[UUID]) -> list[UUID]:
    """Of the forms with these keys those that the actor sent and that were done."""
    return list(Sending.objects.filter(person=actor.person, key__in=keys).values_list("key", flat=True))
