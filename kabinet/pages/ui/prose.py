"""Typed text as HTML: paragraphs, lists, code, addresses. Everything is escaped first."""

import re
from collections.abc import Iterator
from itertools import count, groupby

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from kabinet.actions.tickets.registration import client_desk

FENCE = "```"
NUMBERED, BULLETED = re.compile(r"^\s*\d+[.)]\s+(.*)"), re.compile(r"^\s*[-*•]\s+(.*)")
CODE = re.compile(r"`([^`\n]+)`")
ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'`]+[^\s<>\"'`.,;:!?)»]|(?<![\w-])K-\d{1,9}\b")
# A known problem named by its number; whoever may not read it meets what everybody meets who asks for what is not there.
PROBLEM = re.compile(r"K-\d{1,9}")
# Links of one text, and characters of one: a link is many times longer than what was typed for it.
MOST_LINKS, LONGEST_LINK = 100, 1000


def prose(text: str) -> SafeString:
    """What a person typed, ready to stand inside `message-text`. Work and length are in proportion to the text's."""
    links = count(1)
    shown = (
        fenced(piece) if code else running(piece, links) for code, piece in pieces(text.replace("\r\n", "\n"))
    )
    return mark_safe("".join(shown))  # noqa: S308 - every piece is escaped by inline() or fenced()


def web_page(address: str) -> str:
    """The address where it is that of a web page, else nothing: whatever a row keeps, a link runs no script."""
    return address if client_desk.is_page(address) else ""


def pieces(text: str) -> Iterator[tuple[bool, str]]:
    """Code between two lines of ``` (True), and what is around it."""
    lines = text.split("\n")
    closing = [place for place, line in enumerate(lines) if line.rstrip(" \t") == FENCE]
    begun, after = 0, 0
    for place, line in enumerate(lines):
        if place < begun or not line.startswith(FENCE):
            continue
        while after < len(closing) and closing[after] <= place:
            after += 1
        if after == len(closing):
            break
        yield False, "\n".join(lines[begun:place])
        yield True, "\n".join(lines[place + 1 : closing[after]])
        begun = closing[after] + 1
    yield False, "\n".join(lines[begun:])


def fenced(code: str) -> str:
    return f"<pre><code>{escape(code.rstrip())}</code></pre>"


def running(text: str, links: Iterator[int]) -> str:
    paragraphs = (paragraph for paragraph in re.split(r"\n\s*\n", text.strip("\n")) if paragraph.strip())
    return "".join(block for paragraph in paragraphs for block in blocks(paragraph.splitlines(), links))


def blocks(lines: list[str], links: Iterator[int]) -> Iterator[str]:
    """Lines of one paragraph, a run of list items as a list."""
    for kind, run in groupby(lines, line_kind):
        if kind == "p":
            yield f"<p>{'<br>'.join(inline(line, links) for line in run)}</p>"
        else:
            yield f"<{kind}>{''.join(item(line, kind, links) for line in run)}</{kind}>"


def line_kind(line: str) -> str:
    if NUMBERED.match(line):
        return "ol"
    return "ul" if BULLETED.match(line) else "p"


def item(line: str, kind: str, links: Iterator[int]) -> str:
    found = (NUMBERED if kind == "ol" else BULLETED).match(line)
    return f"<li>{inline(found[1] if found else line, links)}</li>"


def inline(line: str, links: Iterator[int]) -> str:
    pieces = CODE.split(line)
    return "".join(
        f"<code>{escape(piece)}</code>" if place % 2 else linked(piece, links)
        for place, piece in enumerate(pieces)
    )


def linked(text: str, links: Iterator[int]) -> str:
    """Addresses and numbers of known problems become links, up to MOST_LINKS; the rest is escaped."""
    shown, end = [], 0
    for found in ADDRESS.finditer(text):
        if len(found[0]) > LONGEST_LINK or next(links) > MOST_LINKS:
            continue
        address = escape(found[0])
        known = PROBLEM.fullmatch(found[0])
        link = (
            f'<a class="link" href="/problems/{address}/">{address}</a>'
            if known
            else f'<a class="link" href="{address}" rel="noreferrer nofollow">{address}</a>'
        )
        shown += [escape(text[end : found.start()]), link]
        end = found.end()
    return "".join([*shown, escape(text[end:])])
