"""The fold against a simulation that never reckons a deadline, over random lives of a ticket."""

import json
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kabinet.regulation.clocks.fold import (
    Clock,
    Clocks,
    Consequence,
    Folded,
    Step,
    fold,
    settle,
    start,
    step,
)
from kabinet.regulation.facts import Answer, Fact, Kind, Side
from kabinet.regulation.terms import Terms
from kabinet.regulation.working_time.calendar import Calendar
from tests.regulation.clocks.clock_cases import ALL_TERMS, CAL, DAY, LUNCH, at
from tests.regulation.clocks.oracle_clock import TICK, Desk, Oracle

LUNCH_HOURS = ((570, 780), (840, 1080))
DESKS = {CAL: Desk(DAY), LUNCH: Desk(LUNCH_HOURS)}
FIRST = at("2024-04-26 16:00")
AFTER = 30 * 86400

_SAID = [
    *(Fact(Kind.ANSWERED, 0, Side.SUPPORT, answer=answer) for answer in Answer),
    Fact(Kind.ANSWERED, 0, Side.SUPPORT, answer=Answer.QUESTION),
    Fact(Kind.ANSWERED, 0, Side.SUPPORT, answer=Answer.WORKAROUND, final=True),
    Fact(Kind.ANSWERED, 0, Side.SUPPORT, answer=Answer.PLAN, asks=True),
    Fact(Kind.RELAYED, 0, Side.SUPPORT, answer=Answer.QUESTION),
    Fact(Kind.CALLED, 0, Side.SUPPORT, reached=True),
    Fact(Kind.CALLED, 0, Side.SUPPORT, reached=True, asks=True),
    Fact(Kind.CALLED, 0, Side.SUPPORT, reached=False),
    Fact(Kind.NOTED, 0, Side.SUPPORT),
    Fact(Kind.REPLIED, 0, Side.APPLICANT),
    Fact(Kind.CALLED, 0, Side.APPLICANT, reached=True),
    Fact(Kind.PLAN_AGREED, 0, Side.APPLICANT),
    Fact(Kind.DECLINED, 0, Side.APPLICANT),
    Fact(Kind.DECLINED, 0, Side.APPLICANT),
]
_CHANGED = [
    *(Fact(Kind.LEVEL_CHANGED, 0, Side.SUPPORT, level=level) for level in (1, 2, 3, 4)),
    Fact(Kind.WAITING_BEGAN, 0, Side.SUPPORT),
    Fact(Kind.WAITING_BEGAN, 0, Side.SUPPORT),
    Fact(Kind.WAITING_ENDED, 0, Side.APPLICANT),
    Fact(Kind.WAITING_ENDED, 0, Side.APPLICANT),
    Fact(Kind.CALENDAR_CHANGED, 0, Side.SUPPORT),
]
_ENDED = [
    Fact(Kind.REFUSED, 0, Side.SUPPORT),
    Fact(Kind.OBJECTED, 0, Side.APPLICANT),
    Fact(Kind.OBJECTION_UPHELD, 0, Side.SUPPORT),
    Fact(Kind.REFUSAL_KEPT, 0, Side.SUPPORT),
    Fact(Kind.WITHDRAWN, 0, Side.APPLICANT),
    Fact(Kind.CLOSED, 0, Side.SUPPORT),
    Fact(Kind.ACCEPTED, 0, Side.APPLICANT),
    Fact(Kind.REOPENED, 0, Side.APPLICANT),
]
_FACTS = st.one_of(
    *(st.sampled_from(each) for each in (_SAID, _SAID, _SAID, _CHANGED, _CHANGED, _CHANGED, _ENDED))
)
_GAPS = st.one_of(st.sampled_from([0, 1, 2, 3, 4]), st.sampled_from([0, 1, 2, 3, 4]), st.integers(5, 100))


@st.composite
def lives(draw: st.DrawFn) -> list[Fact]:
    """A registration and what came after it, on the half hours; what is closed is mostly reopened."""
    now = FIRST + TICK * draw(st.integers(0, 48 * 14))
    facts = [Fact(Kind.REGISTERED, now, Side.APPLICANT, level=draw(st.sampled_from([1, 1, 2, 3, 4])))]
    for gap, fact in draw(st.lists(st.tuples(_GAPS, _FACTS), min_size=4, max_size=20)):
        now += gap * TICK
        facts.append(replace(fact, at=now))
        if fact.kind in (Kind.CLOSED, Kind.ACCEPTED) and gap:
            now += TICK
            facts.append(Fact(Kind.REOPENED, now, Side.APPLICANT))
        if fact.kind is Kind.REFUSED and gap:
            facts.append(Fact(Kind.OBJECTED, now := now + TICK, Side.APPLICANT))
    return facts


@st.composite
def lives_with_claims(draw: st.DrawFn) -> list[Fact]:
    """The same, with calls that were written down late: confirmed, denied, or not answered yet."""
    facts = draw(lives())
    first, last = facts[0].at, facts[-1].at
    for key in range(1, 1 + draw(st.integers(1, 4))):
        at = first + TICK * draw(st.integers(0, (last - first) // TICK + 10))
        facts.append(Fact(Kind.CLAIMED, at, Side.SUPPORT, reached=draw(st.booleans()), key=key))
        answer = draw(st.sampled_from([Kind.CLAIM_CONFIRMED, Kind.CLAIM_CONFIRMED, Kind.CLAIM_DENIED, None]))
        if answer is not None:
            after = at + TICK * draw(st.integers(1, 200))
            facts.append(Fact(answer, after, draw(st.sampled_from([Side.APPLICANT, Side.SYSTEM])), about=key))
    return sorted(facts, key=lambda fact: fact.at)


TERMS = st.sampled_from(sorted(ALL_TERMS)).map(ALL_TERMS.__getitem__)


def newer(facts: list[Fact]) -> list[Calendar]:
    """The calendars of the changes: turn and turn about."""
    changes = sum(fact.kind is Kind.CALENDAR_CHANGED for fact in facts)
    return [LUNCH if number % 2 == 0 else CAL for number in range(changes)]


def folded(facts: list[Fact], terms: Terms, until: int | None = None) -> Folded:
    return fold(facts, terms, CAL, until, newer(facts))


def row(clock: Clock) -> tuple[object, ...]:
    outcome = clock.outcome.value if clock.outcome else None
    return (clock.name.value, clock.run, clock.level, clock.started, clock.breached, clock.ended, outcome)


def event(effect: Consequence) -> tuple[object, ...]:
    clock = effect.clock if effect.kind == "breached" else None
    name, run = (clock.name.value, clock.run) if clock else (None, None)
    return (effect.kind.value, effect.at, effect.clause, name, run, effect.from_level, effect.to_level)


@pytest.mark.clause("U3.6c")
@pytest.mark.clause("U4d")
@pytest.mark.clause("P4.8.1b")
@pytest.mark.clause("P5f")
@settings(max_examples=1200, deadline=None)
@given(lives(), TERMS)
def test_the_fold_is_what_the_simulation_lives_through(facts: list[Fact], terms: Terms) -> None:
    until = facts[-1].at + AFTER
    oracle = Oracle(terms, DESKS[CAL], [DESKS[cal] for cal in newer(facts)])
    oracle.tell(facts, until)
    found = folded(facts, terms, until)
    assert sorted(map(row, found.runs), key=repr) == sorted((run.row() for run in oracle.runs), key=repr)
    assert sorted(map(event, found.consequences), key=repr) == sorted(oracle.events, key=repr)
    assert (found.clocks.level, found.clocks.offered) == (
        oracle.level,
        oracle.offered and oracle.life == "open",
    )


@pytest.mark.clause("U3.6c")
@pytest.mark.clause("L17a")
@settings(max_examples=600, deadline=None)
@given(lives_with_claims(), TERMS)
def test_a_call_written_down_late_counts_only_when_it_is_confirmed(facts: list[Fact], terms: Terms) -> None:
    until = facts[-1].at + AFTER
    oracle = Oracle(terms, DESKS[CAL], [DESKS[cal] for cal in newer(facts)])
    oracle.tell(facts, until)
    found = folded(facts, terms, until)
    assert sorted(map(row, found.runs), key=repr) == sorted((run.row() for run in oracle.runs), key=repr)
    assert sorted(map(event, found.consequences), key=repr) == sorted(oracle.events, key=repr)
    counts = {fact.about for fact in facts if fact.kind is Kind.CLAIM_CONFIRMED}
    without = [fact for fact in facts if fact.kind is not Kind.CLAIMED or fact.key in counts]
    assert folded(without, terms, until).runs == found.runs, (
        "what nobody confirmed is as if it were not written"
    )


def steps(facts: list[Fact], terms: Terms, looks: list[int]) -> list[Step]:
    """Fact by fact, the state through JSON between them, and settled at each of `looks` on the way."""
    made, clocks, cal, changed = [], start(terms), CAL, iter(newer(facts))
    for fact in facts:
        for look in (*(look for look in looks if look < fact.at), fact.at):
            made.append(settle(Clocks.from_json(json.loads(json.dumps(clocks.to_json()))), look, terms, cal))
            clocks = made[-1].clocks
        cal = next(changed) if fact.kind is Kind.CALENDAR_CHANGED else cal
        made.append(step(Clocks.from_json(json.loads(json.dumps(clocks.to_json()))), fact, terms, cal))
        clocks = made[-1].clocks
    return made


@pytest.mark.clause("L2b")
@settings(max_examples=300, deadline=None)
@given(
    lives(),
    TERMS,
    st.lists(st.integers(0, 20 * 86400).map(lambda after: FIRST + after), max_size=6).map(sorted),
)
def test_step_by_step_through_json_and_however_often_settled_it_is_the_same(
    facts: list[Fact], terms: Terms, looks: list[int]
) -> None:
    made, found = steps(facts, terms, looks), folded(facts, terms)
    clocks = made[-1].clocks
    assert clocks == found.clocks
    assert sorted((*(run for each in made for run in each.ended), *clocks.live), key=repr) == sorted(
        found.runs, key=repr
    )
    assert [effect for each in made for effect in each.consequences] == list(found.consequences)


@pytest.mark.clause("L2b")
@settings(max_examples=300, deadline=None)
@given(lives(), TERMS)
def test_every_run_is_breached_at_most_once_and_at_its_deadline(facts: list[Fact], terms: Terms) -> None:
    found = folded(facts, terms, facts[-1].at + AFTER)
    breaches = [(effect.clock.name, effect.clock.run) for effect in found.consequences if effect.clock]
    assert len(breaches) == len(set(breaches))
    for clock in found.runs:
        assert clock.breached in (None, clock.due)
        assert clock.outcome != "met" or clock.due is None or clock.ended is None or clock.ended <= clock.due
    assert len({(clock.name, clock.run) for clock in found.runs}) == len(found.runs)


@pytest.mark.clause("P5f")
@settings(max_examples=300, deadline=None)
@given(lives(), TERMS, st.integers(1, 4), st.integers(0, 100))
def test_raised_is_never_later_and_lowered_never_earlier(
    facts: list[Fact], terms: Terms, level: int, after: int
) -> None:
    now = facts[-1].at + after * TICK
    cal = [CAL, *newer(facts)][-1]
    before = settle(folded(facts, terms).clocks, now, terms, cal).clocks
    change = Fact(Kind.LEVEL_CHANGED, now, Side.SUPPORT, level=level)
    clocks = step(before, change, terms, cal).clocks
    assume(before.live)
    for clock in before.live:
        same = clocks.running(clock.name)
        if same is None or same.run != clock.run or clock.due is None:
            continue
        assert same.due is not None
        assert same.due >= now or same.breached is not None
        if clock.breached is not None:
            assert same == clock
        elif level < before.level:
            assert same.due <= clock.due
        else:
            assert same.due >= clock.due
