"""The clock's ten signs, 22 px. The shape changes with the state, so that colour is never alone."""

from functools import cache

from django.utils.safestring import SafeString, mark_safe

STROKE = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"'
CIRCLE = '<circle cx="11" cy="11" r="9.2" fill="none" stroke="currentColor" stroke-width="1.6"/>'
SIGNS = {
    "urgent": '<path d="M11 1.6 21 19.4H1Z" fill="currentColor" stroke="currentColor" stroke-width="1.6" '
    'stroke-linejoin="round"/><path d="M11 7.6v5.2" class="paper" stroke-width="2.2" stroke-linecap="round"/>'
    '<circle cx="11" cy="16.3" r="1.35" class="paper"/>',
    "over": '<path d="M7 1h8l6 6v8l-6 6H7l-6-6V7Z" fill="currentColor"/>'
    '<path d="M6.2 11h9.6" class="white" stroke-width="2.6" stroke-linecap="round"/>',
    "sleep": '<path d="M18.6 14.2A8.6 8.6 0 0 1 8.2 3.2a8.8 8.8 0 1 0 10.4 11Z" fill="currentColor"/>',
    "ask": f'<path d="M5 2h12M5 20h12M6.5 2v3.2c0 2.4 4.5 4.2 4.5 5.8s-4.5 3.4-4.5 5.8V20M15.5 2v3.2c0 2.4-4.5 4.2-4.5 5.8'
    f's4.5 3.4 4.5 5.8V20" stroke-width="1.8" {STROKE}/>'
    '<path d="M7.6 19.3c.6-2 2-2.6 3.4-3.9 1.4 1.3 2.8 1.9 3.4 3.9Z" fill="currentColor"/>',
    "askhot": '<path d="M5 1.2h12v1.6H5zM5 19.2h12v1.6H5zM6 3h10v2.2c0 2.6-4 4.4-4 5.8s4 3.2 4 5.8V19H6v-2.2c0-2.6 4-4.4 '
    '4-5.8S6 7.8 6 5.2Z" fill="currentColor" stroke="currentColor" stroke-width=".8" stroke-linejoin="round"/>',
    "stop": f'{CIRCLE}<path d="M8.6 7.6v6.8M13.4 7.6v6.8" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"/>',
    # The ticket is at its end: nothing waits, nothing will go on.
    "done": '<circle cx="11" cy="11" r="9.2" fill="none" stroke="currentColor" stroke-width="1.6"/>'
    '<rect x="7.6" y="7.6" width="6.8" height="6.8" rx="1.4" fill="currentColor"/>',
    "met": f'{CIRCLE}<path d="m7 11.3 2.8 2.8L15.2 8.4" stroke-width="2.2" {STROKE}/>',
}
LEAST_ARC = 2


def sign(state: str, share: float = 0.5) -> SafeString:
    """The sign of a clock state; `share` of the term left, 0..1, is the arc of calm and the wedge of soon."""
    return drawn(state, max(LEAST_ARC, min(100, round(share * 100))))


@cache
def drawn(state: str, percent: int) -> SafeString:
    inner = {"calm": ring, "soon": wedge}[state](percent) if state in ("calm", "soon") else SIGNS[state]
    return mark_safe(f'<svg viewBox="0 0 22 22" aria-hidden="true">{inner}</svg>')  # noqa: S308 - constants and an int


def ring(percent: int) -> str:
    return (
        '<circle cx="11" cy="11" r="9" fill="none" stroke="currentColor" class="track" stroke-width="2.5"/>'
        '<circle cx="11" cy="11" r="9" fill="none" stroke="currentColor" class="share" stroke-width="2.5" '
        f'stroke-linecap="round" pathLength="100" stroke-dasharray="{percent} 100" transform="rotate(-90 11 11)"/>'
    )


def wedge(percent: int) -> str:
    return (
        '<circle cx="11" cy="11" r="9.25" fill="none" stroke="currentColor" stroke-width="2"/>'
        '<circle cx="11" cy="11" r="3" fill="none" stroke="currentColor" class="share" stroke-width="6" '
        f'pathLength="100" stroke-dasharray="{percent} 100" transform="rotate(-90 11 11)"/>'
    )
