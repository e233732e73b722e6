"""The last day and the day after, through the page: licence, contract, status, certificate (L9, L12, P2.4, P2.5)."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Cast
from tests.clock import now
from tests.desk import Desk, later, passed_on
from tests.pages.organisations.papers.browser import Browser, day, put

Who = Callable[[str], Browser]


def end(cast: Cast, what: str, last: int) -> None:
    """This paper of ZMK, of its partner or of Zhdanov has so many days left."""
    where: dict[str, tuple[str, dict[str, Any]]] = {
        "licence": ("Licence", {"client": cast.client["zmk"]}),
        "contract": ("SupportContract", {"client": cast.client["zmk"]}),
        "status": ("PartnerStatus", {"partner": cast.partner["kontur"]}),
        "certificate": ("Certificate", {"person": cast.person["zhdanov"]}),
    }
    model, found = where[what]
    put(model, found, last_day=day(last))


def sent(who: Who, login: str, number: str) -> int:
    """The status of passing the ticket on by its own form."""
    from kabinet.records.security.reach import leave
    from tests.pages.pass_on.walk import COMPLETE, post

    leave()
    return int(post(who(login).client, number, **COMPLETE).status_code)


def filed(desk: Desk, number: str) -> str:
    """The key of a file that the partner sent with an answer."""
    from io import BytesIO

    from kabinet.actions.tickets.answer import answer_ticket
    from kabinet.actions.tickets.drafts.attach import attach

    at = later(now(), minutes=-8)
    file = desk.do(attach, "gordeeva", at, name="журнал.zip", content=BytesIO(b"PK"))
    desk.do(answer_ticket, "gordeeva", at, number=number, text="Смотрим журнал", files=[file.pk])
    return str(file.pk)


@pytest.mark.parametrize(
    ("what", "clause", "words"),
    [
        pytest.param("licence", "L9b", "РКЛ действовала по", marks=pytest.mark.clause("L9b", "U1")),
        pytest.param("contract", "U1", "Договор ИТС действовал по", marks=pytest.mark.clause("U1")),
        pytest.param(
            "status", "U1", "У вашего партнёра нет действующего статуса", marks=pytest.mark.clause("U1")
        ),
    ],
)
def test_registering_on_the_last_day_and_the_day_after(
    cast: Cast, who: Who, what: str, clause: str, words: str
):
    end(cast, what, 0)
    who("saveliev").get("/new/")
    end(cast, what, -1)
    page = who("saveliev").get("/new/", 403)
    assert words in page
    assert f"/rules/clause/{clause}/" in page
    mender = "КОРП-поддержка 1С" if what == "status" else "Северный Контур"
    assert mender in page.partition("Кто может помочь")[2]
    assert "tel:+7" in page


@pytest.mark.parametrize(
    ("what", "clause"),
    [
        pytest.param("licence", "P2.4", marks=pytest.mark.clause("P2.4")),
        pytest.param("contract", "P2.4", marks=pytest.mark.clause("P2.4")),
        pytest.param("certificate", "P2.5", marks=pytest.mark.clause("P2.5")),
        pytest.param("status", "L12b", marks=pytest.mark.clause("L12b")),
    ],
)
def test_passing_on_on_the_last_day_and_the_day_after(
    cast: Cast, who: Who, desk: Desk, what: str, clause: str
):
    from kabinet.actions.tickets.take import take_ticket

    first, second = (desk.register(later(now(), minutes=-9)).number for _ in range(2))
    for number in (first, second):
        desk.do(take_ticket, "zhdanov", later(now(), minutes=-5), number=number)
    end(cast, what, 0)
    assert sent(who, "zhdanov", first) in (200, 303)
    assert "V-" in who("zhdanov").get(f"/tickets/{first}/")
    end(cast, what, -1)
    address = f"/tickets/{second}/pass-on/"
    page = who("zhdanov").get(address, 403 if what == "status" else 200)
    assert f"/rules/clause/{clause}/" in page
    assert not desk.ticket(second).passed_on_at


@pytest.mark.clause("L12b")
def test_answering_on_the_last_day_and_the_day_after(cast: Cast, who: Who, desk: Desk):
    number = desk.register(later(now(), minutes=-9)).number
    end(cast, "status", 0)
    who("gordeeva").post(f"/tickets/{number}/take/", once="", version="")
    end(cast, "status", -1)
    refusal = who("gordeeva").post(
        f"/tickets/{number}/say/", 403, text="Смотрим дампы", audience="public", kind="answer"
    )
    assert "/rules/clause/L12b/" in refusal
    assert "Смотрим дампы" in refusal
    assert "КОРП-поддержка 1С" in refusal


@pytest.mark.clause("L9a")
def test_after_the_licence_everything_is_read_and_open_tickets_go_on(cast: Cast, who: Who, desk: Desk):
    number = desk.register(later(now(), minutes=-9)).number
    key = filed(desk, number)
    end(cast, "licence", -1)
    assert "rphost" in who("saveliev").get(f"/tickets/{number}/")
    assert b"".join(who("saveliev").client.get(f"/files/{key}/").streaming_content) == b"PK"
    who("saveliev").post(f"/tickets/{number}/say/", text="Повторилось", audience="public")
    assert "Повторилось" in who("gordeeva").get(f"/tickets/{number}/")


@pytest.mark.clause("L12a")
def test_after_the_status_staff_read_everything_and_files(cast: Cast, who: Who, desk: Desk):
    number = desk.register(later(now(), minutes=-9)).number
    key = filed(desk, number)
    end(cast, "status", -1)
    assert "rphost" in who("gordeeva").get(f"/tickets/{number}/")
    assert b"".join(who("gordeeva").client.get(f"/files/{key}/").streaming_content) == b"PK"
    assert number in who("gordeeva").get("/queue/")


@pytest.mark.clause("P2.4")
def test_a_ticket_whose_licence_ended_while_open_is_flagged_to_both_sides(cast: Cast, who: Who, desk: Desk):
    number, vendor = passed_on(desk, later(now(), hours=-2))
    end(cast, "licence", -1)
    for login in ("zhdanov", "titova"):
        page = who(login).get(f"/tickets/{vendor}/")
        assert "РКЛ действовала по" in page
        assert "/rules/clause/P2.4/" in page
    assert number not in who("titova").get(f"/tickets/{vendor}/")
    assert "Отказать по этому пункту" in who("titova").get(f"/tickets/{vendor}/")


@pytest.mark.clause("P2.5")
def test_who_cannot_send_any_more_reads_who_can(cast: Cast, who: Who, desk: Desk):
    put("Certificate", {"person": cast.person["melnik"]}, last_day=day(100))
    end(cast, "certificate", -1)
    number = desk.register(later(now(), minutes=-9)).number
    page = who("zhdanov").get(f"/tickets/{number}/pass-on/")
    assert "Вы готовите, отправит сотрудник с сертификатом" in page
    assert "Е. Мельник" in page or "Мельник Е" in page
    assert "+7 900 000-41-17" in page
    assert "/rules/clause/P2.5/" in page
