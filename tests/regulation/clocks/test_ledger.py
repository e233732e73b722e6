"""To whom every second of an open ticket belongs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kabinet.regulation.clocks.ledger import Holder, Ledger, ledger
from kabinet.regulation.facts import Answer, Fact, Kind, Side
from kabinet.regulation.terms import Terms
from kabinet.regulation.working_time.calendar import Calendar
from tests.regulation.clocks.clock_cases import (
    CAL,
    CLIENT,
    LUNCH,
    VENDOR,
    answered,
    at,
    by_applicant,
    by_support,
    level_changed,
    registered,
    said,
)
from tests.regulation.clocks.oracle_clock import TICK, Desk

TURNS = {
    "registered": "partner",
    "in_work": "partner",
    "waiting": "client",
    "passed_on": "vendor",
    "answered": "client",
    "closed": "nobody",
}


def of(*facts: Fact, until: str, terms: Terms = CLIENT, newer: tuple[Calendar, ...] = ()) -> Ledger:
    return ledger(facts, terms, CAL, at(until), TURNS.__getitem__, newer)


def told(found: Ledger) -> list[tuple[str, str, str]]:
    return [(str(said(s.start))[5:16], str(said(s.end))[5:16], s.holder.value) for s in found.stretches]


@pytest.mark.clause("L17a")
def test_each_side_has_its_working_time_and_the_night_is_nobodys() -> None:
    found = of(
        registered("2024-05-06 17:00", 3, "registered"),
        answered("2024-05-07 10:00", Answer.QUESTION, status="waiting"),
        Fact(Kind.REPLIED, at("2024-05-07 12:00"), Side.APPLICANT, status="in_work"),
        by_support(Kind.PASSED_ON, "2024-05-07 17:00", "passed_on"),
        until="2024-05-08 11:00",
    )
    assert told(found) == [
        ("05-06 17:00", "05-06 18:00", "partner"),
        ("05-06 18:00", "05-07 09:30", "nobody"),
        ("05-07 09:30", "05-07 10:00", "partner"),
        ("05-07 10:00", "05-07 12:00", "client"),
        ("05-07 12:00", "05-07 17:00", "partner"),
        ("05-07 17:00", "05-07 18:00", "vendor"),
        ("05-07 18:00", "05-08 09:30", "nobody"),
        ("05-08 09:30", "05-08 11:00", "vendor"),
    ]
    assert found.total(Holder.PARTNER) == 6.5 * 3600
    assert found.totals[Holder.CLIENT] == 2 * 3600


@pytest.mark.clause("U3.6.1")
def test_on_level_1_the_night_is_somebodys_until_the_level_falls_by_itself() -> None:
    found = of(
        registered("2024-05-06 23:00", 1, "registered"),
        answered("2024-05-06 23:30", Answer.QUESTION, status="waiting"),
        until="2024-05-07 10:00",
    )
    assert told(found) == [
        ("05-06 23:00", "05-06 23:30", "partner"),
        ("05-06 23:30", "05-07 00:30", "client"),
        ("05-07 00:30", "05-07 09:30", "nobody"),
        ("05-07 09:30", "05-07 10:00", "client"),
    ]


def test_a_changed_level_changes_the_hours_from_then_on() -> None:
    found = of(
        registered("2024-05-06 20:00", 3, "in_work"),
        level_changed("2024-05-06 21:00", 1),
        until="2024-05-06 22:00",
    )
    assert told(found) == [
        ("05-06 20:00", "05-06 21:00", "nobody"),
        ("05-06 21:00", "05-06 22:00", "partner"),
    ]


def test_a_ticket_closed_and_reopened_leaves_a_gap_that_is_nobodys_and_not_open() -> None:
    found = of(
        registered("2024-05-06 10:00", 3, "registered"),
        answered("2024-05-06 11:00", Answer.SOLUTION, status="answered"),
        by_applicant(Kind.ACCEPTED, "2024-05-06 12:00", "closed"),
        by_applicant(Kind.REOPENED, "2024-05-06 15:00", "in_work"),
        by_support(Kind.CLOSED, "2024-05-06 15:30", "closed"),
        until="2024-06-06 00:00",
    )
    assert told(found) == [
        ("05-06 10:00", "05-06 11:00", "partner"),
        ("05-06 11:00", "05-06 12:00", "client"),
        ("05-06 15:00", "05-06 15:30", "partner"),
    ]
    assert found.open_seconds == 2.5 * 3600


def test_a_corrected_calendar_counts_from_its_own_instant() -> None:
    found = of(
        registered("2024-05-06 12:00", 3, "in_work"),
        by_support(Kind.CALENDAR_CHANGED, "2024-05-06 13:30"),
        until="2024-05-06 15:00",
        newer=(LUNCH,),
    )
    assert told(found) == [
        ("05-06 12:00", "05-06 13:30", "partner"),
        ("05-06 13:30", "05-06 14:00", "nobody"),
        ("05-06 14:00", "05-06 15:00", "partner"),
    ]


def test_nothing_is_anybodys_before_registration() -> None:
    assert of(registered("2024-05-06 10:00", 3, "registered"), until="2024-05-06 09:00") == Ledger(())
    assert of(until="2024-05-06 09:00") == Ledger(())
    assert of(registered("2024-05-06 10:00", 3), until="2024-05-06 11:00").totals[Holder.NOBODY] == 3600


def test_what_was_recorded_by_the_system_is_not_believed_twice() -> None:
    facts = [
        registered("2024-05-06 23:00", 1, "registered"),
        answered("2024-05-06 23:30", asks=True, status="waiting"),
    ]
    lowered = Fact(Kind.LOWERED, at("2024-05-07 00:30"), Side.SYSTEM, level=2)
    assert of(*facts, lowered, until="2024-05-08 00:00") == of(*facts, until="2024-05-08 00:00")


STATUSES = st.sampled_from(["in_work", "waiting", "passed_on", "answered"])
DESK = Desk(((570, 1080),))


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    now = at("2024-04-26 12:00")
    facts = [Fact(Kind.REGISTERED, now, Side.APPLICANT, level=draw(st.integers(1, 4)), status="registered")]
    for _ in range(draw(st.integers(0, 8))):
        now += TICK * draw(st.integers(0, 60))
        kind = draw(
            st.sampled_from([Kind.TAKEN, Kind.REPLIED, Kind.LEVEL_CHANGED, Kind.CLOSED, Kind.REOPENED])
        )
        status = "closed" if kind is Kind.CLOSED else draw(STATUSES)
        facts.append(Fact(kind, now, Side.SUPPORT, level=draw(st.integers(1, 4)), status=status))
    return facts


def expected(facts: list[Fact], until: int) -> list[tuple[int, str]]:
    """(half hour, holder) for every half hour that the ticket is open."""
    lying = []
    for now in range(facts[0].at, until, TICK):
        so_far = [fact for fact in facts if fact.at <= now]
        life = [fact.kind for fact in so_far if fact.kind in (Kind.CLOSED, Kind.REOPENED)]
        if life and life[-1] is Kind.CLOSED:
            continue
        levels = [fact.level for fact in so_far if fact.kind in (Kind.REGISTERED, Kind.LEVEL_CHANGED)]
        holder = TURNS[str(so_far[-1].status)]
        lying.append((now, holder if levels[-1] == 1 or DESK.is_open(now) else "nobody"))
    return lying


@settings(max_examples=150, deadline=None)
@given(histories(), st.integers(0, 400))
def test_every_half_hour_of_the_open_ticket_is_in_it_once(facts: list[Fact], after: int) -> None:
    facts = [fact for fact in facts if fact.status]
    until = facts[-1].at + after * TICK
    found = ledger(facts, VENDOR, CAL, until, TURNS.__getitem__)
    spelt = [
        (now, piece.holder.value) for piece in found.stretches for now in range(piece.start, piece.end, TICK)
    ]
    assert spelt == expected(facts, until)
    assert found.open_seconds == TICK * len(spelt) == sum(found.totals.values())
    assert all(piece.end > piece.start for piece in found.stretches)
    assert all(
        one.end < other.start or one.holder is not other.holder
        for one, other in zip(found.stretches, found.stretches[1:], strict=False)
    )
