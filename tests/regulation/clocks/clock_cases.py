"""Terms, calendars and facts for the tests of the clocks; an instant is written as Moscow time."""

from datetime import datetime
from zoneinfo import ZoneInfo

from kabinet.regulation.clocks.fold import Clock, Folded, fold
from kabinet.regulation.facts import Answer, Fact, Kind, Side
from kabinet.regulation.terms import Hours, LevelTerms, Term, Terms, Unit
from kabinet.regulation.working_time.calendar import Calendar, calendar

MOSCOW = "Europe/Moscow"
DAY = ((570, 1080),)
CAL: Calendar = calendar(MOSCOW, DAY)
LUNCH: Calendar = calendar(MOSCOW, ((570, 780), (840, 1080)))


def hours(amount: float) -> Term:
    return Term(amount, Unit.HOURS)


def working(amount: float) -> Term:
    return Term(amount, Unit.WORKING_HOURS)


def days(amount: int) -> Term:
    return Term(amount, Unit.WORKING_DAYS)


LAWFUL_ON_VENDOR_1 = frozenset({Answer.SOLUTION, Answer.WORKAROUND, Answer.PLAN})


def levels(*rows: LevelTerms) -> dict[int, LevelTerms]:
    return {row.level: row for row in rows}


CLIENT = Terms(
    levels(
        LevelTerms(1, "U3.6a", hours(2), hours(12), answer=hours(1), answer_clause="U4d"),
        LevelTerms(2, "U3.6a", working(4), days(5)),
        LevelTerms(3, "U3.6a", working(8), days(10)),
        LevelTerms(4, "U3.6a", working(8), days(10)),
    ),
    Hours(MOSCOW, DAY),
    answer_missed_level=2,
    answer_missed_clause="U4d",
    rearmed_on_entry=True,
)

VENDOR = Terms(
    levels(
        LevelTerms(
            1,
            "P4.8a",
            hours(2),
            hours(12),
            hours(1),
            hours(12),
            "P4.8.2b",
            update_restarts=LAWFUL_ON_VENDOR_1,
            reaction_clause="P4.8.1a",
            update_clause="P4.8.1b",
            answer_clause="P5d",
        ),
        LevelTerms(2, "P4.8a", working(4), days(5)),
        LevelTerms(3, "P4.8a", working(8), days(10)),
        LevelTerms(4, "P4.8a", working(8), days(10)),
    ),
    Hours(MOSCOW, DAY),
    answer_missed_level=2,
    answer_missed_clause="P5d",
    rearmed_on_entry=True,
)

# The clock of this vendor runs only while it is his turn.
PAUSING = Terms(
    levels(
        LevelTerms(1, "Severity 1", hours(1), hours(1)),
        LevelTerms(2, "Severity 2", hours(2), hours(4)),
        LevelTerms(3, "Severity 3", working(4), working(8)),
        LevelTerms(4, "Severity 4", working(8), days(2)),
    ),
    Hours(MOSCOW, DAY),
    pause_while_waiting=True,
)

# Very high around the clock, the rest in office hours; an action plan is owed an answer.
OFFICE_TIME = Terms(
    levels(
        LevelTerms(1, "Very high", hours(1), hours(4), agreement=hours(8)),
        LevelTerms(2, "High", working(4), days(1), agreement=days(1)),
        LevelTerms(3, "Medium", working(8), days(2)),
        LevelTerms(4, "Low", working(16), days(4)),
    ),
    Hours(MOSCOW, DAY),
)

# Nobody's: answers owed on two levels, nothing lowered, no updates below 3, and waiting pauses.
ODD = Terms(
    levels(
        LevelTerms(1, "Odd 1", hours(1), hours(2), hours(1), hours(3), update_restarts=LAWFUL_ON_VENDOR_1),
        LevelTerms(2, "Odd 2", working(2), working(6), working(1), days(1)),
        LevelTerms(3, "Odd 3", working(3), days(1)),
        LevelTerms(4, "Odd 4", days(2)),
    ),
    Hours(MOSCOW, DAY),
    pause_while_waiting=True,
    rearmed_on_entry=True,
)

ALL_TERMS = {"client": CLIENT, "vendor": VENDOR, "pausing": PAUSING, "office": OFFICE_TIME, "odd": ODD}


def at(written: str) -> int:
    """Epoch seconds of "2024-04-26 17:10" or "2024-04-26 17:10:30", Moscow."""
    return int(datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(MOSCOW)).timestamp())


def registered(when: str, level: int = 3, status: str | None = None) -> Fact:
    return Fact(Kind.REGISTERED, at(when), Side.APPLICANT, level=level, status=status)


def answered(
    when: str,
    answer: Answer = Answer.ANSWER,
    *,
    final: bool = False,
    asks: bool = False,
    status: str | None = None,
) -> Fact:
    return Fact(Kind.ANSWERED, at(when), Side.SUPPORT, answer=answer, final=final, asks=asks, status=status)


def called(when: str, reached: bool = True, side: Side = Side.SUPPORT, *, asks: bool = False) -> Fact:
    return Fact(Kind.CALLED, at(when), side, reached=reached, asks=asks)


def replied(when: str) -> Fact:
    return Fact(Kind.REPLIED, at(when), Side.APPLICANT)


def level_changed(when: str, level: int, side: Side = Side.SUPPORT) -> Fact:
    return Fact(Kind.LEVEL_CHANGED, at(when), side, level=level)


def by_support(kind: Kind, when: str, status: str | None = None) -> Fact:
    return Fact(kind, at(when), Side.SUPPORT, status=status)


def by_applicant(kind: Kind, when: str, status: str | None = None) -> Fact:
    return Fact(kind, at(when), Side.APPLICANT, status=status)


def told(
    *facts: Fact, terms: Terms = CLIENT, until: str | None = None, newer: tuple[Calendar, ...] = ()
) -> Folded:
    return fold(facts, terms, CAL, at(until) if until else None, newer)


def runs(folded: Folded, name: str) -> list[Clock]:
    return [clock for clock in folded.runs if clock.name == name]


def only(folded: Folded, name: str) -> Clock:
    (clock,) = runs(folded, name)
    return clock


def said(epoch: int | None) -> str | None:
    """Moscow time of an instant, as `at` reads it."""
    return datetime.fromtimestamp(epoch, ZoneInfo(MOSCOW)).strftime("%Y-%m-%d %H:%M:%S") if epoch else None
