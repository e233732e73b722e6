"""A partner that may not work: its client, its own people and the vendor read one truth on every page (L12b)."""

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
from tests.pages.organisations.papers.browser import Browser, rows

FRIDAY = msk("2024-06-28 10:05")  # the status of Stepnoy lasts until Sunday, 30 June 2024
PANINAS = "У партнёра «Степной Софт» нет статуса с 1 июля 2024"
# What would be false while nobody of the partner may move.
FALSE = (
    "Ответить партнёру",
    "ход партнёра",
    "продолжать открытые",
    "ни продолжить",
    "партнёр обновит",
    "партнёр ответит",
    "В работе у партнёра",
    "Отправлено партнёру",
    "нарушение записано",
)


def put(model: str, where: dict[str, Any], **columns: Any) -> None:
    with transaction.atomic(), as_system("another world for a test"):
        getattr(models, model).objects.filter(**where).update(**columns)


@pytest.fixture
def number(desk: Desk) -> str:
    """A ticket of Les that its partner answered before the status ended; what fell due since is on record."""
    made = desk.register(FRIDAY, login="panina", system="les_buh").number
    desk.do(answer_ticket, "kravets", later(FRIDAY, hours=2), number=made, text="Смотрим")
    with transaction.atomic():
        while settle_due(at=now()).done:
            pass
    return made


@pytest.mark.clause("L12b")
def test_the_client_reads_one_truth_everywhere(cast: Cast, number: str):
    panina = Browser(cast, "panina")
    for address in (
        "/tickets/",
        f"/tickets/{number}/",
        f"/tickets/{number}/say/",
        f"/tickets/{number}/clocks/",
    ):
        page = panina.get(address)
        assert [words for words in FALSE if words in page] == [], address
    page = panina.get(f"/tickets/{number}/")
    assert f"{PANINAS}: работать с обращением он не может." in page
    assert "дописать сообщение, отозвать обращение" in page
    assert "Другого партнёра подберёт КОРП-поддержка 1С, +7 495 000-00-10." in page
    assert "ответить некому с 1 июля 2024: партнёр без статуса" in page
    assert "Дописать сообщение" in page
    assert "/rules/clause/L12b/" in page
    assert "пришёлся на время без статуса" in page
    listed = panina.get("/tickets/")
    assert "Ответить некому: у партнёра нет статуса" in listed
    assert "Он не может ни принять новые обращения, ни ответить в открытых." in listed
    assert "Читать, дополнять и отзывать их можно." in listed
    assert '<span class="button" aria-disabled="true">' in listed
    refusal = panina.get("/new/", 403)
    assert [words for words in FALSE if words in refusal] == []
    assert "ответить в них ваш партнёр сейчас не может" in refusal
    assert "Ваш партнёр —" not in refusal


@pytest.mark.clause("L12b")
def test_what_the_page_says_is_possible_is_possible_and_kept(cast: Cast, number: str):
    panina = Browser(cast, "panina")
    form = panina.get(f"/tickets/{number}/say/")
    once = re.search(r'name="once" value="([^"]*)"', form)
    assert once is not None
    page = panina.post(
        f"/tickets/{number}/say/", text="Ещё одна подробность", audience="public", once=once[1]
    )
    assert "Сохранено. Партнёр прочтёт, но ответить сейчас не может: у него нет статуса." in page
    assert "Ещё одна подробность" in page
    assert "Ещё одна подробность" in Browser(cast, "kravets").get(f"/tickets/{number}/")
    panina.post(f"/tickets/{number}/withdraw/", reason="", once=once[1])
    assert rows("Ticket", number=number)[0].status == "withdrawn"
    assert PANINAS not in panina.get(f"/tickets/{number}/")


@pytest.mark.clause("L12b")
def test_a_viewer_is_offered_nothing_that_is_not_theirs(cast: Cast, number: str):
    put("Membership", {"person": cast.person["frolov"]}, organisation=cast.client["les"])
    frolov = Browser(cast, "frolov")
    page = frolov.get(f"/tickets/{number}/")
    assert PANINAS in page
    assert "Вы можете" not in page
    assert "Читать их можно." in frolov.get("/tickets/")
    refusal = frolov.get("/new/", 403)
    assert "Читать обращения организации можно." in refusal


@pytest.mark.clause("L12b")
def test_whoever_is_served_by_another_partner_is_led_to_the_handover(cast: Cast, number: str):
    with transaction.atomic(), as_system("another world for a test"):
        models.Agreement.objects.filter(client=cast.client["les"]).update(last_day=date(2024, 8, 1))
        models.Agreement.objects.create(
            client_id=cast.client["les"],
            partner_id=cast.partner["kontur"],
            number="СП-77",
            version=1,
            zone="Europe/Moscow",
            first_day=date(2024, 8, 2),
        )
    panina = Browser(cast, "panina")
    page = panina.get(f"/tickets/{number}/")
    assert PANINAS in page
    assert "Сейчас вас обслуживает другой партнёр" in page
    assert 'href="/handovers/"' in page
    assert "Другого партнёра подберёт" not in page
    assert "Ответить некому: у партнёра нет статуса" in panina.get("/tickets/")


@pytest.mark.clause("L12b", "L13")
def test_the_day_is_the_first_without_any_status_of_the_group(cast: Cast, desk: Desk):
    made = desk.register(FRIDAY, login="saveliev").number
    put("PartnerStatus", {"partner": cast.partner["kontur"]}, last_day=date(2024, 7, 7))
    with transaction.atomic(), as_system("another world for a test"):
        models.PartnerStatus.objects.create(
            partner_id=cast.partner["kontur-ural"],
            status="candidate",
            first_day=date(2024, 7, 1),
            last_day=date(2024, 8, 31),
        )
    assert "нет статуса с 1 сентября 2024" in Browser(cast, "saveliev").get(f"/tickets/{made}/")
    put("GroupMember", {"partner": cast.partner["kontur-ural"]}, last_day=date(2024, 7, 20))
    assert "нет статуса с 21 июля 2024" in Browser(cast, "saveliev").get(f"/tickets/{made}/")


@pytest.mark.clause("L12b")
def test_the_partners_own_people_read_and_are_offered_no_way_in(cast: Cast, number: str):
    kravets = Browser(cast, "kravets")
    page = kravets.get(f"/tickets/{number}/")
    assert PANINAS in page
    assert "нарушениями не считаются" in page
    for queue in ("/queue/", "/queue/queue/news/"):
        row = kravets.get(queue).split('class="ticket-row')[1].split("</li>")[0]
        assert "работать нельзя" in row
        assert "ничей" in row
        assert "раб. дн" not in row
    assert 'href="/calls/new/"' not in kravets.get("/queue/")
    refusal = kravets.get("/calls/new/", 403)
    assert "продолжать открытые" not in refusal
    assert 'href="/calls/new/"' in Browser(cast, "gordeeva").get("/queue/")


@pytest.mark.clause("L12b", "P5d")
def test_the_vendor_reads_that_the_partner_cannot_answer(cast: Cast, desk: Desk):
    _client, vendor = passed_on(desk, FRIDAY)
    desk.do(answer_ticket, "titova", later(FRIDAY, hours=3), number=vendor, text="?", kind=Answer.QUESTION)
    put("PartnerStatus", {"partner": cast.partner["kontur"]}, last_day=date(2024, 6, 30))
    page = Browser(cast, "titova").get(f"/tickets/{vendor}/")
    assert "У партнёра «Северный Контур» нет статуса с 1 июля 2024" in page
    assert "ход партнёра" not in page
    assert "Ни вам, ни клиенту он сейчас ответить не может" in page


@pytest.mark.clause("L12b", "L17a")
def test_the_record_shows_what_was_forbidden_apart(cast: Cast, number: str):
    key = cast.partner["stepnoy"]
    record = Browser(cast, "lapteva").get(f"/oversight/{key}/?period=2024-07")
    assert "Пришлись на время без статуса, нарушениями не считаются:" in record
    link = re.search(r'href="(/oversight/late/\?[^"]*barred=yes[^"]*)"', record)
    assert link is not None
    behind = Browser(cast, "lapteva").get(link[1].replace("&amp;", "&"))
    assert number in behind
    assert "без статуса" in behind
    assert "Зарегистрировать нарушение" not in behind
    missed = Browser(cast, "lapteva").get(link[1].replace("&amp;", "&").replace("&barred=yes", ""))
    assert number not in missed
    own = Browser(cast, "kravets").get(f"/oversight/{key}/?period=2024-07")
    assert "Пришлись на время без статуса" in own
