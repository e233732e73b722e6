"""Certificates through the page, the duty of one contact and two certified employees (P2.5, P4.5)."""

from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.pages.organisations.papers.browser import Browser, day, history, put, rows, told

Who = Callable[[str], Browser]
NEW = "/organisations/{kontur}/certificates/new/"


def entered(who: Who, cast: Cast, login: str, number: str = "ЭТВ-9001") -> str:
    return who(login).send(
        NEW, person=cast.person["melnik"], number=number, first_day=day(-1), last_day=day(400)
    )


@pytest.mark.clause("P2.5")
def test_what_the_partner_enters_waits_and_gives_no_right_until_the_vendor_confirms(cast: Cast, who: Who):
    page = entered(who, cast, "arkhipova")
    assert "ждёт подтверждения 1С" in page
    assert ("certificate_handed_in", "/papers/waiting/") in told(cast, "vlasov")
    assert "Так с 1 июля 2024." in page  # P4.5: still one certificate too few
    waiting = who("vlasov").get("/papers/waiting/")
    assert "Сертификат № ЭТВ-9001" in waiting
    key = rows("Certificate", number="ЭТВ-9001")[0].pk
    assert "Подтверждено" in who("vlasov").post(f"/papers/certificate/{key}/confirm/")
    assert "Подтверждено" in who("vlasov").post(f"/papers/certificate/{key}/confirm/")
    assert history(cast.partner["kontur"]) == ["certificate_handed_in", "certificate_confirmed"]
    assert "ждёт подтверждения 1С" not in who("arkhipova").get("/papers/")
    assert ("certificate_confirmed", "/papers/") in told(cast, "melnik")


@pytest.mark.clause("P2.5")
def test_what_the_vendor_enters_counts_at_once(cast: Cast, who: Who):
    page = entered(who, cast, "vlasov")
    assert "нужно не менее 2" not in page
    assert not rows("Certificate", number="ЭТВ-9001")[0].pending


@pytest.mark.clause("P2.5")
def test_a_refused_one_leaves_the_record_with_its_reason_in_the_history(cast: Cast, who: Who):
    entered(who, cast, "arkhipova")
    key = rows("Certificate", number="ЭТВ-9001")[0].pk
    who("vlasov").send(f"/papers/certificate/{key}/refuse/", 422, reason=" ")
    who("vlasov").send(f"/papers/certificate/{key}/refuse/", reason="Номера нет в реестре")
    assert rows("Certificate", number="ЭТВ-9001") == []
    assert "Номера нет в реестре" in who("arkhipova").get("/papers/")
    who("vlasov").get(f"/papers/certificate/{key}/refuse/", 404)
    entered(who, cast, "arkhipova")


@pytest.mark.clause("P2.5")
def test_only_the_partners_contact_and_the_vendor_enter(cast: Cast, who: Who):
    for login in ("gordeeva", "zhdanov", "titova", "lapteva"):
        refusal = who(login).get(NEW, 403)
        assert "/rules/own/" in refusal
    assert "Архипова Светлана Ильинична" in who("gordeeva").get(NEW, 403)
    for login in ("saveliev", "stranger"):
        who(login).get(NEW, 404)
    assert "/rules/own/" in who("yusupov").get(NEW, 403)


def test_a_number_stands_once_and_the_form_keeps_what_was_typed(cast: Cast, who: Who):
    page = who("arkhipova").send(
        NEW, 422, person=cast.person["melnik"], number="ЭТВ-zhdanov", first_day=day(), last_day=day(9)
    )
    assert "Сертификат с этим номером уже внесён" in page
    assert 'value="ЭТВ-zhdanov"' in page


def test_a_holder_is_an_authorised_employee_of_this_partner(cast: Cast, who: Who):
    for person in (cast.person["gordeeva"], cast.person["choi"], 999_999, "x"):
        who("arkhipova").send(NEW, 422, person=person, number="ЭТВ-1", first_day=day())
    assert rows("Certificate", number="ЭТВ-1") == []


def test_days_in_order(cast: Cast, who: Who):
    page = who("arkhipova").send(
        NEW, 422, person=cast.person["melnik"], number="ЭТВ-1", first_day=day(), last_day=day(-1)
    )
    assert "Последний день раньше первого" in page


@pytest.mark.clause("P2.5")
def test_ended_early_with_a_reason_nothing_is_sent_the_day_after(cast: Cast, who: Who):
    key = rows("Certificate", person=cast.person["zhdanov"])[0].pk
    assert "уже не отправит обращение в 1С" in who("vlasov").get(f"/certificates/{key}/end/")
    who("vlasov").send(f"/certificates/{key}/end/", 422, last_day=day(-1), reason="")
    who("vlasov").send(f"/certificates/{key}/end/", last_day=day(-1), reason="Отозван учебным центром")
    assert history(cast.partner["kontur"]) == ["certificate_ended"]
    assert "Отозван учебным центром" in who("arkhipova").get("/papers/")
    assert ("certificate_ended", "/papers/") in told(cast, "zhdanov")
    who("vlasov").send(f"/certificates/{key}/end/", 422, last_day=day(), reason="Ещё раз")


@pytest.mark.clause("P4.5")
def test_the_partner_and_the_vendor_read_what_is_missing_and_since_when(cast: Cast, who: Who):
    for page in (
        who("gordeeva").get("/papers/"),
        who("vlasov").get("/organisations/{kontur}/papers/"),
        who("lapteva").get("/partners/below/"),
    ):
        assert "Уполномоченных сотрудников с сертификатом 1, нужно не менее 2." in page
        assert "Так с 1 июля 2024." in page
        assert "/rules/clause/P4.5/" in page


@pytest.mark.clause("P4.5")
def test_a_partner_without_a_contact_is_below_since_its_contact_left(cast: Cast, who: Who):
    from tests.clock import now

    put("Certificate", {"person": cast.person["melnik"]}, last_day=day(900))
    assert "Северный Контур" not in who("vlasov").get("/partners/below/").partition("<h1")[2]
    put(
        "Membership",
        {"person": cast.person["arkhipova"], "role": "organisational_contact"},
        ended_at=now(),
    )
    page = who("vlasov").get("/partners/below/")
    assert "Нет контактного лица по организационным вопросам." in page
    assert "Северный Контур" in page


@pytest.mark.clause("P4.5")
def test_an_employee_who_left_counts_no_more_and_two_certificates_of_one_count_once(cast: Cast, who: Who):
    from tests.clock import now

    put("Certificate", {"person": cast.person["melnik"]}, person=cast.person["zhdanov"], last_day=day(900))
    assert "с сертификатом 1, нужно" in who("gordeeva").get("/papers/")
    put("Membership", {"person": cast.person["zhdanov"], "role": "authorised_employee"}, ended_at=now())
    assert "с сертификатом 0, нужно" in who("gordeeva").get("/papers/")


@pytest.mark.clause("P4.5")
def test_soon_below_is_said_before(cast: Cast, who: Who):
    put("Certificate", {"person": cast.person["melnik"]}, last_day=day(60))
    page = who("gordeeva").get("/papers/")
    assert "сотрудников с сертификатом будет меньше, чем нужно" in page
    put("Certificate", {"person": cast.person["melnik"]}, last_day=day(61))
    assert "будет меньше, чем нужно" not in who("gordeeva").get("/papers/")


@pytest.mark.clause("P4.5")
def test_a_partner_without_a_status_of_its_own_owes_nothing(cast: Cast, who: Who):
    assert "Контур Урал" not in who("vlasov").get("/partners/below/").partition("<h1")[2]
    assert "нужно не менее" not in who("yusupov").get("/papers/").partition("<h1")[2]
    who("arkhipova").get("/partners/below/", 404)


def test_whom_the_partner_serves(cast: Cast, who: Who):
    page = who("vlasov").get("/organisations/{kontur}/papers/")
    assert "Обслуживает клиентов" in page
    assert "Кедровкабель" in page
    assert "Порт Восход" not in page
