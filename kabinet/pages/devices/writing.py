"""What a browser or a messenger shows of a notice, in its reader's language: what happened only where they let it."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from kabinet.actions.notices import wording
from kabinet.network.channel import Words
from kabinet.pages.letters.writing import one_line
from kabinet.pages.notices import addresses, rows
from kabinet.records.doors.record_types import NoticeRecord, PersonRecord

# Of each line, in characters: a message has 3.9 kB, and systems show less.
LONGEST = 200


def message(notice: NoticeRecord, person: PersonRecord, *, contents: bool) -> Words:
    """For the service worker. Every message of one notice replaces the one before it on the device."""
    with override(person.language):
        title, body = _("Кабинет поддержки"), _("В Кабинете есть новое уведомление")
        if contents:
            row = rows.row(notice, ZoneInfo(person.zone))
            title, body = f"{row.number} {row.subject}".strip() or title, row.words
        return _words(notice, person, title, body)


def chat_message(notice: NoticeRecord, person: PersonRecord, *, contents: bool) -> Words:
    """For a messenger, whose service reads it: the number, which the address names in any case; with leave the subject and
    what kind of thing happened, but nobody's name and nothing that anybody wrote of it."""
    with override(person.language):
        row = rows.row(notice, ZoneInfo(person.zone))
        title, body = row.number or _("Кабинет поддержки"), _("В Кабинете есть новое уведомление")
        if contents:
            title = f"{row.number} {row.subject}".strip() or title
            body = wording.title(wording.declared_of(notice)).say(person.language)
        return _words(notice, person, title, body)


def _words(notice: NoticeRecord, person: PersonRecord, title: str, body: str) -> Words:
    path = addresses.address_of(notice)
    return Words(_short(title), _short(body), path, notice.pk.hex, person.language)


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
