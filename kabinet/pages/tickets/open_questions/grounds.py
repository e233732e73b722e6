"""What is doubtful about an open ticket: a ground that has gone (U3.6d, P4.8b, P2.4), an impact against its level (U6b)."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.pages.tickets.open_questions import contact
from kabinet.pages.tickets.open_questions.question import Link, Matter, link
from kabinet.pages.ui import amounts
from kabinet.pages.ui.citations import cited, spoken
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import Act, Verdict, readers_of
from kabinet.regulation.facts import Side
from kabinet.regulation.organisation.rights_watch import flags
from kabinet.regulation.pack import ReasonKind
from kabinet.regulation.ticket import completeness


def find_grounds(opened: TicketView) -> Iterator[Matter]:
    """To both sides while the ticket is open."""
    if not opened.open:
        return
    to = readers_of(opened.actor, opened.leg.code)
    for flag in (each.addressed(to) for each in flags(opened.case, opened.pack)):
        yield _left(opened, flag) if flag.code == "contact_left" else _flag(opened, flag)
    yield from contact.changed_at_client(opened)
    if completeness.contradiction(opened.leg, opened.ticket.impact, opened.ticket.level):
        yield _contradiction(opened)


def _flag(opened: TicketView, flag: Verdict) -> Matter:
    return Matter(
        tone="warn",
        icon="triangle-alert",
        title=spoken(flag.reason),
        words=(f"{spoken(flag.remedy)}.",),
        clauses=(cited(flag.clause),),
        links=tuple(_ways(opened, flag)),
    )


def _left(opened: TicketView, flag: Verdict) -> Matter:
    """Who is told instead of a contact who left, and the way to name another one (U3.4b, P4.4)."""
    return Matter(
        tone="warn",
        icon="user-x",
        title=spoken(flag.reason),
        words=(contact.told_instead(opened), f"{spoken(flag.remedy)}."),
        clauses=(cited(flag.clause),),
        links=tuple(contact.ways(opened)),
    )


def _ways(opened: TicketView, flag: Verdict) -> Iterator[Link]:
    """A level that is no longer lawful can be changed; an ended right lets the support refuse by that very clause."""
    if flag.code == "left_production":
        yield from _level(opened)
        return
    ended = next((each for each in opened.leg.reasons if each.kind is ReasonKind.ENTITLEMENT), None)
    if ended is not None and opened.side is Side.SUPPORT and opened.may(Act.REFUSE).allowed:
        url = f"{reverse('ticket_refuse', args=[opened.number])}?reason={ended.code}"
        yield Link(_("Отказать по этому пункту"), url, "ban")


def _contradiction(opened: TicketView) -> Matter:
    known = next(each for each in opened.leg.impacts if each.code == opened.ticket.impact)
    said = {"impact": amounts.quoted(spoken(known.name)), "level": opened.ticket.level}
    return Matter(
        tone="warn",
        icon="triangle-alert",
        title=_("Влияние на бизнес не соответствует уровню %(level)s") % said,
        words=(_("Заявлено: %(impact)s. Уточните влияние или уровень: это видят обе стороны.") % said,),
        clauses=(cited(known.clause),),
        links=tuple(_level(opened)),
    )


def _level(opened: TicketView) -> Iterator[Link]:
    if opened.may(Act.CHANGE_LEVEL).allowed:
        yield link(opened, "ticket_level", _("Изменить уровень"), "signal")
    elif opened.may(Act.PROPOSE_LEVEL).allowed:
        yield link(opened, "ticket_propose_level", _("Предложить другой уровень"), "signal")
