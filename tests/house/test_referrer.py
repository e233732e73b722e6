"""No page hides where its forms come from: a browser sends `Origin: null` with such a form, and it is refused.

Every answer says `same-origin` (config/headers.py): no other site learns an address, and forms of our own pages are known.
"""

from tests.house.source import paths


def test_no_page_and_no_answer_asks_for_no_referrer() -> None:
    named = [
        path.name
        for pattern in ("*.html", "*.py")
        for path in paths(pattern)
        if "no-referrer" in path.read_text(encoding="utf-8")
    ]
    assert named == []
