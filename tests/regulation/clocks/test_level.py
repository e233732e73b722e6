"""What another level does to clocks that run."""

import pytest

from kabinet.regulation.clocks.fold import Outcome, ground
from kabinet.regulation.facts import Answer, Fact, Kind
from tests.regulation.clocks.clock_cases import (
    CAL,
    CLIENT,
    LUNCH,
    ODD,
    VENDOR,
    answered,
    at,
    by_support,
    level_changed,
    only,
    registered,
    runs,
    said,
    told,
)


@pytest.mark.clause("P5f")
@pytest.mark.parametrize(
    ("registered_at", "level", "changes", "due"),
    [
        # raised: the new term from the change …
        ("2024-05-06 10:00", 3, [("2024-05-06 10:30", 1)], "2024-05-06 12:30:00"),
        ("2024-05-06 10:00", 3, [("2024-05-06 10:30", 2)], "2024-05-06 14:30:00"),
        # … but never later than it was
        ("2024-05-06 10:00", 3, [("2024-05-06 15:00", 2)], "2024-05-06 18:00:00"),
        ("2024-05-06 10:00", 3, [("2024-05-06 17:00", 1)], "2024-05-06 18:00:00"),
        # lowered: from the clock's own start
        ("2024-05-06 10:00", 1, [("2024-05-06 11:50", 2)], "2024-05-06 14:00:00"),
        ("2024-05-06 10:00", 1, [("2024-05-06 11:50", 3)], "2024-05-06 18:00:00"),
        ("2024-05-04 10:00", 1, [("2024-05-04 11:00", 2)], "2024-05-06 13:30:00"),
        # 3 and 4 promise the same
        ("2024-05-06 10:00", 3, [("2024-05-06 12:00", 4)], "2024-05-06 18:00:00"),
        ("2024-05-06 10:00", 4, [("2024-05-06 12:00", 3)], "2024-05-06 18:00:00"),
        # up and down
        ("2024-05-06 10:00", 3, [("2024-05-06 10:30", 1), ("2024-05-06 11:00", 2)], "2024-05-06 14:00:00"),
        ("2024-05-06 10:00", 3, [("2024-05-06 10:30", 1), ("2024-05-06 11:00", 3)], "2024-05-06 18:00:00"),
        ("2024-05-06 10:00", 1, [("2024-05-06 11:00", 3), ("2024-05-06 11:30", 1)], "2024-05-06 13:30:00"),
        # lowered from a level that was raised to late: nothing is due before it was, let alone before the change
        ("2024-05-06 10:00", 3, [("2024-05-06 17:00", 1), ("2024-05-06 17:30", 2)], "2024-05-06 18:00:00"),
    ],
)
def test_reaction_after_changes(
    registered_at: str, level: int, changes: list[tuple[str, int]], due: str
) -> None:
    facts = [registered(registered_at, level), *(level_changed(when, to) for when, to in changes)]
    folded = told(*facts)
    clock = only(folded, "reaction")
    assert said(clock.due) == due
    assert clock.level == folded.clocks.level == changes[-1][1]
    assert not folded.consequences


@pytest.mark.clause("P5f")
def test_update_raised_and_lowered() -> None:
    facts = [registered("2024-05-06 10:00", 3), answered("2024-05-06 11:00")]
    raised = told(*facts, level_changed("2024-05-07 12:00", 1))
    assert said(only(raised, "update").due) == "2024-05-08 00:00:00"
    lowered = told(*facts, level_changed("2024-05-07 12:00", 1), level_changed("2024-05-07 13:00", 2))
    assert said(only(lowered, "update").due) == "2024-05-15 11:00:00"


@pytest.mark.clause("P5f")
def test_a_breach_that_happened_stays() -> None:
    folded = told(
        registered("2024-05-06 10:00", 1),
        level_changed("2024-05-06 12:00:01", 4),
        answered("2024-05-06 12:30"),
        until="2024-05-08 00:00",
    )
    clock = only(folded, "reaction")
    assert (clock.outcome, said(clock.breached), clock.level) == (Outcome.LATE, "2024-05-06 12:00:00", 1)
    assert len(folded.consequences) == 1


@pytest.mark.clause("P5f")
def test_lowered_in_the_very_second_of_the_deadline_it_is_not_breached() -> None:
    folded = told(
        registered("2024-05-06 10:00", 1), level_changed("2024-05-06 12:00", 4), until="2024-05-06 18:00"
    )
    assert not folded.consequences


@pytest.mark.clause("P5f")
def test_the_new_level_decides_which_answers_are_updates() -> None:
    folded = told(
        registered("2024-05-06 10:00", 1),
        answered("2024-05-06 11:00"),
        level_changed("2024-05-06 12:00", 2),
        answered("2024-05-06 13:00"),
        terms=VENDOR,
    )
    assert said(runs(folded, "update")[-1].due) == "2024-05-15 13:00:00"


@pytest.mark.clause("U3.6.1")
def test_level_1_alone_runs_through_nights_and_holidays() -> None:
    night = [registered("2024-05-08 23:00", level) for level in (1, 2)]
    assert [said(only(told(fact), "reaction").due) for fact in night] == [
        "2024-05-09 01:00:00",
        "2024-05-13 13:30:00",
    ]


def test_a_clock_that_the_new_level_does_not_have_stops_and_comes_back_with_the_level() -> None:
    facts = [
        registered("2024-05-06 10:00", 3),
        answered("2024-05-06 11:00"),
        level_changed("2024-05-06 12:00", 4),
    ]
    assert only(told(*facts, terms=ODD), "update").outcome is Outcome.STOPPED
    folded = told(*facts, level_changed("2024-05-06 14:00", 3), terms=ODD)
    assert said(runs(folded, "update")[-1].due) == "2024-05-07 14:00:00"


def test_a_level_changed_while_closed_holds_when_reopened() -> None:
    folded = told(
        registered("2024-05-06 10:00", 3),
        answered("2024-05-06 11:00", Answer.SOLUTION),
        by_support(Kind.CLOSED, "2024-05-06 12:00"),
        level_changed("2024-05-06 12:30", 2),
        by_support(Kind.REOPENED, "2024-05-06 13:00"),
    )
    assert said(only(folded, "update").due) == "2024-05-15 13:00:00"


@pytest.mark.clause("L2b")
def test_a_deadline_says_from_when_and_by_which_level_it_counts() -> None:
    folded = told(registered("2024-05-06 10:00", 3), level_changed("2024-05-06 10:30", 1))
    because = ground(only(folded, "reaction"), CLIENT, CAL, folded.clocks.pauses)
    assert (because.start, because.level) == (at("2024-05-06 10:30"), 1)
    folded = told(registered("2024-05-06 10:00", 3), level_changed("2024-05-06 17:00", 1))
    because = ground(only(folded, "reaction"), CLIENT, CAL, folded.clocks.pauses)
    assert (because.start, because.level) == (at("2024-05-06 10:00"), 3)


def test_a_corrected_calendar_retargets_from_the_own_start_what_is_not_breached() -> None:
    facts = [
        registered("2024-05-06 10:00", 3),
        level_changed("2024-05-06 12:00", 2),
        by_support(Kind.CALENDAR_CHANGED, "2024-05-06 12:30"),
    ]
    assert said(only(told(*facts, newer=(LUNCH,)), "reaction").due) == "2024-05-06 17:00:00"
    late = [registered("2024-05-06 10:00", 3), by_support(Kind.CALENDAR_CHANGED, "2024-05-06 18:00:01")]
    assert said(only(told(*late, newer=(LUNCH,)), "reaction").breached) == "2024-05-06 18:00:00"


def test_a_correction_that_moves_a_deadline_into_the_past_breaches_it_there() -> None:
    facts: list[Fact] = [
        registered("2024-05-06 10:00", 2),
        by_support(Kind.CALENDAR_CHANGED, "2024-05-06 10:00"),
        by_support(Kind.CALENDAR_CHANGED, "2024-05-06 14:30"),
    ]
    folded = told(*facts, newer=(LUNCH, CAL))
    (breach,) = folded.consequences
    assert said(breach.at) == "2024-05-06 14:00:00"
    assert folded.clocks.seen == at("2024-05-06 14:30")
