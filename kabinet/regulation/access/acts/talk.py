"""What is said on a ticket, and who reads it."""

from kabinet.regulation.access.actor import Act
from kabinet.regulation.access.case.typed import Addressed, Widening
from kabinet.regulation.access.checks import audience
from kabinet.regulation.access.declared import BY_APPLICANT, Declared
from kabinet.regulation.access.granted import APPLICANT, PARTICIPANTS, PARTNER_ASKS, SUPPORT
from kabinet.regulation.access.meanwhile import LIVES_ON
from kabinet.regulation.facts import Kind

DECLARED = (
    Declared(Act.NOTE, SUPPORT, records=Kind.NOTED),
    Declared(
        Act.ANSWER,
        SUPPORT,
        records=Kind.ANSWERED,
        typed=Addressed,
        demands=(audience.joint_words,),
        conflicts=LIVES_ON,
        speaks=True,
    ),
    Declared(
        Act.REPLY,
        (*APPLICANT, *PARTICIPANTS),
        records=Kind.REPLIED,
        typed=Addressed,
        demands=(audience.joint_words,),
        conflicts=LIVES_ON,
        answers=True,
        speaks=True,
        denied=BY_APPLICANT,
    ),
    Declared(
        Act.WIDEN,
        (*SUPPORT, *PARTNER_ASKS),
        records=Kind.WIDENED,
        typed=Widening,
        demands=(audience.widening,),
    ),
)
