"""What can be done with a ticket: each act of the reader's side as a link or a button, or said with the reason why not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise

from kabinet.pages.tickets.act_pages import act_pages
from kabinet.pages.tickets.acts.frame import ActPage
from kabinet.pages.ui.citations import Cited, cited_rule, spoken
from kabinet.pages.ui.vendor_words import gettext_lazy as _
from kabinet.queries.available_acts import PLAN, SOLUTION, UNREACHED, Available, Offer, available_acts
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import Act, OrgKind, Verdict
from kabinet.regulation.facts import Answer, Side


class Deed(NamedTuple):
    """How an offer is shown: `page` is the URL's name; a `button` acts at once, the others lead to a form. `key` is its
    key."""

    label: str | Promise
    icon: str
    page: str
    query: str = ""
    key: str = ""
    button: bool = False


class ActLine(NamedTuple):
    """A deed that can be done. `phone` is its address on a phone where that is another."""

    label: str | Promise
    icon: str
    url: str
    phone: str
    key: str
    button: bool

    @property
    def letter(self) -> str:
        """The key as it is named beside the line."""
        return self.key.removeprefix("Key")


@dataclass(slots=True)
class Unable:
    """Deeds that cannot be done for one and the same reason."""

    reason: str
    remedy: str
    clause: Cited
    icon: str
    labels: list[str] = field(default_factory=list)


class Deeds(NamedTuple):
    """`unable` are those that the reader might expect, `later` those that the ticket's status does not know now."""

    able: tuple[ActLine, ...]
    unable: tuple[Unable, ...]
    later: tuple[Unable, ...]


# Where the page is no act's form below the ticket: the composer, another room, one message; the second way of one act.
BESIDE_FORMS: Mapping[Offer, Deed] = {
    SOLUTION: Deed(_("Предложить решение"), "circle-check", "ticket_say", "kind=solution", "KeyS"),
    PLAN: Deed(_("Предложить план действий"), "list-checks", "ticket_say", "kind=plan", "KeyP"),
    UNREACHED: Deed(_("Не дозвонились"), "phone-off", "ticket_call", "reached=no"),
    Offer(Act.DRAFT_PASS_ON): Deed(_("Передать в %(vendor_name_acc)s"), "arrow-up-right", "pass_on"),
    Offer(Act.RELAY): Deed(
        _("Перенести ответ %(vendor_name_gen)s клиенту"), "corner-down-left", "ticket_relay", key="KeyT"
    ),
    Offer(Act.INVITE): Deed(_("Пригласить представителя клиента"), "user-plus", "joint_invite"),
    Offer(Act.NOTE): Deed(_("Писать и менять обращение"), "lock", ""),
}


@cache
def deeds_by_offer() -> Mapping[Offer, Deed]:
    """How each offer is shown: as the page of its act declares it."""
    return {**{Offer(page.act): _of(page) for page in act_pages()}, **BESIDE_FORMS}


def _of(page: ActPage) -> Deed:
    return Deed(page.label or page.title, page.icon, page.url_name, key=page.key, button=page.button)


def deeds(opened: TicketView) -> Deeds:
    """In the order in which they stand."""
    able: list[ActLine] = []
    unable: dict[tuple[str, str], Unable] = {}
    later: dict[tuple[str, str], Unable] = {}
    for each in available_acts(opened):
        deed, verdict = deeds_by_offer()[each.offer], each.verdict
        if each.able:
            able += _line(opened, deed, each)
        else:
            told = later if each.later else unable
            known = told.setdefault((verdict.code, verdict.reason.ru), _unable(verdict, deed))
            known.labels.append(str(deed.label))
    return Deeds(tuple(able), tuple(unable.values()), tuple(later.values()))


def _line(opened: TicketView, deed: Deed, each: Available) -> Iterator[ActLine]:
    """Nothing where the deed has no page."""
    if not deed.page:
        return
    there = reverse(deed.page, args=_place(opened, each))
    query = deed.query or _of_client(opened, each)
    phone = f"{there}?{query}" if query else there
    here = (
        f"{reverse('ticket', args=[opened.number])}?{deed.query}#composer"
        if deed.page == "ticket_say"
        else phone
    )
    yield ActLine(deed.label, deed.icon, here, phone, deed.key, deed.button)


def _of_client(opened: TicketView, each: Available) -> str:
    """A vendor ticket for which several client tickets wait is asked for which of them its answer is relayed."""
    if each.message is None or opened.neighbour.ticket.origin_id == opened.ticket.pk:
        return ""
    return f"to={opened.number}"


def _place(opened: TicketView, each: Available) -> list[str | int]:
    """What the act's address names: the ticket, or the vendor's answer that is carried over."""
    return [opened.number] if each.message is None else [opened.neighbour.number, each.message]


def _unable(verdict: Verdict, deed: Deed) -> Unable:
    return Unable(spoken(verdict.reason), spoken(verdict.remedy), cited_rule(verdict.clause), deed.icon)


def main(opened: TicketView, *, writes: bool) -> str:
    """What the page's one main button does: "accept", "say" where the reader can write, or nothing."""
    if opened.side is Side.APPLICANT and opened.may(Act.ACCEPT).allowed:
        return "accept"
    return "say" if writes else ""


def asked_kind(opened: TicketView, kind: str) -> str:
    """The kind of answer that a link asked for, if the form has it."""
    return kind if opened.reader is not OrgKind.CLIENT and kind in [str(answer) for answer in Answer] else ""
