"""Contents go up to the bucket, some time after they came, and their place on this disk is free a day later.

    written here (as without a bucket) -> put there -> its row says so -> no longer here

What was put and not noted is put again; what is in the bucket without a row is removed by its sweep.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from kabinet.actions.contents import bucket
from kabinet.actions.tickets.drafts import stored
from kabinet.records.models import Content
from kabinet.records.security.reach import as_system

MOVING: Final = "contents go up to the bucket"
# In one turn, which comes each minute: contents, and bytes after which no further one is begun.
MOST, LARGEST = 200, 2**30
# So long a copy stays on this disk, of what was moved or brought back.
STAYS: Final = timedelta(days=1)
TOGETHER: Final = 500
log = logging.getLogger(__name__)


def move_up(*, at: datetime) -> int:
    """Those that are not there yet; how many. Raises bucket.Away. No transaction is open while one goes up."""
    if not bucket.is_named():
        return 0
    with transaction.atomic(), as_system(MOVING):
        waiting = list(Content.objects.filter(moved_at=None).order_by("pk").values_list("pk", "size")[:MOST])
    count = moved = 0
    for key, size in waiting:
        if moved > LARGEST:
            break
        if stored.size_of(key) != size:  # lost here: `kabinet verify` names it
            continue
        if bucket.put(key, stored.path_of(key)) != size:
            log.warning("contents: %s did not go up whole", key)
            continue
        with transaction.atomic(), as_system(MOVING):
            count += Content.objects.filter(pk=key).update(moved_at=at)
        moved += size
    return count


def free_room(*, at: datetime) -> int:
    """Removes copies from this disk of what is in the bucket and was asked for by nobody for a day; how many."""
    before = at - STAYS
    if not bucket.is_named():
        return 0
    with transaction.atomic(), as_system(MOVING):
        keys = list(Content.objects.filter(moved_at__lt=before).values_list("pk", flat=True))
    gone = [key for key in keys if stored.lies_since(key, before)]
    stored.remove(gone)
    return len(gone)


def sweep_bucket(*, at: datetime) -> int:
    """Removes what no row names and was written a day ago or earlier; how many. Raises bucket.Away."""
    if not bucket.is_named():
        return 0
    old = [key for key, written in bucket.lying() if written < at - stored.UNFINISHED]
    left = list(_unnamed(old))
    bucket.remove(left)
    return len(left)


def lost() -> Iterator[UUID]:
    """Names of contents that went up and are not there, or are not as long as they were."""
    with transaction.atomic(), as_system(MOVING):
        rows = list(Content.objects.exclude(moved_at=None).values_list("pk", "size"))
    for key, size in rows:
        if stored.size_of(key) != size and bucket.size_of(key) != size:
            yield key


def _unnamed(keys: Iterable[UUID]) -> Iterator[UUID]:
    asked = list(keys)
    for begin in range(0, len(asked), TOGETHER):
        some = asked[begin : begin + TOGETHER]
        with transaction.atomic(), as_system(MOVING):
            known = set(Content.objects.filter(pk__in=some).values_list("pk", flat=True))
        yield from (key for key in some if key not in known)
