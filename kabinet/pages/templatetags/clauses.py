"""`{% load clauses %}{% clause "U3.6a" %}`: a clause as people read it, with a dotted line, leading to its page."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kabinet.pages.ui.citations import cited_rule
from kabinet.records.versions.vendor_names import clauses

register = template.Library()


@register.simple_tag
def clause(code: str, words: str = "") -> SafeString:
    """«табл. 2, п. 3.6», or `words` instead; the demand itself as the title. Nothing for a clause nobody knows."""
    known = clauses().get(code)
    if known is None:
        return SafeString("")
    language = get_language() or "ru"
    return format_html(
        '<a class="clause" href="{}" title="{}">{}</a>',
        reverse("clause", args=[code]),
        known.rule.say(language),
        words or known.place.say(language),
    )


@register.simple_tag
def denial_clause(code: str | None) -> SafeString:
    """The clause that something rests on, or that it is a rule of the cabinet's own."""
    if code:
        return clause(code)
    return format_html('<a class="clause" href="{}">{}</a>', reverse("own_rules"), cited_rule(None).words)


@register.simple_tag
def clause_url(code: str) -> str:
    """The address of a clause's page."""
    return reverse("clause", args=[code])


@register.filter
def clause_place(code: str) -> str:
    """«табл. 2, п. 3.6» alone."""
    known = clauses().get(code)
    return known.place.say(get_language() or "ru") if known else ""
