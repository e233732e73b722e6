"""Organisations, read-only: people, systems, papers, and the lists that lead to them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from kabinet.pages.organisations.overview import days
from tests.cast import Cast
from tests.markup import packed


def page(cast: Cast, login: str, address: str, status: int = 200) -> str:
    client = Client()
    cast.sign_in(client, login)
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode().replace("\xa0", " ")


@pytest.mark.clause("U5a")
def test_a_client_reads_its_people_their_rights_and_who_waits(cast: Cast):
    shown = page(cast, "frolov", "/people/")
    assert "2 из 2" in shown
    for name in ("Савельев Игорь Петрович", "Орлова Наталья Сергеевна", "Фролов Кирилл Андреевич"):
        assert name in shown
    assert "ждёт подтверждения 1С" in shown
    assert "Новикова Ольга Игоревна" in shown


def test_who_left_is_not_there_any_more(cast: Cast):
    assert "Уходов" not in page(cast, "saveliev", "/people/")


@pytest.mark.clause("P2.5")
def test_a_partners_certificates_with_their_last_days(cast: Cast):
    shown = page(cast, "gordeeva", "/people/")
    assert "№ ЭТВ-zhdanov" in shown
    assert "срок вышел 30.06.2024" in shown


@pytest.mark.clause("P4.5")
def test_a_partner_below_two_certificates_reads_so_and_so_does_the_vendor(cast: Cast):
    own = page(cast, "gordeeva", "/people/")
    vendors = page(cast, "titova", f"/organisations/{cast.partner['kontur']}/")
    for shown in (own, vendors):
        assert "Действующий сертификат сейчас у 1 сотрудника, нужен не менее чем у двух." in shown


@pytest.mark.clause("P4.5")
def test_the_warning_comes_sixty_days_before(cast: Cast):
    from kabinet.pages.organisations.overview.warning import too_few_certified
    from kabinet.records import doors
    from kabinet.records.versions import newest_pack

    actor = cast.actor("gordeeva", datetime(2024, 3, 1, tzinfo=UTC))
    people, law, last = doors.people(actor, actor.organisation), newest_pack(), date(2024, 6, 30)
    assert too_few_certified(people, law, last - timedelta(days=61)) is None
    soon = too_few_certified(people, law, last - timedelta(days=60))
    assert soon is not None
    assert (soon.tone, "1\u00a0июля" in soon.title) == ("warn", True)
    late = too_few_certified(people, law, last + timedelta(days=1))
    assert late is not None
    assert late.tone == "bad"


@pytest.mark.clause("U3.6d")
def test_systems_say_whether_they_are_in_production(cast: Cast):
    shown = page(cast, "saveliev", "/systems/")
    assert "ERP Производство" in shown
    assert "8.3.24.1467" in shown
    assert "уровни 1 и 2 не ставятся" in shown


def test_papers_of_a_client(cast: Cast):
    shown = page(cast, "saveliev", "/papers/")
    for words in ("РКЛ-240001", "ООО «Северный Контур»", "ПРОФ", "СП-1", "как в регламенте"):
        assert words in shown


def test_a_contract_that_gives_no_right_says_so(cast: Cast):
    assert "TECHNO — права на поддержку не даёт" in page(cast, "nikitin", "/papers/")


@pytest.mark.clause("L9a")
def test_a_client_whose_licence_ended_still_reads_and_is_told_what_is_left(cast: Cast):
    shown = page(cast, "lukin", "/papers/")
    assert "РКЛ закончилась 29 февраля 2024." in shown
    assert "Читать всё и продолжать открытые можно." in shown
    assert "+7 812 000-20-00" in shown


@pytest.mark.clause("L12a", "L12b")
def test_staff_of_a_partner_without_status_read_and_are_told(cast: Cast):
    shown = page(cast, "kravets", "/papers/")
    assert "Статус закончился 30 июня 2024." in shown
    assert "Читать всё можно, работать с обращениями — нет." in shown


@pytest.mark.clause("L13")
def test_a_group_and_its_members(cast: Cast):
    shown = page(cast, "yusupov", "/papers/")
    assert "Группа компаний «Северный Контур»" in shown
    assert "ООО «Северный Контур»" in shown
    assert "Статуса" not in shown


def test_a_partner_reads_its_clients_and_nobody_elses(cast: Cast):
    shown = page(cast, "gordeeva", "/clients/")
    for name in ("АО «ЗМК»", "Кедровкабель", "Логистик-Атлант"):
        assert name in shown
    for name in ("Порт Восход", "Тихая гавань", "Лесной берег"):
        assert name not in shown
    assert "срок вышел 29.02.2024" in shown


def test_the_vendor_reads_every_client_with_its_partner(cast: Cast):
    shown = page(cast, "vlasov", "/clients/")
    assert "Порт Восход" in shown
    assert "Примсофт" in shown


def test_partners_with_their_status(cast: Cast):
    shown = page(cast, "lapteva", "/partners/")
    assert "Кандидат" in shown
    assert "срок вышел 30.06.2024" in shown
    assert "статуса нет" in shown


@pytest.mark.parametrize("section", ["", "systems/", "papers/"])
def test_sections_of_another_organisation(cast: Cast, section: str):
    own, foreign = cast.client["zmk"], cast.client["gavan"]
    assert "АО «Зареченский метизный комбинат»" in page(cast, "gordeeva", f"/organisations/{own}/{section}")
    page(cast, "gordeeva", f"/organisations/{foreign}/{section}", status=404)
    page(cast, "stranger", f"/organisations/{own}/{section}", status=404)
    page(cast, "saveliev", f"/organisations/{own}/{section}", status=404)


def test_the_vendors_own_rooms_are_the_vendors(cast: Cast):
    page(cast, "gordeeva", f"/organisations/{cast.organisation['vendor']}/", status=404)
    assert "Титова" in page(cast, "titova", f"/organisations/{cast.organisation['vendor']}/")


def test_a_partner_has_no_systems(cast: Cast):
    page(cast, "titova", f"/organisations/{cast.partner['kontur']}/systems/", status=404)


def test_a_long_list_goes_on_and_shows_nobody_twice(cast: Cast, monkeypatch):
    from kabinet.pages.organisations.overview import lists

    monkeypatch.setattr(lists, "SIZE", 3)
    seen, address = [], "/clients/"
    while address:
        shown = packed(page(cast, "vlasov", address))
        seen += [
            part.split("</b>")[0]
            for part in shown.split('<span class="grow"><b>')[1:]
            if "</b><small>" in part
        ]
        address = (
            "/clients/?after=" + shown.split('href="?after=')[1].split('"')[0]
            if 'href="?after=' in shown
            else ""
        )
    names = [name for name in seen if name != "КОРП-поддержка 1С"]
    assert len(names) == len(set(names)) == len(cast.client)


@pytest.mark.parametrize(
    ("last", "tone"),
    [
        (None, "ok"),
        (date(2024, 5, 1), "ok"),
        (date(2024, 4, 30), "warn"),
        (date(2024, 3, 1), "warn"),
        (date(2024, 2, 29), "bad"),
    ],
)
def test_a_paper_warns_two_months_before_its_end(last: date | None, tone: str):
    assert days.state(date(2023, 1, 1), last, date(2024, 3, 1)).tone == tone
