"""The working-time bar (guide 5): who held the turn, nights folded, now, deadline, what is late."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_noop

from kabinet.pages.ui import amounts, deadlines, moments
from kabinet.pages.ui.clockwords import NAMES
from kabinet.pages.ui.drawing import axis
from kabinet.pages.ui.drawing.barview import BarView
from kabinet.pages.ui.drawing.scale import Scale, Span, scale
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.regulation.access import OrgKind

TOP, THICK = 28, 18
BOTTOM = TOP + THICK
MOON = "M18.6 14.2A8.6 8.6 0 0 1 8.2 3.2a8.8 8.8 0 1 0 10.4 11Z"
MOON_NOTCH = 1.6  # percent: a narrower notch has no room for a moon
START_WORDS, EDGE = 15.0, 8.0  # percent that the start's label takes; nearer to an edge a label leans inwards
TURNING = 60.0  # right of this the deadline's label runs leftwards
FILLS = {
    OrgKind.CLIENT: 'fill="url(#pattern-client)"',
    OrgKind.PARTNER: 'class="solid"',
    OrgKind.VENDOR: 'fill="url(#pattern-vendor)"',
}


def working_bar(view: BarView) -> SafeString:
    """The whole picture, 66 px high and as wide as its place."""
    on = scale(view.stretches)
    layers = (grounds, nights, turns, late, axis_labels, start_label, contact, marks, deadline, now_line)
    drawn = mark_safe("".join(piece for layer in layers for piece in layer(view, on)))  # noqa: S308 - escaped in text()
    return format_html(
        '<svg class="bar" height="66" role="img" aria-label="{}">{}</svg>', spoken(view), drawn
    )


def spoken(view: BarView) -> str:
    """The picture in words."""
    said = [_("Начало %(at)s") % {"at": deadlines.instant(view.start, view.now, zones(view))}]
    if view.due:
        said.append(_("срок %(at)s") % {"at": deadlines.instant(view.due, view.now, zones(view))})
    said.append(now_words(view))
    if view.due and view.now > view.due:
        said.append(_("срок прошёл"))
    whole = ", ".join(said) + "."
    held = _("Ход держали: %(sides)s.") % {"sides": view.totals}
    return f"{whole} {held}" if view.totals else whole


def zones(view: BarView) -> deadlines.Zones:
    return deadlines.Zones(view.zone, view.own or view.zone)


def now_words(view: BarView) -> str:
    """«сейчас 14:42», «сейчас 14:42 МСК»."""
    return _("сейчас %(clock)s") % {"clock": deadlines.clock(view.now, zones(view))}


def grounds(view: BarView, on: Scale) -> Iterator[str]:
    for track in on.tracks():
        yield rect(track, 'class="track" rx="2"')
    for notch in on.notches():
        yield rect(Span(notch.left + 0.15, notch.width - 0.3), 'class="folded"')
        if notch.width >= MOON_NOTCH:
            yield moon(notch)


def moon(notch: Span) -> str:
    middle = percent(notch.left + notch.width / 2)
    path = f'<path class="moon" transform="translate(-7 0) scale(.64)" d="{MOON}"/>'
    return f'<svg x="{middle}" y="{TOP + 2}" overflow="visible">{path}</svg>'


def nights(view: BarView, on: Scale) -> Iterator[str]:
    for night in view.nights:
        for span in on.pieces(*night):
            yield rect(span, 'fill="url(#pattern-night)"')
        # What was is covered by whose turn it was: the words stand in what is still to come.
        for span in on.pieces(max(night[0], view.now), night[1]) if night[1] > view.now else ():
            if span.width > 2 * START_WORDS:
                middle = span.left + span.width / 2
                yield text(middle, TOP + 13, _("ночь, считается"), "faint wide-only", "middle")


def turns(view: BarView, on: Scale) -> Iterator[str]:
    for holding in view.holdings:
        for span in on.pieces(holding.start, min(holding.end, view.now)):
            yield rect(span, FILLS[holding.side])


def late(view: BarView, on: Scale) -> Iterator[str]:
    """Time past the deadline is a taller block."""
    if view.due and view.now > view.due:
        for span in on.pieces(view.due, view.now):
            yield f'<rect class="late" {placed(span)} y="{TOP - 4}" height="{THICK + 8}"/>'


def axis_labels(view: BarView, on: Scale) -> Iterator[str]:
    for label in axis.labels(on, view.now, view.zone):
        yield upright(label.x, BOTTOM, BOTTOM + 5, "tick wide-only")
        yield text(label.x, BOTTOM + 18, label.words, "faint wide-only", label.anchor)


def start_label(view: BarView, on: Scale) -> Iterator[str]:
    yield f'<text x="0" y="12"><tspan class="strong">{deadlines.clock(view.start, zones(view))}</tspan>'
    yield f'<tspan class="wide-only"> {escaped(_("старт"))}</tspan></text>'


def contact(view: BarView, on: Scale) -> Iterator[str]:
    if view.first_contact:
        yield f'<circle class="contact" cx="{percent(on.place(view.first_contact))}" cy="{TOP + THICK // 2}" r="5"/>'


def marks(view: BarView, on: Scale) -> Iterator[str]:
    for mark in view.marks:
        x = on.place(mark.at)
        yield upright(x, TOP - 7, BOTTOM, "mark wide-only")
        words = f"{deadlines.clock(mark.at, zones(view))} {mark.words}"
        yield text(max(x, START_WORDS), 12, words, "client-word wide-only", "start")


def deadline(view: BarView, on: Scale) -> Iterator[str]:
    if view.due is None:
        return
    x = on.place(view.due)
    leftwards = x > TURNING
    at = x if leftwards else max(x, START_WORDS)
    words = f'<tspan class="wide-only"> {escaped(view.due_words)}</tspan>' if view.due_words else ""
    yield upright(x, TOP - 7, BOTTOM, "due")
    yield f'<text class="due-word" x="{percent(at)}" y="12" text-anchor="{"end" if leftwards else "start"}">'
    yield f"{deadline_clock(view.due, view)}{words}</text>"


def deadline_clock(due: datetime, view: BarView) -> str:
    """The hour alone today, with its day otherwise."""
    same_day = due.astimezone(view.zone).date() == view.now.astimezone(view.zone).date()
    if same_day:
        return deadlines.clock(due, zones(view))
    said, named = moments.far(due, view.now, view.zone), zones(view).differ(due)
    return f"{said}\u00a0{moments.zone_name(due, view.zone)}" if named else said


def now_line(view: BarView, on: Scale) -> Iterator[str]:
    x = on.place(view.now)
    anchor = "start" if x < EDGE else "end" if x > 100 - EDGE else "middle"
    yield upright(x, TOP - 7, BOTTOM + 5, "now")
    yield text(x, BOTTOM + 19, now_words(view), "strong", anchor)


def totals(parts: dict[OrgKind, int], reader: OrgKind, day: int | None = None) -> str:
    """«мы 1 ч 39 мин, клиент 46 мин»: seconds per side, those without a second left out."""
    names = {**NAMES, reader: gettext_noop("мы")}
    return ", ".join(
        f"{_(names[side])} {amounts.working(seconds, day)}" for side, seconds in parts.items() if seconds
    )


def rect(span: Span, attributes: str) -> str:
    return f'<rect {placed(span)} y="{TOP}" height="{THICK}" {attributes}/>'


def placed(span: Span) -> str:
    return f'x="{percent(span.left)}" width="{percent(span.width)}"'


def upright(x: float, top: int, bottom: int, name: str) -> str:
    return f'<line class="{name}" x1="{percent(x)}" x2="{percent(x)}" y1="{top}" y2="{bottom}"/>'


def text(x: float, y: int, words: str, name: str, anchor: str) -> str:
    return f'<text class="{name}" x="{percent(x)}" y="{y}" text-anchor="{anchor}">{escaped(words)}</text>'


def escaped(words: str) -> str:
    return str(format_html("{}", words))


def percent(value: float) -> str:
    return f"{value:.2f}%"
