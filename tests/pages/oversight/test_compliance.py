"""How partners follow the regulation: figures, the tickets behind them, who sees what (L17a, L8)."""

import re
from datetime import datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.desk import Desk, later, msk, passed_on
from tests.markup import packed

MARCH = msk("2024-03-14 10:05")


def settled(at: datetime) -> None:
    """The worker has looked."""
    with transaction.atomic():
        while settle_due(at=at).done:
            pass


@pytest.fixture
def march(desk: Desk) -> dict[str, str]:
    """A ticket answered in time, one late, one refused; of March 2024, all of ZMK with Kontur."""
    met, late, refused = (desk.register(MARCH).number for _ in range(3))
    desk.do(answer_ticket, "gordeeva", later(MARCH, hours=1), number=met, text="Смотрим")
    desk.do(answer_ticket, "gordeeva", later(MARCH, days=6), number=late, text="Извините")
    desk.do(refuse_ticket, "gordeeva", later(MARCH, hours=1), number=refused, reason="third_party")
    settled(later(MARCH, days=6, hours=1))
    return {"met": met, "late": late, "refused": refused}


def rows(html: str) -> list[str]:
    return re.findall(r"<tr data-row><td><a class=\"link\" href=\"[^\"]+\">([^<]+)</a>", packed(html))


@pytest.mark.clause("L17a")
def test_an_auditor_reads_the_share_and_opens_the_tickets_behind_it(cast: Cast, march, see):
    key = cast.partner["kontur"]
    shown = see("lapteva", "/oversight/?period=2024-03")
    assert "Северный Контур" in shown
    assert "<b>1/2</b>" in shown
    record = see("lapteva", f"/oversight/{key}/?period=2024-03")
    assert "<b>1/2</b>" in record
    link = re.search(r'href="(/oversight/late/\?[^"]+clock=reaction[^"]+)"', record)
    assert link is not None
    address = link[1].replace("&amp;", "&")
    assert rows(see("lapteva", address)) == [march["late"]]
    assert set(rows(see("lapteva", f"{address}&all=yes"))) == {
        march["late"],
        march["met"],
    }
    assert march["late"] in see("lapteva", f"/tickets/{march['late']}/")


WORKING = {2: "P4.8a", 3: "P4.8a", 4: "P4.8a"}
GIVEN_BY = {
    ("client", "reaction"): dict.fromkeys((1, 2, 3, 4), "U3.6a"),
    ("client", "update"): dict.fromkeys((1, 2, 3, 4), "U3.6a"),
    ("vendor", "reaction"): {1: "P4.8.1a", **WORKING},
    ("vendor", "update"): {1: "P4.8.1b", **WORKING},
    ("vendor", "answer"): {1: "P5d"},
    ("vendor", "agreement"): {1: "P4.8.2b"},
}


@pytest.mark.clause("L17a", "P4.8a", "P4.8.1a", "P4.8.1b")
@pytest.mark.parametrize(("leg", "clock"), GIVEN_BY)
def test_each_clock_of_each_level_cites_the_clause_that_gives_it(cast: Cast, see, leg: str, clock: str):
    for level, clause in GIVEN_BY[leg, clock].items():
        page = see(
            "lapteva",
            f"/oversight/late/?partner={cast.partner['kontur']}&leg={leg}&clock={clock}&level={level}&period=2024-03",
        )
        cited = set(re.findall(r"/rules/clause/([^/]+)/", page.partition("<h1")[2].partition("</p>")[0]))
        assert cited == {clause}, level


@pytest.mark.clause("L17a", "P4.8a", "P4.8.1a")
def test_what_the_vendor_missed_is_cited_by_level_in_record_history_and_ticket(cast: Cast, desk: Desk, see):
    for level, clause in ((1, "P4.8.1a"), (3, "P4.8a")):
        _, vendor = passed_on(desk, MARCH, level=level)
        settled(later(MARCH, days=6))
        journal = [row.clause for row in desk.journal(vendor) if row.kind == "breached"]
        assert journal[0] == clause
    record = packed(see("lapteva", f"/oversight/{cast.partner['kontur']}/?period=2024-03"))
    part = record.partition("1С перед этим партнёром")[2]
    lines = re.findall(r"<tr.*?</tr>", part)
    told = [(line, clause) for line in lines for clause in re.findall(r"/rules/clause/([^/]+)/", line)]
    assert {clause for line, clause in told if "Первый ответ" in line} == {"P4.8.1a", "P4.8a"}


@pytest.mark.clause("L17a")
def test_by_clause_level_and_month(cast: Cast, march, see):
    key = cast.partner["kontur"]
    year = see("lapteva", f"/oversight/{key}/?period=2024")
    for words in ("янв", "мар", "дек", "2024 год", "Первый ответ"):
        assert words in year
    assert "period=2024-03" in year
    assert "/rules/clause/U3.6a/" in year
    assert (
        "<b>1/2</b>"
        not in see("lapteva", f"/oversight/{key}/?period=2024-04")
        .split("Отказы по")[0]
        .split("Перед 1С")[0]
        .split("Обновление")[0]
    )
    assert "1-й квартал 2024" in see("lapteva", f"/oversight/{key}/?period=2024-q1")


@pytest.mark.clause("L17a")
def test_a_coordinator_sees_figures_and_is_told_who_opens_the_tickets(cast: Cast, march, see):
    key = cast.partner["kontur"]
    shown = see("vlasov", f"/oversight/{key}/?period=2024-03")
    assert "<b>1/2</b>" in shown
    assert "открывает проверяющий" in shown
    assert "leg=client" not in shown
    of_partner = f"/oversight/late/?partner={key}&clock=reaction&period=2024-03"
    assert "/rules/clause/L17a/" in see("vlasov", f"{of_partner}&leg=client", 403)
    see("vlasov", f"{of_partner}&leg=vendor")
    assert "<b>1/2</b>" in see("shulgin", f"/oversight/{key}/?period=2024-03")


@pytest.mark.clause("L17a")
def test_a_partner_sees_its_own_record_and_no_other(cast: Cast, march, see, status):
    key = cast.partner["kontur"]
    own = see("gordeeva", f"/oversight/{key}/?period=2024-03")
    assert "<b>1/2</b>" in own
    assert "Эти же сведения видит фирма «1С»" in own
    assert march["late"] in see(
        "gordeeva", f"/oversight/late/?partner={key}&leg=client&clock=reaction&period=2024-03"
    )
    assert status("choi", f"/oversight/{key}/") == 404
    assert status("saveliev", f"/oversight/{key}/") == 404
    assert status("titova", f"/oversight/{key}/") == 403
    assert status("lapteva", f"/oversight/{cast.client['zmk']}/") == 404


@pytest.mark.clause("L8", "L17a")
def test_a_ticket_with_the_number_of_another_desk_is_in_no_figure_and_the_page_says_so(
    cast: Cast, desk: Desk, see
):
    from kabinet.records.models import Agreement, Ticket

    with transaction.atomic(), as_system("a test"):
        Agreement.objects.filter(client=cast.client["zmk"]).update(third_party_desk="Своя система")
    number = desk.register(MARCH).number
    desk.do(answer_ticket, "gordeeva", later(MARCH, days=6), number=number, text="Поздно")
    with transaction.atomic(), as_system("a ticket of another desk"):
        Ticket.objects.filter(number=number).update(foreign_number="J-1")
    key = cast.partner["kontur"]
    shown = see("lapteva", f"/oversight/{key}/?period=2024-03")
    assert "Не входят обращения с номером сторонней системы учёта" in shown
    assert "/rules/clause/L8/" in shown
    assert "0/1" not in shown
    assert (
        rows(see("lapteva", f"/oversight/late/?partner={key}&leg=client&clock=reaction&period=2024-03")) == []
    )
    assert "Не входят" in see("lapteva", "/oversight/?period=2024-03")


@pytest.mark.clause("L17a")
def test_refusals_by_what_became_of_them_with_their_tickets(cast: Cast, march, see):
    key = cast.partner["kontur"]
    shown = see("lapteva", f"/oversight/{key}/?period=2024-03")
    address = re.search(r'href="(/oversight/lists/refusals/[^"]+state=stands[^"]*)"', shown)
    assert address is not None
    assert rows(see("lapteva", address[1].replace("&amp;", "&"))) == [march["refused"]]
    assert march["refused"] not in see("lapteva", f"/oversight/{key}/?period=2024-04")


@pytest.mark.clause("P4.5", "L17a")
def test_states_below_the_duty_stand_in_the_record_since_their_day(cast: Cast, see):
    shown = see("lapteva", f"/oversight/{cast.partner['kontur']}/")
    assert "ниже требований с 01.07.2024" in shown.replace("\xa0", " ")
    assert "Ниже требований" in see("lapteva", "/oversight/")


def test_the_cost_does_not_grow_with_the_tickets(cast: Cast, desk: Desk, reader):
    def cost(address: str) -> int:
        browser = reader("lapteva")
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        return len(captured.captured_queries)

    key = cast.partner["kontur"]
    pages = (
        "/oversight/?period=2024-03",
        f"/oversight/{key}/?period=2024-03",
        f"/oversight/late/?partner={key}&leg=client&clock=reaction&period=2024-03",
    )
    numbers = [desk.register(MARCH).number for _ in range(2)]
    desk.do(answer_ticket, "gordeeva", later(MARCH, days=6), number=numbers[0], text="Поздно")
    settled(later(MARCH, days=8))
    few = [cost(page) for page in pages]
    for _ in range(6):
        desk.register(MARCH, "dremin", system="holding", level=2)
    settled(later(MARCH, days=8))
    assert [cost(page) for page in pages] == few


def test_figures_follow_their_index(cast: Cast, desk: Desk):
    from kabinet.records.lists import compliance
    from tests.records.security.sql import run

    desk.register(MARCH)
    settled(later(MARCH, days=6))
    cast.actor("lapteva", MARCH)
    run("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
    spans = (
        compliance.SPAN.replace("%(leg)s", "'client'")
        .replace("%(since)s", "'2024-03-01'")
        .replace("%(until)s", "'2024-04-01'")
    )
    plan = "\n".join(
        line
        for (line,) in run(
            "EXPLAIN (COSTS OFF) SELECT count(*) FROM clock_run r"
            f" WHERE r.partner_id = 2 AND {spans} AND {compliance.JUDGED}"
        )
    )
    assert "clock_run_judged" in plan


@pytest.mark.parametrize(
    "query", ["period=x", "period=2024-13", "after=x", "leg=%00", "period=2099", "after=9e9~1"]
)
def test_hostile_addresses_break_nothing(see, query):
    see("lapteva", f"/oversight/?{query}")
