"""`{% kept "name" key … %}…{% endkept %}`: a part of a page that is the same for the same keys is drawn once a process.

Only for parts whose words come from the keys, the language, the vendor's names and nothing else. The way around stands
on every page and was a tenth of its time (docs/figures.md).
"""

from collections.abc import Hashable

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

from kabinet.pages.ui import vendor_words

MOST = 2048
_kept: dict[tuple[Hashable, ...], SafeString] = {}


class Kept(template.Node):
    """`keys` must be hashable; different parts have different names."""

    child_nodelists = ("inner",)

    def __init__(self, keys: list[FilterExpression], inner: NodeList) -> None:
        self.keys, self.inner = keys, inner

    def render(self, context: Context) -> SafeString:
        key = (vendor_words.spoken(), *(each.resolve(context) for each in self.keys))
        found = _kept.get(key)
        if found is None:
            if len(_kept) >= MOST:
                _kept.clear()
            found = _kept[key] = self.inner.render(context)
        return found


def kept(parser: Parser, token: Token) -> Kept:
    """The tag's compiler."""
    _, *keys = token.split_contents()
    inner = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept([parser.compile_filter(key) for key in keys], inner)
