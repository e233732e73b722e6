"""What retargets running clocks (a level, a waiting, a corrected calendar) and what stops or restarts them all."""

from dataclasses import replace

from kabinet.regulation.clocks.progress import Progress
from kabinet.regulation.clocks.run import SUPPORT_CLOCKS, ClockName, term_of
from kabinet.regulation.clocks.state import Consequence, Effect, Pause, Phase
from kabinet.regulation.facts import Fact


def registered(progress: Progress, fact: Fact) -> None:
    """The reaction clock starts with the registration (U3.6c)."""
    progress.keep(phase=Phase.OPEN, level=_level(fact))
    progress.begin(ClockName.REACTION, fact.at)


def level_changed(progress: Progress, fact: Fact) -> None:
    """Somebody raised or lowered the criticality (P5f)."""
    change_level(progress, fact.at, _level(fact))
    _rearm(progress, fact.at)


def _rearm(progress: Progress, at: int) -> None:
    """What the applicant still owes is owed anew from here, where the level has a term for it and none runs yet (U4d, P5d,
    P4.8.2b). The law's own lowering is no entry: it ends the duty that was missed."""
    state = progress.state
    if not progress.terms.rearmed_on_entry or state.phase is not Phase.OPEN:
        return
    for name, since in ((ClockName.ANSWER, state.asked), (ClockName.AGREEMENT, state.planned)):
        if since is not None and state.running(name) is None:
            progress.begin(name, at)


def _level(fact: Fact) -> int:
    if fact.level is None:
        raise ValueError(f"a fact {fact.kind} names its level")
    return fact.level


def change_level(progress: Progress, at: int, level: int) -> None:
    """Retargets what runs; a clock that `level` does not have stops, one that only `level` has begins."""
    if level == progress.state.level:
        return
    progress.keep(level=level)
    for clock in progress.state.live:
        if term_of(clock.name, level, progress.terms) is None:
            progress.stop(clock.name, at)
        elif clock.breached is None:
            progress.aim(replace(clock, level=level, levels=(*clock.levels, (at, level))), at)
    if _owes_update(progress):
        progress.begin(ClockName.UPDATE, at)


def _owes_update(progress: Progress) -> bool:
    state = progress.state
    in_work = state.phase is Phase.OPEN and state.contacted is not None and not state.offered
    return in_work and state.running(ClockName.UPDATE) is None


def lowered(progress: Progress, at: int) -> bool:
    """The applicant's side broke the terms of the critical level: the law lowers it by itself (U4d, P5d).

    False, and nothing done, where the terms do not lower the present level.
    """
    before, level = progress.state.level, progress.terms.answer_missed_level
    if level is None or level <= before:
        return False
    clock = progress.stop(ClockName.ANSWER, at)
    change_level(progress, at, level)
    clause = progress.terms.answer_missed_clause
    progress.consequences.append(Consequence(Effect.LOWERED, at, clause, clock, before, level))
    return True


def calendar_changed(progress: Progress, fact: Fact) -> None:
    """Every unbreached run is reckoned from its own start in the calendar of this step."""
    _aim_all(progress, fact.at)


def waiting_began(progress: Progress, fact: Fact) -> None:
    """The support's clocks stand still, if the terms say so."""
    if progress.terms.pause_while_waiting and not progress.state.paused:
        progress.keep(pauses=(*_lived(progress), (fact.at, None)))
        _aim_all(progress, fact.at)


def _lived(progress: Progress) -> tuple[Pause, ...]:
    starts = [clock.started for clock in progress.state.live if clock.name in SUPPORT_CLOCKS]
    oldest = min(starts, default=None)
    if oldest is None:
        return ()
    return tuple(pause for pause in progress.state.pauses if pause[1] is None or pause[1] > oldest)


def waiting_ended(progress: Progress, fact: Fact) -> None:
    """They go on with what was left."""
    if progress.state.paused:
        began = progress.state.pauses[-1][0]
        progress.keep(pauses=(*progress.state.pauses[:-1], (began, fact.at)))
        _aim_all(progress, fact.at)


def _aim_all(progress: Progress, at: int) -> None:
    for clock in progress.state.live:
        progress.aim(clock, at)


def closed(progress: Progress, fact: Fact) -> None:
    """Accepted, closed, refused, withdrawn: nothing is owed any more."""
    for clock in progress.state.live:
        progress.stop(clock.name, fact.at)
    progress.keep(phase=Phase.CLOSED, offered=False, pauses=())


def objected(progress: Progress, fact: Fact) -> None:
    """The refusal is questioned: the ticket is somebody's turn again, but no clock runs before it is back in work."""
    progress.keep(phase=Phase.OBJECTED)


def reopened(progress: Progress, fact: Fact) -> None:
    """Or an objection was upheld: the update clock starts anew; without a contact so far it is the first contact that
    is owed."""
    progress.keep(phase=Phase.OPEN)
    contacted = progress.state.contacted is not None
    progress.begin(ClockName.UPDATE if contacted else ClockName.REACTION, fact.at)
    _rearm(progress, fact.at)
