"""What the life of the ticket allows now: status, plans, refusals, closing, reopening, back-dating."""

from collections.abc import Iterator

from kabinet.regulation.access.actor import Actor, OrgKind
from kabinet.regulation.access.checks.rights import client_rights
from kabinet.regulation.access.circumstances import Circumstances
from kabinet.regulation.access.declared import Declared
from kabinet.regulation.pack.leg import Leg, Pack
from kabinet.regulation.pack.words import ReasonKind
from kabinet.regulation.ticket import lifecycle
from kabinet.regulation.verdict import Verdict, deny


def life(actor: Actor, declared: Declared, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Whether the act is possible in the ticket's status."""
    if case.status is None or _possible(declared, case.status, leg):
        return
    if (check := declared.outweighs_status) and any(check(actor, case, pack, leg)):
        return
    status = lifecycle.status_of(case.status, leg)
    name = status.names.read_by(actor.kind or OrgKind.PARTNER)
    yield deny(leg, "not_now" if status.open else "ended", status=name)


def _possible(declared: Declared, status: str, leg: Leg) -> bool:
    if declared.while_considered:
        return lifecycle.is_considered(status, leg)
    return declared.records is None or lifecycle.allows(status, declared.records, leg)


def refusal(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """A reason of the regulation, a fact with evidence (U2b, U2c, P3a), an ended right once ended (P2.4)."""
    if case.refusal is None:
        return
    reason = leg.reason(case.refusal)
    if reason is None:
        yield deny(leg, "refusal_reason")
    elif reason.evidence and case.evidence is False:
        yield deny(leg, "refusal_evidence")
    elif reason.kind is ReasonKind.ENTITLEMENT and not any(client_rights(actor, case, pack, leg)):
        yield deny(leg, "still_entitled")


def objection(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """To one refusal once, within the days of reopening (U2b, P3a)."""
    if case.objection_answered:
        yield deny(leg, "objected_already")
    if case.ended_on and (last := lifecycle.reopens_until(case.ended_on, leg)) < case.day():
        yield deny(leg, "objection_late", day=last)


def objection_reasons(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Whoever answers an objection says why."""
    if case.reason_given is False:
        yield deny(leg, "objection_answer")


def returning(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """At least one of the regulation's cases is ticked, and none of another make (P5e)."""
    known = {each.code for each in leg.return_cases}
    if case.cases is not None and (not case.cases or case.cases - known):
        yield deny(leg, "return_case")


def plan(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """A plan that waits for its answer; refusing it needs reasons (P4.8.2a)."""
    if not case.plan_open:
        yield deny(leg, "no_plan")


def plan_reasons(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """A refusal of a plan without reasons is impossible (P4.8.2a)."""
    if case.reason_given is False:
        yield deny(leg, "plan_reasons")


def closing(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Closing for the applicant needs a reason, the more so while the vendor's ticket is open."""
    if actor.system is not None:
        return
    if case.child_open and not case.reason_given:
        yield deny(leg, "child_open")
    elif case.reason_given is False:
        yield deny(leg, "close_reason")


def silence_over(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Not before the applicant was silent for the days of the pack: closing earlier would be a refusal without one of the
    regulation's reasons (U2b, P3a)."""
    if actor.system is None and not case.silence_over:
        yield deny(leg, "close_early", day=case.silence_ends)


def word_named(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """What the applicant said last, in writing or by telephone (U2b, P3a)."""
    if case.words is not None and not case.words:
        yield deny(leg, "no_word")
    elif case.words is not None and case.word is not None and case.word not in case.words:
        yield deny(leg, "word_not_theirs")


def merging(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """What 1C still works on for it has to end first: two matters would go on under one number. And work must go on there,
    on no lower level: else the merger would end what was asked without one of the regulation's reasons (U2b, P3a)."""
    if case.child_open:
        yield deny(leg, "merge_child_open")
    if case.into is not None:
        status, number = case.into
        if not lifecycle.is_considered(status, leg):
            yield deny(
                leg, "merge_ended", status=lifecycle.status_of(status, leg).names.read_by(actor.kind or "")
            )
        elif case.level is not None and number > case.level:
            yield deny(leg, "merge_lower", level=number)


def reopening(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Within its days, and not against the side that ended the ticket."""
    applicant = actor.kind is not None and actor.kind.value == leg.applicant.value
    if case.status == "refused" and applicant:
        yield deny(leg, "refused_stands")
    if case.status == "withdrawn" and not applicant:
        yield deny(leg, "withdrawn_stands")
    if case.ended_on and lifecycle.reopens_until(case.ended_on, leg) < case.day():
        yield deny(leg, "reopen_late", day=lifecycle.reopens_until(case.ended_on, leg))


def claim_open(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """A call that was written down late and waits for the other side's word (U3.6c, P4.8.1a)."""
    if not case.claims or (case.claim is not None and case.claim not in case.claims):
        yield deny(leg, "no_claim")


def late_question(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """A question is put when it is put: the time for its answer does not begin before it can be read (U4d, P5d)."""
    if case.backdated_hours and case.asks:
        yield deny(leg, "late_question")


def backdating(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """What occurred earlier is written down within the limit and with a reason."""
    if not case.backdated_hours:
        return
    limit = lifecycle.limits(leg).backdate_hours
    if case.backdated_hours > limit:
        yield deny(leg, "backdate_late", hours=limit)
    if case.reason_given is False:
        yield deny(leg, "backdate_reason")
