"""Templates show, and bring no style, script or unescaped text of their own: the content security policy means it."""

import re
from collections.abc import Iterator

import pytest

from tests.house.source import ROOT, paths

FORBIDDEN = {
    "a style of its own": re.compile(r"\sstyle\s*=|<style\b"),
    "a script of its own": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>"),
    "a handler of its own": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "text that is not escaped": re.compile(r"\|\s*safe\b|\bautoescape\s+off\b"),
    "an address outside": re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//"),
}
# Served by no page of ours: a file for the front server, which has no other file beside it.
ALONE = {("a style of its own", "kabinet/pages/outages/front.html")}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_brings(what: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in paths("*.html")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if FORBIDDEN[what].search(line) and (what, str(path.relative_to(ROOT))) not in ALONE
    ]
    assert found == []


WIDTH = 130
# Two of these on one line hide the second from whoever reads down the left edge.
BLOCKS = (
    "div|p|section|header|footer|main|nav|aside|article|form|fieldset|ul|ol|li|dl|dt|dd|table|thead|tbody|tr"
    "|details|h[1-6]"
)
CROWDED = re.compile(rf"</(?:{BLOCKS})>.*<(?:{BLOCKS})[ >]")


def lines() -> Iterator[tuple[str, str]]:
    for path in paths("*.html"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{path.relative_to(ROOT)}:{number}", line


def test_no_line_of_a_template_is_too_long() -> None:
    assert [where for where, line in lines() if len(line) > WIDTH] == []


def test_an_element_that_stands_by_itself_begins_its_own_line() -> None:
    assert [where for where, line in lines() if CROWDED.search(line)] == []


# A template's lines are joined when it is compiled (config/template_loaders.py): what is drawn, or looked up, as it is
# written has no line's end of its own.
AS_WRITTEN = re.compile(
    r"<(textarea|pre)\b[^>]*>(?:(?!</\1)[^\n])*\n"
    r"|\{% blocktranslate (?!trimmed)(?:(?!trimmed)[^%])*%\}(?:(?!\{% endblocktranslate)[\s\S])*\n"
)


def test_what_is_drawn_as_it_is_written_has_no_lines_of_its_own() -> None:
    found = [path.name for path in paths("*.html") if AS_WRITTEN.search(path.read_text(encoding="utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    ("source", "met"),
    [
        ('<textarea rows="3">\n{{ text }}</textarea>', True),
        ("<textarea>{{ text }}</textarea>\n", False),
        ("<pre>{% for line in lines %}{{ line }}\n{% endfor %}</pre>", True),
        ("<pre><code>{{ text }}</code></pre>\n", False),
        ("{% blocktranslate %}Один\nдва{% endblocktranslate %}", True),
        ("{% blocktranslate trimmed %}Один\nдва{% endblocktranslate %}", False),
        ("{% blocktranslate count n=n trimmed %}Один\nдва{% endblocktranslate %}", False),
        ("{% blocktranslate %}Один{% endblocktranslate %}\n", False),
    ],
)
def test_it_sees_such_lines(source: str, met: bool) -> None:
    assert bool(AS_WRITTEN.search(source)) is met
