"""Declared outages in the three rings, and the door that says whether one holds at an instant (U3.4a, L11b, P4.4)."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.db.utils import IntegrityError, ProgrammingError

from kabinet.records import doors
from kabinet.records.models import Agreement, Outage
from kabinet.records.security.reach import as_system, leave
from tests.cast import PEOPLE, Cast
from tests.records.security.sql import changed, copy_of, count, insert, run
from tests.records.world import AT

HOUR = timedelta(hours=1)
# Who declared, by whom; from, until: hours from AT.
DECLARED = [
    ("vendor", "shulgin", -2, None), ("vendor", "shulgin", -50, -49), ("kontur", "arkhipova", -3, 1),
    ("kontur-ural", "yusupov", -1, None), ("primsoft", "choi", -5, -4), ("stepnoy", "kravets", -5, None),
]  # fmt: skip
KONTURS = frozenset({"vendor", "kontur"})
ALL = frozenset({"vendor", "kontur", "kontur-ural", "primsoft", "stepnoy"})
SEEN: dict[str, frozenset[str]] = {
    **dict.fromkeys(("saveliev", "orlova", "frolov", "arefyev", "dremin"), KONTURS),
    **dict.fromkeys(("kim", "stranger", "choi"), frozenset({"vendor", "primsoft"})),
    "panina": frozenset({"vendor", "stepnoy"}),
    **dict.fromkeys(("gordeeva", "zhdanov", "arkhipova", "yusupov"), KONTURS | {"kontur-ural"}),
    **dict.fromkeys(("titova", "vlasov", "lapteva", "shulgin"), ALL),
    **dict.fromkeys(("newcomer", "leaver", "loner"), frozenset()),
}


def declare(cast: Cast, who: str, login: str, began: datetime, ends: datetime | None) -> Outage:
    return Outage.objects.create(
        organisation_id=cast.organisation[who],
        of_vendor=who == "vendor",
        began_at=began,
        ends_at=ends,
        reason="Авария",
        declared_by_id=cast.person[login],
        declared_at=AT,
    )


@pytest.fixture
def declared(cast: Cast) -> Cast:
    with transaction.atomic(), as_system("outages of a test"):
        for who, login, began, ends in DECLARED:
            until = None if ends is None else AT + ends * HOUR
            declare(cast, who, login, AT + began * HOUR, until)
    return cast


def names(cast: Cast, keys: set[int]) -> set[str]:
    return {name for name, key in cast.organisation.items() if key in keys}


@pytest.mark.clause("U3.4a", "P4.4")
@pytest.mark.parametrize("login", PEOPLE)
def test_door_and_database_are_one_for_every_person(declared: Cast, login: str) -> None:
    actor = declared.actor(login, AT)
    door = {row.organisation_id for row in doors.outages(actor)}
    database = {key for (key,) in run("SELECT organisation_id FROM outage")}
    assert door == database
    assert names(declared, door) == SEEN.get(login, names(declared, door))


def test_whoever_is_left_out_above_is_seen_by_the_kind_of_their_house(declared: Cast) -> None:
    beside = {login for login in PEOPLE if login not in SEEN}
    for login in beside:
        actor = declared.actor(login, AT)
        assert "vendor" in names(declared, {row.organisation_id for row in doors.outages(actor)})
    assert beside


def test_a_partner_that_is_left_is_not_heard_of_any_more_and_the_former_time_stays(cast: Cast) -> None:
    """ZMK is Kontur's until a day; Kontur's outage after it is none of ZMK's, the one before stays in its list."""
    day = AT.date()
    with transaction.atomic(), as_system("a partner is left"):
        Agreement.objects.filter(client=cast.client["zmk"]).update(last_day=day)
        before = declare(cast, "kontur", "arkhipova", AT - 2 * HOUR, AT - HOUR)
        declare(cast, "kontur", "arkhipova", AT + timedelta(days=1), None)
    actor = cast.actor("orlova", AT + timedelta(days=2))
    assert [row.pk for row in doors.outages(actor)] == [before.pk]
    assert run("SELECT id FROM outage") == [(before.pk,)]


def test_without_reach_there_is_nothing(declared: Cast) -> None:
    leave()
    assert count("outage") == 0


@pytest.mark.parametrize("login", ["saveliev", "arkhipova", "yusupov", "vlasov", "shulgin", "lapteva"])
def test_nobody_writes_one_by_raw_sql(declared: Cast, login: str) -> None:
    declared.actor(login, AT)
    assert count("outage") > 0
    assert changed("UPDATE outage SET reason = 'x'") == 0
    row = copy_of("outage", "of_vendor")
    with pytest.raises(ProgrammingError), transaction.atomic():
        insert("outage", row)
    with pytest.raises(ProgrammingError), transaction.atomic():
        changed("DELETE FROM outage")


@pytest.mark.parametrize(
    "spoilt",
    [
        {"ends_at": AT - 3 * HOUR, "began_at": AT},
        {"over": True, "ends_at": None},
        {"declared_by_id": None},
        {"spell": UUID(int=1)},
    ],
)
def test_the_database_takes_no_outage_that_cannot_be(declared: Cast, spoilt: dict[str, object]) -> None:
    with transaction.atomic(), as_system("an outage that cannot be"):
        first = Outage.objects.filter(ends_at=None).first()
        assert first
        with pytest.raises(IntegrityError), transaction.atomic():
            Outage.objects.filter(pk=first.pk).update(**spoilt)


@pytest.mark.clause("U3.4a", "L11b", "P4.4")
@pytest.mark.parametrize(
    ("who", "hours", "declared_by"),
    [
        ("zmk", -4, None), ("zmk", -3, "kontur"), ("zmk", 0, "vendor"), ("zmk", 1, "vendor"), ("zmk", -50, "vendor"),
        ("zmk", -49, None), ("vostok", -5, "primsoft"), ("vostok", -4, None), ("les", 0, "vendor"), ("les", -4, "stepnoy"),
        ("kontur", -3, None), ("kontur", -2, "vendor"), ("kontur-ural", -1, "vendor"), ("stepnoy", -4, None),
    ],
)  # fmt: skip
def test_whether_letters_stand_in_for_the_cabinet(
    declared: Cast, who: str, hours: int, declared_by: str | None
) -> None:
    with transaction.atomic():
        leave()
        found = doors.outage_at(declared.organisation[who], AT + hours * HOUR)
        assert count("outage") == 0
    assert (found and names(declared, {found.organisation})) == (declared_by and {declared_by})


def test_an_organisation_that_is_not_there_has_none(declared: Cast) -> None:
    with transaction.atomic():
        assert doors.outage_at(0, AT) is None
