"""For `kabinet verify`: what files say of their contents, and how much lies there once."""

from collections.abc import Iterator
from typing import Final

from django.db import transaction
from django.db.models import F, Q, Sum

from kabinet.actions.contents import bucket, moving
from kabinet.actions.tickets.drafts import stored
from kabinet.records.models import Content, File, ImportedFile
from kabinet.records.security.reach import as_system

COMPARING: Final = "files are compared with their contents"


def faults() -> Iterator[str]:
    """A sentence for each file whose content is not there, or is another."""
    for key in stored.without_content():
        yield f"file {key}: its content is not there"
    with transaction.atomic(), as_system(COMPARING):
        for model in (File, ImportedFile):
            rows = model.objects.exclude(content=None)
            other = rows.filter(~Q(sha256=F("content__sha256")) | ~Q(size=F("content__size")))
            for key in other.values_list("pk", flat=True):
                yield f"file {key}: the content that it refers to is another"
    if bucket.is_named():
        yield from (f"content {key}: it is not in the bucket as it went up" for key in moving.lost())


def counted() -> str:
    """How many files there are to how many contents."""
    with transaction.atomic(), as_system(COMPARING):
        files = sum(model.objects.exclude(content=None).count() for model in (File, ImportedFile))
        removed = File.objects.exclude(removed_at=None).count()
        count, size = Content.objects.count(), Content.objects.aggregate(size=Sum("size"))["size"] or 0
        left = stored.unreferred().count()
    said = f"{files} files refer to {count} contents of {size} bytes"
    said += f", {removed} contents were removed when their days were over" if removed else ""
    return f"{said}; to {left} of them no file refers" if left else said
