"""The working-time bar: to scale, folded, labelled, said in words."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from kabinet.pages.ui.bars import bar_view
from kabinet.pages.ui.component_sheet import sample_bars
from kabinet.pages.ui.component_sheet.sample_bars import (
    CRITICAL,
    LATE,
    OVERNIGHT,
    WEEK,
    desk,
    march,
)
from kabinet.pages.ui.drawing import axis
from kabinet.pages.ui.drawing.bar import working_bar
from kabinet.pages.ui.drawing.scale import Stretch, scale
from kabinet.pages.ui.moments import MOSCOW
from kabinet.regulation.working_time import AROUND_THE_CLOCK, calendar
from tests.some import some

BARS = [view for _, view in sample_bars.BARS]
HOURS = calendar("Europe/Moscow", ((570, 1080),))


@pytest.mark.parametrize("view", BARS)
def test_stretches_and_notches_fill_the_width(view):
    on = scale(view.stretches)
    assert sum(span.width for span in (*on.tracks(), *on.notches())) == pytest.approx(100)


def test_working_hours_are_to_scale_and_a_night_is_a_notch():
    on = scale((desk(13), desk(14)))
    first, second = on.tracks()
    assert first.width == pytest.approx(second.width)
    assert second.left - first.width == pytest.approx(3.0)
    assert on.place(march(13, 13, 45)) == pytest.approx(first.width / 2)
    assert on.place(march(13, 23)) == on.place(march(14, 9, 30)) == pytest.approx(second.left)


def test_many_nights_leave_room_for_the_days():
    on = scale(
        [Stretch(march(1, 9) + timedelta(days=day), march(1, 17) + timedelta(days=day)) for day in range(60)]
    )
    assert sum(span.width for span in on.notches()) == pytest.approx(30)


def test_a_bar_without_time_is_refused():
    with pytest.raises(ValueError, match="open stretch"):
        scale(())


@pytest.mark.parametrize("view", BARS)
def test_labels_stand_apart(view):
    on = scale(view.stretches)
    places = sorted([label.x for label in axis.labels(on, view.now, MOSCOW)] + [on.place(view.now)])
    assert all(after - before >= axis.APART for before, after in pairwise(places))


@pytest.mark.parametrize("view", BARS)
def test_everything_drawn_is_an_attribute_inside_the_width(view):
    drawn = working_bar(view)
    assert "style" not in drawn
    assert all(-0.001 <= float(place) <= 100.001 for place in some(re.findall(r'"(-?[\d.]+)%"', drawn)))


def test_said_in_words():
    assert 'aria-label="Начало 11:20, срок 23:48, сейчас 14:42. Ход держали: мы 1 ч 39 мин' in working_bar(
        CRITICAL
    )
    assert "срок прошёл" in working_bar(LATE)


def test_late_time_is_a_taller_block():
    assert working_bar(LATE).count('class="late"') == 1
    assert 'class="late"' not in working_bar(OVERNIGHT)


def test_each_side_has_its_pattern():
    drawn = working_bar(CRITICAL)
    assert drawn.count('class="solid"') == 3
    assert drawn.count("#pattern-client") == 2
    assert drawn.count("#pattern-vendor") == 1
    assert "ночь, считается" in drawn


@pytest.mark.parametrize(("now", "said"), [(march(14, 19), True), (march(14, 22), False)])
def test_words_of_a_night_stand_in_what_is_still_to_come(now, said):
    """What was is covered by whose turn it was."""
    drawn = working_bar(replace(CRITICAL, now=now))
    words = re.findall(r'x="([\d.]+)%"[^>]*>ночь', drawn)
    assert len(words) == said
    assert all(float(x) > scale(CRITICAL.stretches).place(now) for x in words)


def test_nights_are_moons_in_working_time():
    assert working_bar(WEEK).count('class="moon"') == 5
    assert 'class="moon"' not in working_bar(CRITICAL)


def test_a_phone_keeps_start_now_and_deadline():
    drawn = re.sub(r'<(text|tspan|line) class="[^"]*wide-only[^"]*".*?</\1>', "", working_bar(CRITICAL))
    assert re.findall(r"\d\d:\d\d", re.sub(r'aria-label="[^"]*"', "", drawn)) == ["11:20", "23:48", "14:42"]


def test_words_of_a_mark_are_escaped():
    view = replace(LATE, due_words="<i>")
    assert "<i>" not in working_bar(view)


def at(day: int, hour: int, minute: int = 0) -> int:
    return int(march(day, hour, minute).timestamp())


def test_out_of_the_laws_calendar():
    view = bar_view(
        at(13, 16, 40), at(14, 14, 42), at(14, 16, 10), "первый ответ", HOURS, HOURS, MOSCOW, "partner",
        holdings=[("partner", at(13, 16, 40), at(14, 14, 42)), ("nobody", at(13, 18), at(14, 9, 30))],
        seconds={"partner": 23520},
    )  # fmt: skip
    assert [stretch.closes for stretch in view.stretches] == [march(13, 18), march(14, 18)]
    assert len(view.holdings) == 1
    assert view.totals.replace("\u00a0", " ") == "мы 6 ч 32 мин"


def test_around_the_clock_nights_are_hatched():
    view = bar_view(
        at(14, 11, 20),
        at(14, 14, 42),
        at(14, 23, 48),
        "обновление",
        AROUND_THE_CLOCK,
        HOURS,
        MOSCOW,
        "partner",
    )
    assert view.stretches == (Stretch(march(14, 11, 20), march(15, 0)),)
    assert view.nights == (Stretch(march(14, 18), march(15, 0)),)


def test_a_clock_that_stands_has_no_deadline():
    drawn = working_bar(replace(OVERNIGHT, due=None))
    assert 'class="due"' not in drawn
