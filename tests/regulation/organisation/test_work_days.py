"""The days on which a partner may work: the same as `may` would say day by day (L12b, L13)."""

import random
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from kabinet.regulation.access.checks.rights import group_status, in_force
from kabinet.regulation.clocks.ledger import Holder, Stretch, allowed
from kabinet.regulation.organisation.work_days import (
    DAY,
    Member,
    Span,
    merged,
    on,
    outside,
    since,
    without,
    working_days,
)

FIRST = date(2024, 1, 1)
PARTNERS, GROUPS, DAYS = (1, 2, 3, 4), (10, 20), 40
MOSCOW = ZoneInfo("Europe/Moscow")


def span(chance: random.Random) -> Span:
    first = FIRST + timedelta(chance.randrange(DAYS))
    return first, None if chance.random() < 0.15 else first + timedelta(chance.randrange(15))


def world(chance: random.Random) -> tuple[dict[int, list[Span]], list[Member]]:
    statuses = {each: [span(chance) for _ in range(chance.randrange(3))] for each in PARTNERS}
    members = [
        Member(chance.choice(GROUPS), each, span(chance))
        for each in PARTNERS
        for _ in range(chance.randrange(3))
    ]
    return statuses, members


def works(partner: int, day: date, statuses: dict[int, list[Span]], members: list[Member]) -> bool:
    """As the law judges one act on one day: by the best status of the fellows of that day."""
    here = {each.group for each in members if each.partner == partner and in_force(*each.days, day)}
    fellows = {each.partner for each in members if each.group in here and in_force(*each.days, day)} | {
        partner
    }
    held = group_status([("any", *days) for each in fellows for days in statuses[each]], day)
    return held is not None and in_force(held[1], held[2], day)


@pytest.mark.clause("L12b", "L13")
@pytest.mark.parametrize("seed", range(150))
def test_every_day_of_a_random_world_is_as_the_law_judges_it(seed: int):
    statuses, members = world(random.Random(seed))
    for partner in PARTNERS:
        days = working_days(partner, statuses, members)
        for later in range(-1, DAYS + 20):
            day = FIRST + timedelta(later)
            assert (on(days, day) is not None) is works(partner, day, statuses, members)
        assert all(after[0] > (before[1] or date.max) + DAY for before, after in pairwise(days))


@pytest.mark.parametrize("seed", range(60))
def test_what_is_taken_away_is_gone_and_the_rest_is_left(seed: int):
    chance = random.Random(seed)
    one, other = ([span(chance) for _ in range(3)] for _ in range(2))
    left = without(one, other)
    for later in range(DAYS + 20):
        day = FIRST + timedelta(later)
        assert (on(left, day) is not None) is (on(one, day) is not None and on(other, day) is None)


def test_since_when_a_right_is_missing():
    days = merged([(date(2024, 1, 5), date(2024, 1, 9)), (date(2024, 1, 10), date(2024, 1, 20))])
    assert days == ((date(2024, 1, 5), date(2024, 1, 20)),)
    assert since(days, date(2024, 1, 20)) is None
    assert since(days, date(2024, 1, 21)) == date(2024, 1, 21)
    assert since(days, date(2024, 2, 21)) == date(2024, 1, 21)
    assert since(days, date(2024, 1, 1)) is None


@pytest.mark.clause("L12b")
def test_the_partners_time_without_right_is_nobodys_and_everybody_elses_stays():
    def at(text: str) -> int:
        return int(datetime.fromisoformat(text).replace(tzinfo=MOSCOW).timestamp())

    days = merged([(date(2024, 1, 1), date(2024, 1, 9)), (date(2024, 1, 12), None)])
    begun, until = at("2024-01-09 12:00"), at("2024-01-13 12:00")
    barred = outside(days, begun, until, MOSCOW)
    assert barred == ((at("2024-01-10 00:00"), at("2024-01-12 00:00")),)
    cut = [each for each in allowed(Stretch(begun, until, Holder.PARTNER), barred) if each.seconds]
    assert [(each.holder, each.seconds // 3600) for each in cut] == [
        (Holder.PARTNER, 12),
        (Holder.NOBODY, 48),
        (Holder.PARTNER, 36),
    ]
    assert sum(each.seconds for each in cut) == until - begun
    theirs = Stretch(begun, until, Holder.CLIENT)
    assert list(allowed(theirs, barred)) == [theirs]
