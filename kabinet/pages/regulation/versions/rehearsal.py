"""Every form, section and document that a version will drive, built once before the version is published (L16).

The law judges what a version says; this finds what no page can show of it, whatever the reason. Nothing is asked of the
records: systems, people and tickets are stand-ins. settings.REGULATION_REHEARSALS names `unbuilt` to the act of publishing.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.conf import settings
from django.utils import translation

from kabinet.pages.regulation.versions import (
    rehearsal_client,
    rehearsal_common,
    rehearsal_vendor,
    rehearsal_words,
)
from kabinet.records.versions import vendor_names
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Leg, Pack
from kabinet.regulation.text import Text

LONGEST = 160
Build = Callable[[Pack, Leg], None]


class Scene(NamedTuple):
    """One page or part of it: its name as a person knows it, and what builds it for a leg."""

    name: Text
    leg: str
    build: Build


def scenes() -> Iterator[Scene]:
    """Everything that is built."""
    for leg, parts in (
        (LegCode.CLIENT, rehearsal_client.PARTS),
        (LegCode.VENDOR, rehearsal_vendor.PARTS),
        (LegCode.CLIENT, rehearsal_common.PARTS),
        (LegCode.VENDOR, rehearsal_common.PARTS),
        (LegCode.CLIENT, rehearsal_words.PARTS),
        (LegCode.VENDOR, rehearsal_words.PARTS),
    ):
        yield from (Scene(name, leg, build) for name, build in parts.items())


def unbuilt(pack: Pack) -> list[Text]:
    """A sentence for each page that cannot be built, in the order of the legs; each is tried in every language, and calls
    the vendor as this version does."""
    with vendor_names.one_request():
        vendor_names.name_by(pack)
        found = [fault for scene in scenes() if scene.leg in pack.legs for fault in _fault(scene, pack)]
    return list(dict.fromkeys(found))


def _fault(scene: Scene, pack: Pack) -> Iterator[Text]:
    for language, _name in settings.LANGUAGES:
        try:
            with translation.override(language):
                scene.build(pack, pack.leg(scene.leg))
        except Exception as fault:
            leg, why = pack.leg(scene.leg).name, f"{type(fault).__name__}: {fault}"[:LONGEST]
            yield Text(
                f"{leg.ru}: страницу «{scene.name.ru}» по этой версии не построить ({why})",
                f"{leg.en}: the page “{scene.name.en}” cannot be built by this version ({why})",
            )
            return
