"""HTML of a letter as text: a kept library makes a tree of it and takes out what acts; its lines are made here."""

import re
from html.parser import HTMLParser
from typing import Final

import nh3

# Characters that are looked at: no letter that a person wrote has more, and what a server made of it is cut.
LONGEST: Final = 500_000
LINES: Final = frozenset(
    {
        *("p", "div", "br", "li", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
        *("blockquote", "pre"),
    }
)
KEPT: Final = LINES | {"td", "th", "a"}
SPACES: Final = re.compile(r"[ \t\u00a0]+")
# Depth of quotation that is still told apart.
DEEPEST: Final = 8


def text_of_html(html: str) -> str:
    """Its words with line breaks where a reader sees some; quotations begin with >; addresses of links stand behind their
    words. Nothing is loaded, nothing runs."""
    harmless = nh3.clean(
        html[:LONGEST],
        tags=set(KEPT),
        clean_content_tags={"script", "style", "title", "head"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    writer = _Writer()
    writer.feed(harmless)
    writer.close()
    return writer.text()


class _Writer(HTMLParser):
    """Lines out of a tree that closes whatever it opens."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._depth = 0
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LINES:
            self._end_line(blank=tag == "p")
        elif tag in ("td", "th"):
            self._line.append(" ")
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")
        if tag == "blockquote":
            self._depth += 1
        elif tag == "li":
            self._line.append("- ")

    def handle_endtag(self, tag: str) -> None:
        if tag in LINES:
            self._end_line()
        if tag == "blockquote":
            self._depth = max(0, self._depth - 1)
        elif tag == "a" and self._links:
            link = self._links.pop()
            if link and link not in "".join(self._line[-5:]) and not link.startswith("mailto:"):
                self._line.append(f" ({link})")

    def handle_data(self, data: str) -> None:
        self._line.append(data.replace("\n", " ").replace("\r", " "))

    def text(self) -> str:
        """Everything, at most one empty line between two others."""
        self._end_line()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip()

    def _end_line(self, *, blank: bool = False) -> None:
        line, self._line = SPACES.sub(" ", "".join(self._line)).strip(), []
        mark = "> " * min(self._depth, DEEPEST)
        if line:
            self._lines.append(mark + line)
        if blank and self._lines and self._lines[-1].strip("> "):
            self._lines.append(mark.rstrip())
