"""The box of a ticket's place for files: until when it is open, and the lines by which a file is sent there (U6c)."""

from typing import NamedTuple

from django.conf import settings
from django.urls import reverse

from kabinet.actions.tickets.uploads.place import CLAUSE, code_of
from kabinet.pages.tickets import idempotency
from kabinet.pages.ui import deadlines
from kabinet.pages.ui.citations import Cited, cited
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.open_place import open_place
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import Act


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


def _lines(code: str) -> tuple[tuple[str, str], ...]:
    name = _("ИМЯ_ФАЙЛА")
    address = f"{settings.PUBLIC_URL}/place/{code}/"
    windows = f'Invoke-WebRequest -Method Put -InFile "{name}" -Uri "{address}{name}"'
    return (("Linux, macOS", f'curl -T "{name}" {address}'), ("PowerShell", windows))


def _readers(opened: TicketView) -> str:
    if opened.vendor_leg:
        return _("Что сюда пришло, видят партнёр и %(vendor_name)s, клиент не видит.")
    return _("Что сюда пришло, видят клиент и партнёр.")
