"""Facts that move nothing are named in a life of tickets as a group; a version that lists them keeps to its list."""

from dataclasses import replace

import pytest

from kabinet.regulation.clocks.fold import start, step
from kabinet.regulation.facts import ENDED, GROUPS, Answer, Fact, Kind, Side
from kabinet.regulation.pack import Leg, Wrong, load_texts, source
from kabinet.regulation.ticket import lifecycle, system_facts
from tests.regulation.clocks.clock_cases import CAL, VENDOR, answered, at, registered
from tests.some import some

CARRIED = source("corp_4_0")
EVERY = frozenset().union(*GROUPS.values())
LISTED = {"client_life.toml", "vendor_life.toml"}


def legs(change: tuple[str, str] = ("", "")) -> list[Leg]:
    written = {name: text.replace(*change) if name in LISTED else text for name, text in CARRIED.items()}
    return list(load_texts(written, "corp_4_0").legs.values())


def test_groups_share_no_fact_and_none_that_ends_a_ticket_or_that_the_program_writes() -> None:
    assert sum(map(len, GROUPS.values())) == len(EVERY)
    assert not EVERY & (ENDED | system_facts.KINDS)


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_in_the_life_is_every_fact_of_the_group_and_moves_nothing(group: str) -> None:
    for leg in some(legs()):
        for status in some(each.code for each in leg.statuses):
            for kind in GROUPS[group]:
                possible = group == "beside" or lifecycle.is_considered(status, leg)
                assert lifecycle.allows(status, kind, leg) is possible, (leg.code, status, kind)
                if possible:
                    assert lifecycle.after(status, kind, None, leg) == status


def test_a_version_that_lists_facts_allows_those_alone() -> None:
    for leg in some(legs(('facts = "beside"', 'facts = ["tagged"]'))):
        known = {kind for kind in GROUPS["beside"] if lifecycle.allows("in_work", kind, leg)}
        assert known == {Kind.TAGGED}


def test_a_group_that_nobody_knows_is_refused_with_its_place() -> None:
    with pytest.raises(Wrong, match=r"client_life\.toml.*facts.*nothing_of_the_kind"):
        legs(('facts = "beside"', 'facts = "nothing_of_the_kind"'))


@pytest.mark.parametrize("side", [Side.APPLICANT, Side.SUPPORT])
@pytest.mark.parametrize("kind", sorted(EVERY))
def test_no_clock_hears_them(kind: Kind, side: Side) -> None:
    """While every clock of a critical ticket runs: a question and a plan wait for their answers."""
    clocks = start(VENDOR)
    told = registered("2024-05-06 01:00", 1), answered("2024-05-06 01:10", Answer.QUESTION)
    for fact in (*told, answered("2024-05-06 01:20", Answer.PLAN)):
        clocks = step(clocks, fact, VENDOR, CAL).clocks
    later = step(clocks, Fact(kind, at("2024-05-06 01:30"), side), VENDOR, CAL)
    assert (replace(later.clocks, seen=clocks.seen), later.consequences) == (clocks, ())
