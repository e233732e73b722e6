"""What a row of a journal keeps is declared for every kind, laid out as JSON and read back; what does not fit is named."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kabinet.regulation.fact_data import (
    OF_ORGANISATION,
    OF_TICKET,
    FactData,
    Misfit,
    RowData,
    keys,
    lay_out,
    read,
    row_of,
    row_of_organisation,
)
from kabinet.regulation.fact_data.tickets import Called, LevelMove
from kabinet.regulation.facts import Kind
from tests.regulation.samples import sample
from tests.some import some

ROOT = Path(__file__).resolve().parents[2]
DECLARED: dict[str, type[RowData]] = {
    **{f"ticket {kind}": shape for kind, shape in OF_TICKET.items()},
    **{f"organisation {kind}": shape for kind, shape in OF_ORGANISATION.items()},
}
OTHER: dict[type, Any] = {str: 7, int: "7", bool: "yes", dict: "слово", list: "слово", type(None): []}


def named() -> str:
    return "row 17"


def test_every_kind_says_what_it_keeps() -> None:
    assert set(OF_TICKET) == set(Kind)


@pytest.mark.parametrize("kind", DECLARED)
@pytest.mark.parametrize("whole", [True, False])
def test_what_is_written_is_read_as_it_was(kind: str, whole: bool) -> None:
    data = sample(DECLARED[kind], whole=whole)
    laid = json.loads(json.dumps(lay_out(data)))
    assert set(laid) == {key.key for key in keys(DECLARED[kind]) if whole or key.required}
    assert read(DECLARED[kind], laid, named) == data


@pytest.mark.parametrize("kind", DECLARED)
def test_a_key_that_nobody_declared_is_named(kind: str) -> None:
    laid = lay_out(sample(DECLARED[kind], whole=True)) | {"reazon": "слово"}
    with pytest.raises(Misfit, match=r"row 17.*'reazon'"):
        read(DECLARED[kind], laid, named)


@pytest.mark.parametrize("kind", [kind for kind, shape in DECLARED.items() if any(keys(shape))])
def test_a_key_that_is_missing_is_named(kind: str) -> None:
    shape = DECLARED[kind]
    for key in some(keys(shape)):
        laid = {name: said for name, said in lay_out(sample(shape, whole=True)).items() if name != key.key}
        if key.required:
            with pytest.raises(Misfit, match=rf"row 17.*'{key.key}' is missing"):
                read(shape, laid, named)
        else:
            assert getattr(read(shape, laid, named), key.name) == key.default


@pytest.mark.parametrize("kind", DECLARED)
def test_a_value_of_another_type_is_named(kind: str) -> None:
    shape = DECLARED[kind]
    for key in keys(shape):
        laid = lay_out(sample(shape, whole=True))
        for wrong in (OTHER[type(laid[key.key])], 1.5):
            with pytest.raises(Misfit, match=f"row 17: '{key.key}' is"):
                read(shape, laid | {key.key: wrong}, named)


@pytest.mark.parametrize("kind", OF_TICKET)
def test_a_kind_takes_its_own_data_alone(kind: Kind) -> None:
    assert row_of(kind, sample(OF_TICKET[kind], whole=False)) is not None
    for other in {*OF_TICKET.values()} - {OF_TICKET[kind]}:
        with pytest.raises(TypeError, match=f"{kind} keeps"):
            row_of(kind, sample(other, whole=False))


@pytest.mark.parametrize("kind", OF_ORGANISATION)
def test_a_kind_of_an_organisation_takes_its_own_data_alone(kind: str) -> None:
    assert row_of_organisation(kind, sample(OF_ORGANISATION[kind], whole=False)) is not None
    for other in {*OF_ORGANISATION.values()} - {OF_ORGANISATION[kind]}:
        with pytest.raises(TypeError, match=f"{kind} keeps"):
            row_of_organisation(kind, sample(other, whole=False))


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        (Kind.CALLED, lambda: Called(reached="yes", asks=False)),  # type: ignore[arg-type]
        (Kind.LEVEL_PROPOSED, lambda: LevelMove(from_level=1, to_level=None, reason="")),  # type: ignore[arg-type]
    ],
)
def test_a_value_that_the_type_check_did_not_see_is_not_written(
    kind: Kind, made: Callable[[], FactData]
) -> None:
    with pytest.raises(Misfit, match=kind):
        row_of(kind, made())


def test_the_document_shows_what_is_declared() -> None:
    done = subprocess.run([sys.executable, ROOT / "bin" / "facts", "--check"], check=False)
    assert done.returncode == 0, "run bin/facts"
