"""Whether a file that somebody may see is handed out to them: the antivirus has its say before the content goes anywhere."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from django.conf import settings

from kabinet.actions.scans.scanning import PATIENCE
from kabinet.actions.unit.errors import Refused
from kabinet.records import doors
from kabinet.records.doors.record_types import FileRecord, FileScanRecord
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Actor
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import Verdict

INFECTED = Text(
    "Антивирус нашёл в этом файле {found}, поэтому он никому не выдаётся",
    "The antivirus found {found} in this file, so nobody is given it",
)
SEND_ANOTHER = Text(
    "Попросите прислать файл заново, проверив его у себя",
    "Ask for the file to be sent anew, looked through where it is",
)
WAITING = Text("Антивирус ещё не проверил этот файл", "The antivirus has not looked through this file yet")
COME_AGAIN = Text(
    "Откройте его через несколько минут: если антивирус не ответит за час, файл выдадут с пометкой «не проверен»",
    "Open it in some minutes: when the antivirus does not answer for an hour, the file is given as not looked through",
)


REMOVED = Text(
    "Содержимое этого файла удалено по сроку хранения {day}: остались имя, размер и SHA-256",
    "The content of this file was removed on {day}, when its days were over: name, size and SHA-256 are left",
)
SEND_ANEW = Text(
    "Попросите прислать файл заново, если он ещё нужен",
    "Ask for the file to be sent anew if it is still needed",
)


class Scan(StrEnum):
    """What is known of a file, as its row says it."""

    WAITING = "waiting"
    CLEAN = "clean"
    INFECTED = "infected"
    UNSCANNED = "unscanned"


GONE: Final = "file_removed"
CODES: Final = {Scan.INFECTED: "file_infected", Scan.WAITING: "file_waits"}


def require_handed_out(actor: Actor, file: FileRecord, at: datetime) -> None:
    """Refused for a file whose content was removed, for an infected one, and for one that waits, save to whoever sent it."""
    if verdict := hindrance(actor, file, doors.contents.scans(actor, [file]).get(file.pk), at):
        raise Refused(verdict)


def hindrance(actor: Actor, file: FileRecord, scan: FileScanRecord | None, at: datetime) -> Verdict | None:
    """Why the file is not handed out at `at`; None when it is. It is a rule of the cabinet's own."""
    if file.removed_at is not None:
        day = f"{vendor_day(file.removed_at):%d.%m.%Y}"
        return Verdict(False, None, Text(*(text.format(day=day) for text in REMOVED)), SEND_ANEW, GONE)
    known = standing(scan, at)
    if scan is not None and known is Scan.INFECTED:
        found = Text(*(text.format(found=scan.found) for text in INFECTED))
        return Verdict(False, None, found, SEND_ANOTHER, CODES[Scan.INFECTED])
    # Where no antivirus is named any more nobody will ever look through what waits.
    if known is Scan.WAITING and settings.CLAMD and file.uploaded_by_id != actor.person:
        return Verdict(False, None, WAITING, COME_AGAIN, CODES[Scan.WAITING])
    return None


def standing(scan: FileScanRecord | None, at: datetime) -> Scan | None:
    """What is known at `at`: what waits for too long is unscanned, whether or not a worker is there to say so. None of a
    file that no antivirus was asked about."""
    if scan is None:
        return None
    known = Scan(scan.state)
    return Scan.UNSCANNED if known is Scan.WAITING and at - scan.since > PATIENCE else known
