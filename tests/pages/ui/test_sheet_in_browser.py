"""The component sheet in a browser, with and without script."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import Visit

pytestmark = pytest.mark.browser

AUDIENCES = {
    "internal": ("Увидим только мы.", "Сохранить заметку"),
    "across": ("Клиент не увидит.", "Отправить в 1С"),
    "open": ("Увидят: Игорь Савельев и ещё 3 сотрудника ЗМК.", "Отправить клиенту"),
}


def shown(page: Page, selector: str) -> list[str]:
    return [one.inner_text().split("\n")[0] for one in page.query_selector_all(selector) if one.is_visible()]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_audience_is_chosen_without_losing_a_word(visit: Visit, script: bool):
    page = visit(script=script)
    page.goto("/look/")
    page.fill(".composer textarea", "набрано")
    for tone, (sees, send) in AUDIENCES.items():
        page.click(f".composer .tab-{tone}")
        assert shown(page, ".composer-sees > span") == [sees]
        assert shown(page, ".composer-send button") == [send]
        assert page.is_visible(".composer select") is (tone != "internal")
        assert page.input_value(".composer textarea") == "набрано"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_sideways_scrolling(visit: Visit, scheme: str, tmp_path: Path):
    page = visit(color_scheme=scheme)
    page.goto("/look/")
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= seen
    assert len(page.screenshot(full_page=True, path=tmp_path / "sheet.png")) > 50_000


def test_the_theme_is_kept(visit: Visit):
    page = visit(color_scheme="light")
    page.goto("/look/")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.context.add_cookies([{"name": "theme", "value": "dark", "url": page.url}])
    page.reload()
    assert page.evaluate(ground) != light


def test_errors_are_read_first(page: Page):
    page.goto("/look/")
    assert page.evaluate("document.activeElement.id") == "errors"
    page.click("#errors a")
    assert page.evaluate("document.activeElement.id") == "id_night_phone"


def test_keys_are_places_on_the_keyboard(page: Page):
    """The layout is mostly Russian: N is the key where т stands."""
    page.goto("/look/")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("KeyN")
    assert page.evaluate("document.querySelector('.is-internal').checked")
    assert page.evaluate("document.activeElement.name") == "text"
    page.keyboard.press("KeyJ")
    assert page.input_value(".composer textarea") != ""


def test_what_a_kind_of_message_does_is_said_before_sending(page: Page):
    page.goto("/look/")
    page.select_option(".composer select", "workaround")
    assert page.inner_text("[data-effect-words]").startswith("Остановит часы обновления")


def test_targets_are_large_enough_for_the_pointer(page: Page, screen: str):
    page.goto("/look/")
    heights = page.evaluate("[...document.querySelectorAll('.button, .chip')].map(one => one.offsetHeight)")
    assert min(filter(None, heights)) >= {"desktop": 28, "phone": 44}[screen]
