"""What the clocks of a ticket must come to, found without reckoning a single deadline.

Time goes by in half hours. Every clock carries counters that are filled, half hour by half hour, while they count; a
counter that is full has been reached. Nothing of the clocks or of the calendar is imported.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from kabinet.regulation.facts import Answer, Fact, Kind, Side
from kabinet.regulation.terms import LevelTerms, Term, Terms, Unit

TICK = 1800
DAYS_OFF_2024 = {
    date(2024, month, day) for month, day in [(4, 29), (4, 30), (5, 1), (5, 9), (5, 10), (6, 12)]
}
WORKING_SATURDAYS_2024 = {date(2024, 4, 27)}
NAMES = ["answer", "agreement", "reaction", "update"]
OBJECTION = {Kind.OBJECTED, Kind.OBJECTION_UPHELD, Kind.REFUSAL_KEPT, Kind.WITHDRAWN}
ENDS = {Kind.ACCEPTED, Kind.CLOSED, Kind.CLOSED_BY_SILENCE, Kind.REFUSED, Kind.WITHDRAWN}


class Desk:
    """Moscow, April to July 2024; `windows` in minutes after midnight."""

    def __init__(self, windows: tuple[tuple[int, int], ...]) -> None:
        self.windows = windows
        self.day = sum(closes - opens for opens, closes in windows) * 60
        self.known: dict[int, bool] = {}

    def is_open(self, instant: int) -> bool:
        if instant not in self.known:
            self.known[instant] = self._is_open(datetime.fromtimestamp(instant, UTC) + timedelta(hours=3))
        return self.known[instant]

    def _is_open(self, local: datetime) -> bool:
        day, minute = local.date(), local.hour * 60 + local.minute
        works = day in WORKING_SATURDAYS_2024 or (day.weekday() < 5 and day not in DAYS_OFF_2024)
        return works and any(opens <= minute < closes for opens, closes in self.windows)


@dataclass
class Counter:
    """Fills from `since` under the terms of `level`; `how` it combines with the counters before it."""

    since: int
    level: int
    how: str
    full: int | None = None
    spent: int = 0


@dataclass
class Run:
    name: str
    number: int
    level: int
    started: int
    counters: list[Counter]
    breached: int | None = None
    ended: int | None = None
    outcome: str | None = None

    @property
    def reached(self) -> float:
        value = float("inf")
        for counter in self.counters:
            full = float("inf") if counter.full is None else float(counter.full)
            value = {"first": full, "earlier": min(value, full), "later": max(value, full)}[counter.how]
        return value

    def row(self) -> tuple[object, ...]:
        return (self.name, self.number, self.level, self.started, self.breached, self.ended, self.outcome)


@dataclass
class Oracle:
    terms: Terms
    desk: Desk
    newer: list[Desk] = field(default_factory=list)
    level: int = 0
    life: str = "before"
    contacted: bool = False
    offered: bool = False
    waiting: bool = False
    question_open: bool = False
    plan_open: bool = False
    confirmed: set[int | None] = field(default_factory=set)
    waited: set[int] = field(default_factory=set)
    runs: list[Run] = field(default_factory=list)
    events: list[tuple[object, ...]] = field(default_factory=list)

    def tell(self, facts: list[Fact], until: int) -> None:
        """Everything that happens before `until`; `facts` in order, their instants on the half hour."""
        waiting = list(facts)
        self.confirmed = {fact.about for fact in facts if fact.kind is Kind.CLAIM_CONFIRMED}
        for now in range(facts[0].at, until + TICK, TICK):
            self.breach_before(now)
            while waiting and waiting[0].at == now:
                self.hear(waiting.pop(0))
                self.breach_before(now)
            if self.waiting:
                self.waited.add(now)
            for run in self.live():
                for counter in run.counters:
                    self.pass_tick(run, counter, now)

    def live(self) -> list[Run]:
        return [run for run in self.runs if run.ended is None]

    def find(self, name: str) -> Run | None:
        return next((run for run in self.live() if run.name == name), None)

    # counting

    def row(self, level: int) -> LevelTerms:
        return self.terms.levels[level]

    def term(self, name: str, level: int) -> Term | None:
        row = self.row(level)
        return {
            "answer": row.answer,
            "agreement": row.agreement,
            "reaction": row.reaction,
            "update": row.update,
        }[name]

    def pass_tick(self, run: Run, counter: Counter, now: int) -> None:
        if counter.full is not None or (run.name in ("reaction", "update") and now in self.waited):
            return
        term = self.term(run.name, counter.level)
        assert term
        is_open = self.desk.is_open(now)
        amount = term.amount * (self.desk.day if term.unit is Unit.WORKING_DAYS else 3600)
        if counter.spent >= amount and (is_open or term.unit is not Unit.WORKING_DAYS):
            counter.full = now
        elif is_open or term.unit is Unit.HOURS:
            counter.spent += TICK

    def counter(self, run: Run, since: int, level: int, how: str, now: int) -> Counter:
        counter = Counter(since, level, how)
        for tick in range(since, now, TICK):
            self.pass_tick(run, counter, tick)
        return counter

    def recount(self, now: int) -> None:
        for run in self.live():
            if run.breached is None:
                run.counters = [self.counter(run, c.since, c.level, c.how, now) for c in run.counters]

    # beginnings and ends

    def begin(self, name: str, since: int, now: int) -> None:
        if self.term(name, self.level):
            number = 1 + sum(run.name == name for run in self.runs)
            run = Run(name, number, self.level, since, [])
            run.counters.append(self.counter(run, since, self.level, "first", now))
            self.runs.append(run)

    def end(self, name: str, now: int, *, done: bool) -> None:
        if run := self.find(name):
            run.ended = now
            run.outcome = "stopped" if not done else "late" if run.breached is not None else "met"

    # what the law does

    def breach_before(self, now: int) -> None:
        while True:
            past = [run for run in self.live() if run.breached is None and run.reached < now]
            if not past:
                return
            self.breach(min(past, key=lambda run: (run.reached, NAMES.index(run.name))), now)

    def breach(self, run: Run, now: int) -> None:
        instant = int(run.reached)
        run.breached = instant
        to = self.terms.answer_missed_level
        if run.name == "answer" and to is not None and to > self.level:
            self.end("answer", instant, done=False)
            self.lower(to, instant, now)
        else:
            row = self.row(run.level)
            clause = getattr(row, f"{run.name}_clause") or row.clause
            self.events.append(("breached", instant, clause, run.name, run.number, None, None))

    def lower(self, to: int, instant: int, now: int) -> None:
        before = self.level
        self.relevel(to, instant, now)
        self.events.append(("lowered", instant, self.terms.answer_missed_clause, None, None, before, to))

    def relevel(self, to: int, instant: int, now: int) -> None:
        before, self.level = self.level, to
        if before == to:
            return
        for run in self.live():
            if not self.term(run.name, to):
                self.end(run.name, instant, done=False)
            elif run.breached is None:
                run.level = to
                if to < before:
                    run.counters.append(self.counter(run, instant, to, "earlier", now))
                else:
                    run.counters.append(self.counter(run, run.started, to, "later", now))
        if self.life == "open" and self.contacted and not self.offered and not self.find("update"):
            self.begin("update", instant, now)

    # what people do

    def hear(self, fact: Fact) -> None:
        now, kind = fact.at, fact.kind
        if self.life == "before" and kind is Kind.REGISTERED:
            self.life, self.level = "open", fact.level or 0
            self.begin("reaction", now, now)
        elif self.life == "closed" and kind is Kind.REOPENED:
            self.come_back(now)
        elif self.life in ("closed", "objected") and kind in OBJECTION:
            self.hear_objection(kind, now)
        elif self.life != "before" and kind is Kind.LEVEL_CHANGED:
            self.relevel(fact.level or 0, now, now)
            self.ask_again(now)
        elif self.life == "open":
            self.hear_open(fact, now)
        if kind is Kind.CALENDAR_CHANGED:
            self.desk = self.newer.pop(0)
            self.recount(now)

    def hear_objection(self, kind: Kind, now: int) -> None:
        """A refusal that is questioned: nothing runs until it is lifted."""
        if kind is Kind.OBJECTED and self.life == "closed":
            self.life = "objected"
        elif self.life == "objected" and kind is Kind.OBJECTION_UPHELD:
            self.come_back(now)
        elif self.life == "objected" and kind in (Kind.REFUSAL_KEPT, Kind.WITHDRAWN):
            self.life = "closed"

    def come_back(self, now: int) -> None:
        self.life, self.offered, self.waiting = "open", False, False
        self.begin("update" if self.contacted else "reaction", now, now)
        self.ask_again(now)

    def ask_again(self, now: int) -> None:
        """Somebody changed the level, or the ticket is back: what is still unanswered has its whole time from now."""
        if self.life == "open" and self.terms.rearmed_on_entry:
            owed = {"answer": self.question_open, "agreement": self.plan_open}
            for name in [name for name, is_open in owed.items() if is_open and not self.find(name)]:
                self.begin(name, now, now)

    def hear_open(self, fact: Fact, now: int) -> None:
        kind = fact.kind
        if kind in ENDS:
            for name in NAMES:
                self.end(name, now, done=False)
            self.life, self.waiting = "closed", False
        elif kind in (Kind.PLAN_AGREED, Kind.PLAN_REFUSED):
            self.end("agreement", now, done=True)
            self.plan_open = False
        elif kind is Kind.DECLINED and self.offered:
            self.offered = False
            self.begin("update", now, now)
        elif kind in (Kind.WAITING_BEGAN, Kind.WAITING_ENDED):
            self.waiting = kind is Kind.WAITING_BEGAN and self.terms.pause_while_waiting
        elif kind is Kind.REPLIED:
            self.end("answer", now, done=True)
            self.question_open = False
        elif kind is Kind.CALLED or (kind is Kind.CLAIMED and fact.key in self.confirmed):
            self.hear_call(fact, now)
        elif kind in (Kind.ANSWERED, Kind.RELAYED) and fact.side is Side.SUPPORT:
            self.hear_support(fact, fact.answer or Answer.ANSWER, now)

    def hear_call(self, fact: Fact, now: int) -> None:
        if fact.reached:
            self.end("answer", now, done=True)
            self.question_open = False
            if fact.side is Side.SUPPORT:
                self.hear_support(fact, Answer.ANSWER, now)
        elif fact.side is Side.SUPPORT and self.row(self.level).answer:
            to = self.terms.answer_missed_level
            if to is not None and to > self.level:
                self.end("answer", now, done=False)
                self.lower(to, now, now)

    def hear_support(self, fact: Fact, answer: Answer, now: int) -> None:
        first, self.contacted = not self.contacted, True
        self.end("reaction", now, done=True)
        question = fact.asks or answer is Answer.QUESTION
        if answer is Answer.SOLUTION or (answer is Answer.WORKAROUND and fact.final):
            self.offered, self.plan_open = True, False
            self.end("update", now, done=True)
            self.end("agreement", now, done=False)
        elif self.offered:
            if question or answer is Answer.PLAN:
                self.offered = False
                self.begin("update", now, now)
        elif first or answer in self.row(self.level).update_restarts:
            self.end("update", now, done=True)
            self.begin("update", now, now)
        self.question_open = self.question_open or question
        if answer is Answer.PLAN:
            self.plan_open = True
            self.end("agreement", now, done=False)
            self.begin("agreement", now, now)
        if question and not self.find("answer"):
            self.begin("answer", now, now)
