"""Two at the very same time, each in a transaction of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections
from django.test import Client

from tests.cast import Cast
from tests.database import Database
from tests.desk import msk
from tests.pages.pass_on.walk import COMPLETE, opened

if TYPE_CHECKING:
    from tests.desk import Desk

AT = msk("2024-03-14 10:05")


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Their results; they begin at once."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            gate.wait()
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def reader(cast: Cast, login: str) -> Client:
    client = Client()
    cast.sign_in(client, login)
    return client


@pytest.mark.clause("L3")
def test_sent_twice_at_once_it_is_one_vendor_ticket(own_db: Database, cast: Cast, desk: "Desk") -> None:
    number, client = desk.register(AT).number, reader(cast, "zhdanov")
    form = {**opened(client, number)[1], **COMPLETE}
    address = f"/tickets/{number}/pass-on/send/"
    answers = together(*[lambda: reader(cast, "zhdanov").post(address, form)] * 2)
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len({answer["Location"] for answer in answers}) == 1
    assert desk.kinds(number).count("passed_on") == 1


@pytest.mark.clause("P2.5")
def test_two_first_drafts_at_once(own_db: Database, cast: Cast, desk: "Desk") -> None:
    """One is kept, the other is told: neither is lost."""
    number = desk.register(AT).number
    form = {**opened(reader(cast, "gordeeva"), number)[1], **COMPLETE}
    address = f"/tickets/{number}/pass-on/draft/"
    answers = together(
        lambda: reader(cast, "gordeeva").post(address, form),
        lambda: reader(cast, "zhdanov").post(address, form | {"changes": "Иначе"}),
    )
    assert sorted(answer.status_code for answer in answers) == [303, 409]
