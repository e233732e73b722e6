"""How a contact stands with the vendor, in one line."""

from kabinet.pages.organisations.overview.days import State
from kabinet.pages.organisations.overview.roster import role_names
from kabinet.pages.organisations.people.page_context import Place
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records.doors import Contact
from kabinet.regulation.access import Actor


def standing(actor: Actor, contact: Contact, where: Place) -> State:
    """Confirmed, waiting, or waiting for some rights only."""
    if not contact.pending:
        return State("ok", "badge-check", _("доступ открыт"))
    note = role_names(contact.pending) if contact.roles else ""
    return State(
        "note", "hourglass", _("ждёт подтверждения %(vendor_name_gen)s"), note or _("доступа пока нет")
    )
