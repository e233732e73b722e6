"""What the pages have against a version, asked before it is published: they stand above the acts and name themselves in
settings.REGULATION_REHEARSALS, so that the page, the demonstration and every other caller of `publish` are held alike."""

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from kabinet.records.versions import newest_pack
from kabinet.regulation.pack import Pack, completed, load_texts
from kabinet.regulation.text import Text

Rehearsal = Callable[[Pack], list[Text]]


def rehearsals() -> list[Rehearsal]:
    """The declared ones; ImproperlyConfigured when none is: nothing is published unseen."""
    if not settings.REGULATION_REHEARSALS:
        raise ImproperlyConfigured("REGULATION_REHEARSALS names nobody who builds the pages of a version")
    return [import_string(name) for name in settings.REGULATION_REHEARSALS]


def unbuilt(content: dict[str, str]) -> list[Text]:
    """Every page that cannot be built by the text of a version, which the law can read. Kept: a draft is looked at often."""
    return list(_unbuilt(tuple(sorted(content.items()))))


@lru_cache(maxsize=8)
def _unbuilt(content: tuple[tuple[str, str], ...]) -> tuple[Text, ...]:
    pack = completed(load_texts(dict(content)), newest_pack())
    return tuple(fault for rehearse in rehearsals() for fault in rehearse(pack))
