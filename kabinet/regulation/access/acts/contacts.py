"""People of an organisation: contacts, their links, the forms by which they are named."""

from kabinet.regulation.access.actor import Act
from kabinet.regulation.access.checks import paper
from kabinet.regulation.access.declared import of_organisation
from kabinet.regulation.access.granted import (
    OWN_HEADS,
    PARTNER_LEADS,
    VENDOR_ADMINISTRATORS,
    VENDOR_CONFIRMERS,
)

DECLARED = (
    of_organisation(
        Act.MANAGE_CONTACTS,
        *(*OWN_HEADS, VENDOR_ADMINISTRATORS),
        denial="not_administrator",
        demands=(paper.own_organisation,),
    ),
    of_organisation(
        Act.ISSUE_LINK,
        *(*OWN_HEADS, VENDOR_ADMINISTRATORS),
        denial="not_administrator",
        demands=(paper.own_or_vendors,),
    ),
    of_organisation(
        Act.NAME_ORGANISATIONAL,
        *OWN_HEADS,
        denial="not_administrator",
        demands=(paper.own_organisation, paper.at_most_two),
    ),
    of_organisation(
        Act.SEND_CONTACT_FORM,
        *OWN_HEADS,
        denial="form_sender",
        demands=(paper.own_organisation,),
    ),
    of_organisation(
        Act.HAND_IN_CLIENT_FORM,
        PARTNER_LEADS,
        denial="only_servicing_partner",
        demands=(paper.own_client,),
    ),
    of_organisation(Act.CONFIRM_CONTACT, VENDOR_CONFIRMERS, denial="only_confirmer"),
)
