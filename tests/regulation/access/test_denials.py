"""Every denial has a clause or is the cabinet's own, a reason and a way out in both languages; each is said somewhere."""

import ast
import re
from pathlib import Path

import pytest

import kabinet.regulation
from kabinet.regulation.clauses import clauses
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Denial, pack, worded
from kabinet.regulation.pack.reading import wrong
from kabinet.regulation.text import Text, Unlawful
from kabinet.regulation.verdict import deny
from tests.regulation.access.access_cast import CORP
from tests.regulation.access.denial_clauses import BY_CLAUSE, OWN
from tests.some import some

DENIALS = [
    pytest.param(denial, id=f"{leg.code}-{code}")
    for leg in CORP.legs.values()
    for code, denial in worded(leg).items()
]
ROOM = Path(kabinet.regulation.__file__).parent
MARK = re.compile(r"{\w+}")


@pytest.mark.clause("U3.3")
@pytest.mark.parametrize("denial", DENIALS)
def test_a_denial_is_whole(denial: Denial) -> None:
    assert not denial.clause or denial.clause in clauses()
    for text in (denial.reason, denial.remedy):
        assert re.search("[а-яё]", text.ru)
        assert re.search("[a-z]", text.en)
        assert not re.search("[а-яё]", text.en)
        assert set(MARK.findall(text.ru)) == set(MARK.findall(text.en))
        assert not text.ru.endswith(".")


@pytest.mark.parametrize("leg", [LegCode.CLIENT, LegCode.VENDOR])
def test_a_denial_cites_the_clause_that_says_it_and_a_rule_of_the_cabinets_own_none(leg: LegCode) -> None:
    told = {code: clauses[leg is LegCode.VENDOR] for code, clauses in BY_CLAUSE.items()}
    found = {code: denial.clause for code, denial in CORP.leg(leg).denials.items()}
    assert found == told | dict.fromkeys(OWN, "")
    assert not OWN & BY_CLAUSE.keys()


@pytest.mark.parametrize("denial", DENIALS)
def test_no_sentence_of_a_denial_is_latin_in_russian(denial: Denial) -> None:
    for text in (denial.reason.ru, denial.remedy.ru):
        for sentence in some(re.split(r"[.;:] ", text)):
            assert re.search("[а-яё]", sentence.lower()), sentence


def test_the_program_says_every_denial_and_no_other() -> None:
    written = {
        node.value
        for path in [*ROOM.rglob("*.py"), *(ROOM.parent / "actions").rglob("*.py")]
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    days = {
        f"{what}_{how}"
        for what in ("licence", "contract", "certificate")
        for how in ("missing", "not_begun", "ended")
    }
    by_pack = {row.denial for leg in CORP.legs.values() for row in leg.level_rights}
    known = set(pack("corp_4_0").leg("client").denials)
    assert known - written - days - by_pack == set()
    assert by_pack - known == {""}


def test_an_unknown_denial_is_a_slip() -> None:
    with pytest.raises(Unlawful, match="no denial"):
        deny(CORP.leg("client"), "bad_mood")
    assert wrong("here", "а", "b").text == Text("here: а", "here: b")
