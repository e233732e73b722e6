"""HTML of a letter as text: a kept library makes a tree of it and takes out what acts; its lines are made here."""

import re
from html import unescape
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
DROPPED: Final = frozenset({"script", "style", "title", "head"})  # with what stands in them
# What closes itself where the next of its kind begins, or holds nothing.
NOT_NESTED: Final = frozenset({"p", "li", "tr", "td", "th", "a", "br", "hr"}) | DROPPED
TAG: Final = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9]*)(?:[^<>"']|"[^"]*"|'[^']*')*+>""")
# The library's time grows with the square of the depth: tags that are not kept go first, and what is deeper still is told
# without its form. Threads of years are some hundred deep.
MOST_NESTED: Final = 500
SPACES: Final = re.compile(r"[ \t\u00a0]+")
# Depth of quotation that is still told apart.
DEEPEST: Final = 8


def text_of_html(html: str) -> str:
    """Its words with line breaks where a reader sees some; quotations begin with >; addresses of links stand behind their
    words. Nothing is loaded, nothing runs."""
    formed = TAG.sub(_formed, html[:LONGEST])
    if _depth(formed) > MOST_NESTED:
        return _told_plainly(formed)
    harmless = nh3.clean(
        formed,
        tags=set(KEPT),
        clean_content_tags=set(DROPPED),
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    writer = _Writer()
    writer.feed(harmless)
    writer.close()
    return writer.text()


def _formed(tag: re.Match[str]) -> str:
    return tag[0] if tag[2].lower() in KEPT | DROPPED else ""


def _depth(html: str) -> int:
    """The most tags that are open at a time, at least; an end that closes another one than the last closes nothing."""
    deepest, still = 0, []
    for tag in TAG.finditer(html):
        name = tag[2].lower()
        if name in NOT_NESTED:
            continue
        if not tag[1]:
            still.append(name)
            deepest = max(deepest, len(still))
        elif still and still[-1] == name:
            still.pop()
    return deepest


def _told_plainly(html: str) -> str:
    """Words and lines of what is nested as no letter is; no quotations, no addresses."""
    writer = _Writer()
    place, dropped = 0, ""
    for tag in TAG.finditer(html):
        if not dropped:
            writer.handle_data(unescape(html[place : tag.start()]))
        place, name = tag.end(), tag[2].lower()
        if dropped:
            dropped = "" if tag[1] and name == dropped else dropped
        elif name in DROPPED:
            dropped = "" if tag[1] else name
        elif name in LINES:
            writer.break_line()
    if not dropped:
        writer.handle_data(unescape(html[place:]))
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

    def break_line(self) -> None:
        """What follows stands below."""
        self._end_line()

    def _end_line(self, *, blank: bool = False) -> None:
        line, self._line = SPACES.sub(" ", "".join(self._line)).strip(), []
        mark = "> " * min(self._depth, DEEPEST)
        if line:
            self._lines.append(mark + line)
        if blank and self._lines and self._lines[-1].strip("> "):
            self._lines.append(mark.rstrip())
