"""The clock in a row or a panel: sign, time left, what and when.

Fifty of them stand in a list, so the markup is put together by hand: every word goes through `escape`.
"""

from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kabinet.pages.ui import amounts
from kabinet.pages.ui.clockview import ClockView, State
from kabinet.pages.ui.drawing.signs import sign

COUNTED_BY_SECOND = (State.ASK, State.ASK_HOT)


def clock(view: ClockView, size: str = "") -> SafeString:
    """`size` "" for rows and panels, "large" for the one-hour countdown, "mini" for a group's head.

    In a row the countdown is said in minutes: only the large one ticks every second.
    """
    by_second = size == "large" and view.state in COUNTED_BY_SECOND
    main = view.main if by_second or view.state not in COUNTED_BY_SECOND else minutes(view)
    title = f' title="{escape(view.full)}"' if view.full else ""
    asleep = (
        f'<span class="visually-hidden">, {escape(_("сейчас нерабочее время"))}</span>'
        if view.state is State.SLEEP
        else ""
    )
    sub = f"<small>{escape(view.sub)}{asleep}</small>" if view.sub else ""
    return mark_safe(  # noqa: S308 - words are escaped, the rest are numbers and names of states
        f'<span class="clock {view.state} {view.side} {escape(size)}"{title}{ticking(view, by_second)}>'
        f"{sign(view.state, view.share)}<span><b>{escape(main)}</b>{sub}</span></span>"
    )


def minutes(view: ClockView) -> str:
    return amounts.hours(max(0, view.seconds_left or 0))


def ticking(view: ClockView, by_second: bool) -> str:
    """The script's attributes, see 10-clock.js."""
    if not view.live or view.seconds_left is None:
        return ""
    return (
        f' data-left="{view.seconds_left}" data-ends="{view.stretch_left or ""}" data-turns="{view.turns}"'
        f' data-day="{view.day or ""}" data-tick="{"second" if by_second else "minute"}"'
    )
