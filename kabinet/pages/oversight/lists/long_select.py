"""A select of hundreds of names. Django draws a template an option, which takes longer than the rest of the page."""

from html import escape
from typing import TypedDict

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


class Option(TypedDict):
    """What is read of an option as Django makes it."""

    value: object
    label: object
    attrs: dict[str, str | bool]


class LongSelect(forms.Select):
    """Draws what forms.Select draws, by hand; its choices stand in no groups."""

    def render(
        self,
        name: str,
        value: object,
        attrs: dict[str, object] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        drawn = self.get_context(name, value, attrs)["widget"]
        options = "".join(
            _option(option) for _group, options, _place in drawn["optgroups"] for option in options
        )
        return format_html(
            '<select name="{}"{}>{}</select>',
            drawn["name"],
            flatatt(drawn["attrs"]),
            mark_safe(options),  # noqa: S308 - every word is escaped
        )


def _option(option: Option) -> str:
    return (
        f'<option value="{escape(str(option["value"]))}"{flatatt(option["attrs"])}>'
        f"{escape(str(option['label']))}</option>"
    )
