"""The box of a ticket's place for files: until when it is open, and the lines by which a file is sent there (U6c)."""

from typing import NamedTuple

from django.conf import settings
from django.urls import reverse

from kabinet.actions.tickets.uploads.place import CLAUSE, code_of
from kabinet.pages.tickets import idempotency
from kabinet.pages.ui import deadlines, moments
from kabinet.pages.ui.citations import Cited, called, cited
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.open_place import asked_place, open_place
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import Act
from kabinet.regulation.fact_data.tickets import PlaceAsked


class PlaceBox(NamedTuple):
    """`lines`: a shell, and what is typed there. `url` and `once`: where the support ends it, empty for others."""

    heading: str
    lines: tuple[tuple[str, str], ...]
    readers: str
    message: str
    clause: Cited
    url: str
    once: str


def place_box(opened: TicketView) -> PlaceBox | None:
    """For whoever is shown the code."""
    place = open_place(opened)
    if place is None:
        return None
    ends = opened.may(Act.END_PLACE).allowed
    until = deadlines.full(place.until, deadlines.of_ticket(opened))
    return PlaceBox(
        heading=_("Место для загрузки открыто до %(until)s") % {"until": until},
        lines=_lines(code_of(place.key)),
        readers=_readers(opened),
        message=f"#m{place.message}",
        clause=cited(CLAUSE),
        url=reverse("ticket_end_place", args=[opened.number]) if ends else "",
        once=idempotency.mark(opened.at) if ends else "",
    )


class AskedBox(NamedTuple):
    """`url`: where the support gives the place; empty for others."""

    heading: str
    lines: tuple[str, ...]
    clause: Cited
    url: str


def asked_box(opened: TicketView) -> AskedBox | None:
    """Until a place is given."""
    asked = asked_place(opened)
    if asked is None or open_place(opened):
        return None
    gives = opened.may(Act.GIVE_PLACE).allowed
    said = {
        "name": called(asked.actor_name),
        "at": moments.instant(asked.occurred_at, opened.at, opened.zone),
    }
    what = asked.told_as(PlaceAsked).reason or _("Что нужно отправить, сказано в обращении.")
    then = (
        _("Откройте место, если файл нужен, или напишите, почему он не нужен.")
        if gives
        else _("Когда место откроют, здесь встанет команда, которой отправляют файл; вам придёт уведомление.")
    )
    return AskedBox(
        heading=_heading(gives) % said,
        lines=(what, then),
        clause=cited(CLAUSE),
        url=reverse("ticket_give_place", args=[opened.number]) if gives else "",
    )


def _heading(gives: bool) -> str:
    return (
        _("%(name)s просит место для загрузки (%(at)s)")
        if gives
        else _("Место для загрузки запрошено (%(at)s)")
    )


def _lines(code: str) -> tuple[tuple[str, str], ...]:
    name = _("ИМЯ_ФАЙЛА")
    address = f"{settings.PUBLIC_URL}/place/{code}/"
    windows = f'Invoke-WebRequest -Method Put -InFile "{name}" -Uri "{address}{name}"'
    return (("Linux, macOS", f'curl -T "{name}" {address}'), ("PowerShell", windows))


def _readers(opened: TicketView) -> str:
    if opened.vendor_leg:
        return _("Что сюда пришло, видят партнёр и %(vendor_name)s, клиент не видит.")
    return _("Что сюда пришло, видят клиент и партнёр.")
