"""Where a page of notices begins: after one notice, named by its instant and key."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q


class Place(NamedTuple):
    """The last notice of the page before."""

    created_at: datetime
    id: UUID

    def __str__(self) -> str:
        return f"{self.created_at.isoformat()}~{self.id}"

    def after(self) -> Q:
        """Everything older, in the list's order (newest first, then by key)."""
        return Q(created_at__lt=self.created_at) | Q(created_at=self.created_at, id__gt=self.id)


def place(text: str) -> Place | None:
    """The place that `text` names; None for anything else, which is the first page."""
    instant, _mark, key = text.partition("~")
    try:
        created_at = datetime.fromisoformat(instant)
        return Place(created_at, UUID(key)) if created_at.utcoffset() is not None else None
    except ValueError:
        return None
