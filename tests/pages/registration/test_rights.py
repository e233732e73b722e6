"""Who may not register, and hears all of it before anything is typed (U1, U3.4b, U3.5a, L9b, L12b)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from kabinet.pages.ui.moments import MOSCOW
from kabinet.regulation.pack import pack, worded
from tests.clock import now
from tests.pages.registration.walk import WRITTEN, Walk, text

DENIALS = worded(pack("corp_4_0").leg("client"))


def day(later: int = 0) -> date:
    """So many days from today."""
    return now().astimezone(MOSCOW).date() + timedelta(later)


def change(model: str, client: int, **columns: Any) -> None:
    """The papers of a client are other ones."""
    from kabinet.records import models
    from kabinet.records.security.reach import as_system

    with as_system("another world for a test"):
        getattr(models, model).objects.filter(client=client).update(**columns)


def said(code: str) -> tuple[str, str, str]:
    """Reason, remedy and clause of a denial, the reason up to its first mark."""
    denial = DENIALS[code]
    return denial.reason.ru.partition("{")[0], denial.remedy.ru.partition("{")[0], denial.clause


def refused(walk: Walk, *codes: str) -> None:
    """The start names all of these, a draft begun before too, and neither makes a ticket."""
    for answer in (walk.get(), walk.post("/new/", walk.step()), *kept(walk)):
        assert answer.status_code == 403
        page = text(answer)
        for reason, remedy, clause in map(said, codes):
            assert reason in page
            assert remedy in page
            assert f"/rules/clause/{clause}/" in answer.content.decode()
    assert walk.tickets() == []


def kept(walk: Walk) -> list[Any]:
    """What becomes of a draft that was begun while all was well: what was typed last is in it."""
    begun = [draft for draft in walk.drafts() if draft.content["level"]]
    answers = []
    for draft in begun:
        answers += [
            walk.post(f"/new/{draft.pk}/", WRITTEN | {"subject": "сохраните"}),
            walk.get(f"/new/{draft.pk}/level/"),
        ]
        assert (
            next(row for row in walk.drafts() if row.pk == draft.pk).content["values"]["subject"]
            == "сохраните"
        )
    return answers


@pytest.mark.clause("U1")
@pytest.mark.parametrize(
    ("model", "columns", "code"),
    [
        ("Licence", {"main_delivery": ""}, "korp_missing"),
        ("Licence", {"first_day": -9, "last_day": -1}, "licence_ended"),
        ("Licence", {"first_day": 1}, "licence_not_begun"),
        ("SupportContract", {"level": "techno"}, "contract_level"),
        ("SupportContract", {"last_day": -1}, "contract_ended"),
    ],
)
def test_each_condition_missing_alone_refuses_and_says_so(
    walk: Walk, model: str, columns: dict[str, Any], code: str
):
    walk.begin()
    days = {name: day(value) if isinstance(value, int) else value for name, value in columns.items()}
    change(model, walk.cast.client["zmk"], **days)
    refused(walk, code)


@pytest.mark.clause("U1")
def test_a_licence_bought_elsewhere_refuses(walk: Walk):
    walk.begin()
    change("Licence", walk.cast.client["zmk"], seller=walk.cast.partner["stepnoy"])
    refused(walk, "licence_other_partner")


@pytest.mark.clause("U1")
@pytest.mark.parametrize(
    ("model", "code"), [("Licence", "licence_missing"), ("SupportContract", "contract_missing")]
)
def test_papers_that_are_not_there_refuse(walk: Walk, model: str, code: str):
    from kabinet.records import models
    from kabinet.records.security.reach import as_system

    walk.begin()
    with as_system("another world for a test"):
        getattr(models, model).objects.filter(client=walk.cast.client["zmk"]).delete()
    refused(walk, code)


@pytest.mark.clause("U1", "L12b")
def test_a_partner_without_its_status_refuses_and_the_client_learns_whom_to_turn_to(cast):
    walk = Walk(Client(), cast, "panina")
    refused(walk, "partner_without_status")
    page = text(walk.get())
    assert "ответить в них ваш партнёр сейчас не может" in page
    assert "Ваш партнёр —" not in page


@pytest.mark.clause("U1")
def test_a_contract_of_another_level_refuses(cast):
    refused(Walk(Client(), cast, "nikitin"), "contract_level")


@pytest.mark.clause("U1")
def test_all_that_fails_is_named_at_once(walk: Walk):
    change("Licence", walk.cast.client["zmk"], last_day=day(-1))
    change("SupportContract", walk.cast.client["zmk"], level="techno")
    refused(walk, "licence_ended", "contract_level")


@pytest.mark.clause("L9b")
def test_the_day_after_the_licence_ended_refuses_with_clause_and_date(cast):
    walk = Walk(Client(), cast, "lukin")
    refused(walk, "licence_ended")
    assert "РКЛ действовала по 29 февраля 2024" in text(walk.get())


@pytest.mark.clause("L9b")
def test_on_its_last_day_the_licence_still_gives_the_right(walk: Walk):
    change("Licence", walk.cast.client["zmk"], last_day=day())
    assert walk.register().status_code == 303
    assert len(walk.tickets()) == 1


@pytest.mark.clause("L9b")
def test_the_last_day_is_counted_in_the_zone_of_the_agreement(cast):
    from zoneinfo import ZoneInfo

    there = now().astimezone(ZoneInfo("Asia/Vladivostok")).date()
    walk = Walk(Client(), cast, "kim")
    change("Licence", cast.client["vostok"], last_day=there)
    assert walk.get().status_code == 200
    change("Licence", cast.client["vostok"], last_day=there - timedelta(1))
    assert walk.get().status_code == 403


@pytest.mark.clause("U3.5a")
@pytest.mark.parametrize(
    ("login", "code"), [("frolov", "not_authorised"), ("arefyev", "not_authorised_head")]
)
def test_who_is_not_authorised_learns_the_way_to_become_it(cast, login: str, code: str):
    walk = Walk(Client(), cast, login)
    refused(walk, code)
    assert walk.drafts() == []
    assert walk.fragment("/new/save/", {"mark": "", "q-happens": "wish"}).status_code == 403


@pytest.mark.clause("U3.5a", "L9b")
def test_the_person_and_the_papers_are_named_together(cast):
    change("Licence", cast.client["zmk"], last_day=day(-1))
    refused(Walk(Client(), cast, "frolov"), "not_authorised", "licence_ended")


@pytest.mark.clause("U3.4b", "L15")
def test_who_is_not_confirmed_waits(cast):
    walk = Walk(Client(), cast, "newcomer")
    assert walk.get().status_code == 403
    assert walk.post("/new/", walk.step()).status_code == 403
    assert walk.tickets() == []


def test_partner_and_vendor_know_no_such_page(cast):
    assert [Walk(Client(), cast, login).get().status_code for login in ("gordeeva", "titova")] == [404, 404]
