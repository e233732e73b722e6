"""The contact named in a ticket as it stands now: who is told instead of one who left, and a client's that changed."""

from collections.abc import Iterator

from kabinet.pages.tickets.open_questions.question import Link, Matter, link
from kabinet.pages.ui.citations import called
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.ticket_view import TicketView
from kabinet.records import doors
from kabinet.regulation.access import Act, OrgKind, Role


def told_instead(opened: TicketView) -> str:
    """In one sentence; it asks for the names of the organisational contacts, which not every reader may see."""
    told, ticket = opened.case.ticket.told or frozenset(), opened.ticket
    who = [_heads(opened)] if "head" in told else []
    who += [called(ticket.author_name)] if "author" in told else []
    left = called(ticket.contact_name)
    if not who:
        return _("Уведомления вместо него не получает никто.")
    said = {"left": left, "who": ", ".join(who)}
    return (
        _("В обращении указано: %(left)s. Уведомления получают: %(who)s.") % said
        if left
        else _("Уведомления получают: %(who)s.") % said
    )


def _heads(opened: TicketView) -> str:
    ticket = opened.ticket
    asking = ticket.partner_id if opened.vendor_leg else ticket.client_id
    found = doors.confirmed(opened.actor, (asking,))
    names = [called(each.person.name) for each in found if Role.ORGANISATIONAL_CONTACT in each.roles]
    return ", ".join(names) or _("контактные лица по организационным вопросам")


def ways(opened: TicketView) -> Iterator[Link]:
    """To naming another one, for whoever may."""
    if opened.may(Act.CHANGE_CONTACT).allowed:
        yield link(opened, "ticket_contact", _("Назвать контактное лицо"), "circle-user", primary=True)


def changed_at_client(opened: TicketView) -> Iterator[Matter]:
    """To the partner, on the vendor leg: the vendor still reads the client's former contact."""
    there = opened.other if opened.vendor_leg and opened.reader is OrgKind.PARTNER else None
    read = str(opened.ticket.sheet.values.get("contact", ""))
    if there is None or not there.contact_name or not read or there.contact_name == read:
        return
    names = {"now": called(there.contact_name), "read": called(read)}
    yield Matter(
        tone="info",
        icon="circle-user",
        title=_("Контактное лицо клиента теперь %(now)s") % names,
        words=(
            _(
                "%(Vendor_name)s по-прежнему читает: %(read)s. Напишите в %(vendor_name_acc)s, если это важно для работы."
            )
            % names,
        ),
    )
