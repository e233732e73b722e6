"""How the vendor sees to it that the regulation is followed, and how the others answer."""

from kabinet.regulation.access.actor import Act
from kabinet.regulation.access.case.typed import StatusWithdrawal, ViolationRecord
from kabinet.regulation.access.checks import paper
from kabinet.regulation.access.declared import of_organisation
from kabinet.regulation.access.granted import (
    HEADS,
    NO_LEG,
    OVERSEERS,
    PARTNER_LEADS,
    STAFF,
    VENDOR_ADMINISTRATORS,
    VENDOR_AUDITORS,
    WRITERS,
    C,
    Grant,
    P,
    V,
)

DECLARED = (
    of_organisation(Act.REPORT_REFUSAL, Grant(C, NO_LEG, WRITERS), denial="only_client_reports"),
    of_organisation(
        Act.ANSWER_REPORT,
        PARTNER_LEADS,
        denial="partner_answers",
        demands=(paper.own_house("partner_answers"),),
    ),
    of_organisation(Act.AUDIT, VENDOR_AUDITORS, denial="only_auditor"),
    of_organisation(
        Act.SEE_COMPLIANCE,
        *(Grant(P, NO_LEG, STAFF | HEADS), Grant(V, NO_LEG, OVERSEERS)),
        denial="only_overseer",
        demands=(paper.own_record,),
    ),
    of_organisation(
        Act.RECORD_VIOLATION,
        VENDOR_AUDITORS,
        denial="only_auditor",
        typed=ViolationRecord,
        demands=(paper.evidence,),
    ),
    of_organisation(Act.WITHDRAW_VIOLATION, VENDOR_AUDITORS, denial="only_auditor"),
    of_organisation(
        Act.ANSWER_VIOLATION,
        PARTNER_LEADS,
        denial="partner_answers",
        demands=(paper.own_house("partner_answers"),),
    ),
    of_organisation(
        Act.WITHDRAW_STATUS,
        VENDOR_ADMINISTRATORS,
        denial="only_status",
        typed=StatusWithdrawal,
        demands=(paper.status_reason,),
    ),
)
