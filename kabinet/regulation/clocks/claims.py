"""A call that was written down after the term had passed which it would have met: it counts once the other side confirms it.

Such an entry is a claim (CLAIMED): it stands in the history, and no clock hears it. Confirmed, it is heard at the instant at
which the call took place, as if it had been known then (U3.6c, L17a). What only costs the side that wrote it needs nobody.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kabinet.regulation.clocks.state import Consequence, Effect
from kabinet.regulation.facts import Fact, Kind, Side

VERDICTS = frozenset({Kind.CLAIM_CONFIRMED, Kind.CLAIM_DENIED})


def confirmed(facts: Iterable[Fact]) -> frozenset[int]:
    """The claims, by their keys, that count."""
    return frozenset(
        fact.about for fact in facts if fact.kind is Kind.CLAIM_CONFIRMED and fact.about is not None
    )


def heard(fact: Fact, counts: frozenset[int]) -> Fact | None:
    """The fact as it is heard when the claims of `counts` count: a claim as the call that it tells of, or as nothing."""
    if fact.kind is not Kind.CLAIMED:
        return fact
    return replace(fact, kind=Kind.CALLED, status=None) if fact.key in counts else None


def as_heard(facts: Iterable[Fact]) -> Iterator[Fact]:
    """All facts, each claim as the call that it tells of or left out."""
    known = list(facts)
    counts = confirmed(known)
    return (found for fact in known if (found := heard(fact, counts)) is not None)


def takes(before: Iterable[Consequence], after: Iterable[Consequence]) -> tuple[Consequence, ...]:
    """What an entry takes from the other side: `before` is what the law did without it, `after` what it would have done.

    A breach of the support that is gone, and a lowering or a breach of the applicant that is new. The rest, a breach that
    the support brings upon itself or a lowering that it takes back, is its own to tell.
    """
    was, now = list(before), list(after)
    gone = [each for each in was if _of_support(each) and not _among(each, now)]
    new = [each for each in now if not _of_support(each) and not _among(each, was)]
    return (*gone, *new)


def counts_by_silence(taken: Iterable[str]) -> bool:
    """Whether an entry that takes these (Effect) counts when the other side is silent: a level is never lost by silence."""
    return Effect.LOWERED not in taken


def _of_support(effect: Consequence) -> bool:
    clock = effect.clock
    return effect.kind is Effect.BREACHED and clock is not None and clock.owner is Side.SUPPORT


def _among(effect: Consequence, others: list[Consequence]) -> bool:
    return any(_sign(effect) == _sign(other) for other in others)


def _sign(effect: Consequence) -> tuple[object, ...]:
    clock = effect.clock.name if effect.clock else None
    return effect.kind, effect.at, clock, effect.to_level
