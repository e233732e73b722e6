"""A letter is kept, raw, before the server that has it is told that it may go."""

from datetime import datetime
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.db import transaction

from kabinet.network.mailboxes import VENDOR, Box
from kabinet.records.models import IncomingLetter, Organisation
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import OrgKind

# What a letter may weigh as it travels; files in it are a quarter smaller.
LARGEST: Final = 25 * 1024 * 1024
# Of a letter that is larger and lies on a server that took it: this much is kept, and that it is not all.
BEGINNING: Final = 64 * 1024
TAKING: Final = "letters that come"
# A mail server writes these anew, above everything else, each time that it hands the letter over.
EACH_TRY: Final = (b"return-path:", b"delivered-to:", b"x-original-to:", b"envelope-to:", b"delivery-date:")
State = IncomingLetter.State


class NoDesk(Exception):
    """No organisation has this box: nobody could read what comes there."""


def desk_of(box: Box) -> int:
    """Key of the organisation whose desk it is; NoDesk where there is none. Needs the whole reach."""
    if box.desk == VENDOR:
        found = Organisation.objects.filter(kind=OrgKind.VENDOR)
    else:
        found = Organisation.objects.filter(kind=OrgKind.PARTNER, inn=box.desk)
    key = found.values_list("pk", flat=True).first()
    if key is None:
        raise NoDesk(f"{box.address} belongs to {box.desk}, which is no desk here")
    return key


def reply_address(partner: int | None) -> str:
    """The address of the partner's box, None: of the vendor's; empty where there is none."""
    boxes = {each.desk: each.address for each in settings.MAIL_IN.boxes}
    if not boxes or partner is None:
        return boxes.get(VENDOR, "")
    with transaction.atomic(), as_system(TAKING):
        inn = Organisation.objects.filter(pk=partner).values_list("inn", flat=True).first()
    return boxes.get(inn or "", "")


def take_letter(*, at: datetime, box: Box, raw: bytes, whole: int | None = None) -> bool:
    """Keeps it once, however often it is handed over; False when it was there. `whole` is the size of a letter of which
    `raw` is the beginning. Raises NoDesk, ValueError for more than may be kept."""
    if len(raw) > LARGEST:
        raise ValueError(f"a letter of {len(raw)} bytes")
    cut = whole is not None and whole > len(raw)
    settled = {"state": State.HELD, "why": IncomingLetter.Why.TOO_LARGE} if cut else {"next_try": at}
    with transaction.atomic(), as_system(TAKING):
        letter = IncomingLetter(
            box=box.address,
            organisation_id=desk_of(box),
            digest=digest_of(raw, whole),
            raw=raw,
            size=whole or len(raw),
            arrived_at=at,
            **settled,
        )
        IncomingLetter.objects.bulk_create([letter], ignore_conflicts=True)
        return IncomingLetter.objects.filter(pk=letter.pk).exists()


def digest_of(raw: bytes, whole: int | None = None) -> str:
    """By what a letter is known that is handed over again: its bytes, without the lines of this try."""
    rest = raw.lstrip(b"\r\n")
    while rest[:20].lower().startswith(EACH_TRY):
        _line, _end, rest = rest.partition(b"\n")
        while rest[:1] in (b" ", b"\t"):
            _line, _end, rest = rest.partition(b"\n")
    return sha256(rest.rstrip(b"\r\n") + (str(whole).encode() if whole else b"")).hexdigest()
