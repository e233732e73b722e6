"""Between the two legs: passing on to the vendor, returning for what is missing, plans, carrying the answer back."""

from kabinet.regulation.access.actor import Act
from kabinet.regulation.access.case.typed import Completion, PassingOn, PlanRefusal, Return
from kabinet.regulation.access.checks import level, life, paper, rights
from kabinet.regulation.access.declared import BY_APPLICANT, BY_PARTNER, Declared, Denied
from kabinet.regulation.access.granted import (
    CERTIFIED,
    CLIENT_LEG,
    PARTNER_ASKS,
    PARTNER_SERVES,
    VENDOR_LEG,
    VENDOR_SERVES,
    Grant,
    P,
)
from kabinet.regulation.access.meanwhile import LEVEL, LIVES_ON, PLANS, RETURNS
from kabinet.regulation.facts import Kind

DECLARED = (
    Declared(
        Act.DRAFT_PASS_ON,
        PARTNER_SERVES,
        records=Kind.PASSED_ON,
        demands=(paper.not_yet_passed,),
        outweighs_status=paper.not_yet_passed,
        conflicts=LEVEL | {Kind.PASSED_ON},
        denied=BY_PARTNER,
    ),
    # Passing on happens in a client ticket, but what it demands is said by the vendor leg.
    Declared(
        Act.PASS_ON,
        (Grant(P, CLIENT_LEG, CERTIFIED),),
        records=Kind.PASSED_ON,
        typed=PassingOn,
        demands=(
            paper.not_yet_passed,
            rights.client_rights,
            rights.certificate,
            level.level_needs,
            paper.papers,
        ),
        demands_of=VENDOR_LEG,
        outweighs_status=paper.not_yet_passed,
        denied=Denied(staff="not_sender", party="only_partner"),
    ),
    Declared(
        Act.RELAY,
        PARTNER_SERVES,
        records=Kind.RELAYED,
        conflicts=LIVES_ON,
        speaks=True,
        denied=BY_PARTNER,
    ),
    Declared(
        Act.RETURN,
        VENDOR_SERVES,
        records=Kind.RETURNED,
        typed=Return,
        demands=(life.returning,),
        conflicts=LIVES_ON | RETURNS,
        speaks=True,
    ),
    Declared(
        Act.SUPPLY,
        PARTNER_ASKS,
        records=Kind.SUPPLIED,
        conflicts=LIVES_ON | RETURNS,
        denied=BY_APPLICANT,
    ),
    # What cannot be had is said with its reason; whether that is enough, the vendor judges.
    Declared(
        Act.EXPLAIN,
        PARTNER_ASKS,
        records=Kind.EXPLAINED,
        conflicts=LIVES_ON | RETURNS,
        denied=BY_APPLICANT,
    ),
    Declared(
        Act.END_RETURN,
        VENDOR_SERVES,
        records=Kind.RETURN_ENDED,
        conflicts=LIVES_ON | RETURNS,
    ),
    Declared(
        Act.COMPLETE,
        PARTNER_ASKS,
        records=Kind.COMPLETED,
        typed=Completion,
        demands=(paper.papers,),
        conflicts=LIVES_ON | RETURNS,
        denied=BY_APPLICANT,
    ),
    Declared(
        Act.AGREE_PLAN,
        PARTNER_ASKS,
        records=Kind.PLAN_AGREED,
        demands=(life.plan,),
        conflicts=PLANS,
        denied=BY_APPLICANT,
    ),
    Declared(
        Act.REFUSE_PLAN,
        PARTNER_ASKS,
        records=Kind.PLAN_REFUSED,
        typed=PlanRefusal,
        demands=(life.plan, life.plan_reasons),
        conflicts=PLANS,
        denied=BY_APPLICANT,
    ),
)
