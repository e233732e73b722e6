"""Files up to what the regulation attaches directly (U6c): streamed to disk under a name nobody can guess."""

import mimetypes
import os
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Protocol
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q, Sum

from kabinet.actions.contents import referring
from kabinet.actions.log_summaries.awaiting import Come, await_summaries
from kabinet.actions.scans.awaiting import await_scans
from kabinet.actions.tickets.drafts import stored
from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.work import Work
from kabinet.records import doors
from kabinet.records.models import Draft, File, Message, Upload
from kabinet.records.security.reach import as_system
from kabinet.records.versions import law_of
from kabinet.regulation.access import ACTS, Act, Actor, Audience, OrgKind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Leg
from kabinet.regulation.text import Text
from kabinet.regulation.ticket.lifecycle import limits
from kabinet.regulation.verdict import deny
from kabinet.regulation.visible import clean

CHUNK: Final = 64 * 1024
LONGEST_NAME: Final = 200
UNNAMED: Final = "файл"
TOO_LARGE = Text("Файл больше {most} МБ, приложить его нельзя", "Files above {most} MB cannot be attached")
PLACE = Text(
    "Приложите его на странице, где работает скрипт: большой файл загружается частями. Или разделите архив",
    "Attach it on a page with its script: a large file is uploaded in pieces. Or split the archive",
)
EMPTY = Text("Файл пуст", "The file is empty")
ANOTHER = Text("Выберите другой файл", "Choose another file")
GONE = Text("Файла больше нет или он уже отправлен", "The file is gone or was sent already")
AGAIN = Text("Приложите его снова", "Attach it again")


# Files that wait beside one draft, and bytes that wait for one person altogether.
MOST_FILES: Final = 50
MOST_WAITING: Final = 200 * 2**20
TOO_MANY = Text(f"Приложено уже {MOST_FILES} файлов", f"{MOST_FILES} files are attached already")
FULL = Text(
    f"Неотправленных файлов у вас уже {MOST_WAITING // 2**20} МБ",
    f"Your files that were not sent come to {MOST_WAITING // 2**20} MB already",
)
SEND_FIRST = Text("Отправьте или уберите те, что ждут", "Send or remove those that wait")


class Readable(Protocol):
    """What an uploaded file and an open one have in common."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end."""
        ...


def attach(*, actor: Actor, at: datetime, name: str, content: Readable, draft: int | None = None) -> File:
    """Puts a file beside what is being written, until an act sends it. Invalid when it is too large or empty, and when as
    much waits already as may.

    It belongs to its uploader, or to everybody who shares the draft, where the same file is there once.
    """
    leg = require_attaching(actor)
    kept_with = doors.draft(actor, draft) if draft is not None else None
    _require_room(actor, kept_with)
    key = uuid4()
    size, digest = _written(key, content, limits(leg).small_file_bytes)
    with transaction.atomic():
        if kept_with and (same := _the_same(kept_with, safe(name), digest)):
            stored.remove([key])
            return same
        name_there = referring.keep(key, digest, size)
        return record_file(
            key,
            safe(name),
            size,
            digest,
            content_id=name_there,
            draft=kept_with,
            uploaded_by_id=actor.person,
            uploaded_at=whole(at),
        )


def largest(actor: Actor) -> int:
    """Bytes of the largest file that this reader's regulation lets anybody attach."""
    return limits(_own_leg(actor)).small_file_bytes


def _own_leg(actor: Actor) -> Leg:
    return law_of(actor).leg(LegCode.VENDOR if actor.kind == OrgKind.VENDOR else LegCode.CLIENT)


def _require_room(actor: Actor, draft: Draft | None) -> None:
    """What waits to be sent is bounded: of one draft by number, of one person by size."""
    if draft is not None and File.objects.filter(draft=draft, ticket=None).count() >= MOST_FILES:
        raise Invalid("content", TOO_MANY, SEND_FIRST)
    # What came in pieces has room of its own (uploads/begin.py).
    directly = File.objects.filter(uploaded_by=actor.person, ticket=None).exclude(
        pk__in=Upload.objects.values("pk")
    )
    waiting = directly.aggregate(size=Sum("size"))["size"]
    if (waiting or 0) >= MOST_WAITING:
        raise Invalid("content", FULL, SEND_FIRST)


def _the_same(draft: Draft, name: str, digest: str) -> File | None:
    return File.objects.filter(draft=draft, ticket=None, name=name, sha256=digest).first()


def safe(name: str) -> str:
    """The file's own name without folders, controls and marks that turn the text round; never empty."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = clean("".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(" ."))
    stem, dot, ending = plain.rpartition(".")
    ending = f".{ending[:20]}" if dot else ""
    return ((stem or plain)[: LONGEST_NAME - len(ending)] + ending) if plain else UNNAMED


def bind(
    work: Work, message: Message, keys: Sequence[UUID], audience: Audience, draft: Draft | None = None
) -> int:
    """Sends files with a message: those named, and all that wait with `draft`. Invalid when one of them is gone."""
    mine = Q(pk__in=keys) & (Q(uploaded_by=work.actor.person) | Q(draft=draft, draft__isnull=False))
    wanted = mine | Q(draft=draft) if draft else mine
    # Uploads first: one that becomes a file meanwhile is found as the one or the other.
    coming = _coming(wanted & Q(over=False, until__gt=work.at))
    rows = File.objects.select_for_update().filter(wanted, ticket=None).values_list("pk", "name", "sha256")
    came = [Come(*row) for row in rows]
    found = [file.key for file in came]
    if set(keys) - {*found, *coming}:
        raise Invalid("files", GONE, AGAIN)
    ticket = work.ticket
    sent = {
        "ticket": ticket,
        "leg": ticket.leg,
        "client": ticket.client_id,
        "partner": ticket.partner_id,
        "message": message,
        "audience": audience,
        "draft": None,
    }
    if found:
        File.objects.filter(pk__in=found).update(**sent)
        await_summaries(at=work.at, files=came)
        await_scans(at=work.at, files=came)
        with as_system("what was sent waits no more"):
            Upload.objects.filter(pk__in=found).delete()
    if coming:
        with as_system("files that are still coming are sent"):
            Upload.objects.filter(pk__in=coming).update(**sent)
    return len(found) + len(coming)


def keep_with(*, actor: Actor, keys: Sequence[UUID], draft: Draft) -> None:
    """Puts large files that the actor sends, or has sent, beside a draft, once each: whoever shares it has them from now on.
    Invalid when one of them is gone."""
    mine = Q(pk__in=keys) & (Q(uploaded_by=actor.person) | Q(draft=draft))
    coming = _coming(mine)
    found = File.objects.filter(mine, ticket=None)
    if set(keys) - {*coming, *found.values_list("pk", flat=True)}:
        raise Invalid("files", GONE, AGAIN)
    found.update(draft=draft)
    with as_system("files that are still coming are put beside a draft"):
        Upload.objects.filter(pk__in=coming).update(draft=draft)


def _coming(wanted: Q) -> list[UUID]:
    """Locked. An upload is changed by named work alone, so it is locked by it."""
    with as_system("files are sent"):
        rows = Upload.objects.select_for_update().filter(wanted, ticket=None)
        return list(rows.values_list("pk", flat=True))


def carry(work: Work, chosen: Iterable[tuple[File, Message]], audience: Audience) -> None:
    """The other leg's files, each beside its message: they refer to the same content, or say that it was removed."""
    ticket, parted = work.ticket, list(chosen)
    now = referring.refer(file for file, _message in parted)
    copies = [
        File(
            content_id=now[file.pk].content_id,
            removed_at=now[file.pk].removed_at,
            ticket=ticket,
            leg=ticket.leg,
            client_id=ticket.client_id,
            partner_id=ticket.partner_id,
            message=message,
            audience=audience,
            name=file.name,
            size=file.size,
            content_type=file.content_type,
            sha256=file.sha256,
            uploaded_by_id=file.uploaded_by_id,
            uploaded_at=file.uploaded_at,
        )
        for file, message in parted
    ]
    # They keep their uploaders, who are of the other leg: no person's own rows.
    with as_system("files are carried over"):
        File.objects.bulk_create(copies)
    came = [Come(file.pk, file.name, file.sha256) for file in copies if file.removed_at is None]
    await_summaries(at=work.at, files=came)
    await_scans(at=work.at, files=came)


def require_attaching(actor: Actor) -> Leg:
    """Whoever may write in a ticket may attach; the words of the newest regulation say who may not."""
    leg = _own_leg(actor)
    grants = (grant for act in (Act.REPLY, Act.ANSWER, Act.REGISTER) for grant in ACTS[act].granted)
    if not actor.confirmed or not any(grant.covers(actor.kind, actor.roles) for grant in grants):
        raise Refused(deny(leg, "not_contact" if actor.kind == OrgKind.CLIENT else "not_staff"))
    return leg


def _written(key: UUID, content: Readable, most: int) -> tuple[int, str]:
    """Size and SHA-256 of what was written; half a file never gets the name of a whole one."""
    try:
        size, digest = _streamed(stored.begin(key), content, most)
        stored.finish(key)
    except BaseException:
        stored.remove([key])
        raise
    return size, digest


def _streamed(path: Path, content: Readable, most: int) -> tuple[int, str]:
    size, hashed = 0, sha256()
    with path.open("wb") as file:
        while chunk := content.read(CHUNK):
            size += len(chunk)
            if size > most:
                said = Text(*(text.format(most=most // 2**20) for text in TOO_LARGE))
                raise Invalid("content", said, PLACE, "U6c")
            hashed.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if not size:
        raise Invalid("content", EMPTY, ANOTHER)
    return size, hashed.hexdigest()


def record_file(key: UUID, name: str, size: int, digest: str, **more: Any) -> File:
    """Puts on record what lies under `key`."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return File.objects.create(pk=key, name=name, size=size, content_type=kind, sha256=digest, **more)
