"""Reasons of a refusal in each leg's own words: its appendix's list, and what remains to whoever reads it (U2b, P3a)."""

import pytest

from kabinet.regulation.pack import pack
from tests.cast import Cast
from tests.clock import now
from tests.desk import Desk, later, passed_on
from tests.pages.organisations.papers.browser import Browser

# Whom the applicant of a leg cannot be sent to: itself.
OWN = {"client": ("клиент",), "vendor": ("партнёром", "партнёра ", "договора ИТС уровня")}


@pytest.fixture
def numbers(desk: Desk) -> dict[str, str]:
    client, vendor = passed_on(desk, later(now(), hours=-2))
    return {"client": client, "vendor": vendor}


@pytest.mark.clause("U2b", "P3a")
@pytest.mark.parametrize(("leg", "support"), [("client", "gordeeva"), ("vendor", "titova")])
def test_the_form_offers_the_list_of_its_own_appendix(
    cast: Cast, desk: Desk, numbers: dict[str, str], leg: str, support: str
) -> None:
    other = {"client": "vendor", "vendor": "client"}[leg]
    own, foreign = ({each.name.ru for each in pack("corp_4_0").leg(code).reasons} for code in (leg, other))
    number = numbers["vendor"] if leg == "vendor" else desk.register(later(now(), hours=-1)).number
    page = Browser(cast, support).get(f"/tickets/{number}/refuse/").replace("\u00a0", " ")
    assert [name for name in own if name not in page] == []
    assert [name for name in foreign - own if name in page] == []


@pytest.mark.clause("P3a")
@pytest.mark.parametrize("reason", ["optimisation", "development"])
def test_a_partner_is_not_sent_to_itself(cast: Cast, numbers: dict[str, str], reason: str) -> None:
    number = numbers["vendor"]
    Browser(cast, "titova").post(f"/tickets/{number}/refuse/", reason=reason, text="Это работа проекта")
    page = Browser(cast, "zhdanov").get(f"/tickets/{number}/").replace("\u00a0", " ")
    assert "договоритесь о ней с клиентом" in page
    assert "договоритесь о ней с партнёром" not in page


@pytest.mark.parametrize("leg", ["client", "vendor"])
def test_no_reason_sends_the_reader_to_the_readers_own_side(leg: str) -> None:
    told = {each.code: each.instead.ru for each in pack("corp_4_0").leg(leg).reasons}
    assert {code: said for code, said in told.items() if any(word in said for word in OWN[leg])} == {}
