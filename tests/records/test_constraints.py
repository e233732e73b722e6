"""What the database holds true by itself, whoever writes."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier, Thread
from typing import Any
from zoneinfo import available_timezones

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import IntegrityError

from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.records.security.sql import copy_of, insert
from tests.records.ticket_rows import tenant_of
from tests.records.world import AT, World, ticket


def _refused(constraint: str, make: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        _made(make)


def _made(make: Callable[[], object]) -> None:
    with transaction.atomic(), as_system("a test"):
        make()
        connection.check_constraints()


def _contact(
    cast: Cast, login: str, seat: int | None, role: str = "organisational_contact"
) -> models.Membership:
    return models.Membership.objects.create(
        person_id=cast.person[login], organisation_id=cast.client["zmk"], role=role, seat=seat, added_at=AT
    )


@pytest.mark.clause("U5a", "P6.1")
@pytest.mark.parametrize(
    ("seat", "constraint"),
    [
        (1, "membership_two_seats"),
        (2, "membership_two_seats"),
        (3, "contact_has_seat"),
        (None, "contact_has_seat"),
    ],
)
def test_there_is_no_third_organisational_contact(cast: Cast, seat: int | None, constraint: str) -> None:
    _refused(constraint, lambda: _contact(cast, "orlova", seat))


@pytest.mark.clause("U5a")
def test_not_even_when_two_are_added_at_one_moment(own_db: object, cast: Cast) -> None:
    """saveliev and arefyev hold the seats; arefyev leaves, and two others take the free seat together."""
    with transaction.atomic(), as_system("a test"):
        models.Membership.objects.filter(person_id=cast.person["arefyev"]).update(ended_at=AT)
    start, outcomes = Barrier(2), []

    def add(login: str) -> None:
        start.wait()
        try:
            with transaction.atomic(), as_system("a test"):
                _contact(cast, login, 2)
            outcomes.append("added")
        except IntegrityError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=add, args=(login,)) for login in ("orlova", "frolov")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["added", "refused"]


def test_a_role_is_held_once_and_is_one_of_the_laws(cast: Cast) -> None:
    _refused("membership_role_once", lambda: _contact(cast, "orlova", None, "authorised_person"))
    _refused("membership_role_known", lambda: _contact(cast, "orlova", None, "king"))


@pytest.mark.clause("U5b")
def test_a_login_is_one_persons_whatever_its_case(cast: Cast) -> None:
    _refused(
        "person_login_once",
        lambda: models.Person.objects.create(login="SAVELIEV", name="X", zone="UTC", created_at=AT),
    )


def test_there_is_one_vendor_and_one_organisation_of_an_inn(cast: Cast) -> None:
    def organisation(**given: str) -> models.Organisation:
        return models.Organisation.objects.create(
            name="X", short_name="X", zone="UTC", created_at=AT, **given
        )

    _refused("organisation_one_vendor", lambda: organisation(kind="vendor"))
    _refused("organisation_kind_known", lambda: organisation(kind="friend"))
    _refused(
        "organisation_inn_once", lambda: [organisation(kind="client", inn="7700000000") for _ in range(2)]
    )


def test_days_of_one_thing_do_not_overlap(cast: Cast) -> None:
    def agreement(first: date, last: date | None) -> models.Agreement:
        return models.Agreement.objects.create(
            client_id=cast.client["zmk"],
            partner_id=cast.partner["primsoft"],
            number="X",
            zone="UTC",
            first_day=first,
            last_day=last,
        )

    _refused("agreement_one_at_a_time", lambda: agreement(date(2025, 1, 1), None))
    _refused("agreement_one_at_a_time", lambda: agreement(date(2021, 1, 1), date(2022, 1, 1)))
    _refused("agreement_days_in_order", lambda: agreement(date(2021, 1, 2), date(2021, 1, 1)))
    with transaction.atomic(), as_system("a test"):
        agreement(date(2021, 1, 1), date(2021, 12, 31))


def test_a_status_and_a_membership_of_a_group_are_one_at_a_time(cast: Cast) -> None:
    kontur = cast.partner["kontur"]
    _refused(
        "partner_status_one_at_a_time",
        lambda: models.PartnerStatus.objects.create(
            partner_id=kontur, status="candidate", first_day=date(2024, 1, 1)
        ),
    )
    group = models.CompanyGroup.objects.get()
    _refused(
        "group_member_one_at_a_time",
        lambda: models.GroupMember.objects.create(group=group, partner_id=kontur, first_day=date(2024, 1, 1)),
    )


@pytest.mark.clause("U3.5d", "P4.7b")
def test_a_number_is_one_tickets_and_tells_its_leg(world: World) -> None:
    def add(number: str, **given: Any) -> models.Ticket:
        return ticket(world.cast, number, "zmk", "kontur", "saveliev", **given)

    _refused("ticket_number_once", lambda: add("U-100"))
    _refused("ticket_number_of_leg", lambda: add("V-1"))
    _refused("ticket_number_of_leg", lambda: add("U-1", leg="vendor"))
    _refused("ticket_number_of_leg", lambda: add("U-1", origin=world.tickets["zmk"]))


def test_a_ticket_is_passed_on_once_at_a_time(world: World) -> None:
    again = {"leg": "vendor", "origin": world.tickets["zmk"]}
    _refused("ticket_passed_on_once", lambda: ticket(world.cast, "V-1", "zmk", "kontur", "zhdanov", **again))


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({"level": 0}, "ticket_level_known"),
        ({"level": 10}, "ticket_level_known"),
        ({"turn": "stranger"}, "ticket_turn_known"),
        ({"closed_at": AT}, "ticket_closed_is_still"),
        ({"assignee_name": "X"}, "ticket_assignee_named"),
    ],
)
def test_a_tickets_row_makes_sense(cast: Cast, given: dict[str, Any], constraint: str) -> None:
    _refused(constraint, lambda: ticket(cast, "U-1", "zmk", "kontur", "saveliev", **given))


def test_a_breach_is_at_its_deadline_and_an_end_has_an_outcome(world: World) -> None:
    def run(**given: Any) -> models.ClockRun:
        columns = {"name": "update", "run": 1, "owner": "support", "level": 3, "started_at": AT, "due_at": AT}
        return models.ClockRun.objects.create(**tenant_of(world.tickets["zmk"]), **(columns | given))

    _refused("clock_run_breach_at_due", lambda: run(breached_at=AT + timedelta(seconds=1)))
    _refused("clock_run_ended_has_outcome", lambda: run(ended_at=AT))
    _refused("clock_run_ended_has_outcome", lambda: run(outcome="met"))
    _refused("clock_run_once", lambda: run(name="reaction"))


@pytest.mark.parametrize("table", ["message", "journal_entry", "file"])
def test_an_audience_belongs_to_its_leg(world: World, table: str) -> None:
    if table == "file":
        row = copy_of("file", "leg = 'client'", audience="vendor")
        with as_system("a test"), pytest.raises(IntegrityError, match="file_of_ticket_has_audience"):
            insert("file", row)
        return
    given: dict[str, Any] = {
        "side": "support",
        "audience": "vendor",
        "kind": "x",
        "occurred_at": AT,
        "recorded_at": AT,
    }
    model = models.Message if table == "message" else models.JournalEntry
    _refused("audience_of_leg", lambda: model.objects.create(**tenant_of(world.tickets["zmk"]), **given))


def test_a_system_in_production_says_since_when(cast: Cast) -> None:
    def start() -> None:
        models.System.objects.filter(pk=cast.system["zup"]).update(production=True)

    _refused("system_production_dated", start)


def test_whoever_makes_an_organisation_a_person_or_an_agreement_says_its_zone(cast: Cast) -> None:
    made: dict[str, Callable[[], object]] = {
        "organisation_zone_said": lambda: models.Organisation.objects.create(
            kind="client", name="X", short_name="X", created_at=AT
        ),
        "person_zone_said": lambda: models.Person.objects.create(login="x", name="X", created_at=AT),
        "agreement_zone_said": lambda: models.Agreement.objects.create(
            client_id=cast.client["zmk"],
            partner_id=cast.partner["primsoft"],
            number="X",
            version=7,
            first_day=date(2021, 1, 1),
            last_day=date(2021, 1, 2),
        ),
    }
    for name, make in made.items():
        _refused(name, make)


def test_no_column_means_a_city_by_itself() -> None:
    columns = [
        field
        for model in apps.get_app_config("records").get_models()
        for field in model._meta.concrete_fields
    ]
    assert [field for field in columns if field.name == "zone"]
    assert [
        str(field) for field in columns if field.has_default() and field.default in available_timezones()
    ] == []
