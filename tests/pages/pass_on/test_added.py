"""Additions to a text, and the lines of the sources."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kabinet.pages.pass_on.additions import pieces
from kabinet.pages.pass_on.sources import EMPTY, Source, field_value, rows, typed_sources

TEXT = st.text(alphabet="абв где\n.", max_size=60)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("один два", "один два", "один два"),
        ("один два", "один два три", "один два [три]"),
        ("один три", "один два три", "один [два ]три"),
        ("", "всё новое", "[всё новое]"),
        ("было", "", ""),
        ("один два три", "один три", "один три"),
        ("один два", "один 2", "один [2]"),
    ],
)
def test_only_what_was_added_is_marked(before: str, after: str, says: str) -> None:
    assert (
        "".join(f"[{piece.text}]" if piece.added else piece.text for piece in pieces(before, after)) == says
    )


@given(TEXT, TEXT)
def test_the_pieces_are_the_text(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(piece.text for piece in found) == after
    assert all(piece.text for piece in found)


@given(TEXT)
def test_the_same_text_has_no_additions(text: str) -> None:
    assert not any(piece.added for piece in pieces(text, text))


def test_a_very_long_text_does_not_take_long() -> None:
    before = "слово " * 30_000
    found = pieces(before, before + "конец")
    assert "".join(piece.text for piece in found) == before + "конец"
    assert [piece.added for piece in found] == [False, True]


@pytest.mark.clause("P2.3")
def test_a_source_is_a_line_with_what_it_showed() -> None:
    sources = typed_sources(
        ["known", "other", "documentation", "similar"],
        ["60014312", " U-46980 ", "", "U-1"],
        ["не совпадает", "", "", "решено\nиндексом"],
    )
    assert field_value(sources).splitlines() == [
        "Известная проблема: 60014312 — не совпадает",
        "U-46980",
        "Похожее обращение: U-1 — решено индексом",
    ]


def test_odd_rows_of_sources() -> None:
    assert typed_sources(["nonsense"], ["x"], ["y"]) == (Source("other", "x", "y"),)
    assert typed_sources(["known"], ["x"], []) == ()
    assert len(typed_sources(["known"] * 99, ["x"] * 99, [""] * 99)) == 40
    assert rows(()) == [EMPTY] * 2
    assert rows([Source("other", "x", "")] * 3) == [*[Source("other", "x", "")] * 3, EMPTY]
    assert len(rows((), more=True)) == 3
