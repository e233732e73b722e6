"""What the applicant owes: an answer within the hour on level 1, a reasoned word on a plan."""

import pytest

from kabinet.regulation.clocks.fold import ClockName, Effect, Outcome
from kabinet.regulation.facts import Answer, Fact, Kind, Side
from kabinet.regulation.terms import Terms
from tests.regulation.clocks.clock_cases import (
    CLIENT,
    ODD,
    OFFICE_TIME,
    VENDOR,
    answered,
    at,
    by_applicant,
    called,
    level_changed,
    only,
    registered,
    replied,
    runs,
    said,
    told,
)

BEFORE = (registered("2024-05-06 01:00", 1), answered("2024-05-06 02:00", Answer.QUESTION))


@pytest.mark.clause("U4d")
def test_the_question_left_alone_lowers_at_sixty_minutes_to_the_second() -> None:
    folded = told(*BEFORE, until="2024-05-06 03:00:01")
    (lowering,) = folded.consequences
    assert (lowering.kind, said(lowering.at), lowering.clause) == (
        Effect.LOWERED,
        "2024-05-06 03:00:00",
        "U4d",
    )
    assert (lowering.from_level, lowering.to_level, folded.clocks.level) == (1, 2, 2)
    clock = only(folded, "answer")
    assert lowering.clock == clock
    assert (clock.owner, clock.outcome) == (Side.APPLICANT, Outcome.STOPPED)
    assert clock.breached == clock.due == clock.ended == lowering.at


@pytest.mark.clause("U4d")
def test_until_the_hour_is_over_nothing_is_lowered() -> None:
    assert told(*BEFORE, until="2024-05-06 03:00:00").clocks.level == 1


@pytest.mark.clause("U4d")
@pytest.mark.parametrize(
    "reply",
    [
        replied("2024-05-06 03:00"),
        called("2024-05-06 03:00"),
        called("2024-05-06 03:00", side=Side.APPLICANT),
    ],
    ids=["letter", "call of the support", "call of the applicant"],
)
def test_a_letter_or_a_call_at_the_sixtieth_minute_is_in_time(reply: Fact) -> None:
    folded = told(*BEFORE, reply, until="2024-05-06 12:00")
    assert only(folded, "answer").outcome is Outcome.MET
    assert folded.clocks.level == 1


@pytest.mark.clause("U4d")
def test_a_second_question_gives_no_more_time_for_the_first() -> None:
    folded = told(*BEFORE, answered("2024-05-06 02:50", Answer.QUESTION), until="2024-05-06 04:00")
    assert said(only(folded, "answer").breached) == "2024-05-06 03:00:00"
    assert folded.clocks.runs[ClockName.ANSWER] == 1


@pytest.mark.clause("U4d")
def test_each_question_after_an_answer_has_its_own_hour() -> None:
    folded = told(*BEFORE, replied("2024-05-06 02:10"), answered("2024-05-06 02:20", asks=True))
    assert [said(clock.due) for clock in runs(folded, "answer")] == [
        "2024-05-06 03:00:00",
        "2024-05-06 03:20:00",
    ]


@pytest.mark.clause("U4d")
def test_a_question_put_by_telephone_counts_and_a_statement_does_not() -> None:
    start = registered("2024-05-06 01:00", 1)
    assert (
        said(only(told(start, called("2024-05-06 02:00", asks=True)), "answer").due) == "2024-05-06 03:00:00"
    )
    assert not runs(told(start, called("2024-05-06 02:00")), "answer")


@pytest.mark.clause("U4d")
@pytest.mark.parametrize("level", [2, 3, 4])
def test_below_level_1_no_answer_is_owed_by_the_hour(level: int) -> None:
    folded = told(registered("2024-05-06 10:00", level), answered("2024-05-06 10:10", Answer.QUESTION))
    assert not runs(folded, "answer")


@pytest.mark.clause("U4d")
@pytest.mark.clause("P5d")
@pytest.mark.parametrize(
    ("terms", "clause"), [(CLIENT, "U4d"), (VENDOR, "P5d")], ids=["client leg", "vendor leg"]
)
def test_a_call_that_finds_nobody_lowers_at_once(terms: Terms, clause: str) -> None:
    folded = told(
        *BEFORE, called("2024-05-06 02:30", reached=False), terms=VENDOR if terms is VENDOR else CLIENT
    )
    (lowering,) = folded.consequences
    assert (lowering.kind, said(lowering.at), lowering.clause) == (
        Effect.LOWERED,
        "2024-05-06 02:30:00",
        clause,
    )
    clock = only(folded, "answer")
    assert lowering.clock == clock
    assert (clock.outcome, clock.breached) == (Outcome.STOPPED, None)


@pytest.mark.clause("U4d")
def test_a_call_that_finds_nobody_changes_nothing_on_another_level() -> None:
    folded = told(registered("2024-05-06 10:00", 2), called("2024-05-06 10:30", reached=False))
    assert (folded.clocks.level, folded.consequences) == (2, ())


@pytest.mark.clause("P5d")
def test_the_vendor_leg_lowers_by_its_own_clause() -> None:
    (lowering,) = told(*BEFORE, terms=VENDOR, until="2024-05-06 04:00").consequences
    assert (lowering.kind, lowering.clause) == (Effect.LOWERED, "P5d")


@pytest.mark.clause("U3.6.1")
def test_once_lowered_the_clocks_are_those_of_working_time() -> None:
    question = answered("2024-05-06 08:00", Answer.QUESTION)
    folded = told(registered("2024-05-06 07:00", 1), question, until="2024-05-06 20:00:01")
    clock = only(folded, "update")
    assert (clock.level, said(clock.due), clock.breached) == (2, "2024-05-15 09:30:00", None)


@pytest.mark.clause("U4d")
def test_leaving_level_1_ends_the_duty_to_answer_by_the_hour() -> None:
    clock = only(told(*BEFORE, level_changed("2024-05-06 02:30", 3), until="2024-05-07 00:00"), "answer")
    assert (clock.outcome, clock.breached) == (Outcome.STOPPED, None)


def test_terms_that_lower_nothing_record_the_breach_of_the_applicant() -> None:
    folded = told(*BEFORE, replied("2024-05-06 04:00"), terms=ODD)
    breach = next(each for each in folded.consequences if each.clock and each.clock.name == "answer")
    assert (breach.kind, said(breach.at), breach.clause) == (Effect.BREACHED, "2024-05-06 03:00:00", "Odd 1")
    assert only(folded, "answer").outcome is Outcome.LATE


def test_terms_that_lower_nothing_let_the_hour_run_on_after_a_call_that_found_nobody() -> None:
    folded = told(*BEFORE, called("2024-05-06 02:30", reached=False), terms=ODD)
    assert (folded.clocks.level, said(only(folded, "answer").due)) == (1, "2024-05-06 03:00:00")


PLANNED = (registered("2024-05-06 01:00", 1), answered("2024-05-06 02:00", Answer.PLAN))


@pytest.mark.clause("P4.8.2a")
@pytest.mark.parametrize("kind", [Kind.PLAN_AGREED, Kind.PLAN_REFUSED])
def test_a_plan_is_owed_a_yes_or_a_reasoned_no(kind: Kind) -> None:
    clock = only(told(*PLANNED, by_applicant(kind, "2024-05-06 14:00"), terms=VENDOR), "agreement")
    assert (clock.owner, clock.outcome) == (Side.APPLICANT, Outcome.MET)


@pytest.mark.clause("P4.8.2a")
def test_a_letter_is_no_agreement() -> None:
    assert only(told(*PLANNED, replied("2024-05-06 03:00"), terms=VENDOR), "agreement").ended is None


@pytest.mark.clause("P4.8.2b")
def test_a_plan_left_alone_is_breached_by_the_applicant_and_lowers_nothing_by_itself() -> None:
    folded = told(
        *PLANNED, answered("2024-05-06 13:00", Answer.WORKAROUND), terms=VENDOR, until="2024-05-06 15:00"
    )
    (breach,) = folded.consequences
    assert (breach.kind, said(breach.at), breach.clause) == (
        Effect.BREACHED,
        "2024-05-06 14:00:00",
        "P4.8.2b",
    )
    assert breach.clock is not None
    assert breach.clock.owner is Side.APPLICANT
    assert folded.clocks.level == 1


@pytest.mark.clause("P4.8.2a")
def test_a_new_plan_takes_the_place_of_the_old_one() -> None:
    folded = told(*PLANNED, answered("2024-05-06 12:00", Answer.PLAN), terms=VENDOR)
    assert [(clock.outcome, said(clock.due)) for clock in runs(folded, "agreement")] == [
        (Outcome.STOPPED, "2024-05-06 14:00:00"),
        (None, "2024-05-07 00:00:00"),
    ]


@pytest.mark.clause("P4.8.2a")
def test_a_solution_makes_the_plan_idle() -> None:
    clock = only(told(*PLANNED, answered("2024-05-06 12:00", Answer.SOLUTION), terms=VENDOR), "agreement")
    assert clock.outcome is Outcome.STOPPED


@pytest.mark.clause("P4.8.2a")
def test_on_a_level_without_the_rule_a_plan_owes_nothing() -> None:
    assert not runs(told(*PLANNED, terms=CLIENT), "agreement")


def test_foreign_terms_may_give_days_for_a_plan() -> None:
    facts = [registered("2024-05-06 10:00", 2), answered("2024-05-06 11:00", Answer.PLAN)]
    assert only(told(*facts, terms=OFFICE_TIME), "agreement").due == at("2024-05-07 11:00")
