"""What each person sees at all."""

from dataclasses import replace

import pytest

from kabinet.regulation.access import EVERYTHING, NOTHING, Act, Actor, Audience, Reach, reach
from tests.regulation.access.access_cast import (
    ADMINISTRATOR,
    AUTHORISED,
    KONTUR,
    LEFT_THE_GROUP,
    OTHER_PARTNER,
    PEOPLE,
    PROGRAM,
    URAL,
    URAL_ENGINEER,
    VIEWER,
    ZMK,
    verdict,
)

# Legs of a ticket between ZMK and Kontur that a person sees, and the audiences heard in them.
PUBLIC, PARTNER, SHARED, VENDOR = Audience.PUBLIC, Audience.PARTNER, Audience.VENDOR_LEG, Audience.VENDOR
JOINT = Audience.JOINT
PARTNERS = ({"client", "vendor"}, {PUBLIC, PARTNER, SHARED, JOINT})
SIGHT: dict[str, tuple[set[str], set[Audience]]] = {
    "authorised": ({"client"}, {PUBLIC}),
    "head": ({"client"}, {PUBLIC}),
    "viewer": ({"client"}, {PUBLIC}),
    "stranger": (set(), {PUBLIC}),
    "engineer": PARTNERS,
    "sender": PARTNERS,
    "partner_coordinator": PARTNERS,
    "partner_head": PARTNERS,
    "ural_engineer": PARTNERS,
    "rival": (set(), {PUBLIC, PARTNER, SHARED, JOINT}),
    "vendor_engineer": ({"vendor"}, {SHARED, VENDOR, JOINT}),
    "vendor_coordinator": ({"vendor"}, {SHARED, VENDOR, JOINT}),
    "auditor": ({"client", "vendor"}, {PUBLIC, SHARED, VENDOR, JOINT}),
    "administrator": (set(), set()),
}


@pytest.mark.clause("L1", "L3", "L9a", "L12a", "L13", "L17a")
@pytest.mark.parametrize("name", PEOPLE)
def test_who_sees_what(name: str) -> None:
    seen = reach(PEOPLE[name])
    legs, audiences = SIGHT[name]
    assert {leg for leg in ("client", "vendor") if seen.includes(leg, ZMK, KONTUR)} == legs
    assert {audience for audience in Audience if seen.hears(audience)} == audiences
    for leg in ("client", "vendor"):
        assert verdict(PEOPLE[name], Act.SEE, leg=leg).allowed is (leg in legs)


@pytest.mark.clause("L1")
def test_the_whole_organisation_and_no_other() -> None:
    assert reach(VIEWER) == Reach(client_legs_of=frozenset({ZMK}), audiences=frozenset({PUBLIC}))
    foreign = verdict(AUTHORISED, Act.SEE, client=2)
    assert (foreign.code, foreign.clause) == ("foreign", None)


@pytest.mark.clause("L14", "L15")
@pytest.mark.parametrize("name", PEOPLE)
def test_nobody_sees_anything_before_the_vendor_has_confirmed(name: str) -> None:
    assert reach(replace(PEOPLE[name], confirmed=False)) == NOTHING


@pytest.mark.parametrize("name", PEOPLE)
def test_a_membership_without_a_role_sees_nothing(name: str) -> None:
    assert reach(replace(PEOPLE[name], roles=frozenset())) == NOTHING


def test_nobody_and_an_administrator_see_nothing_and_a_job_everything() -> None:
    assert reach(Actor(1, "Никто", None, 0, confirmed=True)) == NOTHING
    assert reach(ADMINISTRATOR) == NOTHING
    assert reach(PROGRAM) == EVERYTHING
    assert verdict(PROGRAM, Act.SEE).allowed


@pytest.mark.clause("L13")
def test_a_group_shares_its_reach_until_a_company_leaves_it() -> None:
    assert reach(URAL_ENGINEER).partner_of == {KONTUR, URAL}
    assert reach(LEFT_THE_GROUP).partner_of == {URAL}
    assert not reach(LEFT_THE_GROUP).includes("client", ZMK, KONTUR)
    assert not reach(URAL_ENGINEER).includes("client", ZMK, OTHER_PARTNER)
