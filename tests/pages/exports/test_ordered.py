"""A long list is ordered, made in the background with its person's rights of that moment, told, kept, swept."""

import os
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client

from kabinet.actions.exports import keeping, making, ordering
from kabinet.jobs import exports
from kabinet.pages.exports import views
from kabinet.records.models import Export, Membership, Notice, Person, Ticket
from kabinet.records.security.reach import as_system
from tests import clock
from tests.cast import Cast
from tests.desk import Desk, msk
from tests.fixtures_pages import Reader
from tests.pages.exports.reading import lines, table
from tests.pages.many import copies

MARCH = msk("2024-03-14 10:05")
SOON = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _long_lists(monkeypatch: pytest.MonkeyPatch, desk: Desk, own_files) -> None:
    """1,101 tickets are a long list here."""
    monkeypatch.setattr(views, "AT_ONCE", 1000)
    copies(desk.register(MARCH).number, 1100, msk("2099-01-01 00:00"))


@pytest.fixture
def gordeeva(reader: Reader) -> Client:
    return reader("gordeeva")


def rows() -> list[Export]:
    with transaction.atomic(), as_system("a look from outside"):
        return list(Export.objects.order_by("asked_at", "pk"))


def told(cast: Cast, login: str = "gordeeva") -> list[str]:
    with transaction.atomic(), as_system("a look from outside"):
        found = Notice.objects.filter(person=cast.person[login], kind__startswith="export_")
        return list(found.values_list("kind", flat=True))


def order(client: Client, form: str = "xlsx") -> Export:
    """By the page's own button."""
    page = client.get("/exports/queue/").text
    assert "Строк в выгрузке: 1101." in " ".join(page.split())
    assert "/exports/queue/file/" not in page
    address = re.search(r'action="(/exports/queue/order/[^"]*)"', page)
    assert address is not None
    assert client.post(address[1], {"form": form}).headers["Location"] == "/exports/"
    [found] = [row for row in rows() if (row.state, row.form) == ("waiting", form)]
    return found


def make(at: datetime | None = None) -> bool:
    """One turn of the worker's loop."""
    return exports.make_next(lambda: at or clock.now())


def page_of(client: Client) -> str:
    return " ".join(client.get("/exports/").text.split())


def whole(client: Client, key: UUID, status: int = 200) -> bytes:
    answer = client.get(f"/exports/made/{key}/")
    assert answer.status_code == status
    return b"".join(answer.streaming_content) if answer.streaming else b""


def test_a_long_list_is_ordered_told_and_taken(
    cast: Cast, gordeeva: Client, reach_nothing: Callable[[], None]
) -> None:
    key = order(gordeeva).pk
    assert "Ждёт очереди" in page_of(gordeeva)
    assert whole(gordeeva, key, 404) == b""
    assert make()
    assert not make()
    assert told(cast) == ["export_ready"]
    reach_nothing()
    page = page_of(gordeeva)
    assert "Строк: 1101" in page
    assert len(table(whole(gordeeva, key))) == 1101
    assert [path.name for path in keeping.folder().iterdir()] == [key.hex]


def test_two_clicks_wait_once_and_only_so_many_wait(
    gordeeva: Client, reach_nothing: Callable[[], None]
) -> None:
    first = order(gordeeva)
    reach_nothing()
    assert order(gordeeva) == first
    reach_nothing()
    assert order(gordeeva, "csv") != first
    for level in range(1, 9):
        reach_nothing()
        gordeeva.post(f"/exports/queue/order/?level={level}", {"form": "csv"})
    assert len(rows()) == ordering.MOST_WAITING
    assert "дождитесь одной из прежних" in page_of(gordeeva)


def test_a_file_is_its_persons_alone_and_of_that_organisation(
    gordeeva: Client, reader: Reader, reach_nothing: Callable[[], None]
) -> None:
    key = order(gordeeva).pk
    assert make()
    for login in ("zhdanov", "arkhipova", "shulgin", "saveliev"):
        reach_nothing()
        assert whole(reader(login), key, 404) == b""
    reach_nothing()
    assert len(whole(gordeeva, key)) > 10_000


@pytest.mark.parametrize("how", ["removed", "sessions ended", "while it is made"])
def test_rights_that_end_end_the_file(
    cast: Cast, gordeeva: Client, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    key = order(gordeeva).pk

    def end() -> None:
        with transaction.atomic(), as_system("somebody leaves"):
            person = Person.objects.filter(pk=cast.person["gordeeva"])
            if how == "sessions ended":
                person.update(sessions_since=clock.now() + SOON)
            else:
                Membership.objects.filter(person=cast.person["gordeeva"]).update(ended_at=clock.now())

    if how == "while it is made":
        kept, steps = making.keep_on, []

        def third_step(**given: object) -> None:
            steps.append(given)
            if len(steps) == 3:
                end()
            kept(**given)

        monkeypatch.setattr(making, "keep_on", third_step)
    else:
        end()
    assert make()
    [row] = rows()
    assert (row.pk, row.state) == (key, "denied")
    assert list(keeping.folder().iterdir()) == []
    assert told(cast) == []


def test_a_row_that_moves_while_the_file_is_made_stands_in_it_once(
    gordeeva: Client, monkeypatch: pytest.MonkeyPatch, reach_nothing: Callable[[], None]
) -> None:
    key, kept, steps = order(gordeeva, "csv").pk, making.keep_on, []

    def moving(**given: object) -> None:
        steps.append(given)
        if len(steps) == 2:
            with transaction.atomic(), as_system("a deadline moves"):
                Ticket.objects.filter(number="U-900000").update(queue_at=msk("2100-01-01 00:00"))
        kept(**given)

    monkeypatch.setattr(making, "keep_on", moving)
    assert make()
    reach_nothing()
    found = [line["Номер"] for line in lines(whole(gordeeva, key))]
    assert len(found) == len(set(found)) == 1101


def test_a_file_is_not_given_to_whom_the_list_is_closed_by_now(
    cast: Cast, desk: Desk, reader: Reader, reach_nothing: Callable[[], None]
) -> None:
    lapteva = reader("lapteva")
    assert lapteva.post("/exports/compliance/order/", {"form": "csv"}).status_code == 303
    assert make()
    [row] = rows()
    reach_nothing()
    assert whole(lapteva, row.pk)
    with transaction.atomic(), as_system("an auditor no more"):
        Membership.objects.filter(person=cast.person["lapteva"]).update(role="engineer")
    reach_nothing()
    assert whole(lapteva, row.pk, 403) == b""


def test_who_is_killed_at_it_leaves_nothing_and_the_next_one_makes_it(
    cast: Cast, gordeeva: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(**given: object) -> None:
        raise Killed

    order(gordeeva)
    with monkeypatch.context() as broken:
        broken.setattr(making, "note_ready", killed)
        with pytest.raises(Killed):
            make()
    assert rows()[0].state == "waiting"
    assert not make()
    later = clock.now() + making.LEASE
    assert make(later)
    assert (rows()[0].state, rows()[0].tries) == ("ready", 2)
    assert told(cast) == ["export_ready"]


def test_who_was_too_slow_changes_nothing_any_more(gordeeva: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its lease ended, and somebody else has made the file since."""
    order(gordeeva)
    slow = making.take_export(at=clock.now())
    assert slow is not None
    with keeping.at_work() as folder:
        (folder / "whole").write_bytes(b"half of it")
        assert making.take_export(at=clock.now() + making.LEASE) is not None
        with pytest.raises(making.Lost):
            making.note_ready(at=clock.now(), taken=slow, rows=1, made=folder / "whole")
    assert rows()[0].state == "waiting"
    assert make(clock.now() + 2 * making.LEASE)
    with pytest.raises(making.Lost):
        making.keep_on(at=clock.now(), taken=slow)
    with pytest.raises(making.Lost):
        making.note_ready(at=clock.now(), taken=slow, rows=1, made=keeping.folder() / "nothing")
    making.note_ended(at=clock.now(), taken=slow, state="failed")
    assert rows()[0].state == "ready"


@pytest.mark.parametrize("state", ["too_long", "failed"])
def test_what_cannot_be_made_says_so(
    cast: Cast,
    gordeeva: Client,
    monkeypatch: pytest.MonkeyPatch,
    reach_nothing: Callable[[], None],
    state: str,
) -> None:
    order(gordeeva)
    if state == "too_long":
        monkeypatch.setattr(exports, "MOST", 600)
    else:
        monkeypatch.setattr(exports, "make_sheet", lambda *given: 1 / 0)
    assert make()
    assert rows()[0].state == state
    assert told(cast) == ["export_not_made"]
    reach_nothing()
    assert "Не сделана" in page_of(gordeeva)
    assert list(keeping.folder().iterdir()) == []


def test_longer_than_any_file_is_not_ordered(gordeeva: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST", 1050)
    page = " ".join(gordeeva.get("/exports/queue/").text.split())
    assert "Строк в выгрузке: больше 1050." in page
    assert "/order/" not in page


def test_it_is_kept_for_its_days_and_then_swept_with_its_file(
    gordeeva: Client, reach_nothing: Callable[[], None]
) -> None:
    key = order(gordeeva).pk
    assert make()
    at = clock.now()
    with keeping.at_work() as left:
        os.utime(left, times=(at.timestamp(), at.timestamp()))
        assert keeping.sweep(at=at + keeping.KEPT - SOON) == 1
        assert not left.exists()
    assert keeping.path_of(key).exists()
    assert keeping.sweep(at=at + keeping.KEPT + SOON) == 1
    assert rows() == []
    assert list(keeping.folder().iterdir()) == []
    reach_nothing()
    assert "Выгрузок нет" in page_of(gordeeva)
