"""What was mended is not called faulty any more: over every form, sent empty and then filled in."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from playwright.sync_api import Browser

from kabinet.records.security.reach import leave
from tests.browser import SCREENS
from tests.cast import Cast
from tests.pages.laid_out import HOST, laid_out
from tests.pages.sendings.forms import FORMS
from tests.pages.sendings.test_lengths import Written
from tests.pages.table import TABLE
from tests.pages.test_urls import address

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FORM = re.compile(r'<form\b[^>]*method="post"[^>]*>.*?</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
ACTION = re.compile(r'action="([^"]*)"')
# Where a form of the table is answered with errors beside its fields. Forms of things that it does not have, and those that
# begin something instead of asking for it, are in the forms in which somebody writes, below.
TRIED = {
    "calendars", "certificates", "desk", "groups", "letters", "me", "new", "organisations", "outages", "problems",
    "refusal-reports", "regulations", "statuses", "systems", "tickets", "violations",
    "webhooks", "bridges",
}  # fmt: skip
NOTHING_SAID = {
    "ui/composer.html": "the server's refusal stands above the text, and goes with the next sending",
    "Deny": "no words are demanded: it is done",
    "tickets/sidebar/beside.html": "the answer is the page on which the button stands, with a sentence",
    "organisations/confirmations/list.html": "who is meant stands in a list, which has no field to be red",
    "regulation/versions/text.html": "an empty text is kept; what is wrong with the draft is told of the draft",
}
# Every control of each error gets another value; what is still said of it afterwards.
MEND = """() => {
    const left = [];
    for (const error of document.querySelectorAll('[id$="_error"]')) {
        const id = error.id.replace(/_error$/, "");
        const all = [...document.querySelectorAll("form [name]")];
        const controls = all.filter((one) => one.id.replace(/_\\d+$/, "") === id);
        if (!controls.length) { left.push(`${id}: no control`); continue; }
        const one = controls[0];
        if (one.type === "checkbox" || one.type === "radio") one.checked = !one.checked;
        else if (one.type === "file") {
            const files = new DataTransfer();
            files.items.add(new File(["x"], "x.txt"));
            one.files = files.files;
        }
        else if (one.tagName === "SELECT") one.selectedIndex = one.selectedIndex ? 0 : one.options.length - 1;
        else if (one.type === "date") one.value = "2026-11-30";
        else if (one.type === "datetime-local") one.value = "2026-11-26T10:00";
        else one.value = `${one.value}7`;
        one.dispatchEvent(new Event("input", {bubbles: true}));
        one.dispatchEvent(new Event("change", {bubbles: true}));
        if (error.checkVisibility()) left.push(`${id}: the error stays`);
        if (controls.some((each) => each.getAttribute("aria-invalid") === "true"))
            left.push(`${id}: still red`);
        if (error.closest(".faulty")) left.push(`${id}: the field is still faulty`);
        const lines = [...document.querySelectorAll("#errors li")].filter((line) => line.checkVisibility());
        const about = (line) => (line.querySelector("a")?.hash.slice(1) || "").replace(/_\\d+$/, "");
        if (lines.some((line) => about(line) === id)) left.push(`${id}: listed`);
    }
    return [document.querySelectorAll('[id$="_error"]').length, left];
}"""


def refused(client: Client, path: str) -> Iterator[bytes]:
    """What comes back of each form of a page that is sent with nothing filled in."""
    leave()
    page = client.get(path)
    if page.streaming:
        b"".join(page.streaming_content)  # a file that is not read stays open
        return
    if page.status_code != 200 or not page["Content-Type"].startswith("text/html"):
        return
    for form in FORM.findall(page.content.decode()):
        action = ACTION.search(form[: form.index(">")])
        if (where := (action[1] if action else path) or path).startswith(("/sign-out", "/language")):
            continue
        leave()
        fields: Any = dict(HIDDEN.findall(form))
        with (
            transaction.atomic()
        ):  # a button that does something is no form with gaps: what it did is taken back
            answer = client.post(where.replace("&amp;", "&"), fields)
            transaction.set_rollback(True)
        if answer.status_code == 422 and b"_error" in answer.content:
            yield answer.content


@pytest.mark.parametrize("area", sorted({line.route.split("/")[0] for line in TABLE if "/" in line.route}))
def test_errors_go_when_what_they_are_about_is_changed(cast: Cast, browser: Browser, area: str) -> None:
    pages = {}
    for line in (line for line in TABLE if line.route.split("/")[0] == area):
        login = next((each for each, status in line.people.items() if status == 200), None)
        if line.method != "GET" or login is None:
            continue
        client = Client()
        if login:
            cast.sign_in(client, login)
        path = address(line, cast)
        for place, body in enumerate(refused(client, path)):
            pages[f"{path}{'&' if '?' in path else '?'}form={place}"] = body
    leave()
    faults, tried = [], 0
    with laid_out(browser, pages, SCREENS["desktop"]) as page:
        for path in pages:
            page.goto(HOST + path)
            errors, left = page.evaluate(MEND)
            tried += errors
            faults += [f"{path}: {each}" for each in left]
    assert not faults, "\n".join(faults)
    assert bool(tried) is (area in TRIED), "areas with errors beside fields are listed, all others have none"


@pytest.mark.parametrize("name", FORMS)
def test_and_so_of_every_form_in_which_somebody_writes(
    cast: Cast, browser: Browser, reader: Any, name: str
) -> None:
    """With everything typed taken out of it."""
    written = Written(name, cast, reader)
    empty = {each.name: "" for each in written.form.controls}
    answer = written.client.post(
        written.form.action.split("#")[0] or written.page,
        {**written.form.sent, **empty, **written.pressed_button},
    )
    leave()
    if name in NOTHING_SAID:
        assert b'_error"' not in answer.content
        return
    assert answer.status_code == 422
    with laid_out(browser, {written.page: answer.content}, SCREENS["desktop"]) as page:
        page.goto(HOST + written.page)
        errors, left = page.evaluate(MEND)
    assert not left, "\n".join(left)
    assert errors
    names = re.findall(r'\sid="([^"]+)"', answer.content.decode())
    assert sorted(each for each in set(names) if names.count(each) > 1) == [], "drawn twice"
