"""What the program itself adds to a ticket's history, and in which statuses it may have to.

One act can concern many tickets (a corrected calendar, somebody's leaving) or another ticket than its own (the end of the
client's ticket ends the vendor's). Nobody asks then whether each of them may: so the life of the ticket must know every
such fact in every status in which it can come. A version of the regulation that forgets one is not published (pack_fit); a
ticket under one that was published before is passed over, and whoever acts is told so.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kabinet.regulation.clocks.claims import VERDICTS
from kabinet.regulation.facts import Answer, Kind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack.leg import Leg
from kabinet.regulation.pack.words import Status, Turn
from kabinet.regulation.text import Text, Unlawful
from kabinet.regulation.ticket import lifecycle

CLIENT, VENDOR = LegCode.CLIENT, LegCode.VENDOR
BOTH = frozenset({CLIENT, VENDOR})


@dataclass(frozen=True, slots=True)
class Written:
    """On `legs`, in each of the statuses `where`, the program must be able to write one of `kinds`: the first that is known.

    `ends`: the ticket is at its end afterwards; else an open one stays open and an ended one ended. `person`: it is written
    in the name of the person who acts on the other ticket.
    """

    kinds: tuple[Kind, ...]
    where: Callable[[Leg], Iterator[Status]]
    legs: frozenset[str] = BOTH
    ends: bool = False
    person: bool = False


def everywhere(leg: Leg) -> Iterator[Status]:
    """Whatever the status: what is on record stays true of an ended ticket too."""
    yield from leg.statuses


def living(leg: Leg) -> Iterator[Status]:
    """While the ticket is open, an objected refusal among them."""
    return (status for status in leg.statuses if status.open)


def considered(leg: Leg) -> Iterator[Status]:
    """While its matter is worked on."""
    return (status for status in living(leg) if status.considered)


def offered(leg: Leg) -> Iterator[Status]:
    """Where a solution waits for the applicant."""
    reached = {
        move.to
        for move in leg.moves
        if Kind.ANSWERED in move.facts and move.answers and Answer.SOLUTION in move.answers
    }
    return (status for status in leg.statuses if status.code in reached)


# How a vendor ticket ends when its client ticket did, by the fact that ended the client's.
ENDS: dict[Kind, tuple[Kind, ...]] = {
    Kind.ACCEPTED: (Kind.ACCEPTED, Kind.CLOSED, Kind.WITHDRAWN),
    Kind.CLOSED_BY_SILENCE: (Kind.CLOSED, Kind.WITHDRAWN),
    Kind.WITHDRAWN: (Kind.WITHDRAWN,),
}

WRITTEN: tuple[Written, ...] = (
    # A deadline passed; a fact that came late may say so of a ticket that has ended since.
    Written((Kind.BREACHED,), everywhere),
    Written((Kind.LOWERED,), everywhere),
    # A corrected calendar is brought to the open tickets.
    Written((Kind.CALENDAR_CHANGED,), living),
    # Whoever worked on it left, or a rule of the desk names somebody.
    Written((Kind.ASSIGNED,), living),
    # A participant of joint work left the client.
    Written((Kind.LEFT,), everywhere, frozenset({VENDOR})),
    # The regulation lowered the client's ticket (P5d), or that became void.
    Written((Kind.LEVEL_CHANGED,), living, frozenset({VENDOR})),
    # The client's ticket came to its end.
    *(Written(kinds, living, frozenset({VENDOR}), ends=True) for kinds in ENDS.values()),
    # An answer was carried over into the client's ticket.
    Written((Kind.RELAYED,), everywhere, frozenset({VENDOR}), person=True),
    # The turn on the vendor's ticket changed.
    Written((Kind.VENDOR_CHANGED,), living, frozenset({CLIENT})),
    # The new servicing partner takes the ticket, or does not.
    Written((Kind.HANDED_OVER,), considered, frozenset({CLIENT}), ends=True),
    Written((Kind.HANDOVER_DECLINED,), everywhere, frozenset({CLIENT})),
    # A solution that nobody answers.
    Written((Kind.CLOSING_ANNOUNCED,), offered),
    Written((Kind.CLOSED_BY_SILENCE,), offered, ends=True),
)
# What the program may write in its own name; a new kind has its place in the table first. What is said of an entry that was
# written late needs none, nor whom a desk calls, nor that a file came, what is in it or that it is gone, nor what was said
# in another desk: they move nothing, whatever the status and the regulation (lifecycle.BESIDE).
KINDS = frozenset(kind for row in WRITTEN if not row.person for kind in row.kinds) | {
    Kind.REGISTERED,
    Kind.SUMMONED,
    Kind.UNANSWERED,
    Kind.FILE_CAME,
    Kind.FILE_INFECTED,
    Kind.CONTENT_REMOVED,
    Kind.BRIDGED,
    *VERDICTS,
}


def beside(leg: Leg) -> frozenset[Kind]:
    """What a person's act writes on the ticket of this leg that is not its own."""
    return frozenset(kind for row in WRITTEN if row.person and leg.code in row.legs for kind in row.kinds)


def faults(leg: Leg) -> Iterator[Text]:
    """Every pair of status and fact that the life of the ticket forgets, or answers by ending a ticket that should go on."""
    for row in WRITTEN:
        if leg.code in row.legs:
            yield from (fault for status in row.where(leg) if (fault := _fault(row, status, leg)))


def _fault(row: Written, status: Status, leg: Leg) -> Text | None:
    known = [kind for kind in row.kinds if lifecycle.allows(status.code, kind, leg, system=not row.person)]
    if not known:
        names = ", ".join(row.kinds)
        return _in(status, f"программа не сможет записать {names}", f"the program could not write {names}")
    kind, stays = known[0], status.open and not row.ends
    if all(_open(after, leg) is stays for after in _afters(row, status, kind, leg)):
        return None
    if row.ends:
        return _in(status, f"{kind} не завершает обращение", f"{kind} does not end the ticket")
    return _in(status, f"{kind} меняет, открыто ли обращение", f"{kind} changes whether the ticket is open")


def _in(status: Status, ru: str, en: str) -> Text:
    return Text(f"статус {status.code}: {ru}", f"status {status.code}: {en}")


def _afters(row: Written, status: Status, kind: Kind, leg: Leg) -> Iterator[str | None]:
    """Where it leads, whoever has to move on the vendor ticket; None where nothing fits."""
    for turn in Turn if kind is Kind.VENDOR_CHANGED else (None,):
        try:
            yield lifecycle.after(status.code, kind, None, leg, vendor_turn=turn, system=not row.person)
        except Unlawful:
            yield None


def _open(status: str | None, leg: Leg) -> bool | None:
    return None if status is None else lifecycle.is_open(status, leg)
