"""How a ticket begins."""

from kabinet.regulation.access.actor import Act
from kabinet.regulation.access.case.typed import Registration
from kabinet.regulation.access.checks import level, life, paper, rights
from kabinet.regulation.access.declared import Declared, Denied
from kabinet.regulation.access.granted import (
    CERTIFIED,
    CLIENT_LEG,
    SENDERS,
    STAFF,
    VENDOR_LEG,
    C,
    Grant,
    P,
)

DECLARED = (
    Declared(
        Act.DRAFT,
        (Grant(C, CLIENT_LEG, SENDERS), Grant(P, CLIENT_LEG, STAFF), Grant(P, VENDOR_LEG, STAFF)),
        denied=Denied(client="not_authorised", party="only_partner"),
    ),
    Declared(
        Act.REGISTER,
        (Grant(C, CLIENT_LEG, SENDERS), Grant(P, CLIENT_LEG, STAFF), Grant(P, VENDOR_LEG, CERTIFIED)),
        typed=Registration,
        demands=(
            paper.channel,
            paper.on_behalf,
            paper.foreign_desk,
            rights.client_rights,
            rights.servicing_status,
            rights.certificate,
            rights.status_when_written,
            level.level_needs,
            life.backdating,
            paper.papers,
        ),
        denied=Denied(client="not_authorised", staff="not_sender", party="only_partner"),
    ),
)
