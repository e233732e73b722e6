"""Every fact that the program writes by itself x every status of every pack: known, or the pack is not published."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kabinet.regulation.facts import Kind
from kabinet.regulation.pack import Leg, Pack, load, pack
from kabinet.regulation.pack.fitness import completed, unfit
from kabinet.regulation.pack.moves import From, Move
from kabinet.regulation.pack.words import Turn
from kabinet.regulation.ticket import lifecycle
from kabinet.regulation.ticket.system_facts import WRITTEN, Written, faults
from tests.some import some

CARRIED = pack("corp_4_0")
PACKS = [CARRIED, *(load(path) for path in sorted((Path(__file__).parent.parent / "packs").glob("*.toml")))]
LEGS = [
    pytest.param(leg, id=f"{each.code}-{leg.code}") for each in PACKS for _, leg in sorted(each.legs.items())
]


def pairs(leg: Leg) -> Iterator[tuple[Written, str]]:
    for row in WRITTEN:
        if leg.code in row.legs:
            yield from ((row, status.code) for status in row.where(leg))


@pytest.mark.parametrize("leg", LEGS)
def test_every_status_knows_every_fact_that_the_program_may_write(leg: Leg) -> None:
    unknown = {
        (status, str(row.kinds[0]))
        for row, status in pairs(leg)
        if not any(lifecycle.allows(status, kind, leg, system=not row.person) for kind in row.kinds)
    }
    assert unknown == set()
    assert [str(fault) for fault in faults(leg)] == []


@pytest.mark.parametrize("leg", LEGS)
def test_and_says_what_it_does(leg: Leg) -> None:
    """An ending ends; whatever else comes leaves an open ticket open and an ended one ended."""
    assert leg.statuses
    for row, status in some(pairs(leg)):
        open_before = lifecycle.is_open(status, leg)
        for turn in Turn:
            kind = next(
                kind for kind in row.kinds if lifecycle.allows(status, kind, leg, system=not row.person)
            )
            after = lifecycle.after(status, kind, None, leg, vendor_turn=turn, system=not row.person)
            assert lifecycle.is_open(after, leg) is (open_before and not row.ends), (status, kind)


def without(leg: Leg, kind: Kind, status: str) -> Leg:
    """The life that forgets one fact in one status."""

    def starts(move: Move) -> From:
        reached = (
            each.code
            for each in leg.statuses
            if lifecycle.allows(each.code, kind, replace(leg, moves=(move,)), system=bool(move.system))
        )
        return From(code for code in reached if code != status)

    kept = []
    for move in leg.moves:
        if kind not in move.facts:
            kept.append(move)
            continue
        if rest := move.facts - {kind}:
            kept.append(replace(move, facts=rest))
        kept.append(replace(move, facts=frozenset({kind}), start=starts(move)))
    return replace(leg, moves=tuple(kept))


FORGOTTEN = [
    pytest.param(leg.code, row.kinds, status, id=f"{leg.code}-{status}-{row.kinds[0]}")
    for _, leg in sorted(CARRIED.legs.items())
    for row, status in pairs(leg)
]


@pytest.mark.parametrize(("code", "kinds", "status"), FORGOTTEN)
def test_a_version_that_forgets_one_is_not_published_and_the_status_is_named(
    code: str, kinds: tuple[Kind, ...], status: str
) -> None:
    leg = CARRIED.leg(code)
    for kind in kinds:
        leg = without(leg, kind, status)
    forgetful = replace(CARRIED, legs={**CARRIED.legs, code: leg})
    said = [fault.ru for fault in unfit(forgetful, CARRIED)]
    assert any(f"статус {status}:" in each and kinds[0] in each for each in said), said
    assert list(faults(completed(forgetful, CARRIED).leg(code))) == []


@pytest.mark.parametrize("kind", [Kind.CALENDAR_CHANGED, Kind.ASSIGNED, Kind.LEVEL_CHANGED])
def test_a_version_in_which_it_ends_a_ticket_is_not_published(kind: Kind) -> None:
    move = Move(frozenset({kind}), From(("in_work",)), "closed")
    leg = CARRIED.leg("vendor")
    ended = replace(CARRIED, legs={**CARRIED.legs, "vendor": replace(leg, moves=(move, *leg.moves))})
    assert any(kind in fault.ru for fault in unfit(ended, CARRIED))


def test_what_the_version_says_itself_comes_before_what_the_program_adds() -> None:
    leg = CARRIED.leg("client")
    moves = (Move(frozenset({Kind.VENDOR_CHANGED}), From(("any",))), *leg.moves)
    own: Pack = replace(CARRIED, legs={**CARRIED.legs, "client": replace(leg, moves=moves)})
    told = completed(own, CARRIED).leg("client")
    passed: dict[str, Any] = {"vendor_turn": Turn.PARTNER, "system": True}
    assert lifecycle.after("passed_on", Kind.VENDOR_CHANGED, None, told, **passed) == "passed_on"


def test_a_level_of_an_objected_ticket_is_changed_by_the_program_alone() -> None:
    leg = CARRIED.leg("vendor")
    assert lifecycle.allows("objected", Kind.LEVEL_CHANGED, leg, system=True)
    assert not lifecycle.allows("objected", Kind.LEVEL_CHANGED, leg)


def test_people_gain_nothing_by_what_is_added() -> None:
    """A published version keeps what people may do to itself."""
    leg = replace(CARRIED.leg("vendor"), moves=())
    told = completed(replace(CARRIED, legs={**CARRIED.legs, "vendor": leg}), CARRIED).leg("vendor")
    gained = {kind for status in told.statuses for kind in lifecycle.allowed(status.code, told)}
    assert gained - lifecycle.BESIDE == {Kind.RELAYED}
