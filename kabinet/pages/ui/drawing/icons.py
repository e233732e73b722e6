"""Lucide icons out of the one sprite."""

from functools import cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

SPRITE = "vendor/icons.svg"


@cache
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """`name` as in assets/icons.txt; `size` "", "small" (14 px) or "large" (20 px). Without a label it is decoration."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    classes = f"icon {size}".strip()
    return format_html('<svg class="{}" {}><use href="{}#{}"/></svg>', classes, spoken, static(SPRITE), name)
