"""Telephone calls, and the word of the other side on those that were written down late (U3.6c, P4.8.1a)."""

from kabinet.regulation.access.actor import Act
from kabinet.regulation.access.case.typed import Call, ClaimAnswer
from kabinet.regulation.access.checks import life, paper, rights
from kabinet.regulation.access.declared import BY_APPLICANT, Declared
from kabinet.regulation.access.granted import APPLICANT, SUPPORT
from kabinet.regulation.access.meanwhile import CLAIMS, LIVES_ON
from kabinet.regulation.facts import Kind

DECLARED = (
    Declared(
        Act.CALL,
        SUPPORT,
        records=Kind.CALLED,
        or_else=Kind.REPLIED,
        typed=Call,
        demands=(paper.came_in_outage, life.backdating, life.late_question, rights.status_when_written),
        conflicts=LIVES_ON,
    ),
    Declared(
        Act.CONFIRM_CALL,
        APPLICANT,
        records=Kind.CLAIM_CONFIRMED,
        typed=ClaimAnswer,
        demands=(life.claim_open,),
        conflicts=CLAIMS,
        denied=BY_APPLICANT,
    ),
    Declared(
        Act.DENY_CALL,
        APPLICANT,
        records=Kind.CLAIM_DENIED,
        typed=ClaimAnswer,
        demands=(life.claim_open,),
        conflicts=CLAIMS,
        denied=BY_APPLICANT,
    ),
)
