"""Every way in which the support can end a ticket, or be rid of its terms: none without a ground (U2b, P3a)."""

from collections.abc import Iterator

import pytest

from kabinet.regulation.access import ACTS, Act, OrgKind
from kabinet.regulation.clocks.awaited import pending
from kabinet.regulation.clocks.fold import Clocks, step
from kabinet.regulation.clocks.run import SUPPORT_CLOCKS
from kabinet.regulation.facts import Answer, Fact, Kind, Side
from kabinet.regulation.pack import Leg, pack
from kabinet.regulation.text import Unlawful
from kabinet.regulation.ticket import lifecycle
from tests.regulation.clocks.clock_cases import (
    CAL,
    answered,
    at,
    by_applicant,
    called,
    level_changed,
    registered,
    replied,
    told,
)

NOW = at("2024-05-06 12:00")
LEGS = [pack("corp_4_0").leg(code) for code in ("client", "vendor")]
CLIENT, VENDOR = LEGS

# What ends a ticket, leaves it without a running term of the support, or makes a term later without a word to the
# applicant: and on which ground. The proofs are the page tests named beside it.
GROUNDS = {
    "client": {
        "closed": "the applicant was silent for the days of the pack (tests/pages/tickets/test_closings.py)",
        "closed_by_word": "a word of the applicant's that is named (the same)",
        "refused": "U2b-d: a reason of the regulation, open to an objection (test_acts.py, test_objection.py)",
        "refusal_kept": "U2b: the objection is answered with reasons, once (test_objection.py)",
        "merged": "goes on in an open ticket on at least its level (test_closings.py)",
        "answered solution": "waits for the applicant, accepted or declined; silence is announced (test_silence.py)",
        "relayed solution": "the same",
        "answered workaround final": "the same",
        "relayed workaround final": "the same",
        "called unreached": "U4d: the applicant broke the terms of a critical ticket; late, their word (test_claims.py)",
    },
    "vendor": {
        "closed": "the applicant was silent for the days of the pack (tests/pages/tickets/test_closings.py)",
        "closed_by_word": "a word of the applicant's that is named (the same)",
        "refused": "P3a, P2.4: a reason of the regulation, open to an objection (test_objection.py)",
        "refusal_kept": "P3a: the objection is answered with reasons, once (test_objection.py)",
        "merged": "goes on in an open ticket on at least its level (test_closings.py)",
        "answered solution": "waits for the applicant, accepted or declined; silence is announced (test_silence.py)",
        "answered workaround final": "the same",
        "level_changed lower": "P5f with a reason, P4.8.2c by agreement, P4.8.2b after an unanswered plan (test_levels.py)",
        "called unreached": "P5d: the applicant broke the terms of a critical ticket; late, their word (test_claims.py)",
    },
}  # fmt: skip


def facts_of(leg: Leg) -> Iterator[tuple[str, Fact]]:
    """Everything that the support's people can record on the leg, with a name for each shade of it."""
    kinds = {kind for act in Act if serves(act, leg) for kind in ACTS[act].facts}
    for kind in sorted(kinds):
        yield from shades(kind, leg)


def serves(act: Act, leg: Leg) -> bool:
    return any(row.leg == leg.code and row.kind == OrgKind(leg.support) for row in ACTS[act].granted)


def shades(kind: Kind, leg: Leg) -> Iterator[tuple[str, Fact]]:
    def fact(name: str, **given: object) -> tuple[str, Fact]:
        return f"{kind} {name}".strip(), Fact(kind, NOW, Side.SUPPORT, **given)  # type: ignore[arg-type]

    if kind in (Kind.ANSWERED, Kind.RELAYED):
        yield from (
            fact(f"{each}{' final' * final}", answer=each, final=final)
            for each in Answer
            for final in (False, True)
        )
    elif kind is Kind.CALLED:
        yield fact("reached", reached=True)
        yield fact("asks", reached=True, asks=True)
        yield fact("unreached", reached=False)
    elif kind is Kind.LEVEL_CHANGED:
        ways = {row.way for row in leg.level_rights if row.side is Side.SUPPORT and row.consent == "alone"}
        yield from (fact("lower", level=4) for way in ways if way == "lower")
        yield from (fact("raise", level=1) for way in ways if way == "raise")
    else:
        yield fact("")


def worlds(leg: Leg) -> list[Clocks]:
    """Critical and serious tickets, before and after the first contact, with the update clock running."""
    return [
        told(registered("2024-05-06 11:00", level), *then, terms=leg.terms).clocks
        for level in (1, 2)
        for then in ((), (answered("2024-05-06 11:30", Answer.PLAN),))
    ]


def relieves(leg: Leg, fact: Fact, status: str) -> bool:
    """Whether the fact ends the ticket, or leaves the support with less that it owes."""
    try:
        after = lifecycle.after(status, fact.kind, fact.answer, leg, final=fact.final, asks=fact.asks)
    except Unlawful:
        return False
    if lifecycle.is_open(status, leg) and not lifecycle.is_open(after, leg):
        return True
    return lifecycle.is_considered(status, leg) and any(eases(leg, clocks, fact) for clocks in worlds(leg))


def eases(leg: Leg, before: Clocks, fact: Fact) -> bool:
    after = step(before, fact, leg.terms, CAL).clocks
    met = after.contacted is not None and fact.kind is not Kind.LEVEL_CHANGED
    for clock in before.live:
        if clock.name not in SUPPORT_CLOCKS:
            continue
        now = after.running(clock.name)
        if now is None and not (met and any(each.name in SUPPORT_CLOCKS for each in after.live)):
            return True
        if now is not None and now.run == clock.run and (now.due or 0) > (clock.due or 0):
            return True
    return False


@pytest.mark.clause("U2b")
@pytest.mark.clause("P3a")
@pytest.mark.parametrize("leg", LEGS, ids=lambda leg: leg.code)
def test_nothing_ends_or_eases_a_ticket_without_a_ground(leg: Leg) -> None:
    open_ones = [status.code for status in leg.statuses if status.open]
    found = {
        f"{name.replace(' final', '')}" if "solution" in name else name
        for name, fact in facts_of(leg)
        for status in open_ones
        if relieves(leg, fact, status)
    }
    assert found == set(GROUNDS[leg.code])


def silent(*facts: Fact) -> int | None:
    return pending([registered("2024-05-06 10:00", 3), *facts]).silent


@pytest.mark.clause("U2b")
def test_the_silence_begins_with_what_awaits_a_word_and_anew_with_every_sign_of_the_applicant() -> None:
    question = answered("2024-05-06 11:00", Answer.QUESTION)
    assert silent(question) == question.at
    for awaits in (
        answered("2024-05-06 12:00", Answer.PLAN),
        answered("2024-05-06 12:00", Answer.SOLUTION),
        answered("2024-05-06 12:00", Answer.WORKAROUND, final=True),
        called("2024-05-06 12:00", asks=True),
        called("2024-05-06 12:00"),
        replied("2024-05-06 12:00"),
        level_changed("2024-05-06 12:00", 2, Side.APPLICANT),
        by_applicant(Kind.REOPENED, "2024-05-06 12:00"),
    ):
        assert silent(question, awaits) == awaits.at, awaits.kind
    for news in (
        answered("2024-05-06 12:00"),
        called("2024-05-06 12:00", reached=False),
        level_changed("2024-05-06 12:00", 2),
    ):
        assert silent(question, news) == question.at, news.kind


def keyed(fact: Fact, key: int) -> Fact:
    return Fact(
        fact.kind, fact.at, fact.side, answer=fact.answer, reached=fact.reached, level=fact.level, key=key
    )


@pytest.mark.clause("U2b")
def test_the_word_is_what_the_applicant_said_last() -> None:
    wrote, rang, again = (
        keyed(replied("2024-05-06 11:00"), 7),
        keyed(called("2024-05-06 12:00"), 8),
        keyed(replied("2024-05-06 13:00"), 9),
    )
    missed = keyed(called("2024-05-06 14:00", reached=False), 10)
    start = registered("2024-05-06 10:00", 3)

    def words(*facts: Fact) -> tuple[int, ...]:
        return pending([start, *facts]).words

    assert words() == ()
    assert words(wrote, rang, missed) == (7, 8)
    assert words(wrote, rang, again) == (9,), "a newer letter takes the place of what was said before"
    for unsettles in (Kind.DECLINED, Kind.REOPENED, Kind.PLAN_REFUSED):
        assert words(wrote, rang, by_applicant(unsettles, "2024-05-06 15:00")) == (), unsettles
    assert words(wrote, level_changed("2024-05-06 15:00", 1, Side.APPLICANT)) == ()
