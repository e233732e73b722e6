"""Every total and every zero on a page of oversight leads to its tickets, or the page says why it cannot."""

import re
from html.parser import HTMLParser

import pytest

from tests.cast import Cast
from tests.pages.oversight.test_compliance import march  # noqa: F401  a fixture

NUMBER = re.compile(r"[\d\s]+|[\d,]+\s?%|\d+/\d+|—|\d+ (из|of) \d+")
PAGES = (
    "/oversight/?period=2024-03",
    "/oversight/?period=2024-03&leg=vendor",
    "/oversight/?period=2024-05",
    "/oversight/{kontur}/?period=2024-03",
    "/oversight/{kontur}/?period=2024",
    "/oversight/{primsoft}/?period=2024-03",
    "/oversight/clauses/?period=2024-03",
    "/oversight/lists/?period=2024-03",
)
# What a partner's people read: their own record, and the lists of their own.
OF_KONTUR = [
    each
    for each in PAGES
    if each.startswith(("/oversight/{kontur}", "/oversight/clauses", "/oversight/lists"))
]
VOID = frozenset(
    {"br", "img", "input", "link", "meta", "hr", "path", "circle", "polyline", "use", "rect", "line"}
)


class Bare(HTMLParser):
    """Numbers inside <main> that stand in no link; level badges are no totals."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        while self.open and tag in [name for name, _ in self.open]:
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        words, tags = data.strip(), [tag for tag, _ in self.open]
        level = any("level" in name for _, name in self.open)
        if "main" in tags and "a" not in tags and not level and words and NUMBER.fullmatch(words):
            self.found.append(words)


def bare(page: str) -> list[str]:
    parser = Bare()
    parser.feed(page)
    return parser.found


def test_it_sees_a_bare_number() -> None:
    assert bare("<main><b>12</b><a href='/'>3</a><td>—</td></main>") == ["12", "—"]


@pytest.mark.clause("L17a")
@pytest.mark.parametrize(
    ("login", "address"),
    [*(("lapteva", each) for each in PAGES), *(("arkhipova", each) for each in OF_KONTUR)],
)
def test_every_number_is_a_link(cast: Cast, march, see, login: str, address: str) -> None:  # noqa: F811
    assert bare(see(login, address.format(**cast.partner))) == []


@pytest.mark.clause("L17a")
@pytest.mark.parametrize("address", PAGES)
def test_where_a_number_is_none_the_page_says_who_opens_it(cast: Cast, march, see, address: str) -> None:  # noqa: F811
    page = see("vlasov", address.format(**cast.partner))
    assert not bare(page) or "открывает проверяющий" in page
