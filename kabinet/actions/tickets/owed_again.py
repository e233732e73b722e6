"""What the applicant owes anew when a level is entered again, as the row of that act tells it (U4d, P5d, P4.8.2b)."""

from datetime import datetime
from typing import TypedDict

from kabinet.actions.unit.instants import epoch, moment
from kabinet.actions.unit.work import Work
from kabinet.regulation.clocks import ClockName, fold
from kabinet.regulation.facts import Fact, Kind


class OwedAgain(TypedDict, total=False):
    """The clock that is due first, since when what it measures is open, and until when it is owed now; nothing where nothing
    is owed."""

    owed: ClockName
    since: datetime
    due: datetime


class Asking(OwedAgain, total=False):
    """The same; whoever owes has the turn."""

    asks: bool


def by_level(work: Work, level: int) -> OwedAgain:
    """By a change to `level` in the settled ticket."""
    return _told(work, Fact(Kind.LEVEL_CHANGED, _at(work), work.side, level=level))


def by_return(work: Work, kind: Kind) -> Asking:
    """By `kind`, which brings the ticket back from its end; `asks` gives the turn to whoever owes."""
    told = _told(work, Fact(kind, _at(work), work.side))
    return {**told, "asks": True} if told else {}


def _at(work: Work) -> int:
    return max(epoch(work.at), work.clocks.seen or 0)


def _told(work: Work, fact: Fact) -> OwedAgain:
    for owed in fold.owed_anew(work.clocks, fact, work.terms, work.calendar):
        return {
            "owed": owed.clock.name,
            "since": moment(owed.since),
            "due": moment(owed.due),
        }
    return {}
