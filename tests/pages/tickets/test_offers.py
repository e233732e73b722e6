"""Whatever the law grants on a ticket is offered, in words and with a page; what is forgotten stops the start."""

from dataclasses import replace

import pytest
from django.core.management import call_command

from kabinet.pages.tickets import start_check
from kabinet.pages.tickets.act_pages import act_pages, distinct
from kabinet.pages.tickets.available_acts import deeds_by_offer
from kabinet.queries.available_acts import ELSEWHERE, FIRST, LAST, every_offer, offered
from kabinet.regulation.access import ACTS, About
from kabinet.regulation.facts import Act, Side


def test_kabinet_starts_with_what_there_is() -> None:
    assert start_check.every_offer_has_a_page() == []
    call_command("check")


@pytest.mark.parametrize("page", act_pages(), ids=lambda page: str(page.act))
def test_an_act_whose_page_is_forgotten_stops_the_start(page: object) -> None:
    deeds = deeds_by_offer()
    names = {each.page for each in deeds.values()}
    without = {offer: deed for offer, deed in deeds.items() if offer.act != page.act}  # type: ignore[attr-defined]
    found = start_check.offers_without_a_page(every_offer(), without, names)
    assert {each.id for each in found} == {start_check.UNSHOWN}
    assert f"The act {page.act} is offered and has no page." in [each.msg for each in found]  # type: ignore[attr-defined]


def test_an_act_that_leads_to_no_address_stops_the_start() -> None:
    deeds = deeds_by_offer()
    names = {each.page for each in deeds.values()} - {"ticket_take"}
    assert [each.id for each in start_check.offers_without_a_page(every_offer(), deeds, names)] == [
        start_check.NOWHERE
    ]


def test_a_second_page_of_an_act_or_at_an_address_is_refused() -> None:
    one, two, *rest = act_pages()
    for planted in (
        one,
        replace(two, act=one.act),
        replace(two, address=one.address),
        replace(two, address=""),
    ):
        with pytest.raises(ValueError, match="no address, or declared twice"):
            distinct([one, planted, *rest])


def test_every_act_on_a_ticket_is_offered_or_named_as_offered_elsewhere() -> None:
    on_ticket = {act for act, declared in ACTS.items() if declared.about is About.TICKET}
    named = {offer.act for offer in every_offer()}
    assert on_ticket == named | ELSEWHERE
    assert named & ELSEWHERE == {Act.NOTE}  # whoever only reads is told that they cannot write


@pytest.mark.parametrize("leg", ["client", "vendor"])
@pytest.mark.parametrize("side", [Side.APPLICANT, Side.SUPPORT])
def test_what_ends_a_ticket_is_offered_last(side: Side, leg: str) -> None:
    told = offered(side, leg)
    assert [offer for offer in told if offer in FIRST] == [offer for offer in FIRST if offer in told]
    assert [offer for offer in told if offer in LAST] == list(told[-len([*filter(LAST.count, told)]) :])
