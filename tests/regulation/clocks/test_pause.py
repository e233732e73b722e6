"""Waiting for the applicant: under most terms it stops nothing, under some the support's clocks stand still."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kabinet.regulation.clocks.fold import Outcome, next_due
from kabinet.regulation.facts import Answer, Fact, Kind, Side
from kabinet.regulation.terms import Terms
from tests.regulation.clocks.clock_cases import (
    CLIENT,
    LUNCH,
    ODD,
    PAUSING,
    answered,
    at,
    by_applicant,
    by_support,
    level_changed,
    only,
    registered,
    replied,
    runs,
    said,
    told,
)


def waits(since: str, until: str | None = None) -> list[Fact]:
    began = by_support(Kind.WAITING_BEGAN, since)
    return [began, by_applicant(Kind.WAITING_ENDED, until)] if until else [began]


@pytest.mark.clause("U3.6a")
def test_the_regulation_does_not_let_waiting_stop_a_clock() -> None:
    facts = [registered("2024-05-06 10:00", 2), *waits("2024-05-06 11:00", "2024-05-06 13:00")]
    assert said(only(told(*facts, terms=CLIENT), "reaction").due) == "2024-05-06 14:00:00"


@pytest.mark.parametrize(
    ("level", "since", "until", "due"),
    [
        (1, "2024-05-06 10:20", "2024-05-06 13:00", "2024-05-06 13:40:00"),
        (1, "2024-05-06 11:00", "2024-05-06 23:00:05", "2024-05-06 23:00:05"),
        (3, "2024-05-06 12:00", "2024-05-06 15:30", "2024-05-06 17:30:00"),
        (3, "2024-05-06 12:00", "2024-05-06 17:00", "2024-05-07 10:30:00"),
        (3, "2024-05-06 12:00", "2024-05-06 22:00", "2024-05-07 11:30:00"),
        (3, "2024-05-06 12:00", "2024-05-07 07:00", "2024-05-07 11:30:00"),
    ],
)
def test_what_was_left_is_left_when_the_waiting_ends(level: int, since: str, until: str, due: str) -> None:
    folded = told(registered("2024-05-06 10:00", level), *waits(since, until), terms=PAUSING)
    assert said(only(folded, "reaction").due) == due


def test_while_it_waits_nothing_is_due_and_what_is_left_is_known() -> None:
    facts = [registered("2024-05-06 16:00", 3), *waits("2024-05-06 17:00")]
    folded = told(*facts, terms=PAUSING, until="2024-09-01 00:00")
    clock = only(folded, "reaction")
    assert (clock.due, clock.left, folded.consequences) == (None, 3 * 3600, ())
    assert next_due(folded.clocks) is None


def test_a_night_of_waiting_moves_no_deadline_in_working_days() -> None:
    facts = [registered("2024-05-06 08:00", 4), answered("2024-05-06 09:00")]
    assert said(only(told(*facts, terms=PAUSING), "update").due) == "2024-05-08 09:30:00"
    for since, until in [("2024-05-07 18:00", "2024-05-08 09:30"), ("2024-05-07 20:00", "2024-05-07 20:05")]:
        assert (
            said(only(told(*facts, *waits(since, until), terms=PAUSING), "update").due)
            == "2024-05-08 09:30:00"
        )


def test_a_term_in_days_pauses_by_its_working_seconds() -> None:
    facts = [registered("2024-05-06 11:00", 4), answered("2024-05-06 12:00"), *waits("2024-05-06 13:00")]
    paused = only(told(*facts, terms=PAUSING), "update")
    assert paused.left == 2 * 8.5 * 3600 - 3600
    resumed = told(*facts, by_applicant(Kind.WAITING_ENDED, "2024-05-13 10:00"), terms=PAUSING)
    assert said(only(resumed, "update").due) == "2024-05-14 17:30:00"


def test_what_the_applicant_owes_does_not_wait_for_the_applicant() -> None:
    facts = [
        registered("2024-05-06 10:00", 1),
        answered("2024-05-06 10:10", Answer.QUESTION),
        *waits("2024-05-06 10:10"),
    ]
    assert said(only(told(*facts, terms=ODD), "answer").due) == "2024-05-06 11:10:00"


def test_closed_out_of_the_waiting_and_reopened_nothing_of_it_is_left() -> None:
    folded = told(
        registered("2024-05-06 10:00", 3),
        answered("2024-05-06 10:30"),
        *waits("2024-05-06 11:00"),
        by_applicant(Kind.ACCEPTED, "2024-05-06 15:00"),
        by_applicant(Kind.REOPENED, "2024-05-06 16:00"),
        terms=PAUSING,
    )
    stopped, again = runs(folded, "update")
    assert stopped.outcome is Outcome.STOPPED
    assert said(again.due) == "2024-05-07 15:30:00"


def test_an_update_given_while_it_waits_starts_a_whole_interval_that_waits() -> None:
    facts = [registered("2024-05-06 10:00", 1), answered("2024-05-06 10:30"), *waits("2024-05-06 11:00")]
    folded = told(*facts, answered("2024-05-06 11:10"), terms=PAUSING)
    first, second = runs(folded, "update")
    assert (first.outcome, second.due, second.left) == (Outcome.MET, None, 3600)
    folded = told(
        *facts,
        answered("2024-05-06 11:10"),
        by_applicant(Kind.WAITING_ENDED, "2024-05-06 20:00"),
        terms=PAUSING,
    )
    assert said(runs(folded, "update")[-1].due) == "2024-05-06 21:00:00"


@pytest.mark.parametrize(
    ("before", "after", "due"),
    [
        # at the end two working hours are left of the four; raised, two hours from the end are as much …
        (3, 2, "2024-05-06 18:00:00"),
        # … one hour is less, so it becomes one
        (3, 1, "2024-05-06 17:00:00"),
        # lowered: an hour and a half were used, of eight working hours six and a half are left
        (2, 4, "2024-05-07 14:00:00"),
    ],
)
@pytest.mark.parametrize("changed", ["2024-05-06 11:30", "2024-05-06 13:00", "2024-05-06 16:00"])
def test_a_level_changed_while_it_waits(before: int, after: int, due: str, changed: str) -> None:
    begins = "2024-05-06 09:30" if before == 3 else "2024-05-06 10:00"
    folded = told(
        registered(begins, before),
        by_support(Kind.WAITING_BEGAN, "2024-05-06 11:30"),
        level_changed(changed, after),
        by_applicant(Kind.WAITING_ENDED, "2024-05-06 16:00"),
        terms=PAUSING,
    )
    assert said(only(folded, "reaction").due) == due


def test_the_waiting_is_not_forgotten_when_the_level_changes_after_it() -> None:
    folded = told(
        registered("2024-05-06 10:00", 2),
        *waits("2024-05-06 10:30", "2024-05-06 12:30"),
        *waits("2024-05-06 13:00", "2024-05-06 15:00"),
        level_changed("2024-05-06 15:10", 3),
        terms=PAUSING,
    )
    assert said(only(folded, "reaction").due) == "2024-05-06 18:00:00"


def test_the_waiting_is_not_forgotten_when_the_calendar_changes_after_it() -> None:
    folded = told(
        registered("2024-05-06 10:00", 3),
        *waits("2024-05-06 11:00", "2024-05-06 12:00"),
        by_support(Kind.CALENDAR_CHANGED, "2024-05-06 12:30"),
        terms=PAUSING,
        newer=(LUNCH,),
    )
    assert said(only(folded, "reaction").due) == "2024-05-06 16:00:00"


INSTANTS = st.integers(0, 48).map(lambda half: at("2024-05-06 10:30") + 900 * half)


def _fact(kind: Kind, instant: int, level: int | None = None) -> Fact:
    return Fact(kind, instant, Side.SUPPORT, level=level)


@given(st.permutations([1, 2, 3]), INSTANTS, st.sampled_from([1, 2, 3, 4]), st.sampled_from([PAUSING, ODD]))
def test_the_order_within_one_second_does_not_change_the_sum(
    order: list[int], instant: int, level: int, terms: Terms
) -> None:
    """Waiting begins, the level changes, work goes on: all in one second, in any lawful order."""
    facts = {
        1: _fact(Kind.WAITING_BEGAN, instant),
        2: _fact(Kind.WAITING_ENDED, instant),
        3: _fact(Kind.LEVEL_CHANGED, instant, level),
    }
    told_so = [facts[place] for place in order if place != 2 or order.index(1) < order.index(2)]
    ended = [_fact(Kind.WAITING_ENDED, instant)]
    folded = told(registered("2024-05-06 10:00", 3), *told_so, *ended, terms=terms)
    plain = told(registered("2024-05-06 10:00", 3), facts[3], terms=terms)
    assert [clock.due for clock in folded.runs] == [clock.due for clock in plain.runs]


@given(
    st.integers(0, 60).map(lambda minutes: at("2024-05-06 10:00") + 60 * minutes),
    st.lists(INSTANTS, min_size=2, max_size=2, unique=True).map(sorted),
    st.integers(1, 4),
    st.integers(1, 4),
    st.floats(0, 1),
)
def test_when_within_the_waiting_the_level_changed_does_not_matter(
    begun: int, waiting: list[int], before: int, after: int, part: float
) -> None:
    began, ended = waiting
    start = replace(registered("2024-05-06 10:00", before), at=begun)

    def due_if_changed(instant: int) -> int | None:
        facts = [
            start,
            _fact(Kind.WAITING_BEGAN, began),
            _fact(Kind.LEVEL_CHANGED, instant, after),
            _fact(Kind.WAITING_ENDED, ended),
        ]
        return only(told(*facts, terms=PAUSING), "reaction").due

    assert (
        due_if_changed(int(began + part * (ended - began))) == due_if_changed(began) == due_if_changed(ended)
    )


def test_a_breach_stays_where_it_was_through_waiting_and_another_calendar() -> None:
    folded = told(
        registered("2024-05-06 10:00", 1),
        *waits("2024-05-06 12:00"),
        by_support(Kind.CALENDAR_CHANGED, "2024-05-06 12:30"),
        terms=PAUSING,
        newer=(LUNCH,),
    )
    clock = only(folded, "reaction")
    assert said(clock.breached) == said(clock.due) == "2024-05-06 11:00:00"
    assert len(folded.consequences) == 1


def test_a_reply_alone_does_not_end_the_waiting() -> None:
    facts = [registered("2024-05-06 10:00", 3), *waits("2024-05-06 11:00"), replied("2024-05-06 12:00")]
    assert told(*facts, terms=PAUSING).clocks.paused
