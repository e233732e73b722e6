"""Over every form in which somebody writes, the network is cut: before the sending, on its way, after the server acted."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Live, Visit
from tests.cast import Cast
from tests.pages.sendings.forms import FORMS, MAKERS, Form
from tests.pages.sendings.network import cut, end_sessions, lost, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# Types into every field of the form and chooses what is asked for; gives back what stands in the fields of text.
FILL = """([css, also, alone]) => {
  const form = [...document.querySelectorAll(css || 'form')].find((one) => window.kept.holds(one));
  const fire = (field) => ["input", "change"].forEach((name) => field.dispatchEvent(new Event(name, { bubbles: true })));
  const plain = {
    email: "kto@zmk.example", tel: "+7 900 000-41-18", date: "2031-01-15", url: "https://sd.zmk.example/1", number: "1",
  };
  const invented = (field) => `Новое ${field.name}`.slice(0, field.maxLength > 0 ? field.maxLength : undefined);
  const open = (field) => field.required && !form.querySelector(`[name="${field.name}"]:checked`);
  const typed = (field) => !["hidden", "file", "submit", "button"].includes(field.type)
    && "defaultValue" in field && !field.readOnly;
  for (const field of form.elements) {
    const wanted = also[field.name]?.startsWith?.("+") ? field.value + also[field.name].slice(1) : also[field.name];
    if (alone && wanted === undefined) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      if (wanted === field.value || wanted === "*" || (wanted === undefined && open(field))) field.checked = true;
    } else if (field.type === "select-one") {
      const last = field.options.length - 1;
      if (wanted === "*" || (wanted === undefined && field.required && !field.value)) field.selectedIndex = last;
      else if (wanted !== undefined) field.value = wanted;
    } else if (typed(field)) {
      if (wanted !== undefined) field.value = wanted;
      else if (field.localName === "textarea") field.value = `${field.value}\\nНабрано: «${field.name}» & <b>`.trim();
      else if (!field.value || field.type === "text") field.value = plain[field.type] || field.value || invented(field);
    } else continue;
    fire(field);
  }
}"""
TYPED = """(css) => {
  const form = [...document.querySelectorAll(css || 'form')].find((one) => window.kept.holds(one));
  if (!form) return null;
  const tick = (field) => ["checkbox", "radio"].includes(field.type);
  const kept = (field) => field.name && !field.readOnly && ["INPUT", "TEXTAREA", "SELECT"].includes(field.tagName)
    && !["hidden", "file", "submit", "button"].includes(field.type);
  const value = (field) => (tick(field) ? `${field.value}: ${field.checked}` : field.value);
  return [...form.elements].filter(kept).map((field) => [field.name, value(field)]).sort();
}"""
PRESS = """([css, button]) => {
  const form = [...document.querySelectorAll(css || 'form')].find((one) => window.kept.holds(one));
  const all = [...form.elements].filter((one) => one.localName === "button" && one.type === "submit");
  const main = (one) => one.matches(".primary") && !one.hasAttribute("formaction") && (one.offsetParent || !one.name);
  form.requestSubmit((button && all.find((one) => one.matches(button))) || all.find(main) || all.at(-1));
}"""


def address(text: str, cast: Cast) -> str:
    """With the things of the cast put in."""
    from django.db import transaction

    from tests.pages.test_urls import pointed_at

    def put(found: re.Match[str]) -> str:
        thing = found[1]
        with transaction.atomic():
            return MAKERS[thing](cast) if thing in MAKERS else pointed_at(thing, cast)

    return re.sub(r"\{([^}]+)\}", put, text)


def written() -> dict[str, int]:
    """How many rows there are of whatever a form can write."""
    from django.apps import apps
    from django.db import transaction

    from kabinet.records.security.reach import as_system

    aside = {"sending", "notice", "draft", "clock_run", "version_draft"}
    with transaction.atomic(), as_system("counting in a test"):
        models = apps.get_app_config("records").get_models()
        return {one._meta.db_table: one.objects.count() for one in models if one._meta.db_table not in aside}


def arrived() -> int:
    from django.db import transaction

    from kabinet.records.models import Sending
    from kabinet.records.security.reach import as_system

    with transaction.atomic(), as_system("counting in a test"):
        return Sending.objects.count()


class Typing:
    """One form before one person."""

    def __init__(self, page: Page, form: Form, cast: Cast) -> None:
        self.page, self.form = page, form
        self.address = address(form.page, cast)
        self.also = {name: address(value, cast) for name, value in form.also.items()}

    def open(self) -> None:
        self.page.goto(self.address)

    def anew(self) -> None:
        """The tab was closed and the page is opened again."""
        context = self.page.context
        self.page.close()
        self.page = context.new_page()
        self.open()

    def type(self) -> list[Any]:
        self.page.evaluate(FILL, [self.form.form, self.also, self.form.alone])
        return self.typed()

    def typed(self) -> list[Any]:
        return self.page.evaluate(TYPED, self.form.form)

    def press(self) -> None:
        self.page.evaluate(PRESS, [self.form.form, self.form.button])

    def comes_back(self, typed: list[Any]) -> None:
        """Everything that was typed stands in the fields, sooner or later; a form that asks more by what was answered may
        have grown meanwhile."""
        for _ in range(100):
            if self.lost(typed) == []:
                return
            self.page.wait_for_timeout(100)
        assert self.lost(typed) == []

    def lost(self, typed: list[Any]) -> list[Any]:
        found = self.typed() or []
        return [each for each in typed if each not in found]


def wrong(answer: str) -> str:
    """What the server had against the form."""
    said = re.findall(r'id="errors".*?</ul>|class="error".*?</', answer, re.DOTALL)
    return answer[:4] + re.sub(r"<[^>]+>|\s+", " ", " ".join(said))[:600]


@pytest.mark.parametrize("screen", ["desktop"], indirect=True)
@pytest.mark.parametrize("name", FORMS)
def test_what_was_typed_is_kept_said_and_done_once(
    name: str, live: Live, cast: Cast, visit: Visit, screen: str
) -> None:
    at = Typing(signed_in(visit(), live, cast, FORMS[name].login), FORMS[name], cast)
    at.open()
    drawn, typed = at.typed(), at.type()
    assert typed != drawn
    before = written()
    # Before: no connection.
    at.page.context.set_offline(True)
    at.press()
    expect(at.page.locator("[data-notice=offline]")).to_contain_text(
        "Нет связи: текст сохранён", timeout=20_000
    )
    assert at.lost(typed) == []
    at.page.context.set_offline(False)
    at.anew()
    at.comes_back(typed)
    # During: the request never gets there.
    cut(at.page, lambda route: route.abort("failed"))
    at.press()
    at.page.wait_for_timeout(200)
    at.anew()
    at.comes_back(typed)
    expect(at.page.locator("#kept [data-notice=unsent]")).to_contain_text("Не отправлено:", timeout=20_000)
    assert written() == before
    # After: the server has acted, and its answer got lost.
    known = arrived()
    answer = lost(at.page, at.press)
    assert arrived() == known + 1, wrong(answer)
    done = written()
    at.page.evaluate("document.dispatchEvent(new Event('kabinet-unanswered'))")
    at.press()
    expect(at.page.get_by_text(at.form.again)).to_be_visible(timeout=20_000)
    assert {name for name, count in written().items() if count != done[name]} <= at.form.reading
    at.page.wait_for_function("() => Object.keys(localStorage).length === 0")


@pytest.mark.parametrize("screen", ["desktop"], indirect=True)
@pytest.mark.parametrize("name", ["Refuse", "Naming", "desk/canned_form.html", "problems/form.html"])
def test_sent_after_the_session_had_ended_it_is_said_and_comes_back(
    name: str, live: Live, cast: Cast, visit: Visit, screen: str
) -> None:
    at = Typing(signed_in(visit(), live, cast, FORMS[name].login), FORMS[name], cast)
    at.open()
    typed = at.type()
    before = written()
    end_sessions()
    at.press()
    at.page.wait_for_url("**/sign-in/**")
    expect(at.page.locator("#ended")).to_contain_text("Сеанс закончился")
    expect(at.page.locator("#kept [data-notice=later]")).to_contain_text("Набранный текст сохранён")
    signed_in(at.page, live, cast, FORMS[name].login)
    at.open()
    at.comes_back(typed)
    assert written() == before
