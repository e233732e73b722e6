"""Notices that were read."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kabinet.actions.unit.instants import whole
from kabinet.records import doors
from kabinet.regulation.access import Actor


def mark_read(*, actor: Actor, at: datetime, notices: Collection[UUID] | None = None) -> int:
    """Marks the actor's own unread notices as read: the named ones, or all; how many there were."""
    unread = doors.notices(actor).filter(read_at=None)
    if notices is not None:
        unread = unread.filter(pk__in=notices)
    with transaction.atomic():
        return unread.order_by().update(read_at=whole(at))
