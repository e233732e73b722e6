"""From the administrator's page to a password of one's own, in real browsers: a form that hides where it comes from is
refused there, and nowhere else."""

import pytest
from playwright.sync_api import expect

from tests.browser import Live, Visit
from tests.cast import PASSWORD, Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.clause("U5d")]
STRONG = "Верстовой-столб-17"


def test_a_new_link_is_issued_and_a_password_set_with_it(live: Live, cast: Cast, visit: Visit) -> None:
    administrator, newcomer = visit(), visit()
    administrator.goto("/sign-in/")
    administrator.get_by_label("Логин").fill("saveliev")
    administrator.get_by_label("Пароль").fill(PASSWORD)
    administrator.get_by_role("button", name="Войти", exact=True).click()
    administrator.goto(f"/organisations/{cast.client['zmk']}/people/{cast.person['orlova']}/link/")
    administrator.get_by_role("button", name="Выдать новую ссылку").click()
    address = administrator.locator("textarea.secret").input_value()
    newcomer.goto(address)
    newcomer.locator("input[name=new]").fill(STRONG)
    newcomer.locator("input[name=again]").fill(STRONG)
    newcomer.locator("form button.primary").click()
    expect(newcomer.get_by_text("Пароль задан. Войдите с ним.")).to_be_visible()
    newcomer.get_by_label("Пароль").fill(STRONG)
    newcomer.get_by_role("button", name="Войти", exact=True).click()
    newcomer.wait_for_url("**/tickets/")


def test_the_address_of_deadlines_is_made_and_ended(live: Live, cast: Cast, visit: Visit) -> None:
    page = visit()
    page.goto("/sign-in/")
    page.get_by_label("Логин").fill("saveliev")
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()
    page.goto("/me/deadlines/")
    page.get_by_role("button", name="Создать адрес").click()
    address = page.locator("textarea.secret").input_value()
    assert page.request.get(address).text().startswith("BEGIN:VCALENDAR")
    page.goto("/me/deadlines/")
    page.get_by_role("button", name="Отменить адрес").click()
    expect(page.get_by_text("Адрес больше ничего не показывает.")).to_be_visible()
    assert page.request.get(address).status == 404
