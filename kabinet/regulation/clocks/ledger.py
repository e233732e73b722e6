"""The responsibility ledger: to whom every second of an open ticket belongs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kabinet.regulation.clocks.fold import Phase, Told, telling
from kabinet.regulation.clocks.step import DERIVED
from kabinet.regulation.facts import Fact
from kabinet.regulation.terms import Terms, Unit
from kabinet.regulation.working_time.calendar import Calendar


class Holder(StrEnum):
    """Whose time it is; NOBODY outside the service hours of the ticket's level."""

    CLIENT = "client"
    PARTNER = "partner"
    VENDOR = "vendor"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` to before `end`, epoch seconds, the ticket lay with `holder`."""

    start: int
    end: int
    holder: Holder

    @property
    def seconds(self) -> int:
        """How long, in calendar time."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Ledger:
    """All stretches in order, neighbours with different holders; a closed time between two opens is a gap."""

    stretches: tuple[Stretch, ...]

    @property
    def open_seconds(self) -> int:
        """How long the ticket was open: the sum of all stretches."""
        return sum(stretch.seconds for stretch in self.stretches)

    def total(self, holder: Holder) -> int:
        """The seconds of one side."""
        return sum(stretch.seconds for stretch in self.stretches if stretch.holder is holder)

    @property
    def totals(self) -> dict[Holder, int]:
        """The seconds of every side, zero included."""
        return {holder: self.total(holder) for holder in Holder}


@dataclass(frozen=True, slots=True)
class _Lying:
    """How the ticket lies from `since` on."""

    since: int
    phase: Phase
    level: int
    status: str | None
    cal: Calendar


def ledger(
    facts: Iterable[Fact],
    terms: Terms,
    cal: Calendar,
    until: int,
    turn_of: Callable[[str], str],
    calendars: Iterable[Calendar] = (),
    barred: Sequence[tuple[int, int]] = (),
) -> Ledger:
    """Every second from registration to `until` while the ticket is open; `calendars` as for `fold`.

    `turn_of` says for a status whose turn it is: client, partner, vendor or nobody. Service hours are those of the
    calendar in force at the moment: a correction does not give away seconds that were attributed before it. `barred` are
    stretches, in order, in which the partner may not work on tickets: what would be its time is nobody's (L12b).
    """
    lyings = [*_lyings(telling(facts, terms, cal, until, calendars))]
    ends = [*(lying.since for lying in lyings[1:]), until]
    pieces = (
        stretch
        for lying, end in zip(lyings, ends, strict=False)
        if lying.phase in (Phase.OPEN, Phase.OBJECTED)
        for stretch in _stretches(lying, min(end, until), terms, turn_of)
    )
    return Ledger(tuple(_merged(part for piece in pieces for part in allowed(piece, barred))))


def _lyings(told: Iterable[Told]) -> Iterator[_Lying]:
    lying = None
    for each in told:
        for effect in each.made.consequences:
            if lying and effect.to_level is not None:
                lying = replace(lying, since=max(lying.since, effect.at), level=effect.to_level)
                yield lying
        if each.fact and each.fact.kind not in DERIVED:
            clocks, status = each.made.clocks, each.fact.status or (lying.status if lying else None)
            lying = _Lying(each.fact.at, clocks.phase, clocks.level, status, each.cal)
            yield lying


def _stretches(lying: _Lying, end: int, terms: Terms, turn_of: Callable[[str], str]) -> Iterator[Stretch]:
    holder = Holder(turn_of(lying.status)) if lying.status else Holder.NOBODY
    if holder is Holder.NOBODY or terms.level(lying.level).reaction.unit is Unit.HOURS:
        yield Stretch(lying.since, end, holder)
        return
    at = lying.since
    for opens, closes in lying.cal.stretches(lying.since, max(lying.since, end)):
        yield Stretch(at, opens, Holder.NOBODY)
        yield Stretch(opens, closes, holder)
        at = closes
    yield Stretch(at, end, Holder.NOBODY)


def allowed(piece: Stretch, barred: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
    """The stretch, cut where the partner may not work."""
    if piece.holder is not Holder.PARTNER:
        yield piece
        return
    at = piece.start
    for opens, closes in barred:
        if closes <= at or opens >= piece.end:
            continue
        yield Stretch(at, max(at, opens), piece.holder)
        yield Stretch(max(at, opens), min(closes, piece.end), Holder.NOBODY)
        at = min(closes, piece.end)
    yield Stretch(at, piece.end, piece.holder)


def _merged(pieces: Iterable[Stretch]) -> Iterator[Stretch]:
    last = None
    for piece in pieces:
        if piece.end <= piece.start:
            continue
        if last and (last.end, last.holder) == (piece.start, piece.holder):
            last = replace(last, end=piece.end)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last
