"""A queue's line has a cell, a word above it and a width for each of its columns."""

import re
from html.parser import HTMLParser

from kabinet.pages.ui.drawing.rows import HEADS
from tests.desk import Desk, msk
from tests.fixtures_pages import Reader
from tests.house.source import PACKAGE

AT = msk("2024-03-14 10:05")
WIDTHS = re.compile(r"\.ticket-row, \.ticket-columns \{[^}]*grid-template-columns: ([^;]+);")
BESIDE = {"pick"}  # stands over the line, not in a column
VOID = {"input", "use", "path", "circle", "br", "img"}


class Children(HTMLParser):
    """Classes of the elements directly in each element of the class `of`."""

    def __init__(self, of: str) -> None:
        super().__init__()
        self.of, self.depth, self.found = of, 0, list[list[str]]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        if self.depth == 1 and not BESIDE & set(classes):
            self.found[-1].append(tag)
        if not self.depth and self.of in classes:
            self.found.append([])
            self.depth = 1
        elif self.depth and tag not in VOID:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag not in VOID:
            self.depth -= 1


def children(html: str, of: str) -> list[int]:
    parser = Children(of)
    parser.feed(html)
    return [len(each) for each in parser.found]


def test_each_cell_has_its_head(desk: Desk, reader: Reader) -> None:
    desk.register(AT)
    html = reader("gordeeva").get("/queue/").text
    assert children(html, "ticket-columns") == [len(HEADS)]
    assert children(html, "ticket-row") == [len(HEADS)]


def test_each_column_has_its_width_on_every_wide_screen() -> None:
    css = (PACKAGE / "pages/static/kabinet/css/50-queue.css").read_text(encoding="utf-8")
    found = [re.sub(r"\([^)]*\)", "", each).split() for each in WIDTHS.findall(css)]
    assert [len(each) for each in found] == [len(HEADS)] * 2
