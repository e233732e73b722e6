"""Files of homes of before, each with a content of its own: put on record by the nightly job, so that what is the same lies
there once from then on. Until then they are read as they are."""

from collections.abc import Iterator
from hashlib import file_digest
from typing import Final
from uuid import UUID

from django.db import transaction

from kabinet.actions.contents import referring
from kabinet.actions.tickets.drafts import stored
from kabinet.records.models import File, ImportedFile
from kabinet.records.security.reach import as_system

READING: Final = "files whose content is not on record yet"
# In one night, for each is read whole.
MOST: Final = 2_000


def put_on_record(*, most: int = MOST) -> int:
    """How many were; no transaction is open while one is read. One that is not what was uploaded stays as it is, and
    `kabinet backup` names it."""
    done = 0
    for model in (File, ImportedFile):
        for key, digest in _left(model):
            if done >= most:
                return done
            if _digest(key) == digest:
                done += _put(model, key)
    return done


def _left(model: type[File] | type[ImportedFile]) -> Iterator[tuple[UUID, str]]:
    with transaction.atomic(), as_system(READING):
        rows = model.objects.filter(stored.OF_BEFORE[model]).order_by("pk")
        found = list(rows.values_list("pk", "sha256"))
    yield from found


def _digest(key: UUID) -> str:
    try:
        with stored.path_of(key).open("rb") as content:
            return file_digest(content, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def _put(model: type[File] | type[ImportedFile], key: UUID) -> bool:
    with transaction.atomic(), as_system(READING):
        rows = model.objects.filter(stored.OF_BEFORE[model], pk=key)
        row = (rows.select_for_update() if model is File else rows).first()
        if row is not None:
            referring.put_on_record(row)
        return row is not None
