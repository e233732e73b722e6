"""The interval of status updates, from the first contact on."""

import pytest

from kabinet.regulation.clocks.fold import Outcome, next_due
from kabinet.regulation.facts import Answer, Fact, Kind, Side
from tests.regulation.clocks.clock_cases import (
    CLIENT,
    OFFICE_TIME,
    VENDOR,
    answered,
    at,
    by_applicant,
    by_support,
    called,
    only,
    registered,
    runs,
    said,
    told,
)

ACCEPTED = by_applicant(Kind.ACCEPTED, "2024-05-06 15:00")
ENDINGS = [
    ACCEPTED,
    by_support(Kind.CLOSED, "2024-05-06 15:00"),
    by_support(Kind.REFUSED, "2024-05-06 15:00"),
    by_applicant(Kind.WITHDRAWN, "2024-05-06 15:00"),
    Fact(Kind.CLOSED_BY_SILENCE, at("2024-05-06 15:00"), Side.SYSTEM),
]


@pytest.mark.clause("U3.6c")
def test_nothing_is_owed_between_before_the_first_contact() -> None:
    assert not runs(told(registered("2024-05-06 10:00"), until="2024-09-01 00:00"), "update")


@pytest.mark.clause("U3.6a")
@pytest.mark.parametrize(
    ("level", "contact", "due"),
    [
        (1, "2024-05-04 03:00", "2024-05-04 15:00:00"),
        (2, "2024-05-06 10:15", "2024-05-15 10:15:00"),
        (3, "2024-04-26 17:10", "2024-05-16 17:10:00"),
        (4, "2024-05-08 20:00", "2024-05-27 09:30:00"),
    ],
)
def test_the_first_contact_arms_it(level: int, contact: str, due: str) -> None:
    folded = told(registered(contact, level), answered(contact))
    assert said(only(folded, "update").due) == due


@pytest.mark.clause("P4.8.1b")
@pytest.mark.parametrize(
    ("answer", "restarts"),
    [
        (Answer.ANSWER, False),
        (Answer.QUESTION, False),
        (Answer.WORKAROUND, True),
        (Answer.PLAN, True),
    ],
)
def test_on_level_1_of_the_vendor_leg_three_answers_alone_are_updates(answer: Answer, restarts: bool) -> None:
    contact = [registered("2024-05-06 01:00", 1), answered("2024-05-06 02:00")]
    there = told(*contact, answered("2024-05-06 03:00", answer), terms=VENDOR)
    assert said(runs(there, "update")[-1].due) == (
        "2024-05-06 15:00:00" if restarts else "2024-05-06 14:00:00"
    )
    here = told(*contact, answered("2024-05-06 03:00", answer), terms=CLIENT)
    assert said(runs(here, "update")[-1].due) == "2024-05-06 15:00:00"


@pytest.mark.clause("P4.8.1b")
def test_a_call_is_no_update_on_level_1_of_the_vendor_leg_but_elsewhere_it_is() -> None:
    facts = [registered("2024-05-06 01:00", 1), answered("2024-05-06 02:00"), called("2024-05-06 03:00")]
    assert len(runs(told(*facts, terms=VENDOR), "update")) == 1
    assert len(runs(told(*facts, terms=CLIENT), "update")) == 2


@pytest.mark.clause("P4.8.1b")
def test_an_update_that_comes_late_is_late_and_starts_the_next_interval() -> None:
    folded = told(
        registered("2024-05-06 01:00", 1),
        answered("2024-05-06 02:00", Answer.PLAN),
        answered("2024-05-06 14:00:01", Answer.WORKAROUND),
        terms=VENDOR,
    )
    first, second = runs(folded, "update")
    assert (first.outcome, said(first.breached)) == (Outcome.LATE, "2024-05-06 14:00:00")
    assert (second.run, said(second.started), second.breached) == (2, "2024-05-06 14:00:01", None)


@pytest.mark.clause("P4.8.1b")
@pytest.mark.parametrize(("answer", "final"), [(Answer.SOLUTION, False), (Answer.WORKAROUND, True)])
def test_it_stands_while_an_offer_waits_for_the_applicant(answer: Answer, final: bool) -> None:
    folded = told(
        registered("2024-05-06 01:00", 1),
        answered("2024-05-06 02:00"),
        answered("2024-05-06 03:00", answer, final=final),
        terms=VENDOR,
        until="2024-09-01 00:00",
    )
    assert only(folded, "update").outcome is Outcome.MET
    assert next_due(folded.clocks) is None


def test_a_first_contact_that_is_the_solution_arms_nothing() -> None:
    folded = told(registered("2024-05-06 10:00"), answered("2024-05-06 11:00", Answer.SOLUTION))
    assert not runs(folded, "update")


@pytest.mark.parametrize(
    ("later", "armed"),
    [
        (answered("2024-05-06 12:00"), False),
        (answered("2024-05-06 12:00", Answer.WORKAROUND), False),
        (called("2024-05-06 12:00"), False),
        (by_applicant(Kind.REPLIED, "2024-05-06 12:00"), False),
        (answered("2024-05-06 12:00", Answer.QUESTION), True),
        (answered("2024-05-06 12:00", asks=True), True),
        (answered("2024-05-06 12:00", Answer.PLAN), True),
        (by_applicant(Kind.DECLINED, "2024-05-06 12:00"), True),
    ],
    ids=lambda value: f"{value.kind} {value.answer}" if isinstance(value, Fact) else "",
)
def test_what_sends_an_offered_ticket_back_to_work(later: Fact, armed: bool) -> None:
    folded = told(registered("2024-05-06 10:00", 2), answered("2024-05-06 11:00", Answer.SOLUTION), later)
    assert [said(clock.due) for clock in runs(folded, "update")] == (["2024-05-15 12:00:00"] if armed else [])


def test_declining_while_nothing_is_offered_gives_the_support_no_new_interval() -> None:
    folded = told(
        registered("2024-05-06 10:00", 2),
        answered("2024-05-06 11:00", Answer.WORKAROUND),
        by_applicant(Kind.DECLINED, "2024-05-06 12:00"),
    )
    assert said(only(folded, "update").due) == "2024-05-15 11:00:00"


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda fact: fact.kind)
def test_every_ending_stops_everything_and_nothing_starts_after_it(ending: Fact) -> None:
    folded = told(
        registered("2024-05-06 10:00", 1),
        answered("2024-05-06 14:30", Answer.PLAN, asks=True),
        ending,
        answered("2024-05-06 16:00", Answer.QUESTION),
        by_applicant(Kind.DECLINED, "2024-05-06 16:30"),
        terms=VENDOR,
        until="2024-09-01 00:00",
    )
    assert not folded.clocks.live
    stopped = {(clock.name.value, clock.outcome) for clock in folded.runs if clock.ended == ending.at}
    assert stopped == {(name, Outcome.STOPPED) for name in ("update", "answer", "agreement")}


def test_reopened_it_owes_an_update_from_then_on_and_no_second_reaction() -> None:
    folded = told(
        registered("2024-05-06 10:00", 2),
        answered("2024-05-06 11:00", Answer.SOLUTION),
        ACCEPTED,
        by_applicant(Kind.REOPENED, "2024-05-07 12:00"),
        answered("2024-05-07 12:00"),
    )
    assert [said(clock.due) for clock in runs(folded, "update")] == ["2024-05-16 12:00:00"] * 2
    assert len(runs(folded, "reaction")) == 1


def test_foreign_terms_in_office_time() -> None:
    facts = [registered("2024-05-06 16:00", 2), answered("2024-05-07 10:00")]
    folded = told(*facts, terms=OFFICE_TIME)
    assert said(only(folded, "reaction").due) == "2024-05-07 11:30:00"
    assert said(only(folded, "update").due) == "2024-05-08 10:00:00"
