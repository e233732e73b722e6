"""Level, status, person, dots of a counter."""

from collections.abc import Sequence
from functools import cache, lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kabinet.pages.ui import amounts, vendor_words
from kabinet.pages.ui.drawing.icons import icon
from kabinet.pages.ui.vendor_words import Spoken, spoken
from kabinet.records.versions import vendor_names
from kabinet.regulation.legs import LegCode

DOTS = {
    1: '<rect class="dot-1" width="10" height="10" rx="2"/>',
    2: '<circle class="dot-2" cx="5" cy="5" r="4.5"/>',
    3: '<circle class="dot-3" cx="5" cy="5" r="3.7"/>',
    4: '<circle class="dot-4" cx="5" cy="5" r="2.5"/>',
}
LEAST = max(DOTS)  # whatever is less urgent looks like it
MOST_DOTS = 14
KEPT = 4096  # drawings of names that are kept ready
STATUSES = {  # role: icon, tone; the name comes from the pack
    "draft": ("pencil", ""),
    "registered": ("circle-dot", "new"),
    "in_work": ("circle-dashed", ""),
    "waiting": ("message-circle-question", "client"),
    "passed_on": ("arrow-up-right", "vendor"),
    "returned": ("undo-2", "bad"),
    "answered": ("circle-check", "ok"),
    "closed": ("circle-check-big", ""),
    "refused": ("ban", "bad"),
    "objected": ("message-circle-warning", "bad"),
    "withdrawn": ("circle-pause", ""),
}


def level_names() -> dict[int, str]:
    """What the regulation in force calls its levels, in the reader's language, the most urgent first."""
    levels = vendor_names.regulation().leg(LegCode.CLIENT).levels
    return {each.number: vendor_words.say(each.name) for each in sorted(levels, key=lambda row: row.number)}


def level(number: int, word: bool | str = False, size: str = "") -> SafeString:
    """The figure in its square; `word` True adds the level's name, a string adds that string. `size` "" or "large"."""
    return level_in(spoken(), number, word, size)


@lru_cache(maxsize=KEPT)
def level_in(words: Spoken, number: int, word: bool | str, size: str) -> SafeString:
    """Kept for each language the process speaks and each regulation."""
    name = word if isinstance(word, str) and word else level_names().get(number, "")
    said = {"number": number, "name": name.lower()}
    title = (_("Уровень %(number)s — %(name)s") if name else _("Уровень %(number)s")) % said
    square = format_html(
        '<span class="level level-{} {}" title="{}">{}</span>', min(number, LEAST), size, title, number
    )
    return format_html('<span class="level-word">{}<span>{}</span></span>', square, name) if word else square


@lru_cache(maxsize=KEPT)
def status(role: str, name: str, icon_name: str = "", tone: str = "") -> SafeString:
    """Icon and word. The role decides icon and tone unless the pack gives its own."""
    usual_icon, usual_tone = STATUSES.get(role, ("circle-dashed", ""))
    return format_html(
        '<span class="status {}">{}<span class="ellipsis" title="{}">{}</span></span>',
        tone or usual_tone,
        icon(icon_name or usual_icon),
        name,
        name,
    )


@lru_cache(maxsize=KEPT)
def avatar(name: str, side: str, size: str = "") -> SafeString:
    """Initials in the side's colour, decoration beside the name. An empty name is «nobody yet»."""
    if not name:
        return format_html(
            '<span class="avatar none {}" aria-hidden="true">{}</span>', size, icon("plus", "small")
        )
    return format_html(
        '<span class="avatar {} {}" aria-hidden="true">{}</span>', side, size, amounts.initials(name)
    )


def dots(levels: Sequence[int]) -> SafeString:
    """One sign a ticket: square, disc, ring, dot for levels 1 to 4; beyond fourteen the rest is counted."""
    shown = mark_safe("".join(dot(number) for number in levels[:MOST_DOTS]))  # noqa: S308 - constants
    rest = len(levels) - MOST_DOTS
    more = format_html("<span>+{}</span>", rest) if rest > 0 else ""
    return format_html(
        '<span class="dots" role="img" aria-label="{}">{}{}</span>', level_counts(levels), shown, more
    )


@cache
def dot(number: int) -> str:
    return f'<svg viewBox="0 0 10 10" width="10" aria-hidden="true">{DOTS[min(number, LEAST)]}</svg>'


def level_counts(levels: Sequence[int]) -> str:
    """«уровень 1: 1, уровень 2: 3»."""
    counts = ((number, levels.count(number)) for number in sorted(set(levels)))
    words = _("уровень %(number)s: %(count)s")
    return ", ".join(words % {"number": number, "count": count} for number, count in counts)


def meter(done: int, total: int, missing: int = 0, kind: str = "required") -> SafeString:
    """Blocks of a form: `done` filled, then `missing` outlined red. `kind` "required" (green) or "recommended" (blue)."""
    what = _("обязательных полей") if kind == "required" else _("рекомендуемых полей")
    spoken = _("Заполнено %(done)s из %(total)s %(what)s") % {"done": done, "total": total, "what": what}
    blocks = ((block(place, done, missing, kind),) for place in range(total))
    return format_html(
        '<div class="meter" role="img" aria-label="{}">{}</div>', spoken, format_html_join("", "{}", blocks)
    )


def block(place: int, done: int, missing: int, kind: str) -> SafeString:
    if done <= place < done + missing:
        drawn = '<rect class="missing" x="1" y="1" width="92%" height="6" rx="2"/>'
    else:
        drawn = f'<rect class="{kind if place < done else ""}" width="100%" height="8" rx="2"/>'
    return mark_safe(f'<svg aria-hidden="true">{drawn}</svg>')  # noqa: S308 - kind comes from the template


def progress(percent: int, label: str = "") -> SafeString:
    """A thin bar, 0 to 100."""
    return format_html(
        '<svg class="progress" role="img" aria-label="{}"><rect class="track" width="100%" height="6" rx="3"/>'
        '<rect class="filled" width="{}%" height="6" rx="3"/></svg>',
        label or f"{percent}{amounts.SPACE}%",
        max(0, min(100, percent)),
    )
