"""What the demonstration must show, whatever is drawn: every status, every kind of fact and of breach, and true records."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.db import transaction

from kabinet.actions.journal.verify import verify
from kabinet.config.settings import DEMO_PASSWORD
from kabinet.demonstration import handovers
from kabinet.demonstration.build import build
from kabinet.demonstration.guide import guide
from kabinet.demonstration.tables import table
from kabinet.demonstration.world import World
from kabinet.records import doors
from kabinet.records.models import (
    File,
    JournalEntry,
    Message,
    Notice,
    OnCallStep,
    Organisation,
    Person,
    Ticket,
)
from kabinet.records.security.reach import as_system
from kabinet.regulation.facts import ON_CALL, Kind
from kabinet.regulation.pack import pack
from tests.database import Database
from tests.demonstration.conftest import AT
from tests.some import some

# Another calendar has no act yet, and this regulation does not pause while it waits. Whom a desk calls the running worker
# tells, at night: the demonstration keeps orders of call, and nobody is called before it runs.
UNSEEN = {
    Kind.WAITING_BEGAN,
    Kind.WAITING_ENDED,
    Kind.CALENDAR_CHANGED,
    *ON_CALL,
    # A large file is a visitor's own: two gigabytes are not invented (README, "Doors, one after another").
    *(Kind.FILE_CAME, Kind.FILE_INFECTED, Kind.PLACE_ASKED, Kind.PLACE_GIVEN, Kind.PLACE_ENDED),
    # Nothing is removed unless the operator says after how many days.
    Kind.CONTENT_REMOVED,
    Kind.BRIDGED,
}
pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture
def whole(demonstration: Database) -> Iterator[None]:
    """Everything is seen."""
    with transaction.atomic(), as_system("a look at the demonstration"):
        yield


def tickets(**conditions: Any) -> list[Ticket]:
    return list(Ticket.objects.filter(**conditions).order_by("queue_at", "pk"))


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("leg", ["client", "vendor"])
def test_every_status_is_there(leg: str) -> None:
    known = {status.code for status in pack("corp_4_0").leg(leg).statuses}
    assert {ticket.status for ticket in tickets(leg=leg)} == known


@pytest.mark.usefixtures("whole")
def test_everything_that_can_happen_happened() -> None:
    assert {Kind(row.kind) for row in JournalEntry.objects.all()} == set(Kind) - UNSEEN


@pytest.mark.usefixtures("whole")
def test_two_desks_keep_an_order_of_call() -> None:
    steps = OnCallStep.objects.order_by("leg", "place").values_list("leg", "person__login", "minutes")
    assert list(steps) == [("client", "gordeeva", 15), ("client", "zhdanov", 15), ("vendor", "titova", 10)]


@pytest.mark.usefixtures("whole")
def test_every_kind_of_breach_is_there() -> None:
    rows = JournalEntry.objects.filter(kind=Kind.BREACHED)
    assert {(row.leg, row.data["clock"]) for row in rows} == {
        ("client", "reaction"),
        ("client", "update"),
        ("vendor", "reaction"),
        ("vendor", "update"),
        ("vendor", "agreement"),
    }
    # Lowered to 2 by the hour, and by a call that nobody took; and the vendor's ticket with the client's.
    lowered = JournalEntry.objects.filter(kind=Kind.LOWERED, leg="client")
    missed = {bool(row.data.get("due") and row.data["due"] <= row.occurred_at.isoformat()) for row in lowered}
    assert missed == {True, False}
    assert JournalEntry.objects.filter(
        kind=Kind.LEVEL_CHANGED, leg="vendor", data__has_key="because"
    ).exists()
    # A breach that a call of before made void, once the author confirmed it.
    assert JournalEntry.objects.filter(kind=Kind.CLAIM_CONFIRMED, data__has_key="void").exists()


@pytest.mark.usefixtures("whole")
def test_the_law_was_noticed_by_the_worker() -> None:
    """A second after the deadline, or with the act that came within that second."""
    rows = JournalEntry.objects.filter(kind=Kind.BREACHED)
    assert {row.recorded_at - row.occurred_at for row in rows} == {timedelta(seconds=1)}


@pytest.mark.usefixtures("whole")
def test_nothing_is_of_the_future_and_numbers_rise_with_the_days() -> None:
    for model, instant in ((JournalEntry, "recorded_at"), (Message, "recorded_at"), (File, "uploaded_at")):
        assert not model.objects.filter(**{f"{instant}__gt": AT}).exists()
    for leg in ("client", "vendor"):
        registered = [ticket.registered_at for ticket in Ticket.objects.filter(leg=leg).order_by("pk")]
        assert registered == sorted(registered)


@pytest.mark.usefixtures("whole")
def test_the_special_cases_are_there() -> None:
    registered = JournalEntry.objects.filter(kind=Kind.REGISTERED, leg="client")
    assert registered.filter(data__unconfirmed=True, data__level=3).exists()
    assert any(row.data["judged"] < row.data["level"] for row in registered)
    assert Ticket.objects.filter(leg="client", passed__isnull=False).distinct().count() > 10
    assert Message.objects.filter(audience="partner").exists()
    assert Message.objects.filter(audience="vendor").exists()
    assert Message.objects.filter(kind="workaround", relayed_from__isnull=False).exists()
    assert JournalEntry.objects.filter(kind=Kind.REFUSED, leg="vendor", data__code="not_entitled").exists()
    assert {row.leg for row in JournalEntry.objects.filter(kind=Kind.CLOSED_BY_SILENCE)} == {
        "client",
        "vendor",
    }


@pytest.mark.usefixtures("whole")
def test_the_queue_is_that_of_the_picture() -> None:
    """Северный Контур at 14:42: two overdue, five today, five tomorrow, nine later, two whose clocks stand.

    And one that was taken over from another partner minutes ago, due tomorrow.
    """
    group = Organisation.objects.filter(short_name__in=["Северный Контур", "Контур Урал"])
    queue = tickets(leg="client", closed_at=None, partner__in=group)
    running = [ticket.queue_at for ticket in queue if ticket.queue_at]
    evening = AT.replace(hour=18, minute=0)
    ends = [AT, evening, evening + timedelta(days=1), AT + timedelta(days=60)]
    counted = [sum(at <= end for at in running) for end in ends]
    assert [after - before for before, after in zip([0, *counted], counted, strict=False)] == [2, 5, 6, 9]
    assert len(queue) - len(running) == 2
    assert sum(ticket.assignee_id is None for ticket in queue) == 4
    critical = [ticket for ticket in queue if ticket.level == 1]
    assert [(ticket.status, ticket.queue_clock) for ticket in critical] == [("waiting", "answer")]
    assert critical[0].queue_at == AT + timedelta(minutes=34)


@pytest.mark.usefixtures("whole")
@pytest.mark.clause("U4c")
def test_promises_by_telephone_were_ticked_and_contested() -> None:
    """Each on a ticket of its own, written down by the partner and answered by the client."""
    answers = JournalEntry.objects.filter(kind__in=[Kind.TERMS_CONFIRMED, Kind.TERMS_DENIED])
    found = {row.kind: (row.ticket.level, row.side, bool(row.ticket.sheet.critical)) for row in answers}
    assert found == {"terms_confirmed": (1, "applicant", True), "terms_denied": (2, "applicant", False)}


def test_the_records_are_what_the_journals_tell() -> None:
    assert list(verify()) == []


def test_everybody_reaches_their_own_and_nothing_else() -> None:
    world = World(AT)
    for member in world.members:
        if member.there(-1, 0):
            _reaches_their_own(world, member.login, member.organisation)


def _reaches_their_own(world: World, login: str, organisation: str) -> None:
    with transaction.atomic():
        with as_system("keys"):
            place = Organisation.objects.get(name=_name(organisation))
            person = Person.objects.get(login=login)
        actor = doors.actor_of(person.pk, place.pk, AT)
        assert actor is not None
        assert actor.organisation == place.pk
        seen = set(doors.tickets(actor).values_list("leg", "client__name"))
        heard = set(Message.objects.values_list("audience", flat=True))
    if organisation in world.clients:
        # Whoever takes part in joint work reaches that one vendor ticket as well (P5c).
        joint = bool(actor.participates)
        assert seen == {("client", place.name)} | ({("vendor", place.name)} if joint else set())
        assert heard == {"public"} | ({"joint"} if joint else set())
    elif organisation in world.partners:
        group = world.group(organisation)
        served = {row["name"] for row in world.clients.values() if row["partner"] in group}
        # One that changed its servicing partner some days ago, with a ticket that went over.
        taken_over = {world.clients[handovers.CLIENT]["name"]} if handovers.NEW in group else set()
        assert {client for _, client in seen} == served | taken_over
        assert "vendor" not in heard
    else:
        assert {leg for leg, _ in seen} <= ({"client", "vendor"} if login == "lapteva" else {"vendor"})
        assert "partner" not in heard


def _name(organisation: str) -> str:
    world = table("world")
    rows = {row["key"]: row["name"] for kind in ("client", "partner") for row in world[kind]}
    return str(rows.get(organisation, world["vendor"]["name"]))


def test_whoever_is_not_confirmed_reaches_nothing() -> None:
    with transaction.atomic():
        with as_system("keys"):
            person = Person.objects.get(login="novikova")
        actor = doors.actor_of(person.pk, None, AT)
        assert actor is not None
        assert not actor.confirmed
        assert not doors.tickets(actor).exists()


@pytest.mark.usefixtures("whole")
def test_old_notices_are_read_and_new_ones_wait() -> None:
    gordeeva = Notice.objects.filter(person__login="gordeeva")
    assert 0 < gordeeva.filter(read_at=None).count() < gordeeva.exclude(read_at=None).count()


def test_one_signs_in_with_the_password_that_is_shown() -> None:
    assert authenticate(username="saveliev", password=DEMO_PASSWORD) is not None
    assert authenticate(username="Titova", password=DEMO_PASSWORD) is not None
    assert authenticate(username="saveliev", password=DEMO_PASSWORD + "!") is None


def test_who_can_sign_in_is_said() -> None:
    with transaction.atomic():
        said = guide()
    assert DEMO_PASSWORD in said
    assert all(row["login"] in said for row in some(table("guide")["person"]))


def test_a_second_load_changes_nothing() -> None:
    def counted() -> list[int]:
        with transaction.atomic(), as_system("a look at the demonstration"):
            return [model.objects.count() for model in (Organisation, Person, Ticket, JournalEntry, Notice)]

    before = counted()
    assert build(at=AT + timedelta(days=1), tickets=1) is None
    assert counted() == before


@pytest.mark.usefixtures("whole")
def test_there_is_joint_work_a_call_and_a_ticket_of_another_desk() -> None:
    joint = Message.objects.filter(audience="joint")
    assert {said.side for said in joint} == {"client", "partner", "vendor"}
    assert {row.audience for row in JournalEntry.objects.filter(kind=Kind.WIDENED)} == {"joint", "public"}
    called = tickets(channel="telephone")
    assert sorted((ticket.author_name, ticket.level) for ticket in called) == [
        ("Гусева Анна Борисовна", 2),
        ("Рыбаков Артём Сергеевич", 1),
        ("Рыбаков Артём Сергеевич", 3),
    ]
    later = [each for each in called if each.level == 3]
    assert later[0].registered_at < JournalEntry.objects.filter(ticket=later[0])[0].recorded_at
    elsewhere = tickets(leg="vendor", origin=None)
    assert [(ticket.foreign_number, ticket.partner_name) for ticket in elsewhere] == [
        ("SD-20417", "Примсофт")
    ]
