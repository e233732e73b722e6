"""The batch equals one by one, and refuses what one by one refuses."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kabinet.regulation.terms import Term, Unit
from kabinet.regulation.text import Unlawful
from kabinet.regulation.working_time.batch import due_many
from kabinet.regulation.working_time.calendar import AROUND_THE_CLOCK, Calendar, calendar
from kabinet.regulation.working_time.deadlines import due
from tests.regulation.working_time.oracle_time import DAY

FIRST, LAST = 1_672_520_400, 1_830_287_999  # 2023 to 2027 in Moscow
TERMS = [
    Term(2, Unit.HOURS),
    Term(4, Unit.WORKING_HOURS),
    Term(8, Unit.WORKING_HOURS),
    Term(100.25, Unit.WORKING_HOURS),
    Term(5, Unit.WORKING_DAYS),
    Term(0, Unit.WORKING_DAYS),
    Term(0, Unit.WORKING_HOURS),
]
CALENDARS = [
    calendar("Europe/Moscow", DAY),
    calendar("Europe/Moscow", DAY, short_days=True),
    calendar("America/New_York", ((0, 1440),)),
    calendar("Europe/Berlin", ((1320, 1800),)),
    calendar("Asia/Vladivostok", ((540, 780), (781, 782), (840, 1080))),
]


@pytest.mark.clause("U3.6a", "P4.8a")
@settings(max_examples=60)
@given(st.lists(st.integers(FIRST, LAST), max_size=60), st.sampled_from(TERMS), st.sampled_from(CALENDARS))
def test_a_batch_is_each_of_them(starts: list[int], term: Term, cal: Calendar) -> None:
    found = due_many(np.array(starts, dtype=np.int64), term, cal)
    assert found.dtype == np.int64
    assert found.tolist() == [due(start, term, cal) for start in starts]


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("cal", CALENDARS, ids=repr)
def test_thousands_in_one_call(term: Term, cal: Calendar) -> None:
    starts = np.random.default_rng(7).integers(FIRST, LAST, 3_000)
    around = np.arange(1_709_251_200 - 1_500, 1_709_251_200 + 1_500)  # second by second round a midnight
    every = np.concatenate([starts, around, starts[:100] // 1800 * 1800])
    assert due_many(every, term, cal).tolist() == [due(int(start), term, cal) for start in every]


def test_more_than_a_chunk_keeps_its_order() -> None:
    starts = np.random.default_rng(8).integers(FIRST, LAST, 40_000)
    found = due_many(starts, TERMS[1], CALENDARS[0])
    assert len(found) == len(starts)
    for n in (0, 16_383, 16_384, 39_999):
        assert found[n] == due(int(starts[n]), TERMS[1], CALENDARS[0])


def test_around_the_clock() -> None:
    starts = np.array([FIRST, LAST])
    assert due_many(starts, TERMS[1], AROUND_THE_CLOCK).tolist() == [FIRST + 14400, LAST + 14400]


def test_no_instants_no_deadlines() -> None:
    assert due_many(np.array([], dtype=np.int64), TERMS[1], CALENDARS[0]).tolist() == []


@pytest.mark.parametrize("start", [0, 694_213_199, 4_133_980_800])
@pytest.mark.parametrize("term", TERMS[:5])
def test_one_unlawful_instant_refuses_the_batch(start: int, term: Term) -> None:
    with pytest.raises(Unlawful):
        due_many(np.array([FIRST, start, LAST]), term, CALENDARS[0])


@pytest.mark.parametrize("starts", [[1.5e9], [[FIRST]], ["2024-01-01"]])
def test_only_a_row_of_whole_seconds_is_lawful(starts: list[object]) -> None:
    with pytest.raises(Unlawful):
        due_many(np.array(starts), TERMS[1], CALENDARS[0])


def test_smaller_integers_are_widened() -> None:
    starts = np.array([FIRST], dtype=np.int32)
    assert due_many(starts, TERMS[1], CALENDARS[0]).dtype == np.int64
