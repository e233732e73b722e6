"""A ticket goes on at the client's next partner."""

from kabinet.regulation.access.actor import Act
from kabinet.regulation.access.declared import Declared, Denied, of_organisation
from kabinet.regulation.access.granted import CLIENT_LEG, HEADS, LEADS, PARTNER_LEADS, C, Grant, P
from kabinet.regulation.facts import Kind

_ASKS, _GIVES = Grant(C, CLIENT_LEG, HEADS), Grant(P, CLIENT_LEG, LEADS)

DECLARED = (
    Declared(
        Act.ASK_HANDOVER,
        (_ASKS,),
        records=Kind.HANDOVER_ASKED,
        denied=Denied(all="handover_asker"),
    ),
    Declared(
        Act.GIVE_HANDOVER,
        (_GIVES,),
        records=Kind.HANDOVER_GIVEN,
        denied=Denied(all="handover_partner"),
    ),
    Declared(
        Act.DECLINE_HANDOVER,
        (_ASKS, _GIVES),
        records=Kind.HANDOVER_DECLINED,
        denied=Denied(all="handover_partner"),
    ),
    of_organisation(Act.TAKE_HANDOVER, PARTNER_LEADS, denial="handover_partner"),
)
