"""What a browser shows of a notice, in its reader's language: what happened only where the reader lets it be shown."""

import json
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from kabinet.pages.letters.writing import one_line
from kabinet.pages.notices import addresses, rows
from kabinet.records.doors.record_types import NoticeRecord, PersonRecord

# Of each line, in characters: a message has 3.9 kB, and systems show less.
LONGEST = 200


def message(notice: NoticeRecord, person: PersonRecord, *, contents: bool) -> bytes:
    """As JSON, for the service worker. Every message of one notice replaces the one before it on the device."""
    with override(person.language):
        title, body = _("Кабинет поддержки"), _("В Кабинете есть новое уведомление")
        if contents:
            row = rows.row(notice, ZoneInfo(person.zone))
            title, body = f"{row.number} {row.subject}".strip() or title, row.words
        said = {
            "title": _short(title),
            "body": _short(body),
            "url": addresses.address_of(notice),
            "tag": notice.pk.hex,
            "lang": person.language,
        }
    return json.dumps(said, ensure_ascii=False).encode()


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
