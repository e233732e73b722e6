"""Rules that once only the law's own tests held, each tried through the page of whoever meets it."""

import re

import pytest

from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.records.versions import newest_pack
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Need
from tests.clock import AT
from tests.desk import Desk, later
from tests.pages.pass_on import walk
from tests.pages.pass_on.walk import COMPLETE
from tests.pages.registration.walk import WRITTEN, Walk, text


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


# Where the page of passing on asks for a field of the form; promises are ticks, sources are rows.
ASKED = {
    "client_terms": {"client_terms": None},
    "partner_terms": {"reachable": None, "within_hour": None},
    "sources": {"source_title": ["", ""], "source_outcome": ["", ""]},
}
CARRIED = {"contact"}  # the client's own contact goes along with the ticket: nobody types it here
DEMANDED = [
    field.code
    for field in newest_pack().leg(LegCode.VENDOR).form
    if field.need is Need.REQUIRED and field.code not in CARRIED
]


@pytest.mark.clause("P7")
@pytest.mark.parametrize("code", DEMANDED)
def test_no_required_field_of_the_vendors_form_may_be_blank(desk: Desk, reader, code: str) -> None:
    number, client = desk.register(later(AT, hours=-2)).number, reader("zhdanov")
    blank = ASKED.get(code, {code: ""})
    answered = walk.post(client, number, **COMPLETE | blank)
    assert answered.status_code == 422, code
    assert "passed_on" not in desk.kinds(number)
    label = next(each.label.ru for each in newest_pack().leg(LegCode.VENDOR).form if each.code == code)
    assert label.lower()[:12] in plain(answered.text).lower()
    assert walk.post(client, number, **COMPLETE).status_code == 303
    assert "passed_on" in desk.kinds(number)


@pytest.mark.clause("P2.4")
def test_nothing_is_passed_on_for_a_contract_of_another_level(desk: Desk, reader) -> None:
    number, client = desk.register(later(AT, hours=-2)).number, reader("zhdanov")
    with as_system("a contract of a level that gives no right"):
        models.SupportContract.objects.filter(client=desk.cast.client["zmk"]).update(level="techno")
    answered = walk.post(client, number, **COMPLETE)
    assert answered.status_code == 403
    assert ("Уровень договора ИТС не даёт права на эту поддержку", "P2.4") in walk.refusals(answered.text)
    assert "passed_on" not in desk.kinds(number)


@pytest.mark.clause("U4b")
@pytest.mark.parametrize("login", ["gordeeva", "zhdanov"])
def test_the_support_reads_what_recommended_is_missing(desk: Desk, see, login) -> None:
    number = desk.register(later(AT, hours=-2)).number
    page = plain(see(login, f"/tickets/{number}/"))
    assert "Рекомендуем ещё: Последние изменения, Тестовый сценарий и данные, Файлы диагностики" in page
    assert "Рекомендуем ещё" not in plain(see("saveliev", f"/tickets/{number}/"))


@pytest.mark.clause("U4b")
def test_what_was_given_is_not_asked_for_again(desk: Desk, see) -> None:
    values = desk.form()["values"] | {"changes": "Ничего", "scenario": "Открыть отчёт"}
    number = desk.register(later(AT, hours=-2), values=values).number
    assert "Рекомендуем ещё: Файлы диагностики" in plain(see("gordeeva", f"/tickets/{number}/"))


@pytest.mark.clause("U3.5e")
def test_the_contact_named_in_the_form_is_told_and_must_be_a_confirmed_one(cast, client, reader) -> None:
    """Saveliev writes and names Frolov, who wrote nothing."""
    walked = Walk(client, cast, "saveliev")
    answer = walked.register(contact=str(cast.person["frolov"]))
    assert answer.status_code == 303, text(answer)
    number = walked.tickets()[0].number
    assert number in plain(reader("frolov").get("/notices/").text)
    for unlawful in ("newcomer", "stranger", "gordeeva"):
        address = walked.begin()
        answer = walked.post(address, WRITTEN | {"contact": str(cast.person[unlawful])})
        assert answer.status_code == 422, unlawful
    assert len(walked.tickets()) == 1
