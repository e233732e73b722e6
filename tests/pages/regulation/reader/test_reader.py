"""The regulation as it applies to the reader."""

from datetime import date

import pytest
from django.test import Client

from tests.cast import Cast
from tests.markup import one_line


def page(cast: Cast, login: str, address: str = "/rules/", status: int = 200) -> str:
    client = Client()
    cast.sign_in(client, login)
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.clause("L16")
def test_the_version_and_since_when_it_holds_for_the_reader(cast: Cast):
    shown = page(cast, "saveliev").replace("\xa0", " ")
    assert "Регламент корпоративной технической поддержки, версия 4.0" in shown
    assert "Опубликована 10 января 2024, для вас действует с 10 февраля 2024" in shown


@pytest.mark.clause("L18")
def test_a_partner_that_took_it_up_earlier_and_its_clients_read_that_day(cast: Cast):
    from kabinet.records.models import Adoption, RegulationVersion
    from kabinet.records.security.reach import as_system

    with as_system("a test"):
        version = RegulationVersion.objects.get(code="corp_4_0")
        Adoption.objects.create(partner_id=cast.partner["kontur"], version=version, day=date(2024, 1, 22))
    assert "действует с 22 января 2024" in page(cast, "gordeeva").replace("\xa0", " ")
    assert "действует с 22 января 2024" in page(cast, "saveliev").replace("\xa0", " ")
    assert "действует с 10 февраля 2024" in page(cast, "stranger").replace("\xa0", " ")


@pytest.mark.clause("U3.6a")
def test_a_client_reads_the_client_leg_alone(cast: Cast):
    shown = page(cast, "saveliev")
    assert 'id="client"' in shown
    assert 'id="vendor"' not in shown
    assert "раз в 5 рабочих дней" in shown


@pytest.mark.clause("P4.8a")
def test_a_partner_reads_both_legs_the_vendor_its_own(cast: Cast):
    partner, vendor = page(cast, "gordeeva"), page(cast, "titova")
    assert ('id="client"' in partner, 'id="vendor"' in partner) == (True, True)
    assert ('id="client"' in vendor, 'id="vendor"' in vendor) == (False, True)


@pytest.mark.clause("U3.6b")
def test_an_agreement_shows_whose_clock_counts_and_what_the_regulation_says(cast: Cast):
    shown = one_line(page(cast, "kim"))
    assert "рабочие дни, 09:30–18:00 по времени: Владивосток" in shown
    assert "в регламенте: рабочие дни, 09:30–18:00 МСК" in shown
    assert "круглосуточно" in shown


def test_stricter_terms_stand_beside_the_regulations_own(cast: Cast):
    shown = one_line(page(cast, "dremin"))
    assert "2 рабочих часа" in shown
    assert "в регламенте: 4 рабочих часа" in shown


@pytest.mark.clause("U3.5c")
def test_four_levels_with_names_and_symptoms(cast: Cast):
    shown = page(cast, "saveliev")
    for name in ("Критическое", "Серьёзное", "Стандартное", "Вопрос или пожелание"):
        assert name in shown
    assert "более чем вдвое" in shown


@pytest.mark.clause("U2a", "U2b")
def test_services_and_lawful_refusals_each_with_its_clause(cast: Cast):
    shown = page(cast, "saveliev")
    assert "Настройка СУБД" in shown
    assert "Оптимизация производительности" in shown
    assert "/rules/clause/U2b/" in shown


def test_the_calendar_of_an_official_year_names_its_decree(cast: Cast):
    shown = page(cast, "saveliev", "/rules/?year=2024").replace("\xa0", " ")
    assert "официальный" in shown
    assert "№ 1314 от 10 августа 2023" in shown
    assert "Рабочих дней: 248" in shown
    assert 'title="День Победы"' in shown


def test_a_year_that_is_not_offered_is_the_present_one(cast: Cast):
    shown = page(cast, "saveliev", "/rules/?year=1066")
    assert "1066" not in shown


@pytest.mark.parametrize("code", ["U4d", "P2.5", "L9b"])
def test_a_clause_has_a_page_in_plain_words_and_its_neighbours(cast: Cast, code: str):
    from kabinet.regulation.clauses import clause

    shown = page(cast, "saveliev", f"/rules/clause/{code}/")
    assert clause(code).rule.ru in shown
    assert clause(code).place.ru in shown
    assert "Рядом в регламенте" in shown


def test_a_clause_nobody_knows(cast: Cast):
    page(cast, "saveliev", "/rules/clause/U99/", status=404)


def test_every_clause_that_a_page_cites_has_a_page(cast: Cast):
    import re

    for login in ("saveliev", "gordeeva", "titova"):
        for code in set(re.findall(r"/rules/clause/([^/]+)/", page(cast, login))):
            page(cast, login, f"/rules/clause/{code}/")
