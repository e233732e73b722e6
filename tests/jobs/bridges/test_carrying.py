"""What is done here stands in the other desk: once, in order, whatever was away or killed meanwhile, and nothing that must
not cross."""

from datetime import datetime

import pytest
from django.db import transaction

from kabinet.actions.bridges.outgoing import LEASE, take_next, write_parcel
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.registration.on_behalf import Called
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.tickets.take import take_ticket
from kabinet.network.desks import What
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.desk import VALUES, Desk, passed_on
from tests.fixtures_bridges import Bridged, Scripted
from tests.jobs.bridges.looks import AT, MINUTE, bridge, deliveries, links

STATUSES = {"in_work": "open"}


def test_what_both_sides_read_crosses_in_order_and_nothing_else(
    scripted: Scripted, bridged: Bridged, carry: object, cast: Cast
) -> None:
    """No note, nothing of the vendor leg; number, address and names on their side, number and address of theirs on ours."""
    key = bridged(cast, "saveliev", AT, statuses=STATUSES)
    desk = Desk(cast)
    number, vendor = passed_on(desk, AT + MINUTE)
    desk.do(write_note, "gordeeva", AT + 40 * MINUTE, number=number, text="Пароль от стенда у Жданова.")
    desk.do(answer_ticket, "titova", AT + 50 * MINUTE, number=vendor, text="Вендору виднее.")
    desk.do(write_reply, "saveliev", AT + 55 * MINUTE, number=number, text="Ждём.")
    carry(AT + 60 * MINUTE)
    [there] = scripted.tickets.values()
    assert there[0].endswith(f" [{number}]")
    assert "rphost" in there[1]
    assert f"/tickets/{number}/" in there[1]
    assert [said.partition("] ")[2].partition("\n\n")[2] for said in there[2:]] == ["Смотрим дампы", "Ждём."]
    assert "Савельев" in there[-1]
    whole = " ".join(there)
    for hidden in ("Пароль", "Вендору", vendor):
        assert hidden not in whole
    [link] = links()
    assert (link.ticket.number, link.foreign, link.desk) == (number, "100", "RT ЗМК")
    assert link.url.endswith("/100")
    assert {row.state for row in deliveries()} == {"done", "dropped"}
    assert bridge(key).heard_at is not None


def test_a_ticket_without_an_agreed_desk_crosses_nowhere(
    scripted: Scripted, bridged: Bridged, carry: object, cast: Cast
) -> None:
    desk = Desk(cast)
    before = desk.register(AT).number
    bridged(cast, "saveliev", AT)
    desk.do(write_reply, "saveliev", AT + MINUTE, number=before, text="Ещё одно.")
    carry(AT + 2 * MINUTE)
    assert deliveries() == []
    assert scripted.tickets == {}


def test_our_status_is_told_in_their_words_and_theirs_is_only_shown(
    scripted: Scripted, bridged: Bridged, carry: object, cast: Cast
) -> None:
    bridged(cast, "saveliev", AT, statuses={"in_work": "open"})
    desk = Desk(cast)
    number = desk.register(AT + MINUTE).number
    carry(AT + 2 * MINUTE)
    desk.do(take_ticket, "gordeeva", AT + 3 * MINUTE, number=number)
    ours = desk.ticket(number).status
    carry(AT + 4 * MINUTE)
    assert scripted.statuses == ({"100": "open"} if ours == "in_work" else {})
    before = desk.kinds(number)
    scripted.happen(What.STATUS, "100", status="rejected", at=AT + 5 * MINUTE)
    carry(AT + 6 * MINUTE)
    assert links()[0].status == "rejected"
    assert (desk.ticket(number).status, desk.kinds(number)) == (ours, before)
    desk.do(answer_ticket, "gordeeva", AT + 7 * MINUTE, number=number, text="Смотрим.")
    carry(AT + 8 * MINUTE)
    if desk.ticket(number).status == "in_work":
        assert scripted.statuses == {"100": "open"}


def test_after_an_outage_everything_is_there_once_and_its_silence_was_told(
    scripted: Scripted, bridged: Bridged, carry: object, cast: Cast
) -> None:
    key = bridged(cast, "saveliev", AT)
    desk = Desk(cast)
    number = desk.register(AT + MINUTE).number
    carry(AT + 2 * MINUTE)
    scripted.away = 10_000
    for minute in range(3, 40):
        desk.do(write_reply, "saveliev", AT + minute * MINUTE, number=number, text=f"Минута {minute}")
        carry(AT + minute * MINUTE)
        assert ("bridge_silent" in desk.told("arefyev")) is bool(bridge(key).told_silent)
    # Pauses grow to ten minutes, and one question is asked at the end of each.
    assert 6 <= 10_000 - scripted.away <= 12
    assert desk.told("arefyev").count("bridge_silent") == 1
    assert bridge(key).silent_since == AT + 2 * MINUTE
    scripted.away = 0
    carry(AT + 60 * MINUTE)
    said = [each.partition("\n\n")[2] for each in scripted.tickets["100"][2:]]
    assert said == [f"Минута {minute}" for minute in range(3, 40)]
    assert (bridge(key).silent_since, bridge(key).told_silent) == (None, False)


def test_an_answer_that_was_lost_makes_no_second_ticket_and_no_second_message(
    scripted: Scripted, bridged: Bridged, carry: object, cast: Cast
) -> None:
    bridged(cast, "saveliev", AT)
    desk = Desk(cast)
    scripted.loses = 1
    number = desk.register(AT + MINUTE).number
    carry(AT + 2 * MINUTE)
    assert links() == []
    carry(AT + 4 * MINUTE)
    scripted.loses = 1
    desk.do(write_reply, "saveliev", AT + 5 * MINUTE, number=number, text="Ждём.")
    carry(AT + 6 * MINUTE)
    carry(AT + 8 * MINUTE)
    assert list(scripted.tickets) == ["100"]
    assert [said.partition("\n\n")[2] for said in scripted.tickets["100"][2:]] == ["Ждём."]
    assert {row.state for row in deliveries()} == {"done"}


def test_a_worker_that_was_killed_leaves_a_lease_and_whoever_follows_looks_first(
    scripted: Scripted, bridged: Bridged, carry: object, cast: Cast
) -> None:
    bridged(cast, "saveliev", AT)
    Desk(cast).register(AT + MINUTE)
    taken = take_next(at=AT + 2 * MINUTE)
    assert taken is not None
    parcel = write_parcel(at=AT + 2 * MINUTE, taken=taken)
    assert parcel is not None
    assert parcel.new is not None
    scripted.create(parcel.new)  # and is killed here
    carry(AT + 3 * MINUTE)
    assert links() == []
    carry(AT + 2 * MINUTE + LEASE)
    assert (len(scripted.tickets), len(links())) == (1, 1)


def test_what_the_desk_refuses_lies_until_somebody_repeats_it(
    scripted: Scripted, bridged: Bridged, carry: object, cast: Cast, send: object
) -> None:
    key = bridged(cast, "saveliev", AT)
    desk = Desk(cast)
    number = desk.register(AT + MINUTE).number
    scripted.refuses = 100
    at: datetime = AT + 2 * MINUTE
    for _day in range(6):
        carry(at)
        at += 600 * MINUTE
    [row] = deliveries()
    assert (row.state, row.error) == ("dead", "HTTP 403")
    desk.do(write_reply, "saveliev", at, number=number, text="Ждём.")
    scripted.refuses = 0
    carry(at)
    assert links()[0].foreign == "100"
    send("saveliev", f"/bridges/{key}/repeat/", delivery=str(row.pk))
    carry(at + 10_000 * MINUTE)
    assert {each.state for each in deliveries()} == {"done"}
    assert len(scripted.tickets) == 1


def test_it_waits_when_whoever_stood_behind_it_may_do_so_no_more(
    scripted: Scripted, bridged: Bridged, carry: object, cast: Cast
) -> None:
    key = bridged(cast, "arefyev", AT)
    with transaction.atomic(), as_system("somebody leaves"):
        models.Membership.objects.filter(person=cast.person["arefyev"]).update(ended_at=AT + MINUTE)
    Desk(cast).register(AT + 2 * MINUTE)
    carry(AT + 3 * MINUTE)
    found = bridge(key)
    assert (found.state, found.why) == ("paused", "orphaned")
    assert scripted.asked == []
    assert [row.state for row in deliveries()] == ["waiting"]
    assert "bridge_stopped" in Desk(cast).told("saveliev")


NUMBERED = {"values": VALUES | {"foreign_number": "7"}}


@pytest.mark.parametrize(
    ("keeper", "queue", "joined", "made"),
    [
        ("saveliev", "General", ["7"], []),
        ("saveliev", "Кадры", [], []),  # of which the desk says no more than that it is of another queue
        (
            "arkhipova",
            "General",
            ["100"],
            ["100"],
        ),  # the partner's desk: another client's ticket, for all one knows
    ],
)
def test_a_number_that_was_typed_joins_a_ticket_of_the_clients_own_queue_alone(
    scripted: Scripted,
    bridged: Bridged,
    carry: object,
    cast: Cast,
    keeper: str,
    queue: str,
    joined: list[str],
    made: list[str],
) -> None:
    bridged(cast, keeper, AT)
    scripted.subjects["7"], scripted.queues["7"] = "Чьё-то обращение", queue
    Desk(cast).register(AT + MINUTE, **NUMBERED)
    carry(AT + 2 * MINUTE)
    assert [link.foreign for link in links()] == joined
    assert [key for key in scripted.tickets if key != "7"] == made
    if not joined:
        assert [(row.state, "another queue" in row.error) for row in deliveries()] == [("failed", True)]


def test_a_number_that_the_partner_wrote_down_joins_nothing_in_the_clients_desk(
    scripted: Scripted, bridged: Bridged, carry: object, cast: Cast
) -> None:
    """Else whoever writes down a call would read what the client says in any ticket of its queue."""
    bridged(cast, "saveliev", AT)
    scripted.subjects["7"] = "Чьё-то обращение"
    called = {"called": Called(cast.person["saveliev"]), "contact": cast.person["saveliev"]}
    Desk(cast).register(AT + MINUTE, "gordeeva", **NUMBERED, **called)
    carry(AT + 2 * MINUTE)
    assert [link.foreign for link in links()] == ["100"]


def test_a_ticket_there_is_joined_to_one_of_ours(
    scripted: Scripted, bridged: Bridged, carry: object, cast: Cast
) -> None:
    bridged(cast, "saveliev", AT)
    scripted.subjects["7"] = "Чьё-то обращение"
    first, second = (Desk(cast).register(AT + n * MINUTE, **NUMBERED) for n in (1, 2))
    carry(AT + 3 * MINUTE)
    assert [link.ticket_id for link in links()] == [first.pk]
    [row] = [each for each in deliveries() if each.ticket_id == second.pk]
    assert (row.state, "another one's already" in row.error) == ("failed", True)
