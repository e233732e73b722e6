"""Files refer to contents, and each content lies there once, whoever sent it.

A reference is taken under a lock that others may hold as well (FOR KEY SHARE): whoever would remove the content waits for
it, or leaves it to the sweep. The database refuses a reference to a content that is gone.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from typing import Final
from uuid import UUID

from django.db import connection

from kabinet.actions.tickets.drafts import stored
from kabinet.records.models import Content, File, ImportedFile
from kabinet.records.security.reach import as_system

REFERRING: Final = "a content is referred to"
KNOWN: Final = "SELECT id, size FROM content WHERE sha256 = %s FOR KEY SHARE"
HELD: Final = "SELECT id FROM content WHERE id = ANY(%s::uuid[]) FOR KEY SHARE"
# A content that goes at this very moment is put on record anew.
TRIES: Final = 3


def keep(key: UUID, digest: str, size: int) -> UUID:
    """Puts on record what was written under `key`, in the transaction that gives it a file; the name to refer to. Where the
    same content lay there already it is that one's, and nothing lies under `key` any more."""
    name = _recorded(key, digest, size)
    if name != key:
        _let_go(key, name, size)
    return name


def find(digest: str) -> UUID | None:
    """The name of a content that lies there, held until the transaction ends; None where there is none."""
    found = _asked(digest)
    return found[0] if found and stored.size_of(found[0]) == found[1] else None


def refer(files: Iterable[File]) -> dict[UUID, File]:
    """The same rows as they are now, by their keys; what they refer to stays there until the transaction ends."""
    given = list(files)
    with as_system(REFERRING):
        _hold(each.content_id for each in given if each.content_id)
        now = File.objects.in_bulk([each.pk for each in given])
    for file in now.values():
        if file.content_id is None and file.removed_at is None:
            put_on_record(file)
    return now


def put_on_record(file: File | ImportedFile) -> None:
    """The content of a row of before, which lies under its own key. Where the same lay there already the second name goes
    when the transaction is sure."""
    name = _recorded(file.pk, file.sha256, file.size)
    with as_system(REFERRING):
        type(file).objects.filter(pk=file.pk).update(content=name)
    file.content_id = name
    if name != file.pk:
        stored.release_afterwards([file.pk])


def _recorded(key: UUID, digest: str, size: int) -> UUID:
    for _again in range(TRIES):
        with as_system(REFERRING):
            row = Content(pk=key, sha256=digest, size=size)
            Content.objects.bulk_create([row], ignore_conflicts=True)
        if found := _asked(digest):
            return found[0]
    raise RuntimeError(f"the content {digest} is put on record and removed again and again")


def _asked(digest: str) -> tuple[UUID, int] | None:
    with as_system(REFERRING), connection.cursor() as cursor:
        cursor.execute(KNOWN, [digest])
        row = cursor.fetchone()
    return (row[0], row[1]) if row else None


def _hold(names: Iterable[UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(HELD, [list(names)])


def _let_go(key: UUID, name: UUID, size: int) -> None:
    """A second copy goes, unless the first one is not there whole: then it takes its place."""
    if stored.size_of(name) == size:
        stored.remove([key])
        return
    with suppress(FileNotFoundError):
        stored.begin(name)
        os.replace(stored.path_of(key), stored.path_of(name))
        stored.sync(stored.path_of(name).parent)
        with as_system(REFERRING):
            Content.objects.filter(pk=name).update(moved_at=None)
