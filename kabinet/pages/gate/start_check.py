"""The start-up check: every address answers through the gate, or Kabinet does not start."""

from collections.abc import Iterable, Iterator

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from kabinet.web.rule import Rule

BARE = "kabinet.E001"


@register
def every_page_has_a_rule(**_: object) -> list[CheckMessage]:
    """An error for each URL whose view was not put under a rule with gate.page."""
    return bare_pages(get_resolver())


def bare_pages(resolver: URLResolver) -> list[CheckMessage]:
    """The errors of one URL table; tests plant a bare page into one of their own."""
    return [
        Error(
            f"The page {route!r} names no rule.", hint="Put @page(RULE) of kabinet.pages.gate on it.", id=BARE
        )
        for route, pattern in addresses(resolver)
        if not isinstance(getattr(pattern.callback, "rule", None), Rule)
    ]


def addresses(resolver: URLResolver) -> Iterator[tuple[str, URLPattern]]:
    """Every address below `resolver`: its route as written, and its pattern."""
    return _below(resolver.url_patterns, "")


def _below(patterns: Iterable[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _below(pattern.url_patterns, route)
        else:
            yield route, pattern
