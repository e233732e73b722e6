"""`{% load i18n vendor_words %}`, in this order: `{% blocktranslate %}` then knows `{{ vendor_name_acc }}` and its like."""

from django import template
from django.template.base import Node, Parser, Token
from django.template.context import Context
from django.templatetags import i18n

from kabinet.pages.ui import vendor_words
from kabinet.records.versions import vendor_names

register = template.Library()


class Translated(i18n.BlockTranslateNode):
    """Django's own; of a sentence that names the vendor the other language may need another case than is written here."""

    def render_token_list(self, tokens: list[Token]) -> tuple[str, list[str]]:
        said, values = super().render_token_list(tokens)
        if any("endor_" in each for each in values):
            values = [*values, *vendor_names.vendor().marks(vendor_words.language())]
        return said, values


class Named(Node):
    """Django's own tag, which knows the vendor's names beside the page's values."""

    def __init__(self, inner: i18n.BlockTranslateNode) -> None:
        self.inner = inner

    def render(self, context: Context) -> str:
        with context.push(**vendor_names.vendor().marks(vendor_words.language())):
            said: str = self.inner.render(context)
            kept = context[self.inner.asvar] if self.inner.asvar else None
        if self.inner.asvar:
            context[self.inner.asvar] = kept
        return said


@register.simple_tag
def certificate_name() -> str:
    """What the regulation in force calls the certificate of those who pass tickets on (P2.5)."""
    found = vendor_names.regulation().entitlement
    return vendor_words.say(found.certificate_name) if found else ""


@register.tag
def blocktranslate(parser: Parser, token: Token) -> Named:
    """As Django's."""
    made = i18n.do_block_translate(parser, token)
    return Named(
        Translated(
            made.extra_context,
            made.singular,
            made.plural,
            made.countervar,
            made.counter,
            made.message_context,
            made.trimmed,
            made.asvar,
        )
    )
