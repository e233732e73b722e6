"""What a level needs: a system in production, the critical terms, the partner's agreement, a reason."""

from collections.abc import Iterator

from kabinet.regulation.access_actor import Actor, OrgKind
from kabinet.regulation.access_case import Circumstances
from kabinet.regulation.pack_leg import Leg, Pack
from kabinet.regulation.verdict import Verdict, deny


def level_needs(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """For the level asked for, else the ticket's own (U3.6d, U4e, P4.8b, P5d)."""
    number = case.to_level or case.level
    if number is None:
        return
    level = leg.level(number)
    if level.production_only and not case.production:
        yield deny(leg, "not_production", level=number, offered=level.not_production_level)
    if level.needs_critical_terms and not case.terms_confirmed:
        yield deny(leg, "terms_unconfirmed", offered=level.unconfirmed_level)


def change(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """A level changed by one side alone (P5f): with a reason; after recovery not so, but by agreement (P4.8.2c)."""
    if case.to_level is None:
        return
    yield from level_needs(actor, case, pack, leg)
    if actor.kind is not OrgKind.CLIENT and actor.system is None and case.reason_given is False:
        yield deny(leg, "change_reason")
    if leg.code == "vendor" and case.recovered and _lowers_critical(case, leg):
        yield deny(leg, "recovered_agree")


def proposal(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """The vendor proposes to lower a critical ticket once it works again (P4.8.2c)."""
    if not _critical(case, leg):
        yield deny(leg, "not_critical")
    if case.recovered is False:
        yield deny(leg, "not_recovered")


def proposal_open(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """The partner can answer a proposal that stands."""
    if not case.proposal_open:
        yield deny(leg, "no_proposal")


def participants(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Whether a client may take part in the vendor's ticket on this level (P5c)."""
    if case.level is not None and leg.level(case.level).partner_only:
        yield deny(leg, "level_partner_only")


def unagreed(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Lowering after a plan got no reasoned answer in its time (P4.8.2b)."""
    if not _critical(case, leg):
        yield deny(leg, "not_critical")
    if not case.plan_open:
        yield deny(leg, "no_plan")
    elif not case.plan_overdue:
        yield deny(leg, "plan_not_overdue")


def _critical(case: Circumstances, leg: Leg) -> bool:
    return case.level is not None and leg.level(case.level).needs_critical_terms


def _lowers_critical(case: Circumstances, leg: Leg) -> bool:
    return _critical(case, leg) and case.to_level is not None and case.to_level > (case.level or 0)
