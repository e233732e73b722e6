"""The vendor's auditor opens any ticket of either leg and does nothing there (L17a)."""

import re

import pytest

from tests.cast import Cast
from tests.desk import passed_on
from tests.some import some

ACTS = (
    "take", "assign", "call", "level", "accept", "decline", "close", "withdraw", "reopen", "refuse", "return", "complete",
    "agree-plan", "refuse-plan", "say",
)  # fmt: skip


@pytest.mark.clause("L17a")
def test_every_ticket_of_either_leg_opens_and_offers_nothing(cast: Cast, desk, see, now):
    numbers = [*passed_on(desk, now), desk.register(now, "stranger", system="pirs").number]
    for number in numbers:
        shown = see("lapteva", f"/tickets/{number}/")
        assert "Проверяющий только читает" in shown
        assert "/rules/own/" in shown.split("Проверяющий только читает")[1][:400]
        main = shown.split('id="deeds"')[1].split("</section>")[0]
        assert re.findall(r"<form|<button", main) == []
        assert "data-send" not in shown
        see("lapteva", f"/tickets/{number}/clocks/")


@pytest.mark.clause("L17a")
@pytest.mark.parametrize("act", ACTS)
def test_trying_an_act_is_refused_by_the_cabinets_own_rule(cast: Cast, desk, reader, send, now, act):
    typed = {
        "version": "1",
        "text": "x",
        "level": "2",
        "reached": "yes",
        "assignee": str(cast.person["gordeeva"]),
    }
    numbers, refused = passed_on(desk, now), []
    for number in some(numbers):
        before, address = desk.kinds(number), f"/tickets/{number}/{act}/"
        answers = [reader("lapteva").get(address), send("lapteva", address, reason="third_party", **typed)]
        assert {answer.status_code for answer in answers} <= {403, 404, 422} | (
            {200} if act == "say" else set()
        )
        refused += [answer.content.decode() for answer in answers if answer.status_code == 403]
        assert desk.kinds(number) == before
    assert refused
    assert all("/rules/own/" in each for each in refused), (
        "that an auditor only reads is the cabinet's own rule"
    )


@pytest.mark.clause("L17a", "L3")
def test_the_partners_own_notes_stay_closed_to_them(cast: Cast, desk, see, now):
    from kabinet.actions.tickets.note import write_note

    number = desk.register(now).number
    desk.do(write_note, "gordeeva", now, number=number, text="Только между нами, коллегами")
    assert "Только между нами" in see("gordeeva", f"/tickets/{number}/")
    assert "Только между нами" not in see("lapteva", f"/tickets/{number}/")
    assert number not in see("lapteva", "/search/?q=между+нами+коллегами")
