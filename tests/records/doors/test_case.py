"""What the law is told of a case, and what it then says of a registration."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kabinet.records import doors, models
from kabinet.records.security.reach import as_system
from kabinet.records.versions import newest_pack
from kabinet.regulation.access import Act, Case, may, may_register
from tests.cast import Cast
from tests.records.world import AT, World, ticket

MOSCOW_EVENING = datetime(2024, 3, 14, 20, tzinfo=UTC)  # already the 15th in Vladivostok
AFTER_STATUS = datetime(2024, 7, 1, 9, tzinfo=UTC)


def _case(cast: Cast, login: str, at: datetime = AT, **given: Any) -> Case:
    return doors.case_of(cast.actor(login, at), at=at, **given)


def _denials(
    cast: Cast, login: str, at: datetime = AT, system: str | None = None, level: int = 3
) -> list[str]:
    actor = cast.actor(login, at)
    row = doors.system(actor, cast.system[system]) if system else None
    case = doors.case_of(actor, at=at, system=row)
    return [verdict.code for verdict in may_register(actor, case, level, newest_pack())]


def test_a_clients_case_is_its_own_papers_and_its_partner(cast: Cast) -> None:
    case = _case(cast, "saveliev")
    ticket, licence = case.ticket, case.client_rights.licence
    assert (ticket.leg, ticket.client, ticket.partner) == (
        "client",
        cast.client["zmk"],
        cast.partner["kontur"],
    )
    assert licence.seller == cast.partner["kontur"]
    assert (licence.first_day, licence.last_day) == (date(2022, 1, 1), date(2099, 12, 31))
    assert case.client_rights.contract == ("prof", date(2022, 1, 1), date(2099, 12, 31))
    assert case.partner_rights.status == ("competence_centre", date(2022, 1, 1), None)
    assert case.partner_rights.group == {cast.partner["kontur"], cast.partner["kontur-ural"]}
    assert licence.delivery == "8012450301"


@pytest.mark.clause("L9b", "U3.6b")
@pytest.mark.parametrize(("login", "day"), [("saveliev", 14), ("kim", 15), ("titova", 14)])
def test_the_day_is_that_of_the_agreements_zone(cast: Cast, login: str, day: int) -> None:
    assert _case(cast, login, MOSCOW_EVENING).today == date(2024, 3, day)


def test_the_vendor_legs_day_is_moscows(world: World) -> None:
    actor, row = world.cast.actor("choi", MOSCOW_EVENING), world.vendor["vostok"]
    assert doors.case_of(actor, at=MOSCOW_EVENING, ticket=row).today == date(2024, 3, 14)
    assert doors.case_of(actor, at=MOSCOW_EVENING, ticket=world.tickets["vostok"]).today == date(2024, 3, 15)


@pytest.mark.clause("U1", "L9b", "U3.6d")
@pytest.mark.parametrize(
    ("login", "at", "denied"),
    [
        ("saveliev", AT, []),
        ("kim", AT, []),
        ("lukin", AT, ["licence_ended"]),
        ("lukin", datetime(2024, 2, 29, 20, 59, tzinfo=UTC), []),
        ("nikitin", AT, ["contract_level"]),
        ("panina", AT, []),
        ("panina", AFTER_STATUS, ["partner_without_status"]),
        ("frolov", AT, ["not_authorised"]),
        ("arefyev", AT, ["not_authorised_head"]),
    ],
)
def test_what_stands_against_a_registration(cast: Cast, login: str, at: datetime, denied: list[str]) -> None:
    assert _denials(cast, login, at) == denied


@pytest.mark.clause("U3.6d")
@pytest.mark.parametrize(
    ("system", "denied"), [("erp", ["terms_unconfirmed"]), ("zup", ["not_production", "terms_unconfirmed"])]
)
def test_production_is_the_chosen_systems(cast: Cast, system: str, denied: list[str]) -> None:
    assert _denials(cast, "saveliev", system=system, level=1) == denied


@pytest.mark.clause("L13")
def test_one_status_does_for_a_group(world: World) -> None:
    case = _case(world.cast, "yusupov", ticket=world.tickets["kedr"])
    assert case.partner_rights.status == ("competence_centre", date(2022, 1, 1), None)


@pytest.mark.clause("P2.5")
@pytest.mark.parametrize(
    ("login", "days"),
    [
        ("zhdanov", (date(2022, 1, 1), date(2099, 12, 31))),
        ("melnik", (date(2022, 1, 1), date(2024, 6, 30))),
        ("gordeeva", (None, None)),
    ],
)
def test_the_certificate_is_the_actors_own(world: World, login: str, days: tuple[Any, Any]) -> None:
    found = _case(world.cast, login, ticket=world.tickets["zmk"]).partner_rights.certificate
    assert (found.first_day, found.last_day) == days


def test_a_tickets_case_says_how_it_stands(world: World) -> None:
    case = _case(world.cast, "gordeeva", ticket=world.tickets["zmk"]).ticket
    assert (case.status, case.level, case.production, case.terms_confirmed) == ("registered", 3, True, False)
    assert case.child_open
    assert not _case(world.cast, "yusupov", ticket=world.tickets["kedr"]).ticket.child_open


def test_a_system_that_left_production_is_seen_at_once(world: World) -> None:
    with as_system("a test"):
        models.System.objects.filter(pk=world.tickets["zmk"].system_id).update(production=False)
    assert _case(world.cast, "gordeeva", ticket=world.tickets["zmk"]).ticket.production is False


def test_of_several_licences_the_one_in_force_counts(cast: Cast) -> None:
    with transaction.atomic(), as_system("a test"):
        models.Licence.objects.create(
            client_id=cast.client["atlant"],
            seller_id=cast.partner["kontur"],
            number="РКЛ-1",
            main_delivery="1",
            first_day=date(2024, 3, 14),
            last_day=date(2024, 3, 14),
        )
    assert _denials(cast, "lukin", AT) == []
    assert _denials(cast, "lukin", datetime(2024, 3, 14, 21, tzinfo=UTC)) == ["licence_ended"]


@pytest.mark.clause("L12b")
def test_after_the_status_the_partner_changes_nothing(world: World) -> None:
    row, pack = world.tickets["les"], newest_pack()
    before, after = (
        may(world.cast.actor("kravets", at), Act.TAKE, _case(world.cast, "kravets", at, ticket=row), pack)
        for at in (AT, AFTER_STATUS)
    )
    assert before.allowed
    assert (after.allowed, after.code) == (False, "status_lost")


def test_a_closed_tickets_last_day_is_in_its_own_zone(cast: Cast) -> None:
    with transaction.atomic(), as_system("a test"):
        still = {"queue_at": None, "next_due_at": None, "status": "closed", "turn": "nobody"}
        row = ticket(cast, "U-1", "vostok", "primsoft", "kim", closed_at=MOSCOW_EVENING, **still)
    assert _case(cast, "kim", MOSCOW_EVENING, ticket=row).ticket.ended_on == date(2024, 3, 15)


def test_the_case_is_one_question_and_lends_no_reach(world: World) -> None:
    actor = world.cast.actor("titova", AT)
    with CaptureQueriesContext(connection) as queries:
        doors.case_of(actor, at=AT, ticket=doors.ticket(actor, "V-100"))
    assert len(queries) == 2
    assert doors.tickets(actor).count() == models.Ticket.objects.count() == 2


def test_every_fact_of_the_law_s_that_waits_is_asked_for() -> None:
    """The question names the kinds in SQL; the law has them in its table."""
    from kabinet.records.security.sql_functions import PENDING
    from kabinet.regulation.clocks import ANSWERS, HEARD

    assert {kind for kind in HEARD if f"'{kind}'" not in PENDING} == set()
    assert {answer for answer in ANSWERS if f"'{answer}'" not in PENDING} == set()
