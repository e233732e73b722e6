"""What a fact would do to a ticket's clocks and turn if it were written now: the law's own step, nothing is written."""

from dataclasses import dataclass

from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.clocks import Clock, ClockName, Clocks, fold
from kabinet.regulation.facts import Answer, Fact, Kind, Side
from kabinet.regulation.pack import Turn
from kabinet.regulation.text import Unlawful
from kabinet.regulation.ticket import lifecycle


@dataclass(frozen=True, slots=True)
class Effect:
    """The clocks `before` and `after`; `turn` is whose move it becomes, None when that stays; `plan_waits`: a plan would
    wait for agreement without a term (P4.8.2a)."""

    before: Clocks
    after: Clocks
    turn: Turn | None
    plan_waits: bool

    def ends(self, name: ClockName) -> bool:
        """Whether a running clock of this name is met."""
        return self.before.running(name) is not None and self.after.running(name) is None

    def begins(self, name: ClockName) -> Clock | None:
        """The run that begins."""
        was, now = self.before.running(name), self.after.running(name)
        return now if now is not None and (was is None or was.run != now.run) else None


def answer_now(view: TicketView, answer: Answer, *, final: bool = False) -> Fact:
    """The fact that this answer would be (P4.8.1b)."""
    return Fact(Kind.ANSWERED, view.now, Side.SUPPORT, answer=answer, final=final)


def is_possible(view: TicketView, fact: Fact) -> bool:
    """Whether the life of the ticket knows such a fact now."""
    return _status_after(view, fact) is not None


def effect_of(view: TicketView, fact: Fact) -> Effect | None:
    """None of a fact that the ticket's status does not know: the ticket may have ended since the reader looked."""
    status = _status_after(view, fact)
    if status is None:
        return None
    before = fold.settle(view.clocks, fact.at, view.terms, view.calendar).clocks
    after = fold.step(before, fact, view.terms, view.calendar).clocks
    holder = lifecycle.turn(status, view.leg)
    return Effect(before, after, None if holder == view.ticket.turn else holder, _plan_waits(view, fact))


def _status_after(view: TicketView, fact: Fact) -> str | None:
    try:
        return lifecycle.after(
            view.ticket.status, fact.kind, fact.answer, view.leg, final=fact.final, asks=fact.asks
        )
    except Unlawful:
        return None


def _plan_waits(view: TicketView, fact: Fact) -> bool:
    """A plan awaits agreement on every level, also where no clock says until when (P4.8.2a)."""
    waits = fact.answer is Answer.PLAN and view.leg.plan_clause is not None
    return waits and view.terms.level(view.ticket.level).agreement is None
