"""Facts that change what an act means when others wrote them since the person saw the ticket.

A message beside a message of the other side loses nothing and conflicts with nothing. Taking what was taken, changing a
level twice, answering after closing does; so does what a colleague of the same side said to the same people.
"""

from kabinet.regulation.facts import ENDED, Answer, Fact, Kind, Side

LIVES_ON = ENDED | {Kind.REOPENED, Kind.OBJECTED, Kind.OBJECTION_UPHELD}
ASSIGNED = LIVES_ON | {Kind.TAKEN, Kind.ASSIGNED}
SPOKEN = LIVES_ON | {Kind.REPLIED, Kind.DECLINED, Kind.PASSED_ON}
OFFERS = LIVES_ON | {Kind.ANSWERED, Kind.RELAYED}
LEVEL = LIVES_ON | {Kind.LEVEL_CHANGED, Kind.LOWERED}
TERMS = LEVEL | {Kind.TERMS_CONFIRMED, Kind.TERMS_DENIED}
PROPOSALS = LEVEL | {Kind.LEVEL_PROPOSED, Kind.LEVEL_DECLINED}
PLANS = OFFERS | {Kind.PLAN_AGREED, Kind.PLAN_REFUSED}
RETURNS = frozenset({Kind.RETURNED, Kind.COMPLETED, Kind.RETURN_ENDED})
CLAIMS = frozenset({Kind.CLAIM_CONFIRMED, Kind.CLAIM_DENIED})
# Words of one side to the other.
WORDS = frozenset({Kind.ANSWERED, Kind.RELAYED, Kind.REPLIED, Kind.RETURNED})
# What passes the turn to the applicant and awaits their word.
ASKING = frozenset({Answer.QUESTION, Answer.PLAN})


def puts_question(fact: Fact) -> bool:
    """Whether the support asked by it, in writing or by telephone: what was written before it was seen is no answer."""
    return fact.asks or fact.answer in ASKING


def speaks_across(fact: Fact, side: Side) -> bool:
    """Whether `side` said something to the other one by it: in writing, or by telephone to somebody who was reached."""
    said = fact.kind in WORDS or (fact.kind is Kind.CALLED and fact.reached is True)
    return said and fact.side is side
