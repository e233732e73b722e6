"""A level that is entered again brings back what the applicant still owes: the hour for a question, the time for a plan."""

from dataclasses import replace

import pytest

from kabinet.regulation.clocks.fold import ClockName, Outcome, owed_anew, settle, step
from kabinet.regulation.facts import Answer, Fact, Kind, Side
from kabinet.regulation.pack import pack
from kabinet.regulation.terms import Terms
from tests.regulation.clocks.clock_cases import (
    CAL,
    CLIENT,
    ODD,
    VENDOR,
    answered,
    at,
    by_applicant,
    by_support,
    called,
    level_changed,
    registered,
    replied,
    runs,
    said,
    told,
)

LEGS = {"client leg": CLIENT, "vendor leg": VENDOR}
ON_1 = registered("2024-05-06 20:00", 1)
ASKED = answered("2024-05-06 20:05", Answer.QUESTION)
PLANNED = answered("2024-05-06 20:05", Answer.PLAN)
BACK = "2024-05-06 22:05"


def again(when: str, *left: Fact) -> tuple[Fact, ...]:
    """Back on level 1 at `when`, by each way that there is: `left` are the facts by which it was left."""
    return (*left, level_changed(when, 1, Side.APPLICANT))


WAYS = {
    "the law lowered it, raised by the applicant": again(BACK),
    "raised by the support": (level_changed(BACK, 1),),
    "lowered by agreement, then raised": again(BACK, level_changed("2024-05-06 20:30", 3)),
    "a call found nobody, raised": again(BACK, called("2024-05-06 20:30", reached=False)),
    "withdrawn and reopened": (
        by_applicant(Kind.WITHDRAWN, "2024-05-06 21:00"),
        by_applicant(Kind.REOPENED, BACK),
    ),
    "closed and reopened by the support": (
        by_support(Kind.CLOSED, "2024-05-06 21:00"),
        by_support(Kind.REOPENED, BACK),
    ),
    "refused, and the objection upheld": (
        by_support(Kind.REFUSED, "2024-05-06 20:30"),
        by_applicant(Kind.OBJECTED, "2024-05-06 21:00"),
        by_support(Kind.OBJECTION_UPHELD, BACK),
    ),
    "raised while it was closed": (
        by_applicant(Kind.WITHDRAWN, "2024-05-06 20:40"),
        level_changed("2024-05-06 20:50", 3),
        level_changed("2024-05-06 21:00", 1),
        by_applicant(Kind.REOPENED, BACK),
    ),
}


@pytest.mark.clause("U4d")
@pytest.mark.clause("P5d")
@pytest.mark.parametrize("terms", LEGS.values(), ids=LEGS)
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_the_hour_for_an_open_question_starts_anew_where_the_level_is_entered_again(
    way: tuple[Fact, ...], terms: Terms
) -> None:
    folded = told(ON_1, ASKED, *way, terms=terms, until="2024-05-07 02:00")
    last = runs(folded, "answer")[-1]
    assert (said(last.started), said(last.breached)) == ("2024-05-06 22:05:00", "2024-05-06 23:05:00")
    assert folded.clocks.level == 2, "nobody answered: it falls again"
    lowered = [said(each.at) for each in folded.consequences if each.kind == "lowered"]
    assert lowered[-1] == "2024-05-06 23:05:00"


@pytest.mark.clause("P4.8.2a")
@pytest.mark.clause("P4.8.2b")
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_so_does_the_time_for_an_open_plan(way: tuple[Fact, ...]) -> None:
    folded = told(ON_1, PLANNED, *way, terms=VENDOR, until="2024-05-06 22:30")
    last = runs(folded, "agreement")[-1]
    due = {False: "2024-05-07 10:05:00", True: "2024-05-07 08:05:00"}[last.started == PLANNED.at]
    assert (last.outcome, said(last.due)) == (None, due), "a run that never stopped goes on as it was"


@pytest.mark.clause("U4d")
def test_a_question_asked_below_the_level_is_owed_by_the_hour_from_the_raising() -> None:
    question = answered("2024-05-06 10:10", Answer.QUESTION)
    folded = told(registered("2024-05-06 10:00", 2), question, level_changed("2024-05-06 15:00", 1))
    (clock,) = runs(folded, "answer")
    assert (said(clock.started), said(clock.due)) == ("2024-05-06 15:00:00", "2024-05-06 16:00:00")


@pytest.mark.clause("U4d")
@pytest.mark.parametrize(
    "word",
    [
        replied("2024-05-06 21:30"),
        called("2024-05-06 21:30"),
        called("2024-05-06 21:30", side=Side.APPLICANT),
    ],
    ids=["letter", "call of the support", "call of the applicant"],
)
def test_what_was_answered_meanwhile_is_owed_no_more(word: Fact) -> None:
    folded = told(ON_1, ASKED, word, level_changed(BACK, 1), until="2024-05-07 02:00")
    assert folded.clocks.level == 1
    assert len(runs(folded, "answer")) == 1


@pytest.mark.clause("U4d")
def test_a_hour_that_runs_gets_no_second_one() -> None:
    folded = told(
        ON_1, ASKED, by_support(Kind.TAKEN, "2024-05-06 20:10"), level_changed("2024-05-06 20:20", 1)
    )
    assert [said(each.due) for each in runs(folded, "answer")] == ["2024-05-06 21:05:00"]


@pytest.mark.clause("P4.8.2a")
@pytest.mark.parametrize(
    "word",
    [
        by_applicant(Kind.PLAN_AGREED, "2024-05-06 21:30"),
        by_applicant(Kind.PLAN_REFUSED, "2024-05-06 21:30"),
        answered("2024-05-06 21:30", Answer.SOLUTION),
    ],
    ids=["agreed", "refused", "a solution took its place"],
)
def test_a_plan_that_was_settled_meanwhile_waits_no_more(word: Fact) -> None:
    lowered = level_changed("2024-05-06 21:00", 3)
    folded = told(ON_1, PLANNED, lowered, word, level_changed(BACK, 1), terms=VENDOR)
    assert [each.outcome for each in runs(folded, "agreement")] == [Outcome.STOPPED]


def test_the_law_that_lowers_does_not_start_the_hour_that_it_ended() -> None:
    """Level 2 of these terms has an answer clock too, and level 1 falls to it."""
    falls = replace(ODD, answer_missed_level=2, rearmed_on_entry=True)
    folded = told(ON_1, ASKED, terms=falls, until="2024-05-07 18:00")
    assert (folded.clocks.level, len(runs(folded, "answer"))) == (2, 1)


def test_terms_that_do_not_say_so_leave_it_at_the_next_question() -> None:
    former = replace(CLIENT, rearmed_on_entry=False)
    folded = told(ON_1, ASKED, level_changed(BACK, 1), terms=former, until="2024-05-07 02:00")
    assert (folded.clocks.level, len(runs(folded, "answer"))) == (1, 1)


@pytest.mark.clause("U4d")
@pytest.mark.parametrize("kind", [Kind.REOPENED, Kind.LEVEL_CHANGED])
def test_whoever_enters_the_level_can_be_told_before_what_will_be_owed(kind: Kind) -> None:
    left = (
        by_applicant(Kind.WITHDRAWN, "2024-05-06 21:00")
        if kind is Kind.REOPENED
        else level_changed("2024-05-06 21:00", 2)
    )
    back = Fact(kind, at(BACK), Side.APPLICANT, level=1)
    (owed,) = owed_anew(told(ON_1, ASKED, left).clocks, back, CLIENT, CAL)
    assert (owed.clock.name, owed.since, said(owed.due)) == (
        ClockName.ANSWER,
        ASKED.at,
        "2024-05-06 23:05:00",
    )
    heard = told(ON_1, ASKED, replied("2024-05-06 20:30"), left).clocks
    assert owed_anew(heard, back, CLIENT, CAL) == ()


@pytest.mark.clause("U4d")
def test_the_kept_state_knows_the_open_question_through_json() -> None:
    clocks = told(ON_1, ASKED).clocks
    kept = type(clocks).from_json(clocks.to_json())
    assert (kept, kept.asked) == (clocks, ASKED.at)
    lowered = settle(kept, at("2024-05-06 21:05") + 1, CLIENT, CAL).clocks
    raised = step(lowered, level_changed(BACK, 1), CLIENT, CAL).clocks
    assert raised.running(ClockName.ANSWER) is not None


def test_both_legs_of_the_regulation_say_so() -> None:
    assert [pack("corp_4_0").leg(code).terms.rearmed_on_entry for code in ("client", "vendor")] == [
        True,
        True,
    ]
