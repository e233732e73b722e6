"""A version is superseded while a registration is written or sent: it is answered under the version in force, nothing
typed is lost, the writer reads what changed; of two transactions at once either comes first."""

from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from kabinet.actions.regulation import adoption, supersession
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.desk import ITEMS, Desk, later
from tests.pages.registration.walk import WRITTEN, Walk, text
from tests.pages.regulation.versions.test_superseding import REASON, supersede
from tests.pages.regulation.versions.test_versions_served import drafted, publish
from tests.pages.regulation.versions.versions_scene import Reader, now, published, today
from tests.regulation.pack.changes import choice, field, written

pytestmark = pytest.mark.clause("L16", "P2.8")
NAME = "Регламент корпоративной технической поддержки"
EXTRA = "Сервер перезагружали трижды, результат один"


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return Walk(Client(), cast)


def in_force(cast: Cast, desk: Desk, change: Any = None) -> None:
    """4.1 is in force for Kontur; by default with a field that 4.0 has not."""
    change = change or field("extra", label="Что пробовали", need="asked")
    publish(desk, drafted(desk, written(change), now()), today(), now())
    desk.do(adoption.adopt, "arkhipova", now(), number="4.1", day=today())


def sent(walk: Walk, address: str, page: Any, **said: str) -> Any:
    from tests.pages.registration.walk import value

    return walk.post(address, WRITTEN | {"regulation": value(page, "regulation")} | said)


def under(walk: Walk) -> str:
    with transaction.atomic(), as_system("a look"):
        return str(walk.tickets()[-1].regulation.number)


def test_what_was_typed_in_a_field_that_is_gone_comes_back_and_is_not_lost(
    cast: Cast, desk: Desk, administrator: Reader, walk: Walk
) -> None:
    in_force(cast, desk)
    address = walk.begin(3)
    page = walk.get(address)
    supersede(administrator)
    answer = sent(walk, address, page, extra=EXTRA)
    assert answer.status_code == 422
    assert walk.tickets() == []
    said = text(answer)
    assert (
        f"Версия 4.1 («{NAME}») отозвана, пока вы писали: обращение пойдёт по версии 4.0 («{NAME}»)." in said
    )
    assert "В форме больше нет: Что пробовали" in said
    assert EXTRA in said
    assert 'name="extra"' not in answer.content.decode()
    assert WRITTEN["subject"] in answer.content.decode()
    again = walk.get(address)
    assert EXTRA in text(again), "and it is there when the draft is opened once more"
    assert sent(walk, address, again).status_code == 303
    assert under(walk) == "4.0"


def test_it_stays_with_the_draft_that_the_page_saves_by_itself(
    cast: Cast, desk: Desk, administrator: Reader, walk: Walk
) -> None:
    in_force(cast, desk)
    address = walk.begin(3)
    page = walk.get(address)
    supersede(administrator)
    from tests.pages.registration.walk import value

    old = {"regulation": value(page, "regulation"), "extra": EXTRA}
    assert walk.fragment(f"{address}save/", WRITTEN | old).status_code == 204
    assert EXTRA in text(walk.get(address))
    fresh = {"regulation": value(walk.get(address), "regulation")}
    assert walk.fragment(f"{address}save/", WRITTEN | fresh).status_code == 204
    assert EXTRA in text(walk.get(address))


def test_where_the_form_is_the_same_it_goes_and_says_by_which_version(
    cast: Cast, desk: Desk, administrator: Reader, walk: Walk
) -> None:
    published(desk, today())
    desk.do(adoption.adopt, "arkhipova", now(), number="4.1", day=today())
    address = walk.begin(3)
    page = walk.get(address)
    supersede(administrator)
    answer = sent(walk, address, page)
    assert answer.status_code == 303
    assert under(walk) == "4.0"
    assert (
        f"Версия 4.1 («{NAME}») отозвана, пока вы писали: обращение зарегистрировано по версии 4.0 («{NAME}»)."
        in text(walk.get(str(answer["Location"])))
    )


def test_a_field_that_only_the_version_in_force_asks_is_named(
    cast: Cast, desk: Desk, administrator: Reader, walk: Walk
) -> None:
    """The other way round: 4.1 comes into force for the partner while the form of 4.0 is open."""
    address = walk.begin(3)
    page = walk.get(address)
    in_force(cast, desk, choice("extra", "one", "two", label="Где случилось"))
    answer = sent(walk, address, page)
    assert answer.status_code == 422
    said = text(answer)
    assert f"Пока вы писали, вступила в силу версия 4.1 («{NAME}»)" in said
    assert "Спрашивают новое: Где случилось" in said


def test_a_ticket_of_a_superseded_version_says_so(
    cast: Cast, desk: Desk, administrator: Reader, walk: Walk
) -> None:
    published(desk, today())
    desk.do(adoption.adopt, "arkhipova", now(), number="4.1", day=today())
    walk.register(3)
    number = walk.tickets()[-1].number
    for login in ("saveliev", "gordeeva", "lapteva"):
        assert "отозван" not in Reader(cast, login).see(f"/tickets/{number}/")
    supersede(administrator)
    for login in ("saveliev", "gordeeva", "lapteva"):
        page = Reader(cast, login).see(f"/tickets/{number}/")
        assert "отозвана после регистрации, обращение идёт по ней" in page


# Two transactions at once, on a database of their own: which of them holds the versions first.


def registration(desk: Desk) -> Any:
    return desk.register(now())


def sending(walk: Walk, url: str) -> Any:
    assert walk.post(url, WRITTEN).status_code == 303


def passing_on(desk: Desk, number: str) -> Any:
    from kabinet.actions.vendor.pass_on import pass_on_ticket

    return desk.do(pass_on_ticket, "zhdanov", now(), number=number, values=ITEMS)


def withdrawal(desk: Desk) -> Any:
    return desk.do(supersession.supersede, "shulgin", now(), number="4.1", reason=REASON)


def at_once(first: Callable[[], Any], second: Callable[[], Any]) -> None:
    """`second` begins while `first` is done but not committed, and ends after it."""
    done, begun, faults = Event(), Event(), []

    def leading() -> None:
        try:
            with transaction.atomic():
                first()
                done.set()
                begun.wait(10)
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_sleep(0.5)")
        except Exception as fault:
            faults.append(fault)
        finally:
            done.set()
            connection.close()

    def following() -> None:
        done.wait(20)
        begun.set()
        try:
            second()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=each) for each in (leading, following)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    assert faults == []


@pytest.mark.parametrize("what", ["registration", "its page", "passing on"])
@pytest.mark.parametrize(("order", "lives"), [("it first", "4.1"), ("the supersession first", "4.0")])
def test_of_two_at_once_either_comes_first(
    own_db: object, cast: Cast, desk: Desk, walk: Walk, what: str, order: str, lives: str
) -> None:
    published(desk, today())
    desk.do(adoption.adopt, "arkhipova", now(), number="4.1", day=today())
    number = desk.register(later(now(), minutes=-5)).number if what == "passing on" else ""
    begun = walk.begin() if what == "its page" else ""
    acts: dict[str, Callable[[], Any]] = {
        "registration": lambda: registration(desk),
        "its page": lambda: sending(walk, begun),
        "passing on": lambda: passing_on(desk, number),
    }
    pair = (acts[what], lambda: withdrawal(desk))
    at_once(*(pair if order == "it first" else reversed(pair)))
    with transaction.atomic(), as_system("a look"):
        made = models.Ticket.objects.select_related("regulation").latest("pk")
        taken = models.Supersession.objects.get()
        entry = models.OrganisationEntry.objects.get(kind="regulation_superseded")
        assert made.number != number
        assert made.regulation.number == lives
        assert taken.at >= made.registered_at or lives == "4.0"
        counted = models.Ticket.objects.filter(regulation=taken.version).count()
        assert entry.data["tickets"] == counted, "the supersession counted every ticket that lives under it"
