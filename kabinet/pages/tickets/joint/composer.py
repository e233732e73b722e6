"""The audience of joint work, as the reply form offers it to each side."""

from kabinet.pages.ui.citations import called
from kabinet.pages.ui.talk import Audience, Tone
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation import access


def jointly(opened: TicketView) -> Audience:
    """To everybody on the ticket; who that is stands beside it by name."""
    return Audience(
        access.Audience.JOINT,
        Tone.OPEN if opened.guest else Tone.JOINT,
        _("Совместная работа"),
        sees(opened),
        _("Отправить всем"),
        _("Всем"),
    )


def sees(opened: TicketView) -> str:
    """«Увидят: партнёр, вендор и участники»."""
    names = {
        "partner": opened.ticket.partner_name,
        "who": ", ".join(called(each.person_name) for each in opened.guests),
        "client": opened.ticket.client_name,
    }
    return _("Увидят: %(partner)s, %(vendor_name)s и участники от %(client)s: %(who)s.") % names
