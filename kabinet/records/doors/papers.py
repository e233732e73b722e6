"""What the actor has before them and is not a ticket yet: drafts; what they sent, and what they were told: notices."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kabinet.records.doors.closed import Closed
from kabinet.records.fast.prepared import ask
from kabinet.records.models import (
    CaughtLetter,
    Delivery,
    Draft,
    Export,
    File,
    IncomingLetter,
    Notice,
    Sending,
    Ticket,
)
from kabinet.regulation.access import NARROW, Actor, OrgKind

# A draft is kept two seconds after the last key; whoever thinks longer still writes.
STILL_WRITES = timedelta(minutes=2)
WRITING = """kabinet_writing(%(writing_in)s::text, %(writing_for)s::bigint[], %(writer)s::bigint, %(notes)s::text[],
  %(writing_since)s::timestamptz)"""


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


def writing(actor: Actor, number: str, at: datetime) -> list[str]:
    """Names of the actor's colleagues who type at a reply to the ticket; a note is nobody's answer. What they type is not
    read."""
    return [name for (name,) in ask(f"SELECT name FROM {WRITING}", writers(actor, number, at))]  # noqa: S608 - constants


def writers(actor: Actor, number: str, at: datetime | None) -> dict[str, Any]:
    """What WRITING asks for; nobody's name without an instant."""
    return {
        "writing_in": number,
        "writing_for": sorted(actor.group | {actor.organisation}),
        "writer": actor.person,
        "notes": [audience.value for audience in NARROW.values()],
        "writing_since": at - STILL_WRITES if at else None,
    }


def draft_files(actor: Actor, draft: Draft) -> QuerySet[File]:
    """Files that wait with a draft, in the order in which they came."""
    return File.objects.filter(draft=draft, ticket__isnull=True).order_by("uploaded_at", "id")


def notices(actor: Actor) -> QuerySet[Notice]:
    """What the actor was told, the latest first. Keyset by (created_at, id)."""
    return Notice.objects.filter(person=actor.person).order_by("-created_at", "id")


def deliveries(actor: Actor) -> QuerySet[Delivery]:
    """What became of letters, the latest first: the actor's own, of whoever keeps the installation everybody's. Keyset by
    (created_at, id)."""
    return Delivery.objects.select_related("person").order_by("-created_at", "id")


def exports(actor: Actor) -> QuerySet[Export]:
    """Lists that the actor ordered as files in this organisation, the latest first."""
    mine = Export.objects.filter(person=actor.person, organisation=actor.organisation)
    return mine.order_by("-asked_at", "id")


def export(actor: Actor, key: UUID, at: datetime) -> Export:
    """One of them whose file is there, or Closed."""
    found = exports(actor).filter(pk=key, state=Export.State.READY, until__gt=at).first()
    if found is None:
        raise Closed
    return found


def digest_sizes(leaders: Iterable[UUID]) -> Mapping[UUID, int]:
    """How many deliveries joined each of these; one that none joined is not there."""
    joined = Delivery.objects.filter(digest__in=list(leaders)).order_by().values_list("digest")
    return {leader: count for leader, count in joined.annotate(count=Count("pk")) if leader}


def caught_letters(actor: Actor) -> QuerySet[CaughtLetter]:
    """The actor's letters in a demonstration, the latest first. Keyset by (at, delivery)."""
    return CaughtLetter.objects.filter(person=actor.person).order_by("-at", "delivery")


def incoming_letters(actor: Actor) -> QuerySet[IncomingLetter]:
    """What came by letter for the actor's own desk, the latest first, without the letters themselves. Keyset by (arrived_at,
    id)."""
    of_desk = IncomingLetter.objects.filter(organisation=actor.organisation).select_related("person")
    return of_desk.defer("raw").order_by("-arrived_at", "id")


def incoming_letter(actor: Actor, key: UUID) -> IncomingLetter:
    """One of them that was read; else Closed."""
    found = incoming_letters(actor).exclude(state=IncomingLetter.State.WAITING).filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def contact_letters(actor: Actor) -> QuerySet[IncomingLetter]:
    """Letters with a form of contacts that the actor sent for their own organisation, or that a partner's desk has, whatever
    became of them: the vendor's hands none in. The latest first, without the letters themselves."""
    mine = Q(person=actor.person, form_for=actor.organisation)
    desks = Q(organisation=actor.organisation) if actor.kind is OrgKind.PARTNER else Q(pk__in=())
    found = IncomingLetter.objects.filter(mine | desks, form_for__isnull=False).defer("raw")
    return found.select_related("person", "form_for").order_by("-arrived_at", "id")


def contact_letter(actor: Actor, key: UUID) -> IncomingLetter:
    """One of them; else Closed."""
    found = contact_letters(actor).filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def sendings(actor: Actor, keys: Iterable[UUID]) -> list[UUID]:
    """Of the forms with these keys those that the actor sent and that were done."""
    return list(Sending.objects.filter(person=actor.person, key__in=keys).values_list("key", flat=True))
