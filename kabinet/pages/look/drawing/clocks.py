"""The clock in a row or a panel: sign, time left, what and when."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from kabinet.pages.look import say
from kabinet.pages.look.clockview import ClockView, State
from kabinet.pages.look.drawing.signs import sign

COUNTED_BY_SECOND = (State.ASK, State.ASK_HOT)


def clock(view: ClockView, size: str = "") -> SafeString:
    """`size` "" for rows and panels, "large" for the one-hour countdown, "mini" for a group's head.

    In a row the countdown is said in minutes: only the large one ticks every second.
    """
    by_second = size == "large" and view.state in COUNTED_BY_SECOND
    main = view.main if by_second or view.state not in COUNTED_BY_SECOND else minutes(view)
    return format_html(
        '<span class="clock {} {} {}"{}{}>{}<span><b>{}</b>{}</span></span>',
        view.state.value,
        view.side.value,
        size,
        format_html(' title="{}"', view.full) if view.full else "",
        ticking(view, by_second),
        sign(view.state.value, view.share),
        main,
        format_html("<small>{}</small>", view.sub) if view.sub else "",
    )


def minutes(view: ClockView) -> str:
    return say.hours(max(0, view.seconds_left or 0))


def ticking(view: ClockView, by_second: bool) -> SafeString | str:
    """The script's attributes, see 10-clock.js."""
    if not view.live or view.seconds_left is None:
        return ""
    return format_html(
        ' data-left="{}" data-ends="{}" data-turns="{}" data-day="{}" data-tick="{}"',
        view.seconds_left,
        view.stretch_left or "",
        view.turns,
        view.day or "",
        "second" if by_second else "minute",
    )
