"""Whose turn: beads on a line, client, partner, vendor; the holder's is large and filled, then the word."""

from functools import cache, lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_noop

from kabinet.pages.ui.vendor_words import Spoken, spoken
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.regulation.pack import Turn

KEPT = 1024  # drawings kept ready
CHAIN = (Turn.CLIENT, Turn.PARTNER, Turn.VENDOR)
NAMES: dict[str, str] = {
    Turn.CLIENT: gettext_noop("клиент"),
    Turn.PARTNER: gettext_noop("партнёр"),
    Turn.VENDOR: gettext_noop("%(Vendor_name)s"),
    Turn.NOBODY: gettext_noop("ничей"),
}


def turn(holder: str, reader: str, passed_on: bool = False, held: str = "", label: str = "") -> SafeString:
    """`holder` client, partner, vendor or nobody; `reader` is the reader's side, for whom the own side is «мы».

    `passed_on` shows the third bead. `held` («25 мин») follows the word; `label` replaces the word.
    """
    return turn_in(spoken(), holder, reader, passed_on, held, label)


@lru_cache(maxsize=KEPT)
def turn_in(words: Spoken, holder: str, reader: str, passed_on: bool, held: str, label: str) -> SafeString:
    """Kept for each language the process speaks, and each name that a vendor goes by."""
    ours = holder == reader
    word = label or (_("мы") if ours else _(NAMES[holder]))
    three = passed_on or Turn.VENDOR in (holder, reader)
    classes = " ".join((holder, "three" if three else "two", *(("ours",) if ours else ())))
    return format_html(
        '<span class="turn {}">{}<span><span class="visually-hidden">{} </span>{}</span></span>',
        classes,
        chain(holder, 3 if three else 2),
        _("Чей ход:"),
        f"{word}, {held}" if held else word,
    )


@cache
def chain(holder: str, beads: int) -> SafeString:
    width = 38 if beads == 3 else 24
    step = 13 if beads == 3 else 12
    drawn = "".join(bead(6 + place * step, side == holder) for place, side in enumerate(CHAIN[:beads]))
    line = f'<path class="line" d="M6 6H{width - 6}"/>'
    return mark_safe(f'<svg viewBox="0 0 {width} 12" aria-hidden="true">{line}{drawn}</svg>')  # noqa: S308 - numbers


def bead(x: int, holds: bool) -> str:
    return (
        f'<circle class="holder" cx="{x}" cy="6" r="5"/>'
        if holds
        else f'<circle class="bead" cx="{x}" cy="6" r="3.25"/>'
    )
