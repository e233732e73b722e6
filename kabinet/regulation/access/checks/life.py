"""What the life of the ticket allows now: status, plans, refusals, closing, reopening, back-dating."""

from collections.abc import Iterator

from kabinet.regulation.access.actor import Actor, OrgKind
from kabinet.regulation.access.case import Case
from kabinet.regulation.access.case.typed import (
    Call,
    ClaimAnswer,
    Closing,
    ClosingByWord,
    Merger,
    ObjectionAnswer,
    OutageTimes,
    PlanRefusal,
    Refusal,
    Registration,
    Return,
)
from kabinet.regulation.access.checks.rights import client_rights
from kabinet.regulation.access.declared import Declared
from kabinet.regulation.access.demand import of_typed
from kabinet.regulation.pack.leg import Leg, Pack
from kabinet.regulation.pack.words import ReasonKind, StatusRole
from kabinet.regulation.ticket import lifecycle
from kabinet.regulation.verdict import Verdict, deny


def life(actor: Actor, declared: Declared, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Whether the act is possible in the ticket's status."""
    standing = case.ticket.status
    if standing is None or _possible(declared, standing, leg):
        return
    if (check := declared.outweighs_status) and any(check(actor, case, pack, leg)):
        return
    status = lifecycle.status_of(standing, leg)
    name = status.names.read_by(actor.kind or OrgKind.PARTNER)
    yield deny(leg, "not_now" if status.open else "ended", status=name)


def _possible(declared: Declared, status: str, leg: Leg) -> bool:
    if declared.while_considered:
        return lifecycle.is_considered(status, leg)
    return declared.records is None or lifecycle.allows(status, declared.records, leg)


@of_typed
def refusal(actor: Actor, case: Case, typed: Refusal | None, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """A reason of the regulation, a fact with evidence (U2b, U2c, P3a), an ended right once ended (P2.4)."""
    if typed is None:
        return
    reason = leg.reason(typed.reason)
    if reason is None:
        yield deny(leg, "refusal_reason")
    elif reason.evidence and typed.evidence is False:
        yield deny(leg, "refusal_evidence")
    elif reason.kind is ReasonKind.ENTITLEMENT and not any(client_rights(actor, case, pack, leg)):
        yield deny(leg, "still_entitled")


def objection(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """To one refusal once, within the days of reopening."""
    if case.ticket.objection_answered:
        yield deny(leg, "objected_already")
    ended = case.ticket.ended_on
    if ended and (last := lifecycle.reopens_until(ended, leg)) < case.day():
        yield deny(leg, "objection_late", day=last)


@of_typed
def objection_reasons(
    actor: Actor, case: Case, typed: ObjectionAnswer | None, pack: Pack, leg: Leg
) -> Iterator[Verdict]:
    """Whoever answers an objection says why."""
    if typed is not None and not typed.reason_given:
        yield deny(leg, "objection_answer")


@of_typed
def returning(actor: Actor, case: Case, typed: Return | None, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """At least one of the regulation's cases is ticked, and none of another make (P5e)."""
    known = {each.code for each in leg.return_cases}
    if typed is not None and (not typed.cases or typed.cases - known):
        yield deny(leg, "return_case")


def plan(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """A plan that waits for its answer; refusing it needs reasons (P4.8.2a)."""
    if case.ticket.plan is None:
        yield deny(leg, "no_plan")


@of_typed
def plan_reasons(
    actor: Actor, case: Case, typed: PlanRefusal | None, pack: Pack, leg: Leg
) -> Iterator[Verdict]:
    """A refusal of a plan without reasons is impossible (P4.8.2a)."""
    if typed is not None and not typed.reason_given:
        yield deny(leg, "plan_reasons")


@of_typed
def closing(
    actor: Actor, case: Case, typed: Closing | ClosingByWord | None, pack: Pack, leg: Leg
) -> Iterator[Verdict]:
    """Closing for the applicant needs a reason, the more so while the vendor's ticket is open."""
    if actor.system is not None:
        return
    if case.ticket.child_open and not (typed and typed.reason_given):
        yield deny(leg, "child_open")
    elif typed is not None and not typed.reason_given:
        yield deny(leg, "close_reason")


def silence_over(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Not before the applicant was silent for the days of the pack: closing earlier would be a refusal without one of the
    regulation's reasons."""
    silence = case.ticket.silence
    if actor.system is None and silence is not None and not silence.over:
        yield deny(leg, "close_early", day=silence.ends)


@of_typed
def word_named(
    actor: Actor, case: Case, typed: ClosingByWord | None, pack: Pack, leg: Leg
) -> Iterator[Verdict]:
    """What the applicant said last, in writing or by telephone."""
    words, word = case.ticket.words, typed.word if typed else None
    if words is not None and not words:
        yield deny(leg, "no_word")
    elif words is not None and word is not None and word not in words:
        yield deny(leg, "word_not_theirs")


@of_typed
def merging(actor: Actor, case: Case, typed: Merger | None, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """What the vendor still works on for it has to end first: two matters would go on under one number. And work must
    go on there, on no lower level: else the merger would end what was asked without a reason of the
    regulation."""
    if case.ticket.child_open:
        yield deny(leg, "merge_child_open")
    if typed is None:
        return
    if not lifecycle.is_considered(typed.main_status, leg):
        status = lifecycle.status_of(typed.main_status, leg)
        yield deny(leg, "merge_ended", status=status.names.read_by(actor.kind or ""))
    elif case.ticket.level is not None and typed.main_level > case.ticket.level:
        yield deny(leg, "merge_lower", level=typed.main_level)


def reopening(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Within its days, not against the side that ended the ticket, and no way round the rights of a new one (L9b)."""
    ticket = case.ticket
    applicant = actor.kind is not None and actor.kind.value == leg.applicant.value
    ended_by = lifecycle.role(ticket.status, leg) if ticket.status else None
    if ended_by is StatusRole.REFUSED and applicant:
        yield deny(leg, "refused_stands")
    if ended_by is StatusRole.WITHDRAWN and not applicant:
        yield deny(leg, "withdrawn_stands")
    if ticket.ended_on and (last := lifecycle.reopens_until(ticket.ended_on, leg)) < case.day():
        yield deny(leg, "reopen_late", day=last)
    if ticket.status in lifecycle.limits(leg).reopened_as_new:
        yield from client_rights(actor, case, pack, leg)


@of_typed
def claim_open(
    actor: Actor, case: Case, typed: ClaimAnswer | None, pack: Pack, leg: Leg
) -> Iterator[Verdict]:
    """A call that was written down late and waits for the other side's word (U3.6c, P4.8.1a)."""
    claims = case.ticket.claims
    if not claims or (typed is not None and typed.claim not in claims):
        yield deny(leg, "no_claim")


@of_typed
def late_question(actor: Actor, case: Case, typed: Call | None, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """A question is put when it is put: the time for its answer does not begin before it can be read (U4d, P5d)."""
    if typed is not None and typed.late and typed.late.hours and typed.asks:
        yield deny(leg, "late_question")


@of_typed
def backdating(
    actor: Actor, case: Case, typed: Call | Registration | OutageTimes | None, pack: Pack, leg: Leg
) -> Iterator[Verdict]:
    """What occurred earlier is written down within the limit and with a reason."""
    late = typed.late if typed else None
    if late is None or not late.hours:
        return
    limit = lifecycle.limits(leg).backdate_hours
    if late.hours > limit:
        yield deny(leg, "backdate_late", hours=limit)
    if late.reason_given is False:
        yield deny(leg, "backdate_reason")
