"""A partner without its status, in the figures of the side, its queues, the vendor's queue, the client's notices (L12b)."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.facts import Answer
from tests.cast import Cast
from tests.clock import now
from tests.desk import Desk, later, msk, passed_on
from tests.pages.organisations.papers.browser import Browser
from tests.pages.tickets.test_without_status import FALSE

pytestmark = pytest.mark.clause("L12b")
FRIDAY = msk("2024-06-28 10:05")  # the status of Stepnoy lasts until Sunday, 30 June 2024
CALLS = {"overdue", "ours", "unassigned", "objections"}
AWAITS = (
    "Ждут нашего ответа",
    "Срок прошёл",
    "Их ещё никто не взял",
    "Взять первое",
    "Просрочено",
    "Сегодня",
)


def settled() -> None:
    with transaction.atomic():
        while settle_due(at=now()).done:
            pass


@pytest.fixture
def number(desk: Desk) -> str:
    """Nobody took it, and its first answer fell due on a day without a status."""
    made = desk.register(later(FRIDAY, hours=7), login="panina", system="les_buh").number
    settled()
    return str(made)


def figures(page: str) -> dict[str, str]:
    """What stands beside the lines of the side: the last part of the address -> the number."""
    lines = re.findall(
        r'<a[^>]*href="(/[^"]*)"[^>]*>(?:(?!</a>).)*?class="count[^"]*"[^>]*>\s*([\d+]+)', page, re.DOTALL
    )
    return {address.rpartition("show=")[2] or address: count for address, count in lines}


def test_no_line_of_the_side_calls_for_what_nobody_may_do(cast: Cast, number: str) -> None:
    page = Browser(cast, "kravets").get("/queue/")
    assert not CALLS & figures(page).keys()
    assert figures(page)["/queue/"] == "1", "how many there are is a fact all the same"


def test_who_may_work_is_called(cast: Cast, desk: Desk) -> None:
    desk.register(later(now(), days=-9))
    settled()
    found = figures(Browser(cast, "gordeeva").get("/queue/"))
    assert {"overdue", "ours", "unassigned"} <= found.keys()


@pytest.mark.parametrize("login", ["kravets"])
@pytest.mark.parametrize(
    "address", ["/queue/", *(f"/queue/?show={show}" for show in sorted(CALLS)), "/queue/queue/news/"]
)
def test_no_queue_of_theirs_awaits_anything(cast: Cast, number: str, login: str, address: str) -> None:
    page = Browser(cast, login).get(address).partition("<main")[2] or Browser(cast, login).get(address)
    assert [words for words in AWAITS if words in page] == []
    if number in page:
        assert "Работать нельзя: нет статуса" in page
        row = page.split('class="ticket-row')[1].split("</li>")[0]
        assert "работать нельзя" in row
    if "show=" in address:
        assert "Пока нет статуса, работать с ними нельзя" in page


def test_a_ticket_that_waits_for_the_client_shows_no_clock_of_the_partner_either(
    cast: Cast, desk: Desk
) -> None:
    made = desk.register(FRIDAY, login="panina", system="les_buh").number
    asked = {"number": made, "text": "Версия?", "kind": Answer.QUESTION}
    desk.do(answer_ticket, "kravets", later(FRIDAY, hours=1), **asked)
    settled()
    row = Browser(cast, "kravets").get("/queue/").split('class="ticket-row')[1].split("</li>")[0]
    assert "работать нельзя" in row
    assert "раб. дн" not in row


def test_the_vendors_queue_says_what_its_ticket_says(cast: Cast, desk: Desk) -> None:
    vendor = passed_on(desk, FRIDAY)[1]
    asked = {"number": vendor, "text": "Версия?", "kind": Answer.QUESTION}
    desk.do(answer_ticket, "titova", later(FRIDAY, hours=3), **asked)
    before = Browser(cast, "titova").get("/queue/").split('class="ticket-row')[1].split("</li>")[0]
    assert "ничей" not in before
    with transaction.atomic(), as_system("another world for a test"):
        models.PartnerStatus.objects.filter(partner=cast.partner["kontur"]).update(last_day=date(2024, 6, 30))
    assert "ход партнёра" not in Browser(cast, "titova").get(f"/tickets/{vendor}/")
    for address in ("/queue/", "/queue/queue/news/"):
        row = Browser(cast, "titova").get(address).split('class="ticket-row')[1].split("</li>")[0]
        assert vendor in row
        assert "ничей" in row, address


def test_a_clients_list_goes_by_the_day_of_the_tickets_own_zone(
    cast: Cast, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Late on the last day in Moscow the next day has begun in Vladivostok, whose days the agreement has."""
    desk.register(later(FRIDAY, hours=-2), login="kim", system="terminal")
    with transaction.atomic(), as_system("another world for a test"):
        models.PartnerStatus.objects.filter(partner=cast.partner["primsoft"]).update(
            last_day=date(2024, 6, 28)
        )
    stuck = "Ответить некому: у партнёра нет статуса"
    instants = {msk("2024-06-28 16:30"): False, msk("2024-06-28 20:30"): True}
    for at, said in instants.items():
        monkeypatch.setattr("kabinet.pages.gate.now", iter([at] * 99).__next__)
        assert (stuck in Browser(cast, "kim").get("/tickets/")) is said, at


@pytest.mark.clause("L13")
def test_a_partner_that_lives_by_its_groups_status_can_be_waited_for(cast: Cast, desk: Desk) -> None:
    """For as long as both belong to the group, and the fellow's status lasts."""
    desk.register(later(now(), hours=-2))
    stuck = "Ответить некому: у партнёра нет статуса"
    with transaction.atomic(), as_system("another world for a test"):
        held = models.PartnerStatus.objects.get(partner=cast.partner["kontur"])
        models.PartnerStatus.objects.filter(pk=held.pk).update(partner=cast.partner["kontur-ural"])
    assert stuck not in Browser(cast, "saveliev").get("/tickets/")
    with transaction.atomic(), as_system("another world for a test"):
        models.GroupMember.objects.filter(partner=cast.partner["kontur-ural"]).update(
            last_day=date(2024, 6, 30)
        )
    assert stuck in Browser(cast, "saveliev").get("/tickets/")


def test_what_the_vendor_owes_them_is_seen_on(cast: Cast, desk: Desk) -> None:
    vendor = passed_on(desk, later(now(), hours=-2))[1]
    with transaction.atomic(), as_system("another world for a test"):
        models.PartnerStatus.objects.filter(partner=cast.partner["kontur"]).update(last_day=date(2024, 6, 30))
    page = Browser(cast, "gordeeva").get("/vendor-tickets/")
    row = page.split('class="ticket-row')[1].split("</li>")[0]
    assert vendor in row
    assert "работать нельзя" not in row
    assert "Работать нельзя" not in page


def test_the_clients_notices_promise_nothing_that_nobody_may_do(cast: Cast, number: str) -> None:
    panina = Browser(cast, "panina")
    for address in ("/notices/", "/tickets/", f"/tickets/{number}/"):
        page: Any = panina.get(address)
        assert [words for words in FALSE if words in page] == [], address


@pytest.mark.clause("L17a", "L2b")
def test_the_record_says_why_what_was_missed_before_stays(cast: Cast, desk: Desk, number: str) -> None:
    """One first answer fell due on the last Friday with a status, another one without it."""
    missed = desk.register(later(FRIDAY, days=-1), login="panina", system="les_buh").number
    settled()
    with transaction.atomic(), as_system("a look"):
        runs = models.ClockRun.objects.filter(ticket__number=missed, breached_at__isnull=False)
        assert [run.barred for run in runs] == [False]
    record = Browser(cast, "lapteva").get(f"/oversight/{cast.partner['stepnoy']}/?period=2024-07")
    assert (
        "Пропущенное, пока статус был, остаётся нарушением: срок прошёл, когда партнёр мог работать."
        in record
    )
