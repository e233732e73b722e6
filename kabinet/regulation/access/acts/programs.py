"""Programs of an organisation that Kabinet tells of its tickets."""

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
)
