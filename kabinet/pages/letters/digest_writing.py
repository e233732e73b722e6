"""A digest: what its reader was told within an hour or a night, in one letter, ticket by ticket."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kabinet.actions.letters.letter import Letter
from kabinet.actions.letters.readers import Reader
from kabinet.actions.letters.sending import domain
from kabinet.pages.letters.switching_off import link_of_digests
from kabinet.pages.letters.writing import box_of, headers_of, of_a_program, one_line, subject_of
from kabinet.pages.notices import addresses, rows
from kabinet.pages.ui import amounts, moments
from kabinet.records.doors.record_types import PersonRecord


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """One notice of it."""

    head: str
    words: str
    said_at: str
    at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class DigestPart:
    """What is about one ticket, or about none; the newest last."""

    head: str
    entries: tuple[DigestEntry, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """The conversation of the one ticket that a digest is about."""

    subject: str
    headers: Mapping[str, str]
    box: str


def digest(readers: Iterable[Reader], message_id: str, *, of_ticket: bool) -> Letter | None:
    """None where there is nothing to say. Each notice is written while its reader is let in, before the next is asked
    for. `of_ticket`: all of it is about one."""
    person: PersonRecord | None = None
    entries: list[DigestEntry] = []
    thread: Thread | None = None
    for reader in readers:
        person = reader.person
        with override(person.language):
            entries.append(_entry(reader))
            if of_ticket and thread is None:
                thread = _thread(reader, message_id)
    if person is None:
        return None
    with override(person.language):
        return _letter(person, entries, message_id, thread)


def _thread(reader: Reader, message_id: str) -> Thread:
    notice, box = reader.notice, box_of(reader.notice)
    off = settings.PUBLIC_URL + link_of_digests(reader.person.pk)
    said = rows.row(notice, ZoneInfo(reader.person.zone))
    return Thread(subject_of(said), headers_of(notice, message_id, off, box), box)


def _entry(reader: Reader) -> DigestEntry:
    notice, zone = reader.notice, ZoneInfo(reader.person.zone)
    row = rows.row(notice, zone)
    head = one_line(f"[{row.number}] {row.subject}") if row.number else ""
    said_at = moments.full(notice.created_at, zone)
    words = row.words if head or not row.subject else f"{row.words}. {one_line(row.subject)}"
    url = settings.PUBLIC_URL + addresses.address_of(notice)
    return DigestEntry(head, words, said_at, notice.created_at, url)


def _letter(
    person: PersonRecord, entries: list[DigestEntry], message_id: str, thread: Thread | None
) -> Letter:
    counted = amounts.counted(len(entries), "уведомление", "уведомления", "уведомлений")
    off = settings.PUBLIC_URL + link_of_digests(person.pk)
    title = _("Сводка: %(count)s") % {"count": counted}
    context: dict[str, Any] = {
        "title": title,
        "groups": _grouped(entries),
        "choose": settings.PUBLIC_URL + reverse("letter_choices"),
        "off": off,
        "language": person.language,
        "answered_by": thread.box if thread else "",
    }
    alone = {"Message-ID": message_id, **of_a_program(off, f"digests.kabinet.{domain()}")}
    return Letter(
        to=one_line(person.email),
        sender=settings.MAIL_FROM,
        subject=thread.subject if thread else one_line(title),
        text="\n".join(_lines(context)) + "\n",
        html=render_to_string("letters/digest.html", context),
        headers=thread.headers if thread else alone,
    )


def _grouped(entries: list[DigestEntry]) -> list[DigestPart]:
    """The ticket of which something was told last stands last."""
    heads: dict[str, list[DigestEntry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.at):
        heads.setdefault(entry.head, []).append(entry)
    groups = [DigestPart(head or _("Другое"), tuple(of_head)) for head, of_head in heads.items()]
    return sorted(groups, key=lambda group: group.entries[-1].at)


def _lines(context: Mapping[str, Any]) -> Iterator[str]:
    yield context["title"]
    for group in context["groups"]:
        yield from ("", group.head)
        for entry in group.entries:
            yield f"* {entry.said_at}. {entry.words}"
            yield f"  {entry.url}"
    yield from ("", "--")
    if context["answered_by"]:
        yield _("Отвечают в Кабинете. Ответ письмом сохранится там вашим черновиком, пока Кабинет доступен.")
    else:
        yield _("На это письмо не отвечайте: ответ никто не прочтёт. Отвечают в Кабинете.")
    yield _("Не присылать сводки: %(off)s") % context
    yield _("Все настройки писем: %(choose)s") % context
