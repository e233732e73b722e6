"""A file that is pasted or dropped is attached in every form that takes files, as if it had been chosen there."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.actions.vendor.return_back import return_ticket
from tests import clock
from tests.browser import Live, Visit
from tests.cast import Cast
from tests.desk import Desk, later, passed_on
from tests.pages.registration.test_in_browser import ERP, button, card, choose_system
from tests.pages.sendings.network import signed_in
from tests.preview import made
from tests.some import some

pytestmark = [pytest.mark.browser, pytest.mark.slow]
EVENTS = """([target, kind, names, text]) => {
  const given = new DataTransfer();
  for (const name of names) given.items.add(new File(["content"], name, { type: "image/png" }));
  if (text) given.setData("text/plain", text);
  const how = { bubbles: true, cancelable: true };
  const made = kind === "paste" ? new ClipboardEvent(kind, { ...how, clipboardData: given })
    : new DragEvent(kind, { ...how, dataTransfer: given });
  return document.querySelector(target).dispatchEvent(made);
}"""


def gives(page: Page, target: str, kind: str, *names: str, text: str = "") -> bool:
    """Whether the page has taken it for itself."""
    return not page.evaluate(EVENTS, [target, kind, list(names), text])


def chosen(page: Page, field: str) -> list[str]:
    found: list[str] = page.locator(field).first.evaluate("field => [...field.files].map(file => file.name)")
    return found


def forms(desk: Desk) -> Iterator[tuple[str, str, str]]:
    """Who, the form's address and its field, of every form with files beside registration."""
    at = later(clock.now(), hours=-3)
    number = desk.register(at).number
    yield "saveliev", f"/tickets/{number}/", "[name=files]"
    yield "gordeeva", f"/tickets/{number}/refuse/?reason=licence_violation", "[name=evidence]"
    refused = desk.register(at).number
    desk.do(refuse_ticket, "gordeeva", at, number=refused, reason="licence_violation", text="Акт")
    yield "saveliev", f"/tickets/{refused}/object/", "[name=attached]"
    yield "gordeeva", f"/tickets/{number}/pass-on/", "[name=attach]"
    _, vendor = passed_on(desk, at)
    desk.do(return_ticket, "titova", at, number=vendor, cases=["diagnostics"], missing=["diagnostics"])
    yield "gordeeva", f"/tickets/{vendor}/complete/diagnostics/", "[name=value]"
    yield "gordeeva", f"/tickets/{vendor}/complete/", "[type=file]"


@pytest.mark.parametrize("screen", ["desktop"], indirect=True)
def test_in_every_form_with_files(live: Live, cast: Cast, visit: Visit) -> None:
    pages: dict[str, Page] = {}
    for login, address, field in some(forms(Desk(cast))):
        if login not in pages:
            pages[login] = signed_in(visit(), live, cast, login)
        page = pages[login]
        page.goto(address)
        assert gives(page, f"form:has({field})", "paste", "image.png"), address
        name = re.compile(r"Снимок экрана \d{4}-\d\d-\d\d \d\d-\d\d-\d\d\.png")
        expect(page.locator("[data-said-attached]")).to_have_text(re.compile("Приложено: " + name.pattern))
        assert gives(page, f"form:has({field})", "dragover", "b.png")
        expect(page.locator("form.drop-here")).to_have_count(1)
        assert gives(page, f"form:has({field})", "drop", "b.png")
        expect(page.locator("form.drop-here")).to_have_count(0)
        first, second = chosen(page, field)
        assert name.fullmatch(first), address
        assert second == "b.png"
        page.evaluate("document.querySelectorAll('form').forEach(form => form.reset())")
    page = pages["saveliev"]
    page.goto("/new/")
    choose_system(page, ERP)
    card(page, "Отдельные сбои")
    button(page, "Дальше").click()
    page.wait_for_url(re.compile(r"/new/\d+/$"))
    assert gives(page, "textarea", "paste", "image.png")
    expect(page.locator(".upload b")).to_contain_text("Снимок экрана")
    expect(page.locator(".upload .thumb")).to_have_count(1)
    expect(page.locator("[data-without-script]").filter(visible=True)).to_have_count(0)
    assert not gives(page, "textarea", "paste", "c.png", text="1\t2"), (
        "a table copied from a spreadsheet is text"
    )


@pytest.mark.parametrize("screen", ["desktop"], indirect=True)
def test_pictures_of_a_ticket_are_gone_through_with_the_keys(live: Live, cast: Cast, visit: Visit) -> None:
    number = Desk(cast).register(later(clock.now(), hours=-1)).number
    page = signed_in(visit(), live, cast, "saveliev")
    page.goto(f"/tickets/{number}/")
    for place, name in enumerate(("a.png", "b.png")):
        content = made.photo(800, 600) if place else made.picture("PNG")
        page.locator("#composer [name=files]").set_input_files(
            {"name": name, "mimeType": "", "buffer": content}
        )
        page.fill("#composer textarea", name)
        page.locator("#composer button[name=send]").filter(visible=True).click()
        expect(page.locator(".message .picture img")).to_have_count(place + 1)
    page.locator(".message .picture").first.click()
    box = page.locator("#light-box")
    expect(box.locator("[data-name]")).to_have_text("a.png")
    page.keyboard.press("ArrowRight")
    expect(box.locator("[data-name]")).to_have_text("b.png")
    expect(box.locator("img")).to_have_js_property("naturalWidth", 600)
    page.keyboard.press("Escape")
    expect(box).not_to_be_visible()
