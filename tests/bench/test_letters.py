"""Letters out and in while every process that has one in hand is killed: none lost, none doubled (bench/letters)."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import pytest

from bench.letters import into, out
from bench.letters.__main__ import text
from bench.letters.both import letters


@pytest.mark.slow
def test_no_letter_is_lost_or_doubled_whoever_is_killed(capsys: pytest.CaptureFixture[str]) -> None:
    # Not in a folder of pytest's: another run of tests may close those above it to the account of the database.
    with TemporaryDirectory(prefix="kabinet-letters-") as home:
        found = letters(Path(home).resolve(), count=60, kills=2, senders=2)
    with capsys.disabled():
        print(f"\n{text(found)}")
    assert [each.wrong for each in found] == [[], []]
    assert [each.kills for each in found] == [2, 2]


def rows(*found: tuple[Any, ...]) -> Any:
    return SimpleNamespace(execute=lambda _question: SimpleNamespace(fetchall=lambda: list(found)))


def one(nth: int) -> str:
    return f"<{nth}@bench.example>"


SENT = [("sent", "", one(nth)) for nth in range(10)]
TAKEN = Counter(one(nth) for nth in range(10))


@pytest.mark.parametrize(
    ("noted", "taken", "said"),
    [
        (SENT, TAKEN, []),
        (SENT, TAKEN + Counter([one(3)]), []),  # twice under one Message-ID
        (
            SENT[1:],
            TAKEN,
            ["9 deliveries, 10 were written", f"with the server, and not noted as sent: {one(0)}"],
        ),
        (SENT, TAKEN - Counter([one(0)]), [f"noted as sent, and not with the server: {one(0)}"]),
        ([*SENT[:9], ("given_up", "", "")], TAKEN - Counter([one(9)]), ["1 ended as given_up "]),
        (
            [*SENT[:9], SENT[0]],
            TAKEN - Counter([one(9)]),
            [f"two deliveries noted as sent are one letter: {one(0)}"],
        ),
        ([*SENT[:8], *[("dropped", "x", "")] * 2], TAKEN - Counter([one(8), one(9)]), ["8 of 10 were sent"]),
    ],
)
def test_it_says_what_does_not_agree_of_letters_out(noted: Any, taken: Counter[str], said: list[str]) -> None:
    assert out.wrong(rows(*noted), taken, 10) == said


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ({0: 1, 1: 1}, []),
        ({0: 1}, [f"answered for, and not there: {into.subject(1)}"]),
        ({0: 1, 1: 2}, [f"kept 2 times: {into.subject(1)}"]),
        ({0: 1, 1: 1, 7: 1}, [f"never sent: {into.subject(7)}"]),
    ],
)
def test_it_says_what_does_not_agree_of_letters_in(kept: dict[int, int], said: list[str]) -> None:
    assert into.wrong(rows(*((into.subject(nth), number) for nth, number in kept.items())), 2) == said
