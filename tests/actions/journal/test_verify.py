"""What is kept is what the journal tells, after whatever happened; and a difference is found."""

from random import Random

import pytest

from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.contact import change_contact
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


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        ({"reached": True, "asks": False, "reazon": "связь"}, "nobody declared the key 'reazon'"),
        ({"reached": True}, "the key 'asks' is missing"),
        ({"reached": "yes", "asks": False}, "'reached' is 'yes' and not yes or no"),
    ],
)
def test_a_row_that_does_not_fit_its_kind_is_named(desk: Desk, planted: dict[str, object], said: str) -> None:
    number = desk.register(AT).number
    row = desk.journal(number)[-1]
    row.pk, row.kind, row.data = None, "called", planted
    with as_system("a planted fault"):
        row.save(force_insert=True)
    [found] = verify()
    assert (found.number, found.told) == (number, f"row {row.pk} of the journal (called): {said}")


def test_a_row_of_an_organisation_that_does_not_fit_is_named(desk: Desk) -> None:
    with as_system("a planted fault"):
        house = models.Organisation.objects.order_by("pk")[0]
        row = models.OrganisationEntry.objects.create(
            organisation=house, kind="system_added", data={"nmae": "Бухгалтерия"}, occurred_at=AT
        )
    [found] = verify()
    assert (found.number, found.told) == (
        house.short_name,
        f"row {row.pk} of the organisation's journal (system_added): nobody declared the key 'nmae'",
    )


def test_a_journal_that_cannot_be_told_is_found(desk: Desk) -> None:
    number = desk.register(AT).number
    row = desk.journal(number)[-1]
    row.pk, row.kind, row.data = None, "level_changed", {}
    with as_system("a planted fault"):
        row.save(force_insert=True)
    [found] = verify()
    assert (found.number, found.what) == (number, "journal")


def with_contact(desk: Desk) -> str:
    """Savelyev's ticket with Orlova as its contact, and an answer."""
    number = str(desk.register(AT, contact=desk.cast.person["orlova"]).number)
    desk.do(answer_ticket, "gordeeva", later(AT, hours=1), number=number, text="Смотрим")
    return number


@pytest.mark.clause("U3.5e")
def test_a_contact_that_is_nobody_of_the_client_is_found(desk: Desk) -> None:
    number = with_contact(desk)
    orlova = desk.cast.person["orlova"]
    assert list(verify()) == []
    with as_system("a planted fault"):
        models.Membership.objects.filter(person=orlova).update(confirmed_at=later(AT, days=1))
    [found] = verify()
    assert str(found) == (
        f"{number}: contact is {orlova}, the journal tells nobody who belonged to the party that asks"
    )


@pytest.mark.clause("U3.5e")
def test_a_contact_that_the_journal_does_not_name_is_found(desk: Desk) -> None:
    number = with_contact(desk)
    desk.do(
        change_contact, "saveliev", later(AT, hours=2), number=number, contact=desk.cast.person["arefyev"]
    )
    assert list(verify()) == []
    with as_system("a planted fault"):
        models.Ticket.objects.filter(number=number).update(contact=desk.cast.person["frolov"])
    [found] = verify()
    assert (found.what, found.kept, found.told) == (
        "contact", desk.cast.person["frolov"], desk.cast.person["arefyev"]
    )  # fmt: skip


@pytest.mark.clause("U3.5e", "P4.7b")
@pytest.mark.parametrize("kind", ["registered", "answered"])
def test_a_contact_that_was_not_told_is_found(desk: Desk, kind: str) -> None:
    with_contact(desk)
    assert list(verify()) == []
    with as_system("a planted fault"):
        models.Notice.objects.filter(person=desk.cast.person["orlova"], kind=kind).delete()
    assert [each.what for each in verify()] == [f"notice of {kind}"]


@pytest.mark.clause("P4.7b")
def test_the_partners_contact_of_a_fellow_is_no_fault(desk: Desk) -> None:
    passed_on(desk, AT, contact=desk.cast.person["yusupov"])
    assert list(verify()) == []
