"""`{% load ui %}`: what pages draw with. Each tag takes values, never a model. The list stands in docs/look.md."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kabinet.pages.ui import amounts, cached_part, forms, moments, prose
from kabinet.pages.ui.drawing import badges, bar, beads, clocks, icons, rows, signs
from kabinet.pages.ui.locale_formats import tongue
from kabinet.pages.ui.theme import THEMES, chosen_theme
from kabinet.records import lengths

register = template.Library()

register.tag("kept", cached_part.kept)
register.simple_tag(icons.icon, name="icon")
register.simple_tag(badges.level, name="level")
register.simple_tag(badges.status, name="status")
register.simple_tag(badges.avatar, name="avatar")
register.simple_tag(badges.dots, name="dots")
register.simple_tag(badges.meter, name="meter")
register.simple_tag(badges.progress, name="progress")
register.simple_tag(beads.turn, name="turn")
register.simple_tag(clocks.clock, name="sla")
register.simple_tag(signs.sign, name="sign")
register.simple_tag(rows.client_rows, name="client_rows")
register.simple_tag(bar.working_bar, name="working_bar")
register.simple_tag(amounts.plural, name="plural")
register.simple_tag(amounts.counted, name="counted")
register.simple_tag(moments.instant, name="instant")
register.simple_tag(moments.due, name="due")
register.simple_tag(moments.full, name="full")

register.filter("size", amounts.size)
register.filter("phone", amounts.phone)
register.filter("quoted", amounts.quoted)
register.filter("short_name", amounts.short_name)
register.filter("elapsed", amounts.elapsed)
register.filter("prose", prose.prose)
register.filter("web_page", prose.web_page)
register.filter("short_day", moments.short_day)


@register.simple_tag
def longest(name: str) -> int:
    """How much may be typed, by the name of the length: `{% longest "REASON" %}`."""
    most: int = getattr(lengths, name)
    return most


@register.simple_tag(takes_context=True)
def ticket_rows(
    context: Context, lines: Iterable[rows.TicketLine], back: str = "", picked: bool = False
) -> SafeString:
    """The lines of a queue; those that can be taken have a form, all with one token."""
    return rows.ticket_rows(lines, back, str(context.get("csrf_token", "")), picked=picked)


register.simple_tag(rows.ticket_columns)


@register.simple_tag(takes_context=True)
def theme(context: Context) -> SafeString:
    """The attribute of <html> for the reader's stored choice, nothing for «as the system»."""
    chosen = stored_theme(context)
    return SafeString("") if chosen == "system" else format_html(' data-theme="{}"', chosen)


@register.simple_tag(takes_context=True)
def theme_options(context: Context) -> SafeString:
    """The options of the theme's select."""
    chosen = stored_theme(context)
    options = (
        (code, SafeString(" selected") if code == chosen else "", _(name)) for code, name in THEMES.items()
    )
    return format_html_join("", '<option value="{}"{}>{}</option>', options)


@register.simple_tag
def clock_words() -> str:
    """What 10-clock.js says, in its order: amounts with `{}` for the number, then three forms of each kind of day."""
    words = tongue()
    units = (words.less_than_minute, words.minutes, words.hours, words.hours_minutes, words.just_now)
    days = (
        amounts.plural(number, *forms)
        for forms in (amounts.WORKING_DAYS, amounts.DAYS)
        for number in (1, 2, 5)
    )
    return "|".join((*units, *days)).replace("{:02d}", "{}")


def stored_theme(context: Context) -> str:
    request = context.get("request")
    return chosen_theme(request.COOKIES) if request else "system"


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, recommended: bool = False, origin: str = "", rows: int = 0) -> dict[str, Any]:
    """Label, control, hint, errors of one bound field; `origin` says where a prefilled value comes from."""
    return {
        "field": bound,
        "recommended": recommended,
        "origin": origin,
        "widget": forms.control(bound, rows),
        "check": forms.is_check(bound),
    }


@register.filter
def box_groups(bound: BoundField) -> list[forms.BoxGroup]:
    """The boxes of a choice of many under their headings."""
    return forms.box_groups(bound)


@register.inclusion_tag("ui/choice_cards.html")
def choice_cards(bound: BoundField, columns: int = 1, legend: str = "") -> dict[str, Any]:
    """A choice as radio cards; a label that is `Described` has its hint below."""
    return {"field": bound, "columns": columns, "legend": legend}


@register.inclusion_tag("ui/yes_no.html")
def yes_no(bound: BoundField) -> dict[str, Any]:
    """One question with the two answers of its choices side by side."""
    return {"field": bound}


@register.inclusion_tag("ui/error_summary.html")
def error_summary(form: BaseForm, title: str = "") -> dict[str, Any]:
    """Every error of the form with a link to its field; nothing when there is none."""
    return {"errors": forms.errors(form), "title": title or forms.title(form)}


@register.filter
def whole_list(given: QueryDict) -> str:
    """The query of a list without where its page begins."""
    query = given.copy()
    query.pop("after", None)
    return query.urlencode()
