"""Joint work with the client's participants on the vendor leg (P5c)."""

from kabinet.regulation.access.actor import Act
from kabinet.regulation.access.case.typed import Leaving
from kabinet.regulation.access.checks import audience, level
from kabinet.regulation.access.declared import BY_APPLICANT, Declared
from kabinet.regulation.access.granted import PARTICIPANTS, PARTNER_ASKS
from kabinet.regulation.facts import Kind

DECLARED = (
    Declared(
        Act.INVITE,
        PARTNER_ASKS,
        records=Kind.INVITED,
        demands=(level.participants,),
        while_considered=True,
        denied=BY_APPLICANT,
    ),
    Declared(
        Act.LEAVE,
        (*PARTNER_ASKS, *PARTICIPANTS),
        records=Kind.LEFT,
        typed=Leaving,
        demands=(audience.own_participation,),
        denied=BY_APPLICANT,
    ),
)
