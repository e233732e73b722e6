"""Kabinet's doors: one by one in seconds, one by one in aware datetimes, a batch."""

from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

import numpy as np

from bench.law.table import Row, mistakes, speed, took
from bench.law.walk import COUNT, instants, right
from kabinet.regulation.terms import Hours, Term, Unit
from kabinet.regulation.working_time import Calendar, calendar, deadline, due
from kabinet.regulation.working_time.batch import due_many
from kabinet.regulation.working_time.years import LATEST, official_years

FOUR, FIVE_DAYS = Term(4, Unit.WORKING_HOURS), Term(5, Unit.WORKING_DAYS)
HOURS = Hours("Europe/Moscow", ((570, 1080),))
CAL = calendar("Europe/Moscow", HOURS.windows)
SCALAR, BATCH = 200_000, 2_000_000


def rows() -> list[Row]:
    """One row a door and term."""
    return [
        _seconds(FOUR, "Kabinet, epoch seconds"),
        _aware(),
        _batch(FOUR, "Kabinet, batch of 2,000,000"),
        *_days(),
    ]


def cold() -> str:
    """What the first question to a calendar costs."""
    seconds = took(lambda: Calendar(HOURS, official_years(), LATEST).add_seconds(1714140600, 14400))
    return f"first deadline of a new calendar, its year compiled: {seconds * 1000:.1f} ms"


def _days() -> list[Row]:
    return [
        _seconds(FIVE_DAYS, "Kabinet, epoch seconds, 5 working days"),
        _batch(FIVE_DAYS, "Kabinet, batch, 5 working days"),
    ]


def _seconds(term: Term, name: str) -> Row:
    starts, cal = instants(SCALAR), CAL
    rate = speed(lambda: [due(at, term, cal) for at in starts], SCALAR)
    return Row(name, rate, _wrong([due(at, term, cal) for at in starts[:COUNT]], term), COUNT)


def _aware() -> Row:
    zone = ZoneInfo("Europe/Moscow")
    starts = [datetime.fromtimestamp(at, zone) for at in instants(SCALAR)]
    rate = speed(lambda: [deadline(at, FOUR, CAL) for at in starts], SCALAR)
    found = [int(deadline(at.astimezone(UTC), FOUR, CAL).at.timestamp()) for at in starts[:COUNT]]
    return Row("Kabinet, aware datetimes", rate, _wrong(found, FOUR), COUNT)


def _batch(term: Term, name: str) -> Row:
    starts = np.array(instants(BATCH), dtype=np.int64)
    rate = speed(partial(due_many, starts, term, CAL), BATCH)
    return Row(name, rate, _wrong(due_many(starts[:COUNT], term, CAL).tolist(), term), COUNT)


def _wrong(found: list[int], term: Term) -> int | None:
    return mistakes(found, right(COUNT)) if term is FOUR else None
