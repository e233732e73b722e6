"""Notices that were read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kabinet.actions.notices.kinds import Declared, Journal
from kabinet.actions.unit.instants import whole
from kabinet.records import doors
from kabinet.regulation.access import Actor


@dataclass(frozen=True, slots=True)
class Some:
    """Which notices: of one kind, and of a time from `since` until before `before`; every one where nothing is said."""

    kind: Declared | None = None
    since: datetime | None = None
    before: datetime | None = None

    @property
    def condition(self) -> Q:
        """As a question to the records."""
        found = Q()
        if self.kind is not None:
            found &= Q(kind=self.kind.kind, ticket__isnull=self.kind.journal is Journal.ORGANISATION)
        if self.since is not None:
            found &= Q(created_at__gte=self.since)
        if self.before is not None:
            found &= Q(created_at__lt=self.before)
        return found


def mark_read(*, actor: Actor, at: datetime, notices: Collection[UUID] | None = None) -> int:
    """Marks the actor's own unread notices as read: the named ones, or all; how many there were."""
    unread = doors.notices(actor).filter(read_at=None)
    if notices is not None:
        unread = unread.filter(pk__in=notices)
    with transaction.atomic():
        return unread.order_by().update(read_at=whole(at))


def read_some(*, actor: Actor, at: datetime, some: Some, seen: datetime) -> int:
    """Marks some of the actor's own unread notices as read, none that came after `seen`, the instant of the page on which it
    was asked; how many there were."""
    unread = doors.notices(actor).filter(some.condition, read_at=None, created_at__lte=seen)
    with transaction.atomic():
        return unread.order_by().update(read_at=whole(at))


def unread_again(*, actor: Actor, at: datetime, read_at: datetime) -> int:
    """What the actor read at this very instant, at once, is unread again; how many there were."""
    with transaction.atomic():
        return doors.notices(actor).filter(read_at=read_at).order_by().update(read_at=None)
