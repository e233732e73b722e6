"""Drawings: said in words, escaped, without styles."""

import re

import pytest
from django.utils.translation import override

from kabinet.pages.ui.clockview import ClockView, State
from kabinet.pages.ui.drawing import badges, beads, clocks, icons, signs
from tests.some import some

NASTY = '<b onclick="x">'


SIDES = ("client", "partner", "vendor", "nobody")


def everything() -> list[str]:
    seen = [ClockView(state, "48 мин", "до 15:30", 0.4, 700, live=True) for state in State]
    return [
        *(clocks.clock(view, size) for view in seen for size in ("", "large")),
        *(badges.level(number, True) for number in range(1, 10)),
        *(badges.status(code, "В работе") for code in badges.STATUSES),
        *(beads.turn(holder, "partner", passed) for holder in SIDES for passed in (True, False)),
        badges.avatar("Алина Гордеева", "partner"), badges.avatar("", "partner"), badges.dots([1, 2, 3, 4]),
        badges.meter(11, 12, 1), badges.progress(64), icons.icon("bell", "small", "Колокол"),
    ]  # fmt: skip


def test_no_drawing_has_a_style_or_a_script():
    for drawn in some(everything()):
        assert not re.search(r"\bstyle=|\bon\w+=|javascript:", drawn)


def test_each_state_has_its_own_sign():
    assert len({signs.sign(state) for state in State}) == len(State)


def test_the_sign_is_decoration_and_the_words_are_there():
    drawn = clocks.clock(ClockView(State.URGENT, "48 мин", "первый ответ · до 15:30"))
    assert 'aria-hidden="true"' in drawn
    assert "<b>48 мин</b><small>первый ответ · до 15:30</small>" in drawn


def test_the_arc_is_the_share_left():
    assert 'stroke-dasharray="76 100"' in signs.sign("calm", 0.76)
    assert 'stroke-dasharray="2 100"' in signs.sign("calm", 0.0)
    assert 'stroke-dasharray="100 100"' in signs.sign("soon", 7.0)


def test_only_the_large_countdown_ticks_by_seconds():
    asked = ClockView(State.ASK, "34:48", "до 15:17", 0.5, 2088, None, True)
    small, large = clocks.clock(asked), clocks.clock(asked, "large")
    assert ('data-tick="minute"' in small, "<b>34\u00a0мин</b>" in small) == (True, True)
    assert ('data-tick="second"' in large, "<b>34:48</b>" in large) == (True, True)


def test_a_clock_that_stands_does_not_tick():
    assert "data-" not in clocks.clock(ClockView(State.STOP, "часы стоят", "решение предложено"))


@pytest.mark.parametrize(
    ("holder", "reader", "word"),
    [
        ("partner", "partner", "мы"), ("client", "partner", "клиент"), ("vendor", "partner", "1С"),
        ("client", "client", "мы"), ("partner", "client", "партнёр"), ("partner", "vendor", "партнёр"),
        ("vendor", "vendor", "мы"), ("nobody", "client", "ничей"),
    ],
)  # fmt: skip
def test_the_reader_decides_who_we_are(holder, reader, word):
    assert f"</span>{word}</span>" in beads.turn(holder, reader)


def test_three_beads_once_passed_on():
    assert beads.turn("client", "partner").count("<circle") == 2
    assert beads.turn("client", "partner", True).count("<circle") == 3
    assert beads.turn("partner", "vendor").count("<circle") == 3
    assert beads.turn("client", "partner", True).count('class="holder"') == 1
    assert beads.turn("nobody", "partner").count('class="holder"') == 0


def test_words_from_outside_are_escaped():
    view = ClockView(State.CALM, NASTY, NASTY, full=NASTY)
    for drawn in (
        clocks.clock(view), badges.status("in_work", NASTY), badges.avatar(NASTY, "client"), badges.level(1, NASTY),
        beads.turn("client", "partner", held=NASTY, label=NASTY), icons.icon("bell", "", NASTY),
    ):  # fmt: skip
        assert "<b onclick" not in drawn


def test_dots_are_counted_in_words():
    assert 'aria-label="уровень 1: 1, уровень 3: 2"' in badges.dots([1, 3, 3])
    assert "+2" in badges.dots([4] * 16)


def test_the_meter_says_what_is_filled():
    drawn = badges.meter(11, 12, 1)
    assert 'aria-label="Заполнено 11 из 12 обязательных полей"' in drawn
    assert (drawn.count('class="required"'), drawn.count('class="missing"')) == (11, 1)


def test_kept_drawings_do_not_cross_languages():
    with override("en"):
        english = badges.level(1, True)
    with override("ru"):
        assert "Критическое" in badges.level(1, True)
    assert "Критическое" not in english or english == badges.level(1, True)
