"""What one must press on a telephone is at least 44 pixels tall, links to files and what opens a detail too (L5)."""

from io import BytesIO

import pytest
from playwright.sync_api import Page

from tests import clock
from tests.browser import Live, Visit
from tests.cast import Cast
from tests.pages.tickets.test_in_browser import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.clause("L5")]

# By a hit 21 pixels above and below the middle. Exempt are a link that is a word of a sentence, and the place in the
# regulation, which is a footnote to what it stands beside (WCAG 2.5.8, inline).
SMALL = """() => {
  const LINES = 'a[href], button, summary, input:not([type=hidden]), select, label.choice, label.check, [role=button]';
  const inline = (one) => getComputedStyle(one).display.startsWith('inline');
  const block = (one) => { let at = one.parentElement; while (inline(at)) at = at.parentElement; return at; };
  const words = (one) => {
    const copy = block(one).cloneNode(true);
    copy.querySelectorAll('a, button, summary, svg, details').forEach((each) => each.remove());
    return copy.textContent.replace(/[^\\p{L}]/gu, '').length;
  };
  const inSentence = (one) => getComputedStyle(one).display === 'inline' && words(one) > 2;
  const hit = (one, x, y) => {
    const at = document.elementFromPoint(x, y);
    return at && (one.contains(at) || at.contains(one) && at.tagName === 'LABEL');
  };
  const said = (one) => (one.textContent || one.name || '').trim().replace(/\\s+/g, ' ').slice(0, 50);
  const small = (one) => {
    one.scrollIntoView({block: 'center', behavior: 'instant'});
    const found = [...one.getClientRects()].find((box) => box.height > 0) || one.getBoundingClientRect();
    const x = found.x + Math.min(found.width / 2, 40), y = found.y + found.height / 2;
    if (found.height >= 44) return false;
    return !(hit(one, x, y - 21.5) && hit(one, x, y + 21.5));
  };
  return [...document.querySelectorAll('main ' + LINES.split(', ').join(', main '))]
    .filter((one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}) && one.offsetHeight > 1)
    .filter((one) => !one.closest('.visually-hidden, .skip, .clause') && !inSentence(one) && small(one))
    .map((one) => `${one.tagName.toLowerCase()}.${one.className} ${one.offsetHeight}: ${said(one)}`);
}"""


def made(cast: Cast) -> tuple[str, str]:
    """A critical ticket with files, notes and joint talk, its vendor ticket."""
    from kabinet.actions.tickets.answer import answer_ticket
    from kabinet.actions.tickets.drafts.attach import attach
    from kabinet.actions.tickets.note import write_note
    from kabinet.actions.tickets.reply import write_reply
    from tests.desk import Desk, later, passed_on

    desk = Desk(cast)
    number, vendor = passed_on(desk, later(clock.now(), hours=-1), level=1)
    at = later(clock.now(), minutes=-20)
    file = desk.do(attach, "saveliev", at, name="Журнал сервера.zip", content=BytesIO(b"PK"))
    desk.do(write_reply, "saveliev", at, number=number, text="Прикладываю журнал", files=[file.pk])
    desk.do(write_note, "gordeeva", at, number=number, text="Смотрю дамп")
    own = desk.do(attach, "gordeeva", at, name="Разбор.txt", content=BytesIO(b"x"))
    desk.do(answer_ticket, "gordeeva", at, number=number, text="Смотрим", files=[own.pk])
    desk.do(answer_ticket, "titova", at, number=vendor, text="Нужна версия")
    return number, vendor


def opened_up(page: Page) -> None:
    """With every detail open: what is inside is pressed as well."""
    page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")


@pytest.mark.parametrize("screen", ["phone"], indirect=True)
@pytest.mark.parametrize("login", ["saveliev", "gordeeva"])
def test_what_is_pressed_on_a_telephone_is_tall_enough(
    live: Live, cast: Cast, visit: Visit, screen: str, login: str
) -> None:
    number, vendor = made(cast)
    page = signed_in(visit(), live, cast, login)
    found = {}
    addresses = [
        f"/tickets/{number}/",
        f"/tickets/{number}/deadlines/",
        "/people/",
        "/papers/",
        "/tickets/",
        "/rules/",
    ]
    if login == "gordeeva":
        addresses = [f"/tickets/{number}/", f"/tickets/{vendor}/", "/queue/", "/people/"]
    for address in addresses:
        page.goto(address)
        for state in ("shut", "open"):
            if state == "open":
                opened_up(page)
            if small := page.evaluate(SMALL):
                found[f"{address} {state}"] = small
    assert not found, "\n".join(f"{where}: {each}" for where, small in found.items() for each in small)
