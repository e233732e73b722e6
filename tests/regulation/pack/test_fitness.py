"""A version says every denial itself, and no sentence cites a clause that it has not."""

from dataclasses import replace

import pytest

from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Pack, completed, load_texts, pack, unfit
from tests.regulation.pack import foreign
from tests.some import some

CORP = pack("corp_4_0")
SAP = load_texts(foreign.texts(foreign.SAP))
DENIALS = sorted(CORP.leg(LegCode.CLIENT).denials)


def without(code: str, law: Pack) -> Pack:
    legs = {
        name: replace(leg, denials={each: said for each, said in leg.denials.items() if each != code})
        for name, leg in law.legs.items()
    }
    return replace(law, legs=legs)


@pytest.mark.clause("L16")
@pytest.mark.parametrize("code", DENIALS)
def test_a_version_that_leaves_a_denial_to_the_program_is_not_published(code: str) -> None:
    said = unfit(without(code, CORP), CORP)
    assert [fault.en for fault in said] == [
        f"{leg.name.en}: denials: the program needs {code}" for leg in CORP.legs.values()
    ]


@pytest.mark.parametrize("code", DENIALS)
def test_a_denial_that_a_published_version_could_not_know_cites_no_clause_of_another_text(code: str) -> None:
    for leg in some(completed(without(code, SAP), CORP).legs.values()):
        assert not leg.denials[code].clause


def test_the_carried_text_says_all_and_so_does_another_vendors() -> None:
    assert unfit(CORP, CORP) == []
    assert unfit(SAP, CORP) == []
