"""From registration to the first contact."""

import pytest

from kabinet.regulation.clocks.fold import Effect, Outcome
from kabinet.regulation.facts import Answer, Fact, Kind, Side
from tests.regulation.clocks.clock_cases import (
    VENDOR,
    answered,
    at,
    by_applicant,
    by_support,
    called,
    only,
    registered,
    replied,
    runs,
    said,
    told,
)


@pytest.mark.clause("U3.6a")
@pytest.mark.parametrize(
    ("level", "when", "due"),
    [
        (1, "2024-05-04 23:10:07", "2024-05-05 01:10:07"),
        (2, "2024-05-06 14:00", "2024-05-06 18:00:00"),
        (2, "2024-05-06 14:00:01", "2024-05-07 09:30:01"),
        (3, "2024-05-06 17:00", "2024-05-07 16:30:00"),
        (4, "2024-05-08 17:00", "2024-05-13 16:30:00"),
        (2, "2024-04-26 17:10", "2024-04-27 12:40:00"),
    ],
)
def test_the_first_contact_is_due(level: int, when: str, due: str) -> None:
    assert said(only(told(registered(when, level)), "reaction").due) == due


NOT_A_CONTACT = [
    by_support(Kind.NOTED, "2024-05-06 11:00"),
    by_support(Kind.ASSIGNED, "2024-05-06 11:00"),
    by_support(Kind.TAKEN, "2024-05-06 11:00"),
    by_support(Kind.PASSED_ON, "2024-05-06 11:00"),
    by_support(Kind.LEVEL_CHANGED, "2024-05-06 11:00"),
    called("2024-05-06 11:00", reached=False),
    called("2024-05-06 11:00", side=Side.APPLICANT),
    replied("2024-05-06 11:00"),
    Fact(Kind.ANSWERED, at("2024-05-06 11:00"), Side.SYSTEM, answer=Answer.ANSWER),
]


@pytest.mark.clause("U3.6c")
@pytest.mark.parametrize("fact", NOT_A_CONTACT, ids=lambda fact: f"{fact.kind} by {fact.side}")
def test_what_is_not_said_to_the_applicant_by_support_is_no_contact(fact: Fact) -> None:
    if fact.kind is Kind.LEVEL_CHANGED:
        fact = Fact(fact.kind, fact.at, fact.side, level=4)
    clock = only(told(registered("2024-05-06 10:00"), fact, until="2024-06-01 00:00"), "reaction")
    assert clock.ended is None
    assert said(clock.breached) == "2024-05-06 18:00:00"


CONTACTS = [
    *(answered("2024-05-06 11:00", answer) for answer in Answer),
    Fact(Kind.RELAYED, at("2024-05-06 11:00"), Side.SUPPORT, answer=Answer.WORKAROUND),
    called("2024-05-06 11:00"),
]


@pytest.mark.clause("U3.6c")
@pytest.mark.parametrize("fact", CONTACTS, ids=lambda fact: f"{fact.kind} {fact.answer}")
def test_a_public_message_or_a_reached_call_of_support_is_the_contact(fact: Fact) -> None:
    clock = only(told(registered("2024-05-06 10:00"), fact), "reaction")
    assert (clock.outcome, clock.ended) == (Outcome.MET, at("2024-05-06 11:00"))


@pytest.mark.clause("P4.8.1a")
@pytest.mark.parametrize(
    ("contact", "outcome", "breaches"),
    [
        ("2024-05-06 04:00:00", Outcome.MET, []),
        ("2024-05-06 04:00:01", Outcome.LATE, ["2024-05-06 04:00:00"]),
        ("2024-05-09 12:00:00", Outcome.LATE, ["2024-05-06 04:00:00"]),
    ],
)
def test_at_two_hours_it_is_in_time_a_second_later_it_is_not(
    contact: str, outcome: Outcome, breaches: list[str]
) -> None:
    folded = told(
        registered("2024-05-06 02:00", 1),
        answered(contact, Answer.PLAN),
        terms=VENDOR,
        until="2024-05-10 00:00",
    )
    first = [each for each in folded.consequences if each.clock and each.clock.name == "reaction"]
    assert only(folded, "reaction").outcome is outcome
    assert [said(each.at) for each in first] == breaches
    assert {(each.kind, each.clause) for each in first} <= {(Effect.BREACHED, "P4.8.1a")}


@pytest.mark.clause("L2b")
def test_a_breach_is_stamped_with_the_deadline_however_late_it_is_noticed() -> None:
    (breach,) = told(registered("2024-05-06 10:00"), until="2024-12-01 00:00").consequences
    assert (said(breach.at), breach.clause) == ("2024-05-06 18:00:00", "U3.6a")
    assert breach.clock is not None
    assert breach.clock.breached == breach.clock.due == breach.at


@pytest.mark.clause("U3.6c")
def test_a_ticket_closed_before_any_contact_owes_none() -> None:
    clock = only(
        told(registered("2024-05-06 10:00"), by_applicant(Kind.WITHDRAWN, "2024-05-06 10:30")), "reaction"
    )
    assert (clock.outcome, clock.breached) == (Outcome.STOPPED, None)


def test_reopened_without_any_contact_so_far_it_owes_the_first_one_again() -> None:
    folded = told(
        registered("2024-05-06 10:00"),
        by_support(Kind.REFUSED, "2024-05-06 10:30"),
        by_support(Kind.REOPENED, "2024-05-07 09:30"),
    )
    assert [(clock.run, said(clock.due)) for clock in runs(folded, "reaction")] == [
        (1, "2024-05-06 18:00:00"),
        (2, "2024-05-07 17:30:00"),
    ]
    assert not runs(folded, "update")
