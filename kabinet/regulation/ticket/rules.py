"""Whose rule a fact is recorded by: that of the denial which guards the same matter, with its clause on either leg."""

from collections.abc import Mapping

from kabinet.regulation.facts import Kind
from kabinet.regulation.pack.leg import Leg

RULED_BY: Mapping[Kind, str] = {
    Kind.CLOSED: "close_early",
    Kind.CLOSED_BY_WORD: "close_early",
    Kind.CLOSED_BY_SILENCE: "close_early",
    Kind.OBJECTED: "refused_stands",
    Kind.OBJECTION_UPHELD: "refused_stands",
    Kind.REFUSAL_KEPT: "refused_stands",
    Kind.CLAIM_CONFIRMED: "no_claim",
    Kind.CLAIM_DENIED: "no_claim",
    Kind.TERMS_CONFIRMED: "no_terms_told",
    Kind.TERMS_DENIED: "no_terms_told",
    Kind.LEVEL_PROPOSED: "no_proposal",
    Kind.LEVEL_DECLINED: "no_proposal",
}


def clause_of(kind: Kind, leg: Leg) -> str:
    """The clause; empty where the cabinet's own rule says it, and for a fact that no denial guards."""
    return leg.denials[RULED_BY[kind]].clause if kind in RULED_BY else ""
