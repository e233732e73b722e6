"""The fold itself: order, what is kept, and that looking on changes nothing."""

import json

import pytest

from kabinet.regulation.clocks.fold import (
    Clocks,
    Effect,
    Outcome,
    OutOfOrder,
    fold,
    next_due,
    settle,
    start,
    step,
)
from kabinet.regulation.facts import Answer, Fact, Kind, Side
from tests.regulation.clocks.clock_cases import (
    CAL,
    CLIENT,
    VENDOR,
    answered,
    at,
    by_support,
    called,
    level_changed,
    only,
    registered,
    replied,
    runs,
    said,
    told,
)

CRITICAL = registered("2024-05-06 01:00", 1)
QUESTION = answered("2024-05-06 02:00", Answer.QUESTION)


@pytest.mark.clause("L2b")
def test_stopping_everything_before_the_deadline_and_starting_after_it_gives_the_same_record() -> None:
    clocks = step(start(CLIENT), registered("2024-05-06 10:00"), CLIENT, CAL).clocks
    watched = [settle(clocks, at(f"2024-05-06 {hour}:00"), CLIENT, CAL) for hour in range(11, 19)]
    assert all(each.clocks == clocks and not each.consequences for each in watched)
    in_time = settle(clocks, at("2024-05-06 18:00:01"), CLIENT, CAL)
    after_an_outage = settle(clocks, at("2024-11-06 18:00"), CLIENT, CAL)
    assert in_time == after_an_outage
    assert [said(each.at) for each in in_time.consequences] == ["2024-05-06 18:00:00"]


@pytest.mark.clause("L2b")
def test_a_breach_is_recorded_once_however_often_one_looks() -> None:
    clocks = step(start(CLIENT), registered("2024-05-06 10:00"), CLIENT, CAL).clocks
    once = settle(clocks, at("2024-05-07 00:00"), CLIENT, CAL)
    again = settle(once.clocks, at("2024-05-08 00:00"), CLIENT, CAL)
    assert (len(once.consequences), again.consequences) == (1, ())
    assert again.clocks == once.clocks


@pytest.mark.clause("L2b")
def test_the_worker_waits_for_the_earliest_deadline_that_is_not_breached() -> None:
    folded = told(CRITICAL, QUESTION)
    assert next_due(folded.clocks) == (at("2024-05-06 03:00"), only(folded, "answer"))
    assert next_due(start(CLIENT)) is None
    assert next_due(told(registered("2024-05-06 10:00"), until="2024-06-01 00:00").clocks) is None


def test_facts_are_taken_by_their_instant_and_within_a_second_as_given() -> None:
    late = told(CRITICAL, answered("2024-05-06 05:00", Answer.PLAN), called("2024-05-06 02:00"), terms=VENDOR)
    assert not late.consequences
    assert said(only(late, "reaction").ended) == "2024-05-06 02:00:00"
    asked_and_answered = told(CRITICAL, QUESTION, replied("2024-05-06 02:00"))
    assert only(asked_and_answered, "answer").outcome is Outcome.MET
    answered_and_asked = told(CRITICAL, replied("2024-05-06 02:00"), QUESTION)
    assert only(answered_and_asked, "answer").ended is None


def test_a_fact_from_before_what_was_told_must_refold() -> None:
    clocks = told(CRITICAL, QUESTION).clocks
    with pytest.raises(OutOfOrder) as refused:
        step(clocks, called("2024-05-06 01:59:59"), CLIENT, CAL)
    assert (refused.value.at, refused.value.seen) == (at("2024-05-06 01:59:59"), at("2024-05-06 02:00"))
    assert step(clocks, called("2024-05-06 02:00"), CLIENT, CAL).ended


def test_after_a_breach_a_fact_of_the_deadlines_second_must_refold_and_one_later_need_not() -> None:
    breached = settle(told(CRITICAL).clocks, at("2024-05-06 04:00"), CLIENT, CAL).clocks
    with pytest.raises(OutOfOrder):
        step(breached, answered("2024-05-06 03:00"), CLIENT, CAL)
    assert step(breached, answered("2024-05-06 03:00:01"), CLIENT, CAL).ended[0].outcome is Outcome.LATE
    assert not told(CRITICAL, answered("2024-05-06 03:00"), until="2024-05-06 04:00").consequences


@pytest.mark.parametrize("kind", [Kind.BREACHED, Kind.LOWERED])
def test_consequences_in_the_journal_are_derived_and_not_believed(kind: Kind) -> None:
    recorded = Fact(kind, at("2024-05-06 03:00"), Side.SYSTEM, level=4)
    facts = [CRITICAL, QUESTION, replied("2024-05-06 04:00")]
    assert told(*facts, recorded) == told(*facts)
    clocks = told(*facts).clocks
    assert step(clocks, recorded, CLIENT, CAL).clocks is clocks


def test_what_is_kept_survives_json() -> None:
    for upto in range(1, 7):
        facts = [
            CRITICAL,
            answered("2024-05-06 02:00", Answer.PLAN, asks=True),
            by_support(Kind.WAITING_BEGAN, "2024-05-06 02:10"),
            level_changed("2024-05-06 02:20", 2),
            replied("2024-05-06 02:30"),
            by_support(Kind.CLOSED, "2024-05-07 02:00"),
        ][:upto]
        clocks = told(*facts, terms=VENDOR).clocks
        assert Clocks.from_json(json.loads(json.dumps(clocks.to_json()))) == clocks
    assert Clocks.from_json({}) == start(CLIENT)


def test_nothing_counts_before_the_registration_and_a_second_one_is_no_news() -> None:
    early = [called("2024-05-06 00:30"), by_support(Kind.CLOSED, "2024-05-06 00:40")]
    folded = told(*early, CRITICAL, registered("2024-05-06 01:30", 4))
    assert (folded.clocks.level, said(only(folded, "reaction").due)) == (1, "2024-05-06 03:00:00")


def test_a_fact_that_brings_what_it_does_not_say_is_refused() -> None:
    with pytest.raises(ValueError, match="level"):
        told(Fact(Kind.REGISTERED, CRITICAL.at, Side.APPLICANT))
    with pytest.raises(KeyError):
        told(registered("2024-05-06 01:00", 5))


def test_each_changed_calendar_must_be_given_and_no_more() -> None:
    facts = [CRITICAL, by_support(Kind.CALENDAR_CHANGED, "2024-05-06 01:30")]
    with pytest.raises(ValueError, match="without its calendar"):
        fold(facts, CLIENT, CAL)
    with pytest.raises(ValueError, match="more calendars"):
        fold(facts, CLIENT, CAL, calendars=[CAL, CAL])


def test_an_empty_journal_folds_to_the_state_before_registration() -> None:
    folded = fold([], CLIENT, CAL)
    assert (folded.clocks, folded.runs, folded.consequences) == (start(CLIENT), (), ())


def test_what_falls_due_together_falls_in_one_order() -> None:
    """The answer was owed at the same second as the update: lowered at that second, the update is not late."""
    folded = told(
        registered("2024-05-06 00:00", 1),
        answered("2024-05-06 01:00"),
        Fact(Kind.ANSWERED, at("2024-05-06 12:00"), Side.SUPPORT, answer=Answer.QUESTION),
        terms=VENDOR,
        until="2024-05-06 14:00",
    )
    assert [each.kind for each in folded.consequences] == [Effect.LOWERED]
    assert runs(folded, "update")[-1].breached is None
