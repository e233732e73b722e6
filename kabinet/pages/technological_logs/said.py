"""Instants and durations of a log in words: the server's own clock, as the log has it."""

from datetime import datetime

from kabinet.pages.ui import moments
from kabinet.pages.ui.amounts import SPACE, signed
from kabinet.pages.ui.locale_formats import english
from kabinet.pages.ui.vendor_words import gettext as _


def parsed(at: str) -> datetime | None:
    """On the server's clock; None where the log does not say."""
    try:
        return datetime.fromisoformat(at) if at else None
    except ValueError:
        return None


def instant(at: str) -> str:
    """«04.07.2026, 14:05:46», to the minute where no seconds are known; «час неизвестен» without a day."""
    found = parsed(at)
    if found is None:
        return _("час неизвестен")
    clock = f"{found:%H:%M}" if len(at) == len("2026-07-04T14:05") else f"{found:%H:%M:%S}"
    return f"{moments.short_day(found.date())}, {clock}"


def seconds(amount: float) -> str:
    """«0,35 с», «12 с», «1 240 с»."""
    shown = signed(round(amount)) if amount >= 100 else f"{amount:.2f}".rstrip("0").rstrip(".")
    return f"{shown if english() else shown.replace('.', ',')}{SPACE}{_('с')}"
