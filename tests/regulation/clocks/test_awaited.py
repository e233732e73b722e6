"""What waits for somebody's word: plans, proposals, whether anything was recovered."""

import pytest

from kabinet.regulation.clocks.awaited import Pending, pending
from kabinet.regulation.facts import Answer, Fact, Kind, Side
from tests.regulation.clocks.clock_cases import (
    CAL,
    VENDOR,
    answered,
    at,
    by_applicant,
    by_support,
    level_changed,
    registered,
    said,
)

NIGHT = "2024-04-27 02:00"
PLAN = answered("2024-04-27 02:30", Answer.PLAN)


def proposed(when: str, level: int) -> Fact:
    return Fact(Kind.LEVEL_PROPOSED, at(when), Side.SUPPORT, level=level)


def told(*facts: Fact, level: int = 1) -> Pending:
    return pending([registered(NIGHT, level), *facts])


@pytest.mark.clause("P4.8.2a")
@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_a_plan_waits_on_every_level_until_it_is_answered(level: int) -> None:
    assert told(PLAN, level=level).plan == PLAN.at
    for kind in (Kind.PLAN_AGREED, Kind.PLAN_REFUSED):
        assert told(PLAN, by_applicant(kind, "2024-04-27 03:00"), level=level).plan is None
    later = answered("2024-04-27 04:00", Answer.PLAN)
    assert told(PLAN, later, level=level).plan == later.at


def test_a_solution_takes_the_plans_place_and_talk_does_not() -> None:
    assert told(PLAN, answered("2024-04-27 04:00"), by_applicant(Kind.REPLIED, "2024-04-27 05:00")).plan
    assert told(PLAN, answered("2024-04-27 04:00", Answer.WORKAROUND)).plan
    assert told(PLAN, answered("2024-04-27 04:00", Answer.WORKAROUND, final=True)).plan is None
    assert told(PLAN, answered("2024-04-27 04:00", Answer.SOLUTION)).plan is None
    assert told(PLAN, by_support(Kind.REFUSED, "2024-04-27 04:00")).plan is None


@pytest.mark.clause("P4.8.2b")
def test_the_time_for_an_answer_is_the_packs_and_of_the_critical_level_alone() -> None:
    assert said(told(PLAN).plan_due(VENDOR, CAL)) == "2024-04-27 14:30:00"
    assert told(PLAN, level=2).plan_due(VENDOR, CAL) is None
    assert told().plan_due(VENDOR, CAL) is None
    raised = told(PLAN, level_changed("2024-04-27 08:00", 1), level=2)
    assert said(raised.plan_due(VENDOR, CAL)) == "2024-04-27 20:00:00"


@pytest.mark.clause("P4.8.2c")
def test_a_proposal_stands_until_it_is_answered_or_the_level_is_another() -> None:
    stands = told(proposed("2024-04-27 05:00", 3))
    assert (stands.proposed, stands.proposed_at, stands.level) == (3, at("2024-04-27 05:00"), 1)
    ends = (
        by_applicant(Kind.LEVEL_DECLINED, "2024-04-27 06:00"),
        level_changed("2024-04-27 06:00", 3, Side.APPLICANT),
        Fact(Kind.LOWERED, at("2024-04-27 06:00"), Side.SYSTEM, level=2),
        by_applicant(Kind.WITHDRAWN, "2024-04-27 06:00"),
    )
    assert [told(proposed("2024-04-27 05:00", 3), end).proposed for end in ends] == [None] * 4
    assert told(proposed("2024-04-27 05:00", 3), proposed("2024-04-27 05:30", 2)).proposed == 2


@pytest.mark.clause("P4.8.2c")
def test_recovered_is_what_was_given_and_not_declined() -> None:
    around = answered("2024-04-27 04:00", Answer.WORKAROUND)
    assert not told(answered("2024-04-27 04:00")).recovered
    assert told(around).recovered
    assert not told(around, by_applicant(Kind.DECLINED, "2024-04-27 05:00")).recovered


@pytest.mark.clause("U2b")
def test_a_refusal_that_was_kept() -> None:
    refused = by_support(Kind.REFUSED, "2024-04-27 04:00")
    kept = by_support(Kind.REFUSAL_KEPT, "2024-04-27 06:00")
    assert not told(refused).kept
    assert told(refused, by_applicant(Kind.OBJECTED, "2024-04-27 05:00"), kept).kept
    again = by_support(Kind.REOPENED, "2024-04-27 07:00"), by_support(Kind.REFUSED, "2024-04-27 08:00")
    assert not told(refused, kept, *again).kept
