"""What waits for somebody's word in a ticket: a plan, a proposed level, what was recovered. A fold over its facts.

The clocks do not know it: a plan awaits agreement on every level, a term for the answer there is only where the
regulation gives one (P4.8.2a, P4.8.2b).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from kabinet.regulation.clocks.claims import VERDICTS, confirmed, heard
from kabinet.regulation.facts import ENDED, Answer, Fact, Kind, Side
from kabinet.regulation.terms import Terms
from kabinet.regulation.working_time.calendar import Calendar
from kabinet.regulation.working_time.deadlines import due

# The only answers that matter here; a reader of a journal may leave out the others.
ANSWERS = (Answer.PLAN, Answer.SOLUTION, Answer.WORKAROUND, Answer.QUESTION)
# By these the applicant says that the matter is not settled, whatever was said before.
UNSETTLES = frozenset({Kind.DECLINED, Kind.REOPENED, Kind.OBJECTED, Kind.PLAN_REFUSED, Kind.LEVEL_CHANGED})


@dataclass(frozen=True, slots=True)
class Pending:
    """Instants are epoch seconds. `plan` is when the plan was given that has no answer yet, `resting` the same while the
    ticket is at its end; `level_since` since when the ticket is on its `level` or back from an end; `proposed` the level
    that was proposed, at `proposed_at`; `recovered`: a solution or a workaround was given and not declined; `kept`: the
    refusal was answered to stand. `silent` is since when nothing is heard of the applicant: the last question, plan or
    offer of the support, or the last sign of the applicant after it. `words` are the rows that can be named as the
    applicant's word: what they wrote last, and the calls since that reached them. `claims` are the calls, by their rows,
    that wait to be confirmed or denied."""

    level: int = 0
    level_since: int = 0
    plan: int | None = None
    resting: int | None = None
    proposed: int | None = None
    proposed_at: int | None = None
    recovered: bool = False
    silent: int | None = None
    words: tuple[int, ...] = ()
    claims: tuple[int, ...] = ()
    kept: bool = False

    def plan_due(self, terms: Terms, cal: Calendar) -> int | None:
        """Until when the plan is to be answered with reasons: counted from the plan, and never from before the ticket
        came (again) to a level that has the term. None without a plan or a term."""
        term = terms.level(self.level).agreement if self.plan is not None else None
        return due(max(self.plan or 0, self.level_since), term, cal) if term else None


def pending(facts: Iterable[Fact]) -> Pending:
    """What waits after all `facts`, told in the order in which they occurred."""
    found, known = Pending(), list(facts)
    counts = confirmed(known)
    for each in known:
        found = _claimed(found, each)
        if (fact := heard(each, counts)) is None:
            continue
        if hear := HEARD.get(fact.kind):
            found = hear(found, fact)
        found = _spoken(_heard(found, fact), fact)
    return found


def _claimed(found: Pending, fact: Fact) -> Pending:
    if fact.kind is Kind.CLAIMED and fact.key is not None:
        return replace(found, claims=(*found.claims, fact.key))
    if fact.kind in VERDICTS:
        return replace(found, claims=tuple(key for key in found.claims if key != fact.about))
    return found


def _heard(found: Pending, fact: Fact) -> Pending:
    """The silence begins anew with whatever awaits a word, and with every sign of the applicant."""
    offers = fact.answer is Answer.WORKAROUND and fact.final
    awaits = fact.asks or offers or fact.answer in (Answer.QUESTION, Answer.PLAN, Answer.SOLUTION)
    sign = fact.side is Side.APPLICANT or fact.kind in (Kind.REOPENED, Kind.OBJECTION_UPHELD)
    return replace(found, silent=fact.at) if awaits or sign or fact.reached else found


def _spoken(found: Pending, fact: Fact) -> Pending:
    if fact.kind is Kind.REPLIED and fact.side is Side.APPLICANT:
        return replace(found, words=(fact.key,) if fact.key else ())
    if fact.kind is Kind.CALLED and fact.reached:
        return replace(found, words=(*found.words, fact.key)) if fact.key else found
    unsettles = fact.kind in UNSETTLES and (fact.side is Side.APPLICANT or fact.kind is Kind.REOPENED)
    return replace(found, words=()) if unsettles else found


def _answered(found: Pending, fact: Fact) -> Pending:
    if fact.answer is Answer.PLAN:
        return replace(found, plan=fact.at)
    if fact.answer is Answer.SOLUTION or (fact.answer is Answer.WORKAROUND and fact.final):
        return replace(found, plan=None, recovered=True)
    return replace(found, recovered=True) if fact.answer is Answer.WORKAROUND else found


def _levelled(found: Pending, fact: Fact) -> Pending:
    same = fact.level is None or fact.level == found.level
    moved = found if same else replace(found, level=fact.level or 0, level_since=fact.at)
    return _unproposed(moved, fact)


def _proposed(found: Pending, fact: Fact) -> Pending:
    return replace(found, proposed=fact.level, proposed_at=fact.at)


def _unproposed(found: Pending, fact: Fact) -> Pending:
    return replace(found, proposed=None, proposed_at=None)


def _settled(found: Pending, fact: Fact) -> Pending:
    return replace(found, plan=None)


def _broken(found: Pending, fact: Fact) -> Pending:
    return replace(found, recovered=False)


def _back(found: Pending, fact: Fact) -> Pending:
    plan = found.plan or found.resting
    return replace(_broken(found, fact), plan=plan, resting=None, level_since=fact.at)


def _ended(found: Pending, fact: Fact) -> Pending:
    resting = found.plan or found.resting
    return replace(
        _settled(_unproposed(found, fact), fact), resting=resting, kept=fact.kind is Kind.REFUSAL_KEPT
    )


HEARD: Mapping[Kind, Callable[[Pending, Fact], Pending]] = {
    Kind.REGISTERED: _levelled,
    Kind.LEVEL_CHANGED: _levelled,
    Kind.LOWERED: _levelled,
    Kind.ANSWERED: _answered,
    Kind.RELAYED: _answered,
    Kind.PLAN_AGREED: _settled,
    Kind.PLAN_REFUSED: _settled,
    Kind.LEVEL_PROPOSED: _proposed,
    Kind.LEVEL_DECLINED: _unproposed,
    Kind.DECLINED: _broken,
    Kind.REOPENED: _back,
    Kind.OBJECTION_UPHELD: _back,
    **dict.fromkeys(ENDED, _ended),
}
