"""A client reports that its partner refused to take a ticket through the cabinet (L10)."""

import re
from datetime import timedelta

import pytest

from tests.cast import Cast

TEXT = "Попросили прислать письмо на почту: через кабинет обращения не берём"


@pytest.fixture
def reported(cast: Cast, send, now) -> str:
    """The address of a report of ZMK about Kontur."""
    day = now.date().isoformat()
    sent = send(
        "saveliev", "/refusal-reports/new/", partner=cast.partner["kontur"], occurred_on=day, text=TEXT
    )
    assert sent.status_code == 303
    return sent.url


@pytest.mark.clause("L10")
def test_partner_and_vendor_are_told_the_partner_answers_the_client_reads_it(cast: Cast, reported, see, send):
    for login in ("arkhipova", "lapteva", "vlasov"):
        assert "сообщает об отказе принять обращение" in see(login, "/notices/")
        assert TEXT in see(login, reported)
    assert "notice" not in see("stranger", "/notices/") or TEXT not in see("stranger", "/notices/")
    assert send("gordeeva", f"{reported}answer/", text="Нет").status_code == 403
    assert send("lapteva", f"{reported}answer/", text="Нет").status_code == 403
    assert send("arkhipova", f"{reported}answer/", text=" ").status_code == 422
    assert send("arkhipova", f"{reported}answer/", text="Сотрудник новый, обучили").status_code == 303
    assert "отвечает на сообщение об отказе" in see("saveliev", "/notices/")
    assert "Сотрудник новый, обучили" in see("saveliev", reported)
    assert "есть ответ" in see("saveliev", "/refusal-reports/")
    send("arkhipova", f"{reported}answer/", text="Второй ответ")
    assert "Второй ответ" not in see("saveliev", reported)


@pytest.mark.clause("L10", "L17a")
def test_both_are_in_the_partners_compliance_record(cast: Cast, reported, see, send):
    key = cast.partner["kontur"]
    for login in ("lapteva", "vlasov", "gordeeva"):
        shown = see(login, f"/oversight/{key}/")
        assert reported in shown
        assert "ждёт ответа" in shown
    assert reported in see("lapteva", "/oversight/")
    send("arkhipova", f"{reported}answer/", text="Ответ")
    assert "есть ответ" in see("lapteva", f"/oversight/{key}/")
    assert reported not in see("lapteva", "/oversight/")


def test_nobody_else_learns_of_it(reported, status):
    assert status("frolov", reported) == 200
    for login in ("stranger", "choi", "dremin"):
        assert status(login, reported) == 404
    assert status("titova", reported) == 403


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(cast: Cast, send, now):
    tomorrow = (now.date() + timedelta(days=2)).isoformat()
    answer = send(
        "saveliev", "/refusal-reports/new/", partner=cast.partner["kontur"], occurred_on=tomorrow, text=" "
    )
    assert answer.status_code == 422
    for words in ("Этот день ещё не наступил", "Опишите, что произошло", tomorrow):
        assert words in answer.content.decode()
    assert (
        send("saveliev", "/refusal-reports/new/", partner="x", occurred_on="\0", text="\0").status_code == 422
    )
    other = send(
        "saveliev", "/refusal-reports/new/", partner=cast.partner["primsoft"], occurred_on="x", text=TEXT
    )
    assert other.status_code == 422
    assert TEXT in other.content.decode()


def test_sent_twice_it_is_one(cast: Cast, reported, send, now):
    again = send(
        "saveliev", "/refusal-reports/new/", partner=cast.partner["kontur"], occurred_on=now.date(), text=TEXT
    )
    assert again.url == reported


@pytest.mark.clause("L10")
def test_no_page_of_a_partner_offers_to_switch_the_cabinet_off_and_the_law_lets_nobody(cast: Cast, see, now):
    from django.urls import get_resolver

    from kabinet.pages.gate.start_check import addresses
    from kabinet.records.versions import law_of
    from kabinet.regulation.access import Act, Case, may
    from tests.cast import PEOPLE

    shown = "".join(
        see("arkhipova", address)
        for address in (
            "/queue/",
            "/people/",
            "/papers/",
            "/clients/",
            f"/oversight/{cast.partner['kontur']}/",
        )
    )
    assert re.findall(r"(?i)отключить|приостановить при[её]м|закрыть кабинет", shown) == []
    assert [route for route, _ in addresses(get_resolver()) if "switch" in route or "disable" in route] == []
    for login in PEOPLE:
        actor = cast.actor(login, now)
        assert not may(actor, Act.SWITCH_OFF_CABINET, Case(), law_of(actor)).allowed
