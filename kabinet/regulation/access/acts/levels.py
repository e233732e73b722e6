"""The level of a ticket: changed alone, proposed and agreed, lowered after a plan without an answer."""

from kabinet.regulation.access.actor import Act
from kabinet.regulation.access.case.typed import LevelChange, LevelProposal, Lowering
from kabinet.regulation.access.checks import level
from kabinet.regulation.access.declared import BY_APPLICANT, Declared, Denied
from kabinet.regulation.access.granted import CLIENT_LEG, LEVELS, SUPPORT, VENDOR_SERVES, WRITERS, C, Grant
from kabinet.regulation.access.meanwhile import LEVEL, PLANS, PROPOSALS, TERMS
from kabinet.regulation.facts import Kind

DECLARED = (
    Declared(
        Act.CHANGE_LEVEL,
        (*SUPPORT, *LEVELS),
        records=Kind.LEVEL_CHANGED,
        typed=LevelChange,
        demands=(level.change,),
        conflicts=LEVEL,
        denied=Denied(client="not_authorised"),
        by_program=True,
    ),
    Declared(
        Act.CONFIRM_TERMS,
        (Grant(C, CLIENT_LEG, WRITERS),),
        records=Kind.TERMS_CONFIRMED,
        demands=(level.terms_told,),
        conflicts=TERMS,
        denied=BY_APPLICANT,
    ),
    Declared(
        Act.DENY_TERMS,
        (Grant(C, CLIENT_LEG, WRITERS),),
        records=Kind.TERMS_DENIED,
        or_else=Kind.LEVEL_CHANGED,
        demands=(level.terms_told,),
        conflicts=TERMS,
        denied=BY_APPLICANT,
    ),
    Declared(
        Act.LOWER_UNAGREED,
        VENDOR_SERVES,
        records=Kind.LEVEL_CHANGED,
        typed=Lowering,
        demands=(level.unagreed,),
        conflicts=LEVEL | PLANS,
    ),
    Declared(
        Act.PROPOSE_LEVEL,
        SUPPORT,
        records=Kind.LEVEL_PROPOSED,
        typed=LevelProposal,
        demands=(level.proposal,),
        conflicts=PROPOSALS,
    ),
    Declared(
        Act.AGREE_LEVEL,
        LEVELS,
        records=Kind.LEVEL_CHANGED,
        demands=(level.proposal_open, level.agreement),
        conflicts=PROPOSALS,
        denied=Denied(client="not_authorised", party="only_applicant"),
    ),
    Declared(
        Act.DECLINE_LEVEL,
        LEVELS,
        records=Kind.LEVEL_DECLINED,
        demands=(level.proposal_open,),
        conflicts=PROPOSALS,
        denied=Denied(client="not_authorised", party="only_applicant"),
    ),
)
