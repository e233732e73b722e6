"""Versions of the regulation that differ from 4.0 in one point each, whatever a version may say; which of them can be lived
under, and which cannot.

`served` is True where people can live under the version, False where publishing it has to be refused. Served ones of one
`world` stand together in one version (`together`), so that a few walks try them all.
"""

from tests.regulation.pack.changes import Texts, Variation, written
from tests.regulation.pack.variations_form import FORM
from tests.regulation.pack.variations_life import LIFE
from tests.regulation.pack.variations_words import WORDS

VARIATIONS: list[Variation] = [*FORM, *WORDS, *LIFE]
WORLDS = sorted({each.world for each in VARIATIONS if each.served})


def together(world: str) -> Texts:
    """Every served variation of a world in one version."""
    return written(*(each.change for each in VARIATIONS if each.served and each.world == world))
