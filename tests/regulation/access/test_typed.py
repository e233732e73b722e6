"""What is typed with an act is of the one class that its declaration names, and nothing else of the act's reads it."""

import ast
from collections.abc import Iterator
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any

import pytest

from kabinet.regulation import access
from kabinet.regulation.access import ACTS, Act, Declared, Typed, failures, may
from kabinet.regulation.access.case import typed as classes
from kabinet.regulation.access.checks import life
from kabinet.regulation.access.demand import TypedCheck, read_by
from tests.regulation.access.access_cast import CASE, CORP, ENGINEER, PEOPLE, PROGRAM, VENDOR_CASE, verdict
from tests.some import some

ROOM = Path(access.__file__).parent
PRODUCT = ROOM.parent.parent
CLASSES: list[type[Typed]] = [
    each
    for each in vars(classes).values()
    if isinstance(each, type) and issubclass(each, Typed) and each is not Typed
]
EACH = pytest.mark.parametrize("declared", ACTS.values(), ids=lambda declared: declared.act.value)
# A value of each sort of field that has to be typed.
VALUES: dict[Any, Any] = {
    bool: False,
    int: 3,
    str: "closed",
    frozenset[int]: frozenset({7}),
    frozenset[str]: frozenset({"x"}),
}


def made(kind: type[Typed]) -> Typed:
    """One of the class, with what it cannot be without."""
    needed = [each for each in fields(kind) if each.default is MISSING]  # type: ignore[arg-type]
    return kind(**{each.name: VALUES[each.type] for each in needed})


@EACH
def test_an_acts_demands_read_only_the_class_that_it_declares(declared: Declared) -> None:
    read = {check: read_by(check) for check in declared.demands if read_by(check)}
    assert all(declared.typed in known for known in read.values())
    assert (declared.typed is not None) is bool(read)


@EACH
def test_an_act_is_judged_by_what_is_typed_with_it_and_by_nothing(declared: Declared) -> None:
    """Whoever asks, and on whichever leg: no demand meets a class that it does not know."""
    for person in (*PEOPLE.values(), PROGRAM):
        for case in (CASE, VENDOR_CASE):
            list(failures(person, declared.act, case, CORP))
            if declared.typed is not None:
                list(failures(person, declared.act, replace(case, typed=made(declared.typed)), CORP))


@EACH
def test_asking_an_act_with_what_is_typed_with_another_is_an_error(declared: Declared) -> None:
    for kind in CLASSES:
        if kind is not declared.typed:
            with pytest.raises(TypeError, match=f"{declared.act} is not judged by {kind.__name__}"):
                may(ENGINEER, declared.act, replace(CASE, typed=made(kind)), CORP)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_a_check_by_itself_takes_no_class_that_it_does_not_read(kind: type[Typed]) -> None:
    for check in {check for declared in ACTS.values() for check in declared.demands}:
        if isinstance(check, TypedCheck) and kind not in check.reads:
            with pytest.raises(TypeError, match=kind.__name__):
                check(ENGINEER, replace(CASE, typed=made(kind)), CORP, CORP.leg("client"))


def test_each_class_is_typed_with_an_act() -> None:
    assert set(CLASSES) == {declared.typed for declared in ACTS.values()} - {None}


def test_a_check_that_reads_a_class_says_so() -> None:
    """Nothing but the check's own argument leads to what was typed."""
    reaching = {
        path.relative_to(ROOM).as_posix()
        for path in ROOM.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "typed" and ast.unparse(node.value) == "case"
    }
    assert reaching == {"__init__.py", "demand.py"}


def test_what_nobody_typed_is_not_judged() -> None:
    for check in some({check for declared in ACTS.values() for check in declared.demands}):
        if isinstance(check, TypedCheck):
            assert not any(issubclass(type(None), each) for each in check.reads)
            list(check(ENGINEER, CASE, CORP, CORP.leg("client")))


@pytest.mark.parametrize("spoilt", [{"refusal": "too_hard"}, {"to_level": 2}, {"subject": 1}])
def test_a_row_of_a_table_names_what_there_is(spoilt: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        verdict(ENGINEER, Act.REFUSE, **spoilt)
    with pytest.raises(TypeError, match="no such name"):
        verdict(ENGINEER, Act.TAKE, **spoilt)


def test_an_act_that_demands_what_another_reads_is_refused_at_the_start() -> None:
    with pytest.raises(ValueError, match="take: a demand reads what is typed with another act"):
        replace(ACTS[Act.TAKE], demands=(life.refusal,))
    with pytest.raises(ValueError, match="take: nothing is judged by what is typed with it"):
        replace(ACTS[Act.TAKE], typed=access.Refusal)


def asked() -> Iterator[tuple[str, Act, str]]:
    """Where the program asks for an act with something typed: place, act, class."""
    for path in PRODUCT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            given = {each.arg: each.value for each in node.keywords}
            act, typed = given.get("act"), given.get("typed")
            if isinstance(act, ast.Attribute) and isinstance(typed, ast.Call):
                yield path.name, Act[act.attr], ast.unparse(typed.func)


def test_the_program_asks_each_act_with_its_own_class() -> None:
    found = list(asked())
    assert len({act for _, act, _ in found}) > 10
    assert [row for row in found if ACTS[row[1]].typed != getattr(access, row[2])] == []
