"""A receiver that refuses, is away, asks for patience, a worker that is killed: nothing is lost, nothing is told twice under
two names, no other waits, and it ends."""

import signal
import socket
from datetime import timedelta
from typing import Any

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.webhooks import sending
from kabinet.actions.webhooks.repeating import repeat_dead
from kabinet.actions.webhooks.tidying import KEPT, forget_told
from kabinet.jobs import webhooks
from kabinet.jobs.rests import Rests
from kabinet.network import client
from kabinet.records import models
from kabinet.regulation.organisation.event_groups import EventGroup
from tests import clock, processes
from tests.cast import Cast
from tests.clock import PATIENCE, until
from tests.database import Database
from tests.desk import Desk
from tests.fixtures_webhooks import Receiver
from tests.jobs.alerts.looks import change
from tests.jobs.alerts.test_sending import idle_in_transaction
from tests.jobs.webhooks.looks import AT, Connected, Hooks, on_their_way, webhook

MINUTE = timedelta(minutes=1)
REGISTERED = "ticket.registered"


def test_what_fails_is_tried_again_after_growing_pauses_under_one_name_and_is_then_dead(
    receiver: Receiver, hooks: Hooks, connected: Connected, cast: Cast
) -> None:
    """Its later facts wait for it, those of other tickets and addresses do not; dead it holds back none, and is repeated."""
    key = connected(cast, "saveliev", AT)
    connected(cast, "arefyev", AT, "/other")
    desk = Desk(cast)
    receiver.answers["/hook"] = [(500, {})] * sending.TRIES
    first, at = desk.register(AT).number, AT
    desk.do(answer_ticket, "gordeeva", AT, number=first, text="Смотрим.")
    pauses = []
    for _ in range(sending.TRIES - 1):
        hooks(at)
        [failed] = on_their_way(webhook=key, state="failed")
        pauses.append((failed.next_try - at) / timedelta(seconds=1))  # type: ignore[operator]
        at = failed.next_try  # type: ignore[assignment]
    expected = [each.total_seconds() for each in sending.PAUSES]
    assert all(0.9 * each <= pause <= 1.1 * each for pause, each in zip(pauses, expected, strict=True))
    assert receiver.facts() == [f"{first} registered", f"{first} answered"], "the other address, at once"
    assert len(set(receiver.asked)) == 3, "one name a fact and an address"
    receiver.answers["/hook"] = [(204, {}), (500, {})]
    other = desk.register(at - MINUTE).number
    hooks(at - MINUTE)
    assert receiver.facts()[2:] == [f"{other} registered"] * 2, "at both addresses"
    receiver.came.clear()
    hooks(at)
    assert [each.kind for each in on_their_way(webhook=key, state="dead")] == [REGISTERED]
    hooks(at + 5 * MINUTE)
    assert receiver.facts() == [f"{first} answered"]
    assert desk.do(repeat_dead, "arefyev", at + 6 * MINUTE, key=key) == 1
    hooks(at + 6 * MINUTE)
    assert receiver.facts()[-1] == f"{first} registered"
    assert receiver.came[-1].name == f"msg_{failed.message_id.hex}"
    assert forget_told(at=at + KEPT + timedelta(days=1)) > 0
    assert on_their_way() == []


# What a receiver answers -> what came of it: the state, and for how many seconds it is left alone at least.
ANSWERS = {
    "taken": ((202, {}), "sent", 0),
    "a redirect": ((302, {"Location": "http://169.254.169.254/latest/meta-data/"}), "failed", 4),
    "not allowed": ((403, {}), "failed", 4),
    "later": ((429, {"Retry-After": "600"}), "failed", 600),
    "later, as a date": ((503, {"Retry-After": "Mon, 20 Apr 2026 09:30:00 GMT"}), "failed", 1800),
    "never": ((503, {"Retry-After": "999999999"}), "failed", 86_400),
    "no time": ((503, {"Retry-After": "²"}), "failed", 4),
}


def test_what_is_made_of_an_answer(
    receiver: Receiver, hooks: Hooks, connected: Connected, cast: Cast
) -> None:
    desk, at = Desk(cast), AT
    key = connected(cast, "saveliev", AT)
    for name, (answer, state, seconds) in ANSWERS.items():
        receiver.answers["/hook"] = [answer]
        desk.register(at)
        hooks(at)
        [told] = on_their_way(webhook=key, kind=REGISTERED, state=state)
        assert told.status == answer[0], name
        if told.next_try is not None:
            left = (told.next_try - at).total_seconds()
            assert seconds <= left <= max(seconds, 6), name
        forget_told(at=at + 2 * KEPT)
    assert len(receiver.asked) == len(ANSWERS), "nobody was led on"


def test_five_days_of_failures_switch_it_off_and_its_keepers_are_told_once(
    receiver: Receiver, hooks: Hooks, connected: Connected, cast: Cast
) -> None:
    key, desk = connected(cast, "saveliev", AT), Desk(cast)
    receiver.close()
    for days in (0, 4.99):
        desk.register(AT + timedelta(days=days))
        hooks(AT + timedelta(days=days))
    assert webhook(key).state == "on"
    desk.register(AT + timedelta(days=5))
    hooks(AT + timedelta(days=5))
    found = webhook(key)
    assert (found.state, found.why) == ("off", "failing")
    assert {each.state for each in on_their_way()} == {"dead"}
    for login in ("saveliev", "arefyev"):
        assert desk.told(login).count("webhook_stopped") == 1, login
    assert "webhook_stopped" not in desk.told("orlova")
    count = len(on_their_way())
    desk.register(AT + timedelta(days=5))
    assert len(on_their_way()) == count, "one that is off is told nothing"


def test_one_that_says_it_is_gone_is_off_at_once(
    receiver: Receiver, hooks: Hooks, connected: Connected, cast: Cast
) -> None:
    key, desk = connected(cast, "arkhipova", AT), Desk(cast)
    receiver.answers["/hook"] = [(410, {})]
    desk.register(AT)
    hooks(AT)
    assert (webhook(key).why, len(receiver.asked)) == ("gone", 1)
    assert desk.told("arkhipova").count("webhook_stopped") == 1
    assert "webhook_stopped" not in desk.told("gordeeva")


def test_a_name_that_leads_elsewhere_a_moment_later_is_not_followed(
    receiver: Receiver,
    hooks: Hooks,
    connected: Connected,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
) -> None:
    """DNS rebinding: what was looked at is what is connected to; and a name that leads in here is not asked at all."""
    key, desk = connected(cast, "saveliev", AT), Desk(cast)
    settings.WEBHOOK_ORIGINS = ()
    change(models.Webhook.objects.filter(pk=key), url="https://rebinds.example/hook")
    answers, connected_to = [["93.184.215.14"], ["127.0.0.1"], ["93.184.215.14", "10.0.0.7"]], []

    def led(host: str, port: int, **_: Any) -> list[Any]:
        assert host == "rebinds.example"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in answers.pop(0)]

    def connect(_: Any, host: str, port: int, *__: Any) -> Any:
        connected_to.append((host, port))
        raise client.httpcore2.ConnectError("nobody there in a test")

    monkeypatch.setattr(socket, "getaddrinfo", led)
    monkeypatch.setattr(client.httpcore2.SyncBackend, "connect_tcp", connect)
    desk.register(AT)
    for _ in range(3):
        [row] = on_their_way(kind=REGISTERED)
        hooks(row.next_try)  # type: ignore[arg-type]
    assert (answers, connected_to) == ([], [("93.184.215.14", 443)])
    assert "not to be asked" in on_their_way(kind=REGISTERED)[0].error


def test_a_fault_of_the_program_stops_no_other(
    receiver: Receiver, hooks: Hooks, connected: Connected, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kabinet.actions.webhooks import message

    desk, whole = Desk(cast), message.body_of
    connected(cast, "saveliev", AT)
    first, second = desk.register(AT), desk.register(AT)

    def stumbling(row: Any) -> bytes:
        if row.ticket_id == first.pk:
            raise LookupError
        return whole(row)

    monkeypatch.setattr(message, "body_of", stumbling)
    hooks(AT)
    assert receiver.facts() == [f"{second.number} registered"]
    [failed] = on_their_way(ticket=first.pk)
    assert (failed.state, failed.error) == ("failed", "LookupError")


def test_with_another_secret_of_the_installation_nothing_is_sent_and_it_is_said(
    receiver: Receiver, hooks: Hooks, connected: Connected, cast: Cast, settings: Any
) -> None:
    from kabinet.actions.webhooks import checking

    key, desk = connected(cast, "saveliev", AT), Desk(cast)
    settings.SECRET_KEY = "another secret of the installation, long enough"
    desk.register(AT)
    hooks(AT)
    assert (receiver.asked, webhook(key).why) == ([], "unreadable")
    assert [str(key) in each for each in checking.faults(at=AT)] == [True]
    assert checking.webhooks(at=AT).stopped == 1


def test_whoever_is_killed_at_it_leaves_it_to_the_next_and_a_late_worker_notes_nothing(
    receiver: Receiver, hooks: Hooks, connected: Connected, cast: Cast
) -> None:
    connected(cast, "saveliev", AT)
    Desk(cast).register(AT)
    killed = sending.take_next(at=AT)
    assert killed is not None
    hooks(AT + sending.LEASE - timedelta(seconds=1))
    assert receiver.asked == []
    hooks(AT + sending.LEASE)
    assert len(receiver.came) == 1
    sending.note_failed(at=AT, taken=killed, status=500, error="")
    [told] = on_their_way(kind=REGISTERED)
    assert (told.state, told.tries) == ("sent", 2)


def test_a_slow_receiver_keeps_no_other_waiting(receiver: Receiver, connected: Connected, cast: Cast) -> None:
    """Whoever was asked longest ago is next, whatever has waited longer elsewhere."""
    desk, rests, groups = Desk(cast), Rests(), (EventGroup.REGISTERED,)
    one = connected(cast, "saveliev", AT, "/one", groups)
    for _ in range(2):
        desk.register(AT)
    two = connected(cast, "arefyev", AT, "/two", groups)
    desk.register(AT + MINUTE)
    receiver.at, asked = AT, []
    for at in (AT + timedelta(seconds=60 + seconds) for seconds in range(4)):
        assert webhooks.tell_next(at, rests)
        asked += [each.webhook_id for each in on_their_way(state="sent") if each.settled_at == at]
    assert asked == [one, two, one, one]


@pytest.mark.slow
def test_the_running_worker_tells_and_what_it_had_in_hand_when_killed_comes_under_the_same_name(
    own_db: Database, receiver: Receiver, hooks: Hooks, connected: Connected, cast: Cast
) -> None:
    """kill -9 after the receiver has it and before it has said so; no transaction is open meanwhile."""
    at = receiver.at = clock.now()
    connected(cast, "saveliev", at)
    Desk(cast).register(at)
    held: list[int] = []
    with processes.started(
        processes.kabinet("work"), own_db.environment | {"KABINET_WEBHOOK_ORIGINS": receiver.url}
    ) as running:

        def meanwhile() -> None:
            held.append(idle_in_transaction(own_db))
            running.send_signal(signal.SIGKILL)

        receiver.meanwhile = meanwhile
        until(lambda: receiver.came)
        running.wait(PATIENCE)
    receiver.meanwhile = lambda: None
    [open_] = on_their_way(kind=REGISTERED)
    assert open_.next_try is not None
    hooks(open_.next_try)
    assert held == [0]
    assert [each.name for each in receiver.came] == [f"msg_{open_.message_id.hex}"] * 2
