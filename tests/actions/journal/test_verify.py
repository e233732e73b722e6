"""What is kept is what the journal tells, after whatever happened; and a difference is found."""

from random import Random

import pytest

from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.actions.walk import Walk
from tests.desk import Desk, later, msk, passed_on

AT = msk("2024-03-14 10:05")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_nothing_differs_after_a_long_random_walk(desk: Desk, seed: int) -> None:
    walk = Walk(desk, Random(seed), msk("2024-03-01 10:00"))
    walk.go(320)
    assert [str(difference) for difference in verify()] == []
    assert walk.done["refused"] < 240, "the rest did something"
    settle_due(at=later(walk.at, days=60), limit=1000)
    assert [str(difference) for difference in verify(batch=3)] == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("status", "waiting"),
        ("turn", "client"),
        ("level", 4),
        ("next_due_at", None),
        ("queue_at", AT),
        ("breaches", 3),
        ("version", 77),
        ("first_contact_at", None),
        ("turn_since", later(AT, hours=9)),
    ],
)
def test_a_planted_difference_is_found(desk: Desk, column: str, value: object) -> None:
    number = desk.register(AT).number
    desk.do(answer_ticket, "gordeeva", later(AT, hours=1), number=number, text="Смотрим")
    other = desk.register(AT).number
    with as_system("a planted fault"):
        models.Ticket.objects.filter(number=number).update(**{column: value})
    [found] = verify()
    assert (found.number, found.what) == (number, column)
    assert number in str(found)
    assert list(verify(tickets=[other])) == []


def test_planted_clocks_are_found(desk: Desk) -> None:
    number, vendor = passed_on(desk, AT)
    with as_system("a planted fault"):
        runs = models.ClockRun.objects.filter(ticket__number=vendor)
        runs.update(due_at=later(AT, hours=99))
        models.ClockRun.objects.filter(ticket__number=number, name="reaction").delete()
        ticket = models.Ticket.objects.get(number=number)
        ticket.clocks["live"] = []
        ticket.save(update_fields=["clocks"])
    found = {(difference.number, difference.what) for difference in verify()}
    assert found == {(vendor, "reaction 1"), (number, "reaction 1"), (number, "clocks")}


def test_a_row_of_the_law_too_many_is_found(desk: Desk) -> None:
    number = desk.register(AT).number
    settle_due(at=later(AT, days=30))
    row = desk.journal(number)[-1]
    row.pk = None
    with as_system("a planted fault"):
        row.save(force_insert=True)
    assert {difference.what for difference in verify()} == {"version", "row breached"}


def test_a_journal_that_cannot_be_told_is_found(desk: Desk) -> None:
    number = desk.register(AT).number
    row = desk.journal(number)[-1]
    row.pk, row.kind, row.data = None, "level_changed", {}
    with as_system("a planted fault"):
        row.save(force_insert=True)
    [found] = verify()
    assert (found.number, found.what) == (number, "journal")
