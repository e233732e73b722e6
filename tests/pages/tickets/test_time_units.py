"""Calendar and working time never stand side by side without a word: the turn and the totals are told in one of them."""

import re
from datetime import datetime

import pytest

from tests.desk import Desk, msk

NOW = msk("2026-11-30 11:00")  # a Monday
# When it was registered, on which level, and what the page says: which time, whose turn for how long, and the totals.
TOLD = (
    (msk("2026-11-27 17:00"), 3, "Рабочее время:", "наш ход, 2 ч 30 мин рабочего времени", "мы 2 ч 30 мин"),
    (msk("2026-09-28 10:00"), 3, "Рабочее время:", r"наш ход, 4\d раб\. д[а-я]+", r"мы 4\d раб\. д[а-я]+"),
    (msk("2026-11-27 17:00"), 1, "Календарное время:", "наш ход, 2 дня", "мы 2 дня"),
)


@pytest.mark.parametrize(("at", "level", "measure", "turn", "total"), TOLD)
def test_the_turn_and_the_totals_are_told_in_one_time_that_is_said(
    desk: Desk,
    see,
    monkeypatch: pytest.MonkeyPatch,
    at: datetime,
    level: int,
    measure: str,
    turn: str,
    total: str,
) -> None:
    monkeypatch.setattr("kabinet.pages.gate.now", lambda: NOW)
    number = desk.register(at, level=level).number
    page = see("gordeeva", f"/tickets/{number}/")
    words = " ".join(re.sub(r"<[^>]+>", " ", page).replace("\xa0", " ").split())
    assert re.search(f"{turn}(?! дн)", words), re.findall("наш ход.{30}", words)
    assert re.search(f"{measure} {total}", words), re.findall(r"\w+ время:.{30}", words)
    spoken = re.search(r'aria-label="(Начало[^"]*)"', page)
    assert spoken
    assert re.search(total, spoken[1].replace("\xa0", " ")), spoken[1]
