"""The life of a ticket: which fact is possible when, where it leads, whose turn it is, when silence closes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from kabinet.regulation.clocks.claims import VERDICTS
from kabinet.regulation.facts import OF_CABINET, Answer, Kind
from kabinet.regulation.pack.leg import Leg
from kabinet.regulation.pack.moves import From, Move
from kabinet.regulation.pack.reading import wrong
from kabinet.regulation.pack.words import Limits, Status, StatusRole, Turn
from kabinet.regulation.text import Text, Unlawful


class WorkingDays(Protocol):
    """The part of a calendar that silence needs."""

    def add_days(self, start: int, days: int, /) -> int:
        """The instant `days` working days after `start`, both epoch seconds."""
        ...


# What is said of an entry that was written late, whom a desk calls at night, and that a file came, moves nothing by itself,
# in whatever status and whatever regulation.
BESIDE = frozenset({Kind.CLAIMED, *VERDICTS}) | OF_CABINET


@dataclass(frozen=True, slots=True)
class Silence:
    """What becomes of a solution that nobody answers: instants (epoch seconds) of the notices and of the closing."""

    notices: tuple[int, ...]
    closes: int


def after(
    status: str,
    kind: Kind,
    answer: Answer | None,
    leg: Leg,
    *,
    final: bool = False,
    asks: bool = False,
    vendor_turn: Turn | None = None,
    system: bool = False,
) -> str:
    """The status after a fact; Unlawful when the fact is impossible in `status`.

    `final` marks a workaround offered as the end of the matter, `asks` a call that puts a question,
    `vendor_turn` whose move it is on the linked vendor ticket (for VENDOR_CHANGED), `system` what the program itself writes.
    """
    if kind is Kind.REGISTERED:
        return leg.statuses[0].code
    if kind in BESIDE:
        return status
    for move in _moves(status, kind, leg, system):
        if _fits(move, answer, final, asks, vendor_turn):
            return move.to or status
    name = leg.status(status).names.partner
    ru = f"в статусе «{name.ru}» этого не бывает: {kind}"
    raise Unlawful(Text(ru, f"{kind} is impossible in the status {name.en!r}"))


def allows(status: str, kind: Kind, leg: Leg, *, system: bool = False) -> bool:
    """Whether a fact of `kind` can happen in `status` at all; `system`: whether the program itself can write it."""
    return kind in BESIDE or any(True for _ in _moves(status, kind, leg, system))


def allowed(status: str, leg: Leg) -> frozenset[Kind]:
    """Every kind of fact that can happen in `status`."""
    return frozenset(kind for kind in Kind if allows(status, kind, leg))


def turn(status: str, leg: Leg) -> Turn:
    """Who has to move in `status`."""
    return status_of(status, leg).turn


def status_of(status: str, leg: Leg) -> Status:
    """The words of `status`, the draft included."""
    return leg.draft if leg.draft and status == leg.draft.code else leg.status(status)


def role(status: str, leg: Leg) -> StatusRole:
    """What `status` is for."""
    return status_of(status, leg).role


def is_open(status: str, leg: Leg) -> bool:
    """Whether the ticket still lives in `status`."""
    return leg.status(status).open


def is_considered(status: str, leg: Leg) -> bool:
    """Whether it lives and its matter is worked on: not so while an objection to a refusal waits."""
    found = leg.status(status)
    return found.open and found.considered


def limits(leg: Leg) -> Limits:
    """The leg's limits; Unlawful for a regulation without them."""
    if leg.limits is None:
        raise wrong(leg.code, "пределы не заданы", "the limits are missing")
    return leg.limits


def silence(since: int, leg: Leg, calendar: WorkingDays) -> Silence:
    """When a solution offered (or last spoken about by the applicant) at `since` is announced to close, and closes."""
    own = limits(leg)
    notices = tuple(calendar.add_days(since, days) for days in own.silence_notice_working_days)
    return Silence(notices, calendar.add_days(since, own.silence_working_days))


def claim_begins(recorded: int, barred: Iterable[tuple[int, int]], now: int) -> int | None:
    """From when whoever is asked about a late entry can answer it; None while they may not work (L12b). `barred` are the
    stretches in which they may not, in order: silence in one is no silence, so the days begin anew after it."""
    met = [(opens, closes) for opens, closes in barred if closes > recorded]
    if not met:
        return recorded
    return None if met[-1][1] > now else met[-1][1]


def claim_ends(since: int, leg: Leg, calendar: WorkingDays) -> int:
    """Until when (epoch seconds) the other side can answer an entry that was written down late at `since`."""
    return calendar.add_days(since, limits(leg).late_entry_working_days)


def reopens_until(ended: date, leg: Leg) -> date:
    """The last day on which a ticket that ended on `ended` can be opened again."""
    return ended + timedelta(days=limits(leg).reopen_days)


def _moves(status: str, kind: Kind, leg: Leg, system: bool) -> Iterator[Move]:
    return (
        move
        for move in leg.moves
        if kind in move.facts
        and _starts(move.start, status, leg)
        and (move.system is None or move.system is system)
    )


def _starts(start: From, status: str, leg: Leg) -> bool:
    if start == ("any",):
        return True
    return is_considered(status, leg) if start == ("open",) else status in start


def _fits(move: Move, answer: Answer | None, final: bool, asks: bool, vendor_turn: Turn | None) -> bool:
    return (
        (move.answers is None or answer in move.answers)
        and (move.final is None or move.final is final)
        and (move.asks is None or move.asks is asks)
        and (move.vendor_turn is None or vendor_turn in move.vendor_turn)
    )
