"""The partner of an open ticket may not work on it now: what that means for whoever reads, and whom to turn to (L12b)."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from kabinet.pages.tickets.open_questions.question import Link, Matter
from kabinet.pages.ui import amounts, moments
from kabinet.pages.ui.citations import cited
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.ticket_view import TicketView
from kabinet.records import doors
from kabinet.records.versions import agreement_in_force
from kabinet.regulation.access import Act, OrgKind

CLAUSE = "L12b"


def find_without_right(opened: TicketView) -> Iterator[Matter]:
    """To everybody who reads the ticket while it is open."""
    if not opened.open or opened.partner_works:
        return
    yield Matter(
        tone="bad",
        icon="shield-alert",
        title=_title(opened),
        words=tuple(_words(opened)),
        clauses=(cited(CLAUSE),),
        links=tuple(_ways(opened)),
    )


def _title(opened: TicketView) -> str:
    since, names = opened.without_right_since, {"partner": amounts.quoted(opened.ticket.partner_name)}
    if since is None:
        return _("У партнёра %(partner)s нет статуса: работать с обращением он не может.") % names
    names["day"] = moments.day(since, opened.case.day())
    return _("У партнёра %(partner)s нет статуса с %(day)s: работать с обращением он не может.") % names


def _words(opened: TicketView) -> Iterator[str]:
    if opened.reader is OrgKind.CLIENT:
        yield from _to_client(opened)
        return
    if opened.reader is OrgKind.PARTNER:
        yield _("Читать можно. Отвечать, передавать и закрывать нельзя, пока статус не вернут.")
        yield _("Статус возвращает %(vendor)s.") % {"vendor": _vendor(opened)}
    else:
        yield _("Ни вам, ни клиенту он сейчас ответить не может; читать может.")
    yield _("Сроки партнёра, которые пришлись на эти дни, нарушениями не считаются.")


def _to_client(opened: TicketView) -> Iterator[str]:
    yield _("Отвечать здесь сейчас некому; читать обращение партнёр может.")
    if can := _can(opened):
        said = _("Вы можете %(what)s: это сохранится и дождётся партнёра, который сможет работать.")
        yield said % {"what": ", ".join(can)}
    if _other_partner(opened):
        yield _("Сейчас вас обслуживает другой партнёр: обращение можно передать ему.")
    else:
        yield _("Другого партнёра подберёт %(vendor)s.") % {"vendor": _vendor(opened)}


def _can(opened: TicketView) -> list[str]:
    """What the reader may do all the same, by the law."""
    named = (
        (Act.REPLY, _("дописать сообщение")),
        (Act.ACCEPT, _("принять решение")),
        (Act.WITHDRAW, _("отозвать обращение")),
    )
    return [words for act, words in named if opened.may(act).allowed]


def _ways(opened: TicketView) -> Iterator[Link]:
    if opened.reader is OrgKind.CLIENT and _other_partner(opened):
        yield Link(_("К передаче обращений"), reverse("handovers"), "arrow-up-right")


def _other_partner(opened: TicketView) -> bool:
    """Whether somebody else serves the client today."""
    day: date = opened.case.day()
    serving = agreement_in_force(opened.ticket.client_id, day)
    return serving is not None and serving.partner_id != opened.ticket.partner_id


def _vendor(opened: TicketView) -> str:
    """With the telephone, as far as the reader knows it."""
    found = doors.organisations(opened.actor, OrgKind.VENDOR).first()
    return (
        ", ".join(filter(None, (found.short_name, amounts.phone(found.phone))))
        if found
        else _("%(vendor_firm)s")
    )
