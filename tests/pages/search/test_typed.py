"""What people type when they look for a number."""

import pytest

from kabinet.pages.search.excerpts import cut, pieces
from kabinet.pages.search.parameters import numbered, typed


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("  U-48217 ", "U-48217"),
        ("В-10352", "V-10352"),
        ("в10352", "V-10352"),
        ("м – 10352", "V-10352"),
        ("внешняя  обработка", "внешняя обработка"),
        ("в 2024 году", "в 2024 году"),
        ("\0x", "x"),
        ("", ""),
    ],
)
def test_a_mistyped_number_is_put_right(text: str, says: str) -> None:
    assert typed(text) == says


@pytest.mark.parametrize(
    ("text", "numbers", "one"),
    [
        ("U-48217", ["U-48217"], True),
        ("у48217", ["U-48217"], True),
        ("48217", ["U-48217"], True),
        ("48217", ["U-48217", "V-48217"], False),
        ("ошибка 48217", ["U-48217"], False),
        ("8217", ["U-48217"], False),
        ("", [], False),
    ],
)
def test_whether_the_text_names_one_ticket(text: str, numbers: list[str], one: bool) -> None:
    assert numbered(text, numbers) is one


def test_marked_text_falls_into_its_pieces() -> None:
    assert pieces("один \ue000два\ue001 три") == (("один ", False), ("два", True), (" три", False))
    assert pieces("\ue000всё\ue001") == (("всё", True),)
    assert pieces("") == ()


def test_a_piece_cut_within_a_sentence_says_so() -> None:
    assert [cut(text) for text in ("Готово.", "медиана 200 проведений на", "")] == [
        "Готово.",
        "медиана 200 проведений на …",
        "",
    ]
