"""How a ticket stands by its facts: status, whose turn, since when it waits for an answer, when it ended. A fold as well."""

from collections.abc import Iterable
from dataclasses import dataclass

from kabinet.regulation.clocks import DERIVED, confirmed, heard
from kabinet.regulation.facts import Fact, Kind, Side
from kabinet.regulation.pack import Leg, StatusRole, Turn
from kabinet.regulation.text import Unlawful
from kabinet.regulation.ticket import lifecycle

# What starts the silence anew while a solution waits (regulation.lifecycle.silence).
SPEAKS = frozenset({Kind.ANSWERED, Kind.RELAYED, Kind.REPLIED, Kind.CALLED, Kind.BRIDGED})


@dataclass(frozen=True, slots=True)
class Standing:
    """Instants are epoch seconds. `answered`: since when a solution waits; `closed`: since when the ticket is at its end."""

    status: str
    turn: Turn
    turn_since: int
    answered: int | None = None
    closed: int | None = None


def after(before: Standing, fact: Fact, leg: Leg, vendor_turn: Turn | None = None) -> Standing:
    """The standing after `fact`; Unlawful when it cannot happen in this status."""
    status = lifecycle.after(
        before.status,
        fact.kind,
        fact.answer,
        leg,
        final=fact.final,
        asks=fact.asks,
        vendor_turn=vendor_turn,
        system=fact.side is Side.SYSTEM,
    )
    return _moved(before, status, fact, leg)


def at_registration(fact: Fact, leg: Leg) -> Standing:
    """The standing that REGISTERED opens with."""
    status = lifecycle.after("", fact.kind, None, leg)
    return Standing(status, lifecycle.turn(status, leg), fact.at)


def replayed(facts: Iterable[tuple[Fact, Turn | None]], leg: Leg) -> Standing:
    """The standing after all facts in order, the first one being REGISTERED; a fact that came late and no longer fits
    where it now stands moves nothing."""
    known = list(facts)
    counts = confirmed(fact for fact, _ in known)
    standing = at_registration(known[0][0], leg)
    for each, vendor_turn in known[1:]:
        if each.kind not in DERIVED and (fact := heard(each, counts)) is not None:
            standing = _unless_unlawful(standing, fact, leg, vendor_turn)
    return standing


def _unless_unlawful(before: Standing, fact: Fact, leg: Leg, vendor_turn: Turn | None) -> Standing:
    try:
        return after(before, fact, leg, vendor_turn)
    except Unlawful:
        return before


def _moved(before: Standing, status: str, fact: Fact, leg: Leg) -> Standing:
    turn = lifecycle.turn(status, leg)
    since = before.turn_since if turn is before.turn else fact.at
    ended = None if lifecycle.is_open(status, leg) else before.closed or fact.at
    return Standing(status, turn, since, _answered(before, status, fact, leg), ended)


def _answered(before: Standing, status: str, fact: Fact, leg: Leg) -> int | None:
    if lifecycle.role(status, leg) is not StatusRole.ANSWERED:
        return None
    stood = lifecycle.role(before.status, leg) is StatusRole.ANSWERED
    return before.answered if stood and fact.kind not in SPEAKS else fact.at
