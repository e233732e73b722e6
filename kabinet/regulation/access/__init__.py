"""Who may do what when: `reach`, `may`, `may_register`. The tables are in the `access_*` files beside this
one.

A verdict is built from failures in a fixed order: the person, the ticket's reach, the partner's status, the
life of the ticket, then what the act itself demands. `may` gives the first, `failures` all of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from kabinet.regulation.access.actor import Act, Actor, Audience, OrgKind, Role
from kabinet.regulation.access.checks import audience as widen
from kabinet.regulation.access.checks import level, office, paper, rights
from kabinet.regulation.access.checks import life as living
from kabinet.regulation.access.checks.audience import wider
from kabinet.regulation.access.checks.identity import identity, is_ticket_act
from kabinet.regulation.access.checks.level import right
from kabinet.regulation.access.checks.problem import (
    AUDIENCES,
    ProblemAudience,
    own_house,
    problem_seen,
    readers,
)
from kabinet.regulation.access.checks.rights import group_status, in_force, servicing_status
from kabinet.regulation.access.circumstances import Circumstances, Held
from kabinet.regulation.access.granted import CHANGING, FACTS, GRANTS, LEADS, OR_ELSE, STAFF, WRITERS, grants
from kabinet.regulation.access.reaching import EVERYTHING, NOTHING, Reach, administers, reach
from kabinet.regulation.pack.leg import Leg, Pack
from kabinet.regulation.verdict import ALLOWED, Verdict, deny

__all__ = [
    "ALLOWED",
    "AUDIENCES",
    "EVERYTHING",
    "FACTS",
    "GRANTS",
    "LEADS",
    "NOTHING",
    "OR_ELSE",
    "STAFF",
    "WRITERS",
    "Act",
    "Actor",
    "Audience",
    "Circumstances",
    "Held",
    "OrgKind",
    "ProblemAudience",
    "Reach",
    "Role",
    "Verdict",
    "administers",
    "failures",
    "grants",
    "group_status",
    "identity",
    "in_force",
    "may",
    "may_register",
    "own_house",
    "problem_seen",
    "reach",
    "readers",
    "right",
    "servicing_status",
    "wider",
]

Check = Callable[[Actor, Circumstances, Pack, Leg], Iterator[Verdict]]

# What an act demands beyond person, reach, status of the partner and life of the ticket.
DEMANDS: dict[Act, tuple[Check, ...]] = {
    Act.REGISTER: (
        paper.channel,
        paper.on_behalf,
        paper.foreign_desk,
        rights.client_rights,
        rights.servicing_status,
        rights.certificate,
        level.level_needs,
        living.backdating,
        paper.papers,
    ),
    Act.PASS_ON: (
        paper.not_yet_passed,
        rights.client_rights,
        rights.certificate,
        level.level_needs,
        paper.papers,
    ),
    Act.DRAFT_PASS_ON: (paper.not_yet_passed,),
    Act.CALL: (living.backdating, living.late_question),
    Act.CONFIRM_CALL: (living.claim_open,),
    Act.DENY_CALL: (living.claim_open,),
    Act.CHANGE_LEVEL: (level.change,),
    Act.LOWER_UNAGREED: (level.unagreed,),
    Act.PROPOSE_LEVEL: (level.proposal,),
    Act.AGREE_LEVEL: (level.proposal_open, level.agreement),
    Act.DECLINE_LEVEL: (level.proposal_open,),
    Act.INVITE: (level.participants,),
    Act.LEAVE: (widen.own_participation,),
    Act.WIDEN: (widen.widening,),
    Act.ANSWER: (widen.joint_words,),
    Act.REPLY: (widen.joint_words,),
    Act.AGREE_PLAN: (living.plan,),
    Act.REFUSE_PLAN: (living.plan, living.plan_reasons),
    Act.RETURN: (living.returning,),
    Act.COMPLETE: (paper.papers,),
    Act.REFUSE: (living.refusal,),
    Act.OBJECT: (living.objection,),
    Act.ANSWER_OBJECTION: (living.objection_reasons,),
    Act.CLOSE: (living.closing, living.silence_over),
    Act.CLOSE_BY_WORD: (living.closing, living.word_named),
    Act.REOPEN: (living.reopening,),
    Act.MERGE: (living.merging,),
    Act.KEEP_CANNED: (paper.own_desk,),
    Act.KEEP_RULES: (paper.own_desk,),
    Act.MANAGE_CONTACTS: (paper.own_organisation,),
    Act.ISSUE_LINK: (paper.own_or_vendors,),
    Act.NAME_ORGANISATIONAL: (paper.own_organisation, paper.at_most_two),
    Act.SEND_CONTACT_FORM: (paper.own_organisation,),
    Act.HAND_IN_CLIENT_FORM: (paper.own_client,),
    Act.CONCLUDE_AGREEMENT: (office.serves_or_sold,),
    Act.ANSWER_AGREEMENT: (office.own_papers,),
    Act.ENTER_PAPER: (office.serves_or_sold,),
    Act.ENTER_CERTIFICATE: (office.own_papers,),
    Act.END_CERTIFICATE: (office.own_papers,),
    Act.KEEP_SYSTEM: (office.keeps_systems,),
    Act.KEEP_PROBLEM: (paper.own_house("other_keeper"),),
    Act.ANSWER_REPORT: (paper.own_house("partner_answers"),),
    Act.ANSWER_VIOLATION: (paper.own_house("partner_answers"),),
    Act.SEE_COMPLIANCE: (paper.own_record,),
    Act.RECORD_VIOLATION: (paper.evidence,),
    Act.WITHDRAW_STATUS: (paper.evidence,),
}


def may(actor: Actor, act: Act, circumstances: Circumstances, pack: Pack) -> Verdict:
    """Whether the actor may, or the first reason why not."""
    return next(failures(actor, act, circumstances, pack), ALLOWED)


def may_register(actor: Actor, circumstances: Circumstances, level: int, pack: Pack) -> list[Verdict]:
    """Every condition of registration that fails (U1, U3.5a, L9b, P2.4-P2.6 …); an empty list allows."""
    return list(failures(actor, Act.REGISTER, replace(circumstances, level=level), pack))


def failures(actor: Actor, act: Act, case: Circumstances, pack: Pack) -> Iterator[Verdict]:
    """Everything that stands against the act, the person first."""
    leg = _own_leg(actor, case, pack)
    if act is not Act.SEE:
        yield from identity(actor, act, case, leg)
    if is_ticket_act(act):
        yield from _seen(actor, case, leg)
    if act in CHANGING:
        yield from rights.own_status(actor, case, pack, leg)
        yield from living.life(actor, act, case, leg)
    for check in DEMANDS.get(act, ()):
        yield from check(actor, case, pack, _demanding_leg(act, leg, pack))


def _demanding_leg(act: Act, leg: Leg, pack: Pack) -> Leg:
    """Passing on happens in a client ticket, but what it demands is said by the vendor leg."""
    return pack.leg("vendor") if act is Act.PASS_ON else leg


def _own_leg(actor: Actor, case: Circumstances, pack: Pack) -> Leg:
    """The leg whose words are used: the ticket's; for an organisation's papers the one on which it asks."""
    kind = case.subject_kind or actor.kind
    return pack.leg(case.leg or ("client" if kind == OrgKind.CLIENT else "vendor"))


def _seen(actor: Actor, case: Circumstances, leg: Leg) -> Iterator[Verdict]:
    if not reach(actor).includes(leg.code, case.client, case.partner, case.ticket):
        yield deny(leg, "foreign")
