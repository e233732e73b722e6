"""A second factor is demanded of roles: at the next sign-in it is set up first, and nothing else is open (U5d)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.clock import AT
from tests.pages.entrance.second.people import (
    OWN,
    SECOND,
    code_of,
    is_in,
    password,
    recorded,
    secret_on,
    shown,
    told,
    with_app,
)

pytestmark = pytest.mark.usefixtures("stated_instant")
RULES = "/sign-in-rules/"


def administrator(cast: Cast) -> Client:
    client = Client()
    cast.sign_in(client, "shulgin")
    return client


def demand(cast: Cast, *roles: str) -> Any:
    answer = administrator(cast).post(RULES, {"factor": roles})
    assert answer.status_code == 303
    return answer


def test_whoever_has_none_sets_one_up_first_and_goes_on(cast: Cast) -> None:
    demand(cast, "client:authorised_person")
    client, answer = password(next="/people/", unsent=["Два часа писал ответ"])
    assert answer["Location"] == OWN
    page = shown(client.get(OWN))
    assert "С вашими правами нужен второй фактор" in page
    assert "Сотрудники" not in page, "nothing of the way around"
    for path in ("/", "/me/", "/tickets/", "/people/", "/notices/", "/me/letters/"):
        turned = client.get(path)
        assert (turned.status_code, turned["Location"]) == (303, OWN), path
    assert client.get("/nowhere/at/all/").status_code == 404
    assert "Сотрудники" not in shown(client.get("/nowhere/at/all/"))
    fragment = client.get("/tickets/", headers={"HX-Request": "true"})
    assert (fragment.status_code, fragment["HX-Redirect"]) == (401, OWN)
    made = client.post(f"{OWN}app/", {"code": code_of(secret_on(client.get(f"{OWN}app/")))})
    assert 'href="/people/"' in shown(made), "the way on"
    people = client.get("/people/")
    assert people.status_code == 200
    assert "Два часа писал ответ" in shown(people) or "Два часа писал ответ" in shown(made)
    assert is_in(client)


def test_what_is_sent_meanwhile_waits_too(cast: Cast) -> None:
    demand(cast, "client:authorised_person")
    client, _ = password()
    sent = client.post("/me/zone/", {"text": "Ответ из другого окна", "password": "secret words here"})
    assert sent["Location"] == OWN
    made = client.post(f"{OWN}app/", {"code": code_of(secret_on(client.get(f"{OWN}app/")))})
    whole = shown(made) + shown(client.get("/me/"))
    assert "Ответ из другого окна" in whole
    assert "secret words here" not in whole


def test_whoever_waits_may_sign_out(cast: Cast) -> None:
    demand(cast, "client:authorised_person")
    client, _ = password()
    assert client.post("/sign-out/").status_code == 303
    assert not is_in(client)


# Whose role it is demanded of, and who signs in -> whether they set one up first.
ASKED = {
    ("client:authorised_person", "saveliev"): True,
    ("client:authorised_person", "frolov"): False,
    ("client:authorised_person", "newcomer"): False,
    ("client:viewer", "frolov"): True,
    ("partner:engineer", "gordeeva"): True,
    ("partner:engineer", "titova"): False,
    ("vendor:engineer", "titova"): True,
    ("vendor:engineer", "gordeeva"): False,
    ("vendor:administrator", "shulgin"): True,
    ("client:organisational_contact", "arkhipova"): False,
    ("partner:organisational_contact", "arkhipova"): True,
}


@pytest.mark.parametrize(("of", "login"), ASKED)
def test_of_a_role_of_a_party(cast: Cast, of: str, login: str) -> None:
    demand(cast, of)
    _client, answer = password(login)
    assert (answer["Location"] == OWN) is ASKED[of, login]


def test_whoever_has_one_is_asked_for_it_and_lets_it_not_go(cast: Cast) -> None:
    secret, _ = with_app()
    demand(cast, "client:authorised_person")
    client, answer = password()
    assert answer["Location"] == SECOND
    client.post(SECOND, {"code": code_of(secret)})
    kept = client.post(f"{OWN}app/remove/")
    assert kept.status_code == 422
    assert "второй фактор обязателен" in shown(kept)
    demand(cast)
    assert client.post(f"{OWN}app/remove/").status_code == 303


def test_it_is_on_record_and_told_to_those_whom_it_concerns(cast: Cast) -> None:
    with_app("orlova")
    demand(cast, "client:authorised_person", "partner:engineer", "client:nobody", "x" * 500)
    assert recorded(cast.organisation["vendor"])[-1:] == ["factor_demanded"]
    assert "factor_wanted" in told(cast.person["saveliev"])
    assert "factor_wanted" not in told(cast.person["orlova"]), "has one"
    assert "factor_wanted" not in told(cast.person["frolov"])
    demand(cast, "client:authorised_person", "partner:engineer")
    assert recorded(cast.organisation["vendor"]).count("factor_demanded") == 1, "nothing changed"
    assert told(cast.person["saveliev"]).count("factor_wanted") == 1
    page = shown(administrator(cast).get(RULES))
    assert 'value="client:authorised_person" checked' in page
    assert 'value="client:viewer" checked' not in page


def test_an_open_session_goes_on_until_it_ends(cast: Cast) -> None:
    client, _ = password()
    demand(cast, "client:authorised_person")
    assert is_in(client)


def test_after_a_reset_one_sets_up_anew(cast: Cast) -> None:
    with_app("orlova")
    demand(cast, "client:authorised_person")
    page = f"/organisations/{cast.client['zmk']}/people/{cast.person['orlova']}/factors/"
    assert administrator(cast).post(page).status_code == 303
    _client, answer = password("orlova")
    assert answer["Location"] == OWN


@pytest.mark.parametrize("login", ["saveliev", "arkhipova", "titova", "vlasov", "lapteva"])
def test_nobody_else_says_so(cast: Cast, login: str) -> None:
    client = Client()
    cast.sign_in(client, login)
    answer = client.post(RULES, {"factor": ["client:viewer"]})
    assert answer.status_code == (403 if login in ("titova", "vlasov", "lapteva") else 404)
    _client, let_in = password("frolov")
    assert let_in["Location"] == "/"


def test_an_instant_of_the_code_is_the_gates(cast: Cast) -> None:
    """Codes of another year are worth nothing: no clock is asked but the one that is handed in."""
    secret, _ = with_app()
    client, _ = password()
    late = code_of(secret, AT + timedelta(days=365))
    assert client.post(SECOND, {"code": late}).status_code == 422
