"""The address typed first chooses the way in: an organisation's provider, the portal, the password (L7)."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from kabinet.network.provider import Providers
from kabinet.pages.entrance import throttle
from tests.cast import PASSWORD, Cast
from tests.markup import packed
from tests.pages.entrance.provider.fake import Fake, come_back, go
from tests.pages.entrance.provider.test_closing import close

pytestmark = pytest.mark.clause("L7")
GOING = 'content="0; url=/sign-in/provider/{}?next='


def page(answer: Any) -> str:
    return packed(answer.content.decode())


def typed(address: str, client: Client | None = None, **more: str) -> Any:
    return (client or Client()).post("/sign-in/", {"address": address, **more})


@pytest.fixture
def both(own: Fake, settings: Any) -> Fake:
    """ZMK's own provider, and the portal."""
    settings.SIGN_IN_PROVIDERS = Providers(own.provider, settings.SIGN_IN_PROVIDERS.own)
    return own


def test_the_page_asks_the_address_first(own: Fake, client: Client) -> None:
    shown = page(client.get("/sign-in/?next=/people/"))
    assert "Логин или рабочая почта" in shown
    assert 'name="password"' not in shown
    assert 'href="/sign-in/?password=1&amp;next=%2Fpeople%2F"' in shown


def test_the_domain_leads_to_its_organisations_provider(both: Fake, client: Client) -> None:
    answer = typed("Ivanov@ZMK.example", client, next="/people/")
    assert answer.status_code == 200, "a page that goes on by itself: a form leads to no other host"
    assert GOING.format("zmk/") + '%2Fpeople%2F"' in page(answer)
    assert "Войти через Вход ЗМК" in page(answer)
    said = go(client, both, "zmk", next="/people/")
    assert come_back(client, said["state"], "zmk")["Location"] == "/people/"


@pytest.mark.parametrize("address", ["ivanov", "ivanov@elsewhere.example", "saveliev"])
def test_else_to_the_portal(both: Fake, address: str) -> None:
    answer = typed(address)
    assert GOING.format("") in page(answer)
    assert "Войти через Портал" in page(answer)


@pytest.mark.parametrize("address", ["saveliev", "ivanov@elsewhere.example"])
def test_else_to_the_password_with_the_login_filled_in(own: Fake, client: Client, address: str) -> None:
    answer = typed(address, client)
    assert answer.status_code == 200
    assert f'value="{address}"' in page(answer)
    assert 'name="password"' in page(answer)
    assert client.post("/sign-in/", {"login": "saveliev", "password": PASSWORD}).status_code == 303


@pytest.mark.parametrize("portal", [True, False])
def test_who_has_a_record_here_is_not_told(both: Fake, settings: Any, portal: bool) -> None:
    """The same page for a login or an address of somebody, of somebody switched off, and of nobody."""
    if not portal:
        settings.SIGN_IN_PROVIDERS = Providers(None, settings.SIGN_IN_PROVIDERS.own)
    same: dict[str, set[str]] = {}
    for kind, names in {
        "login": ("saveliev", "there-is-none", "leaver"),
        "address": ("desk@zmk.example", "nobody@zmk.example"),
    }.items():
        for name in names:
            client = Client()
            client.cookies["kabinet-form"] = "x" * 32
            same.setdefault(kind, set()).add(_without(page(typed(name, client)), name))
    assert [len(pages) for pages in same.values()] == [1, 1]


def _without(shown: str, name: str) -> str:
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", shown).replace(name, "")


def test_a_password_is_a_way_in_beside_all_of_them(both: Fake, client: Client) -> None:
    shown = page(client.get("/sign-in/?password=1&next=/people/"))
    assert 'name="password"' in shown
    assert "Войти по-другому" in shown
    answer = client.post(
        "/sign-in/?password=1", {"login": "saveliev", "password": PASSWORD, "next": "/people/"}
    )
    assert (answer.status_code, answer["Location"]) == (303, "/people/")


def test_a_wrong_password_keeps_the_form_of_the_password(both: Fake, client: Client) -> None:
    answer = client.post("/sign-in/", {"login": "saveliev", "password": "another one here"})
    assert (answer.status_code, 'name="password"' in page(answer)) == (422, True)


def test_closed_passwords_leave_the_address_and_whom_they_are_kept_for(both: Fake, cast: Cast) -> None:
    close(both, cast, "client:viewer")
    shown = page(Client().get("/sign-in/"))
    assert "Логин или рабочая почта" in shown
    assert "для тех, кому он оставлен" in shown
    assert 'name="password"' not in shown
    assert 'name="password"' in page(Client().get("/sign-in/?password=1"))
    refused = Client().post("/sign-in/", {"login": "saveliev", "password": PASSWORD})
    assert (refused.status_code, "Логин или рабочая почта" in page(refused)) == (403, True)


@pytest.mark.parametrize("address", ["", "   ", "x" * 255])
def test_nothing_and_too_much_are_asked_again(both: Fake, address: str) -> None:
    answer = typed(address)
    assert answer.status_code == 422
    assert "Логин или рабочая почта" in page(answer)


def test_it_leads_nowhere_else(both: Fake) -> None:
    assert "evil" not in page(typed("a@zmk.example", next="https://evil.example/")).replace('value="', "")


def test_what_was_written_goes_along(both: Fake, client: Client) -> None:
    written = "Ответ, который жаль потерять"
    shown = page(client.post("/sign-in/?next=/people/", {"text": written}))
    assert "Логин или рабочая почта" in shown
    assert "Написанное сохранено" in page(typed("a@zmk.example", client, unsent=written, next="/people/"))
    said = go(client, both, "zmk", next="/people/")
    assert come_back(client, said["state"], "zmk")["Location"] == "/people/"
    assert written in page(client.get("/people/"))


def test_a_stranger_leaves_no_more_texts_than_some(both: Fake) -> None:
    cache.clear()
    for _ in range(throttle.PLACES_OF_TEXTS):
        assert typed("a@zmk.example", unsent="Текст, который кто-то оставил").status_code == 200
    assert typed("a@zmk.example", unsent="Текст сверх меры").status_code == 429
    assert typed("a@zmk.example").status_code == 200, "who leaves none is led on"


def test_with_the_portal_alone_the_page_is_as_it_was(there: Fake, client: Client) -> None:
    shown = page(client.get("/sign-in/"))
    assert 'name="password"' in shown
    assert "рабочая почта" not in shown
    assert typed("a@zmk.example").status_code == 200
    assert "Переходим" not in page(typed("a@zmk.example"))


def test_with_no_provider_the_page_is_as_it_was(own_db: object, cast: Cast, client: Client) -> None:
    shown = page(client.get("/sign-in/"))
    assert 'name="login"' in shown
    assert 'name="password"' in shown
    assert "рабочая почта" not in shown
    assert "по-другому" not in shown
