"""Two people at once: nothing is lost, and whoever comes second sees what happened."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.accept import accept_solution
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.close import close_ticket
from kabinet.actions.tickets.level import change_level
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.tickets.take import assign_ticket, take_ticket
from kabinet.actions.unit.errors import Conflict, Refused
from kabinet.regulation.facts import Answer
from tests.database import Database
from tests.desk import Desk, later, msk, passed_on
from tests.some import some

AT = msk("2024-03-14 10:05")
NEXT = later(AT, minutes=10)


def together(*works: Callable[[], Any]) -> list[Any]:
    """Each in a thread with a connection of its own, let go at one moment; a result or what was raised."""
    start = Barrier(len(works))

    def one(work: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return work()
        except (Conflict, Refused) as said:
            return said
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


@pytest.mark.slow
def test_two_engineers_take_at_once(own_db: Database, desk: Desk) -> None:
    number = desk.register(AT).number
    results = together(
        lambda: desk.do(take_ticket, "gordeeva", NEXT, number=number, version=1),
        lambda: desk.do(take_ticket, "zhdanov", NEXT, number=number, version=1),
    )
    [conflict] = [result for result in results if isinstance(result, Conflict)]
    assert [entry.kind for entry in conflict.entries] == ["taken"]
    assert conflict.entries[0].actor_name == desk.ticket(number).assignee_name
    assert conflict.entries[0].sentence.ru.startswith("Взято в работу: ")
    assert desk.kinds(number) == ["registered", "taken"]


@pytest.mark.slow
def test_messages_at_once_are_all_there(own_db: Database, desk: Desk) -> None:
    number = desk.register(AT).number
    acts = [
        (answer_ticket, "gordeeva"),
        (write_note, "zhdanov"),
        (write_reply, "saveliev"),
        (write_reply, "orlova"),
        (write_note, "yusupov"),
    ] * 3
    together(
        *(
            lambda act=act, login=login, text=text: desk.do(act, login, NEXT, number=number, text=f"№{text}")
            for text, (act, login) in enumerate(acts)
        )
    )
    assert {message.text for message in desk.messages(number)} >= {f"№{text}" for text in range(15)}
    assert desk.ticket(number).version == len(desk.journal(number)) == 16
    assert list(verify()) == []


@pytest.mark.slow
def test_both_legs_at_once_do_not_block_one_another(own_db: Database, desk: Desk) -> None:
    number, vendor = passed_on(desk, AT)
    acts = [
        lambda text=text: desk.do(answer_ticket, "titova", later(AT, hours=1), number=vendor, text=f"№{text}")
        for text in range(6)
    ]
    acts += [
        lambda text=text: desk.do(write_reply, "saveliev", later(AT, hours=1), number=number, text=f"№{text}")
        for text in range(6)
    ]
    acts += [
        lambda: desk.do(
            answer_ticket, "gordeeva", later(AT, hours=1), number=number, text="!", kind=Answer.SOLUTION
        )
    ]
    assert all(not isinstance(result, Exception) for result in some(together(*acts)))
    results = together(
        lambda: desk.do(accept_solution, "saveliev", later(AT, hours=2), number=number),
        lambda: desk.do(
            answer_ticket, "titova", later(AT, hours=2), number=vendor, text="?", kind=Answer.QUESTION
        ),
    )
    assert desk.ticket(number).status == "closed"
    assert desk.ticket(vendor).closed_at is not None or isinstance(results[1], Exception)
    assert list(verify()) == []


def test_a_message_beside_a_message_is_no_conflict(desk: Desk) -> None:
    number = desk.register(AT).number
    desk.do(take_ticket, "zhdanov", NEXT, number=number, version=1)
    desk.do(write_reply, "saveliev", NEXT, number=number, text="Ещё", version=1)
    desk.do(answer_ticket, "gordeeva", NEXT, number=number, text="Смотрим", version=1)
    desk.do(write_note, "gordeeva", NEXT, number=number, text="Хм", version=1)
    assert desk.kinds(number) == ["registered", "taken", "replied", "answered", "noted"]


def test_own_deeds_are_no_conflict(desk: Desk) -> None:
    number = desk.register(AT).number
    desk.do(take_ticket, "gordeeva", NEXT, number=number, version=1)
    desk.do(assign_ticket, "gordeeva", NEXT, number=number, assignee=desk.cast.person["zhdanov"], version=1)


@pytest.mark.parametrize("sees", [True, False])
def test_a_level_changed_twice(desk: Desk, sees: bool) -> None:
    number = desk.register(AT, level=2, chosen_level=4).number
    desk.do(change_level, "zhdanov", NEXT, number=number, level=3, reason="Задевает отгрузку")

    def change() -> None:
        desk.do(
            change_level,
            "gordeeva",
            NEXT,
            number=number,
            level=2,
            reason="Отгрузка встала",
            version=2 if sees else 1,
        )

    if sees:
        change()
        return
    with pytest.raises(Conflict) as conflict:
        change()
    [entry] = conflict.value.entries
    assert entry.sentence.ru == "Уровень изменён: 4 → 3. Задевает отгрузку"
    assert (conflict.value.number, conflict.value.version) == (number, 2)


def test_answering_after_closing(desk: Desk) -> None:
    number = desk.register(AT).number
    desk.do(answer_ticket, "gordeeva", NEXT, number=number, text="Готово", kind=Answer.SOLUTION)
    desk.do(accept_solution, "saveliev", NEXT, number=number)
    with pytest.raises(Conflict) as conflict:
        desk.do(answer_ticket, "zhdanov", NEXT, number=number, text="И ещё", version=2)
    assert [entry.kind for entry in conflict.value.entries] == ["accepted"]
    with pytest.raises(Refused):
        desk.do(answer_ticket, "zhdanov", NEXT, number=number, text="И ещё", version=3)


def test_closing_over_a_fresh_reply(desk: Desk) -> None:
    number = desk.register(AT).number
    desk.do(answer_ticket, "gordeeva", NEXT, number=number, text="Готово", kind=Answer.SOLUTION)
    desk.do(write_note, "zhdanov", NEXT, number=number, text="Ждём")
    desk.do(write_reply, "saveliev", NEXT, number=number, text="Не помогло")
    with pytest.raises(Conflict) as conflict:
        desk.do(close_ticket, "gordeeva", NEXT, number=number, reason="Тишина", version=2)
    assert [entry.kind for entry in conflict.value.entries] == ["replied"]


def test_what_somebody_may_not_see_is_not_told_to_them(desk: Desk) -> None:
    number = desk.register(AT).number
    desk.do(answer_ticket, "gordeeva", NEXT, number=number, text="Готово", kind=Answer.SOLUTION)
    desk.do(write_note, "zhdanov", NEXT, number=number, text="Между нами")
    desk.do(answer_ticket, "gordeeva", NEXT, number=number, text="И ещё", kind=Answer.SOLUTION)
    with pytest.raises(Conflict) as conflict:
        desk.do(accept_solution, "saveliev", NEXT, number=number, version=2)
    assert [entry.kind for entry in conflict.value.entries] == ["answered"]


def test_what_the_law_did_meanwhile_counts_as_well(desk: Desk) -> None:
    night = msk("2024-03-16 02:00")
    number = desk.register(night, level=1).number
    desk.do(answer_ticket, "gordeeva", later(night, hours=1), number=number, text="?", kind=Answer.QUESTION)
    for noticed in (False, True):
        if noticed:
            settle_due(at=later(night, hours=3))
        with pytest.raises(Conflict) as conflict:
            desk.do(
                change_level, "gordeeva", later(night, hours=4), number=number, level=1, reason="x", version=2
            )
        assert [entry.kind for entry in conflict.value.entries] == ["lowered"]
