"""One notice as one letter, in the words of the page of notices, for the reader who is let in while it is written."""

from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kabinet.actions.inbox.taking import reply_address
from kabinet.actions.letters.letter import Letter
from kabinet.actions.letters.sending import domain
from kabinet.actions.notices import wording
from kabinet.pages.letters.switching_off import link_of
from kabinet.pages.notices import addresses, rows
from kabinet.records.doors.record_types import NoticeRecord, PersonRecord
from kabinet.regulation.access import Actor
from kabinet.regulation.legs import LegCode

# Of a header, so that no server folds it where it may not be folded.
LONGEST_SUBJECT = 150


def letter(notice: NoticeRecord, actor: Actor, person: PersonRecord, message_id: str) -> Letter:
    """From the desk's address to the reader's; of a ticket its number stands in the subject, and all letters of one ticket
    are one conversation (U3.5d)."""
    with override(person.language):
        row = rows.row(notice, ZoneInfo(person.zone))
        off = settings.PUBLIC_URL + link_of(person.pk, wording.declared_of(notice))
        context: Mapping[str, Any] = {
            "row": row,
            "name": person.name,
            "url": settings.PUBLIC_URL + addresses.address_of(notice),
            "choose": settings.PUBLIC_URL + reverse("letter_choices"),
            "off": off,
            "language": person.language,
            "answered_by": box_of(notice),
        }
        return Letter(
            to=one_line(person.email),
            sender=settings.MAIL_FROM,
            subject=subject_of(row),
            text="\n".join(_lines(context)) + "\n",
            html=render_to_string("letters/letter.html", context),
            headers=headers_of(notice, message_id, off, context["answered_by"]),
        )


def one_line(text: str) -> str:
    """Without line breaks and whatever else could begin another header."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def subject_of(row: rows.NoticeRow) -> str:
    """Of a ticket its number and what it is about, as its letters are known (U3.5d)."""
    said = f"[{row.number}] {row.subject}" if row.number else row.words
    line = one_line(said)
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1].rstrip() + "…"


def _lines(context: Mapping[str, Any]) -> Iterator[str]:
    row: rows.NoticeRow = context["row"]
    yield row.words
    if row.subject:
        yield one_line(row.subject)
    yield from ("", _("Открыть в Кабинете: %(url)s") % context, "", "--")
    if context["answered_by"]:
        yield _("Отвечают в Кабинете. Ответ письмом сохранится там вашим черновиком, пока Кабинет доступен.")
    else:
        yield _("На это письмо не отвечайте: ответ никто не прочтёт. Отвечают в Кабинете.")
    yield _("Не присылать такие письма: %(off)s") % context
    yield _("Все настройки писем: %(choose)s") % context


def box_of(notice: NoticeRecord) -> str:
    """Where a reply by letter comes to: the box of who answers for the ticket, else the vendor's; empty without one."""
    partner = notice.ticket.partner_id if notice.ticket and notice.ticket.leg == LegCode.CLIENT else None
    return reply_address(partner)


def headers_of(notice: NoticeRecord, message_id: str, off: str, box: str) -> Mapping[str, str]:
    """All but who writes to whom; letters of one ticket are one conversation."""
    house = domain()
    ticket = notice.subject_key if notice.ticket_id is not None else ""
    first = f"<ticket.{one_line(ticket)}@{house}>" if ticket else ""
    about = "tickets" if ticket else "organisations"
    return {
        "Message-ID": message_id,
        **({"In-Reply-To": first, "References": first} if first else {}),
        **({"Reply-To": box} if box else {}),
        **of_a_program(off, f"{about}.kabinet.{house}"),
    }


def of_a_program(off: str, series: str) -> Mapping[str, str]:
    """Headers by which mailers and servers know that a program wrote it, of which series it is, and how that ends."""
    return {
        # RFC 3834; the other one is Exchange's word for the same: no answer of a machine, no receipt.
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": f"<{series}>",
        # RFC 8058: a mailer posts there by itself, without cookies.
        "List-Unsubscribe": f"<{off}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
