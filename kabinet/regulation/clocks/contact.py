"""What the two sides say to one another, as the clocks hear it."""

from kabinet.regulation.clocks.change import lowered
from kabinet.regulation.clocks.progress import Progress
from kabinet.regulation.clocks.run import ClockName
from kabinet.regulation.facts import Answer, Fact, Kind, Side

_WORK_GOES_ON = frozenset({Answer.QUESTION, Answer.PLAN})


def answered(progress: Progress, fact: Fact) -> None:
    """A public message of the support: a contact, maybe an update, an offer, a plan, a question."""
    if fact.side is Side.SUPPORT:
        _contact(progress, fact, fact.answer or Answer.ANSWER)
        _plan(progress, fact)
        _question(progress, fact)


def called(progress: Progress, fact: Fact) -> None:
    """A reached call is an answer, whoever rang; nobody there when the support rings breaks the terms (U4d)."""
    if fact.reached:
        _word(progress, fact)
    if fact.side is not Side.SUPPORT:
        return
    if fact.reached:
        _contact(progress, fact, Answer.ANSWER)
        _question(progress, fact)
    elif fact.reached is not None and progress.terms.level(progress.state.level).answer:
        lowered(progress, fact.at)


def replied(progress: Progress, fact: Fact) -> None:
    """A public message of the applicant."""
    if fact.side is Side.APPLICANT:
        _word(progress, fact)


def _word(progress: Progress, fact: Fact) -> None:
    """The applicant was heard: no question is open any more."""
    progress.keep(asked=None)
    progress.meet(ClockName.ANSWER, fact.at)


def declined(progress: Progress, fact: Fact) -> None:
    """The offer is refused: the support owes an update again, counted from here."""
    if progress.state.offered:
        _take_back(progress, fact)


def plan_settled(progress: Progress, fact: Fact) -> None:
    """The applicant agreed to the plan, or refused it with reasons (P4.8.2a)."""
    progress.keep(planned=None)
    progress.meet(ClockName.AGREEMENT, fact.at)


def _contact(progress: Progress, fact: Fact, answer: Answer) -> None:
    first = _first_contact(progress, fact)
    if _offers(fact, answer):
        _offer(progress, fact)
    elif progress.state.offered:
        if answer in _WORK_GOES_ON or fact.asks:
            _take_back(progress, fact)
    elif first or answer in progress.terms.level(progress.state.level).update_restarts:
        progress.meet(ClockName.UPDATE, fact.at)
        progress.begin(ClockName.UPDATE, fact.at)


def _first_contact(progress: Progress, fact: Fact) -> bool:
    if progress.state.contacted is not None:
        return False
    progress.keep(contacted=fact.at)
    progress.meet(ClockName.REACTION, fact.at)
    return True


def _offers(fact: Fact, answer: Answer) -> bool:
    return answer is Answer.SOLUTION or (answer is Answer.WORKAROUND and fact.final)


def _offer(progress: Progress, fact: Fact) -> None:
    progress.meet(ClockName.UPDATE, fact.at)
    progress.stop(ClockName.AGREEMENT, fact.at)
    progress.keep(offered=True, planned=None)


def _take_back(progress: Progress, fact: Fact) -> None:
    progress.keep(offered=False)
    progress.begin(ClockName.UPDATE, fact.at)


def _plan(progress: Progress, fact: Fact) -> None:
    if fact.answer is Answer.PLAN:
        progress.keep(planned=fact.at)
        progress.stop(ClockName.AGREEMENT, fact.at)
        progress.begin(ClockName.AGREEMENT, fact.at)


def _question(progress: Progress, fact: Fact) -> None:
    asks = fact.asks or (fact.kind is not Kind.CALLED and fact.answer is Answer.QUESTION)
    if not asks:
        return
    if progress.state.asked is None:
        progress.keep(asked=fact.at)
    if progress.state.running(ClockName.ANSWER) is None:
        progress.begin(ClockName.ANSWER, fact.at)
