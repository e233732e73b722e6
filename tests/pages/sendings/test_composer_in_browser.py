"""A message without a connection: kept, said, put back, sent once."""

import pytest
from playwright.sync_api import Page, expect

from tests import clock
from tests.browser import Live, Visit
from tests.cast import Cast
from tests.pages.sendings.network import cut, end_sessions, lost, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TEXT = "Дамп снят, лежит в общей папке"


@pytest.fixture
def number(live: Live, cast: Cast) -> str:
    from tests.desk import Desk, later

    return Desk(cast).register(later(clock.now(), hours=-1), level=2).number


def said(cast: Cast, number: str) -> list[str]:
    from tests.desk import Desk

    return [each.text for each in Desk(cast).messages(number)]


def opened(page: Page, number: str, screen: str) -> Page:
    page.goto(f"/tickets/{number}/" if screen == "desktop" else f"/tickets/{number}/say/")
    return page


def pressed(page: Page) -> None:
    page.locator("#composer button[name=send]").filter(visible=True).click()


def test_sending_without_a_connection(live: Live, cast: Cast, visit: Visit, screen: str, number: str) -> None:
    page = opened(signed_in(visit(), live, cast, "orlova"), number, screen)
    page.context.set_offline(True)
    banner = page.locator("#offline")
    expect(banner).to_contain_text("сохранится на этом устройстве")
    page.fill("#composer textarea", TEXT)
    expect(banner).to_contain_text("Черновик сохранён на этом устройстве")
    expect(banner).not_to_contain_text("отправится")
    button = page.locator("#composer button[name=send]").filter(visible=True)
    assert free(page, button)
    pressed(page)
    expect(page.locator("#composer [data-notice=offline]")).to_contain_text("Нет связи: текст сохранён")
    expect(page.locator("#composer textarea")).to_have_value(TEXT)
    assert free(page, button)
    context = page.context
    page.close()
    context.set_offline(False)
    page = opened(context.new_page(), number, screen)
    expect(page.locator("#composer textarea")).to_have_value(TEXT)
    expect(page.locator("#offline")).to_be_hidden()
    assert TEXT not in said(cast, number)
    pressed(page)
    expect(page.get_by_text("Отправлено партнёру.")).to_be_visible()
    assert said(cast, number).count(TEXT) == 1
    page = opened(page, number, screen)
    expect(page.locator("#composer textarea")).to_have_value("")
    forgotten(page)


def forgotten(page: Page) -> None:
    """The page that told of the answer knows from the server what was done, and keeps nothing any more. A page that is
    opened before says so too, and rightly."""
    page.wait_for_function("() => Object.keys(localStorage).length === 0")


def free(page: Page, button) -> bool:
    """Nothing lies over the button, and the phone's bottom bar is not covered either."""
    button.scroll_into_view_if_needed()
    over = """(one) => { const at = one.getBoundingClientRect();
      const top = document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2);
      return one.contains(top); }"""
    bars = page.locator(".phone-act, .phone-tabs").filter(visible=True)
    return all(each.evaluate(over) for each in (button, *bars.all()))


@pytest.mark.parametrize("how", ["failed", "503"])
def test_cut_on_the_way(live: Live, cast: Cast, visit: Visit, screen: str, number: str, how: str) -> None:
    page = opened(signed_in(visit(), live, cast, "orlova"), number, screen)
    page.fill("#composer textarea", TEXT)
    cut(page, lambda route: route.abort("failed") if how == "failed" else route.fulfill(status=503, body="—"))
    pressed(page)
    context = page.context
    page.wait_for_timeout(300)
    page.close()
    page = context.new_page()
    page.goto("/notices/")  # anywhere
    note = page.locator("#kept [data-notice=elsewhere]")
    expect(note).to_contain_text("Не отправлено:")
    expect(note).to_contain_text(number)
    note.get_by_role("link", name="Открыть форму").click()
    expect(page.locator("#composer textarea")).to_have_value(TEXT)
    expect(page.locator("#kept [data-notice=unsent]")).to_contain_text("Текст возвращён в поле")
    if screen == "phone":
        opened(page, number, screen)
    assert TEXT not in said(cast, number)
    pressed(page)
    expect(page.get_by_text("Отправлено партнёру.")).to_be_visible()
    expect(page.locator("#kept [data-notice]")).to_have_count(0)
    assert said(cast, number).count(TEXT) == 1


def test_the_answer_got_lost(live: Live, cast: Cast, visit: Visit, screen: str, number: str) -> None:
    page = opened(signed_in(visit(), live, cast, "orlova"), number, screen)
    page.fill("#composer textarea", TEXT)
    lost(page, lambda: pressed(page))
    assert said(cast, number).count(TEXT) == 1
    page.evaluate("document.dispatchEvent(new Event('kabinet-unanswered'))")  # as after half a minute
    pressed(page)
    expect(page.get_by_text("второй раз ничего не сделано")).to_be_visible()
    assert said(cast, number).count(TEXT) == 1
    forgotten(page)
    page = opened(page.context.new_page(), number, screen)
    expect(page.locator("#composer textarea")).to_have_value("")
    expect(page.locator("#kept [data-notice]")).to_have_count(0)


def test_another_person_at_the_same_device(
    live: Live, cast: Cast, visit: Visit, screen: str, number: str
) -> None:
    page = opened(signed_in(visit(), live, cast, "orlova"), number, screen)
    page.fill("#composer textarea", TEXT)
    cut(page, lambda route: route.abort("failed"))
    pressed(page)
    page.wait_for_timeout(300)
    context = page.context
    other = context.new_page()
    opened(signed_in(other, live, cast, "saveliev"), number, screen)
    expect(other.locator("#composer textarea")).to_have_value("")
    expect(other.locator("#kept [data-notice]")).to_have_count(0)
    assert TEXT not in other.content()
    assert TEXT not in other.evaluate("JSON.stringify(Object.entries(localStorage))")
    assert [each for each in drafts() if TEXT in str(each)] == []


def drafts() -> list[object]:
    """No draft was saved in the name of whoever came after."""
    from django.db import transaction

    from kabinet.records.models import Draft
    from kabinet.records.security.reach import as_system

    with transaction.atomic(), as_system("a look"):
        return list(Draft.objects.values_list("content", flat=True))


def test_the_session_ended(live: Live, cast: Cast, visit: Visit, screen: str, number: str) -> None:
    page = opened(signed_in(visit(), live, cast, "orlova"), number, screen)
    page.fill("#composer textarea", TEXT)
    context = page.context
    context.clear_cookies(name="csrftoken")  # nothing; the session is what ends
    end_sessions()
    pressed(page)
    expect(page.locator("#ended")).to_contain_text("Сеанс закончился")
    expect(page.locator("#kept [data-notice=later]")).to_contain_text("Набранный текст сохранён")
    assert TEXT not in page.content()
    opened(signed_in(page, live, cast, "orlova"), number, screen)
    expect(page.locator("#composer textarea")).to_have_value(TEXT)
    assert said(cast, number).count(TEXT) == 0


def test_a_text_that_is_too_long_is_neither_cut_nor_sent(
    live: Live, cast: Cast, visit: Visit, screen: str, number: str
) -> None:
    from kabinet.records.lengths import MESSAGE

    page = opened(signed_in(visit(), live, cast, "orlova"), number, screen)
    text = page.locator("#composer textarea[name=text]")
    text.fill("д" * (MESSAGE - 7))
    left = page.locator("#composer .length-left")
    expect(left).to_have_text("Осталось знаков: 7")
    text.evaluate("(field) => field.setRangeText('ж'.repeat(12), 0, 0)")  # as something pasted
    text.press("End")
    text.press_sequentially("я")
    expect(left).to_contain_text("Лишних знаков: 6")
    before = said(cast, number)
    pressed(page)
    expect(text).to_have_value("ж" * 12 + "д" * (MESSAGE - 7) + "я")
    assert said(cast, number) == before
    text.fill("Теперь коротко")
    expect(left).to_have_text("")
    pressed(page)
    expect(page.locator(".feed").get_by_text("Теперь коротко")).to_be_visible()
