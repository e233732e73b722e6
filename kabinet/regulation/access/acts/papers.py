"""Papers of an organisation: agreements, licences, contracts, certificates, systems, groups, statuses."""

from kabinet.regulation.access.actor import Act
from kabinet.regulation.access.checks import office
from kabinet.regulation.access.declared import of_organisation
from kabinet.regulation.access.granted import (
    HEADS,
    NO_LEG,
    PARTNER_HEADS,
    PARTNER_LEADS,
    VENDOR_ADMINISTRATORS,
    VENDOR_CONFIRMERS,
    WRITERS,
    C,
    Grant,
)

DECLARED = (
    of_organisation(
        Act.CONCLUDE_AGREEMENT,
        PARTNER_LEADS,
        denial="agreement_sides",
        demands=(office.serves_or_sold,),
    ),
    of_organisation(
        Act.ANSWER_AGREEMENT,
        Grant(C, NO_LEG, HEADS),
        denial="only_agreeing",
        demands=(office.own_papers,),
    ),
    of_organisation(
        Act.ENTER_PAPER,
        *(PARTNER_LEADS, VENDOR_CONFIRMERS),
        denial="only_papers",
        demands=(office.serves_or_sold,),
    ),
    of_organisation(Act.CONFIRM_PAPER, VENDOR_CONFIRMERS, denial="only_paper_confirmer"),
    of_organisation(
        Act.ENTER_CERTIFICATE,
        *(PARTNER_HEADS, VENDOR_CONFIRMERS),
        denial="only_certificates",
        demands=(office.own_papers,),
    ),
    of_organisation(
        Act.END_CERTIFICATE,
        *(PARTNER_HEADS, VENDOR_CONFIRMERS),
        denial="only_certificates",
        demands=(office.own_papers,),
    ),
    of_organisation(
        Act.KEEP_SYSTEM,
        *(Grant(C, NO_LEG, WRITERS), PARTNER_LEADS),
        denial="only_systems",
        demands=(office.keeps_systems,),
    ),
    of_organisation(Act.KEEP_GROUP, VENDOR_ADMINISTRATORS, denial="only_groups"),
    of_organisation(Act.GRANT_STATUS, VENDOR_ADMINISTRATORS, denial="only_granter"),
)
