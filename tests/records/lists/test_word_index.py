"""What the indexes take for words is what a person takes for words, whatever the locale of the database."""

import unicodedata

import pytest
from django.db import transaction

from kabinet.records import lists
from kabinet.records.models import KnownProblem, Message
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.records.security.sql import run
from tests.records.world import AT, World, ticket

LETTERS = "бвгджзклмнпрстфх"
SIGNS = [
    sign
    for sign in map(chr, range(1, 0x110000))
    if unicodedata.category(sign) in ("Cc", "Cf") or unicodedata.category(sign)[0] in "PSZ"
] + [chr(code) for code in range(0xE000, 0xF8FF, 97)]


def _word(place: int, end: str) -> str:
    """A word of its own for each place; no ending that a stemmer knows."""
    return "".join(LETTERS[place // power % 16] for power in (4096, 256, 16, 1)) + end


PAIRS = [(_word(place, "д"), sign, _word(place, "ж")) for place, sign in enumerate(SIGNS)]
# Columns as long as a text, and those that hold a line.


def _written(places: range, many: int) -> list[str]:
    """The pairs from each place on, so many of them to a text."""
    return [
        "".join(f" {left}{sign}{right}" for left, sign, right in PAIRS[place : place + many])
        for place in places
    ]


LONG, LINES = _written(range(0, len(PAIRS), 1000), 1000), _written(range(0, len(PAIRS), 900), 8)


@pytest.fixture
def indexed(world: World, cast: Cast) -> World:
    """Signs between words, in every column that has an index of words."""
    with transaction.atomic(), as_system("signs for a test"):
        one = world.tickets["zmk"]
        said = Message.objects.filter(ticket=one).values().first()
        assert said is not None
        del said["id"]
        for text in LONG:
            Message.objects.create(**said | {"text": text})
        given = {
            "organisation_id": cast.organisation["vendor"],
            "kept_by_vendor": True,
            "audience": "everyone",
        }
        given |= {"kept_by_id": cast.person["titova"], "kept_at": AT, "added_at": AT}
        for place, name in enumerate(("text", "workaround")):
            for part, text in enumerate(LONG):
                texts = {"title": "Слова", "text": "Слова", name: text}
                KnownProblem.objects.create(**given, **texts, number=f"K-{700 + 100 * place + part}")
        for place, line in enumerate(LINES):
            ticket(cast, f"U-{800 + place}", "zmk", "kontur", "saveliev", subject=line)
            for column, name in enumerate(("title", "product", "affected", "fixed_in")):
                texts = {"title": "Слова", "text": "Слова", name: line}
                KnownProblem.objects.create(**given, **texts, number=f"K-{1000 + 100 * column + place}")
    return world


@pytest.mark.parametrize(
    ("rows", "step"),
    [
        ("message", 1),
        ("known_problem WHERE number LIKE 'K-7__'", 1),
        ("known_problem WHERE number LIKE 'K-8__'", 1),
        ("ticket", 900),
        *((f"known_problem WHERE number LIKE 'K-{column}__'", 900) for column in (10, 11, 12, 13)),
    ],
)
def test_every_sign_between_two_words_leaves_both_to_be_found(indexed: World, rows: str, step: int) -> None:
    pairs = [pair for place in range(0, len(PAIRS), step) for pair in PAIRS[place : place + 8]][: len(PAIRS)]
    with as_system("signs for a test"):
        known = {word for (word,) in run(f"SELECT (unnest(search)).lexeme FROM {rows}")}
    lost = [f"U+{ord(sign):04X}" for left, sign, right in pairs if not {left, right} <= known]
    assert len(SIGNS) > 8_000
    assert lost == []


@pytest.mark.parametrize("sign", ["«", "»", "№", "—", "\u00a0", "\u00ad", "\u200b", "₽", "✓", "_", "\ue000"])
def test_a_question_with_the_same_sign_finds_them(indexed: World, cast: Cast, sign: str) -> None:
    left = _word(SIGNS.index(sign), "д")
    question = lists.read_question(f"{sign}{left}{sign}")
    assert {row.number for row in lists.search(cast.actor("saveliev", AT), question).rows} == {"U-100"}
