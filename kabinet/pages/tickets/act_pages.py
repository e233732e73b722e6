"""Every page of an act that a module of `acts` declares as one of its `PAGES`; nobody lists the modules."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from django.urls import URLPattern, path

from kabinet.pages.tickets import acts
from kabinet.pages.tickets.acts.frame import ActPage, act_page


@cache
def act_pages() -> tuple[ActPage, ...]:
    """ValueError for a page without an address, for a second one of its act or at its address."""
    return distinct(_declared())


def distinct(pages: Iterable[ActPage]) -> tuple[ActPage, ...]:
    """These pages, each the only one of its act and at its address."""
    found: list[ActPage] = []
    for page in pages:
        if not page.address or any(page.act == each.act or page.address == each.address for each in found):
            raise ValueError(f"the page of {page.act} at {page.address!r}: no address, or declared twice")
        found.append(page)
    return tuple(found)


def _declared() -> Iterator[ActPage]:
    for module in iter_modules(acts.__path__):
        yield from getattr(import_module(f"{acts.__name__}.{module.name}"), "PAGES", ())


def act_addresses() -> list[URLPattern]:
    """The address of each, below its ticket's."""
    return [
        path(f"tickets/<str:number>/{page.address}/", act_page(page), name=page.url_name)
        for page in act_pages()
    ]
