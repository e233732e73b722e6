"""Typed text as HTML: work and length are in proportion to the text's, whatever it is."""

import re

import pytest

from kabinet.pages.ui import prose
from kabinet.records.lengths import MESSAGE


def full(piece: str) -> str:
    return (piece * MESSAGE)[:MESSAGE]


WORST = [
    "K-1 ", "http://a ", "https://", "- a\n", "1. a\n", "`a`", "```\n", "```x\n", "```\na\n", "&", "<", "\n",
    "\n\na", "a\n", " ",
    "- ", "`", "http://.", "K-", "1", "1.", "'\"",
]  # fmt: skip


@pytest.mark.parametrize("piece", WORST)
def test_the_longest_text_is_a_bounded_page(piece: str) -> None:
    shown = prose.prose(full(piece))
    links = shown.count("<a ")
    assert links <= prose.MOST_LINKS
    # A sign is six at most when it is escaped, an item of a list in four typed signs eleven more.
    assert len(shown) < 10 * MESSAGE + links * 100


@pytest.mark.parametrize("piece", WORST)
def test_nothing_of_it_is_looked_at_again_and_again(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a search looks at is counted, not timed."""
    looked = 0

    class Counting:
        def __init__(self, plain: re.Pattern[str]) -> None:
            self.plain = plain

        def __getattr__(self, name: str):
            def call(text: str, *rest: object):
                nonlocal looked
                looked += len(text)
                return getattr(self.plain, name)(text, *rest)

            return call

    for name in ("NUMBERED", "BULLETED", "CODE", "ADDRESS", "PROBLEM"):
        monkeypatch.setattr(prose, name, Counting(getattr(prose, name)))
    prose.prose(full(piece))
    assert looked < 10 * MESSAGE


def test_what_is_beyond_the_links_is_still_there() -> None:
    shown = prose.prose("K-1 " * (prose.MOST_LINKS + 5))
    assert shown.count('href="/problems/K-1/"') == prose.MOST_LINKS
    assert shown.count("K-1") == 2 * prose.MOST_LINKS + 5


def test_code_stands_between_its_marks_and_a_mark_alone_is_text() -> None:
    shown = prose.prose("before\n```sql\nselect 1\n```\nafter\n```\nalone")
    assert shown == "<p>before</p><pre><code>select 1</code></pre><p>after<br>```<br>alone</p>"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "http://[x", "", "ftp://a.example/"]
)
def test_a_link_leads_to_pages_of_the_web_alone(address: str) -> None:
    assert prose.web_page(address) == ""
    assert prose.web_page("https://sd.zmk.example/1") == "https://sd.zmk.example/1"
