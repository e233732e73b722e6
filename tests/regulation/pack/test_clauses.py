"""The list of clauses, and the page that says which tests prove them."""

import re
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from kabinet.regulation.clauses import clause, clauses
from kabinet.regulation.text import Unlawful

ROOT = Path(__file__).resolve().parents[3]


def test_all_demands_are_listed_once_and_in_order() -> None:
    ids = list(clauses())
    assert len(ids) == 84
    assert [id_[0] for id_ in ids] == sorted((id_[0] for id_ in ids), key="LUP".index)


@pytest.mark.clause("U3.3")
@pytest.mark.parametrize("id_", clauses())
def test_a_clause_says_where_it_stands_and_what_it_demands(id_: str) -> None:
    each = clause(id_)
    assert re.search("[а-яё]", each.rule.ru)
    assert re.search("[a-z]", each.rule.en)
    assert each.place.ru
    assert each.document.ru
    assert each.rule.ru.endswith(".")


def test_a_place_as_a_page_shows_it() -> None:
    assert clause("U3.6d").document.ru == "Приложение 1: клиент и партнёр"
    assert clause("U3.6a").place.ru == "табл. 2, п. 3.6"


def test_an_unknown_clause_is_a_slip() -> None:
    with pytest.raises(Unlawful, match="no such clause"):
        clause("U99")


def bin_clauses() -> ModuleType:
    loader = SourceFileLoader("bin_clauses", str(ROOT / "bin" / "clauses"))
    spec = spec_from_loader("bin_clauses", loader)
    assert spec is not None
    made = module_from_spec(spec)
    loader.exec_module(made)
    return made


def test_marks_are_found_wherever_they_stand(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_x.py").write_text(
        "import pytest\n"
        "pytestmark = pytest.mark.clause('L4')\n"
        "CASES = [pytest.param(1, marks=pytest.mark.clause('U1'))]\n"
        "@pytest.mark.clause('U3.6a', 'P4.8a')\n"
        "def test_a(): other.clause('L5')\n"
        "class TestB:\n"
        "    @pytest.mark.clause('U3.6a')\n"
        "    def test_c(self): ...\n"
    )
    assert bin_clauses().proofs(tmp_path) == {
        "L4": ["tests/test_x.py"],
        "U1": ["tests/test_x.py"],
        "U3.6a": ["tests/test_x.py::test_a", "tests/test_x.py::TestB::test_c"],
        "P4.8a": ["tests/test_x.py::test_a"],
    }


def test_tests_name_only_clauses_that_exist() -> None:
    assert set(bin_clauses().proofs(ROOT)) - set(clauses()) <= {"L4", "U1"}


def test_the_page_has_every_clause() -> None:
    written = bin_clauses().page({"U1": ["tests/x.py::test_y"]})
    assert written.count("no test yet") == 83
    assert "84 clauses, 1 with tests" in written
    assert "`tests/x.py::test_y`" in written
