"""Who will read a message is what the pressed button says; whatever leaves that open is refused, never guessed wider."""

from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from kabinet.pages.tickets.composer.form import audiences
from kabinet.pages.ui.talk import Audience
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import NARROW, WIDE


class Readers(NamedTuple):
    """`audience` of a message; with a `fault` it is only what the form shows chosen when it comes back."""

    audience: str
    fault: str = ""


def chosen(found: TicketView, post: QueryDict) -> Readers:
    """Of a sent form: the button decides, and its radio must not say something narrower. A note's button always makes a
    note: without styles every button stands beside a radio that still says the first choice."""
    radio, button = post.getlist("audience"), post.getlist("send")
    offered = {each.value: each for each in audiences(found)}
    if not offered:
        return Readers(WIDE[found.leg.code])  # the act says why not
    if len(radio) != 1 or len(button) > 1 or not _known(found, offered, *radio, *button):
        return Readers(safest(offered, found), _("Выберите, кто прочтёт сообщение. Ничего не отправлено."))
    pressed = (button or radio)[0]
    if pressed in (radio[0], NARROW[found.leg.code]):
        return Readers(pressed)
    return Readers(safest(offered, found), _contradiction(offered.get(radio[0]), offered.get(pressed)))


def _contradiction(radio: Audience | None, button: Audience | None) -> str:
    choose = _("Выберите, кто прочтёт сообщение. Ничего не отправлено.")
    if radio is None or button is None:
        return choose
    said = {"radio": radio.label, "button": button.send}
    return f"{_('Выбрано «%(radio)s», а нажато «%(button)s».') % said} {choose}"


def kept(found: TicketView, post: QueryDict) -> Readers:
    """Of a draft, which has no button."""
    bare = post.copy()
    bare.pop("send", None)
    return chosen(found, bare)


def safest(offered: dict[str, Audience], found: TicketView) -> str:
    """The narrowest choice there is."""
    narrow = NARROW[found.leg.code]
    return str(narrow if narrow in offered else next(iter(offered)))


def _known(found: TicketView, offered: dict[str, Audience], *values: str) -> bool:
    """Offered here, or one of the leg's own two that this reader, or nobody any more, may use: the act says why not."""
    leg = {NARROW[found.leg.code]} if found.guest else {NARROW[found.leg.code], WIDE[found.leg.code]}
    return all(value in offered or value in leg for value in values)
