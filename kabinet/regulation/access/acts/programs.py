"""Programs of an organisation that Kabinet tells of its tickets, and desks of its own with which it keeps them in step."""

from kabinet.regulation.access.actor import Act
from kabinet.regulation.access.checks import paper
from kabinet.regulation.access.declared import of_organisation
from kabinet.regulation.access.granted import HEADS, NO_LEG, PARTNER_LEADS, VENDOR_ADMINISTRATORS, C, Grant

DECLARED = (
    of_organisation(
        Act.KEEP_WEBHOOKS,
        *(Grant(C, NO_LEG, HEADS), PARTNER_LEADS, VENDOR_ADMINISTRATORS),
        denial="only_webhooks",
        demands=(paper.own_webhooks,),
    ),
    of_organisation(
        Act.KEEP_BRIDGES,
        *(Grant(C, NO_LEG, HEADS), PARTNER_LEADS),
        denial="only_bridges",
        demands=(paper.own_bridges,),
    ),
)
