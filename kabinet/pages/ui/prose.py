"""Typed text as HTML: paragraphs, lists, code, addresses. Everything is escaped first."""

import re
from collections.abc import Iterator
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

FENCE = re.compile(r"^```[^\n]*\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
NUMBERED, BULLETED = re.compile(r"^\s*\d+[.)]\s+(.*)"), re.compile(r"^\s*[-*•]\s+(.*)")
CODE = re.compile(r"`([^`\n]+)`")
ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'`]+[^\s<>\"'`.,;:!?)»]|(?<![\w-])K-\d{1,9}\b")
# A known problem named by its number; whoever may not read it meets what everybody meets who asks for what is not there.
PROBLEM = re.compile(r"K-\d{1,9}")


def prose(text: str) -> SafeString:
    """What a person typed, ready to stand inside `message-text`."""
    pieces = FENCE.split(text.replace("\r\n", "\n"))
    shown = (fenced(piece) if place % 2 else running(piece) for place, piece in enumerate(pieces))
    return mark_safe("".join(shown))  # noqa: S308 - every piece is escaped by inline() or fenced()


def fenced(code: str) -> str:
    return f"<pre><code>{escape(code.rstrip())}</code></pre>"


def running(text: str) -> str:
    paragraphs = (paragraph for paragraph in re.split(r"\n\s*\n", text.strip("\n")) if paragraph.strip())
    return "".join(block for paragraph in paragraphs for block in blocks(paragraph.splitlines()))


def blocks(lines: list[str]) -> Iterator[str]:
    """Lines of one paragraph, a run of list items as a list."""
    for kind, run in groupby(lines, line_kind):
        if kind == "p":
            yield f"<p>{'<br>'.join(inline(line) for line in run)}</p>"
        else:
            yield f"<{kind}>{''.join(item(line, kind) for line in run)}</{kind}>"


def line_kind(line: str) -> str:
    if NUMBERED.match(line):
        return "ol"
    return "ul" if BULLETED.match(line) else "p"


def item(line: str, kind: str) -> str:
    found = (NUMBERED if kind == "ol" else BULLETED).match(line)
    return f"<li>{inline(found[1] if found else line)}</li>"


def inline(line: str) -> str:
    pieces = CODE.split(line)
    return "".join(
        f"<code>{escape(piece)}</code>" if place % 2 else linked(piece) for place, piece in enumerate(pieces)
    )


def linked(text: str) -> str:
    """Addresses and numbers of known problems become links; what is between them is escaped."""
    shown, end = [], 0
    for found in ADDRESS.finditer(text):
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
