"""What a level needs: a system in production, the critical terms, the partner's agreement, a reason."""

from collections.abc import Iterator
from dataclasses import replace

from kabinet.regulation.access.actor import Actor
from kabinet.regulation.access.circumstances import Circumstances
from kabinet.regulation.facts import Side
from kabinet.regulation.pack.leg import Leg, Pack
from kabinet.regulation.pack.level_rights import Consent, LevelRight, way
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


def right(actor: Actor, case: Circumstances, to: int, leg: Leg) -> LevelRight | None:
    """The row by which the actor's side changes the level to `to`; None when it may not at all."""
    side, where = _side(actor, leg), way(case.level or to, to)
    rows = (row for row in leg.level_rights if row.side is side and row.way is where)
    return next((row for row in rows if _holds(row, case, leg)), None)


def change(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """A level changed by one side's word, where the pack says that it is enough (P5f, P4.8.2c, U3.5b)."""
    if actor.system is not None:
        yield from level_needs(actor, case, pack, leg)
    elif case.to_level is None:
        yield from _some_other(actor, case, leg)
    else:
        yield from level_needs(actor, case, pack, leg)
        yield from _alone(actor, case, case.to_level, leg)


def _some_other(actor: Actor, case: Circumstances, leg: Leg) -> Iterator[Verdict]:
    """Nobody chose yet: whether there is any level that could be chosen."""
    others = [level.number for level in leg.levels if level.number != case.level]
    against = [next(_alone(actor, case, to, leg), None) for to in reversed(others)]
    if all(against):
        yield from (verdict for verdict in against[:1] if verdict)


def _alone(actor: Actor, case: Circumstances, to: int, leg: Leg) -> Iterator[Verdict]:
    found = right(actor, case, to, leg)
    if found is None:
        if way(case.level or to, to) is not None:
            yield deny(leg, "level_not_yours")
        return
    if found.consent is Consent.AGREED:
        yield deny(leg, found.denial)
    if found.reason and case.reason_given is False:
        yield deny(leg, "change_reason")
    if found.within_symptoms and case.judged_level is not None and to < case.judged_level:
        yield deny(leg, "level_higher", level=case.judged_level)


def proposal(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """The support proposes what it may not do alone: on the vendor leg once the system works again (P4.8.2c)."""
    row = next((row for row in leg.level_rights if _proposes(row, actor, case, leg)), None)
    if row is None:
        yield deny(leg, "level_alone")
    elif row.critical and not _critical(case, leg):
        yield deny(leg, "not_critical")
    elif row.recovered and case.recovered is False:
        yield deny(leg, "not_recovered")
    elif case.to_level is not None:
        yield from level_needs(actor, case, pack, leg)
        if row.reason and case.reason_given is False:
            yield deny(leg, "change_reason")


def _proposes(row: LevelRight, actor: Actor, case: Circumstances, leg: Leg) -> bool:
    levels = [case.to_level] if case.to_level else [level.number for level in leg.levels]
    ways = {way(case.level or 0, to) for to in levels}
    return row.side is _side(actor, leg) and row.consent is Consent.AGREED and row.way in ways


def proposal_open(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """The other side can answer a proposal that stands."""
    if not case.proposal_open:
        yield deny(leg, "no_proposal")


def agreement(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """What was proposed must still be possible."""
    if case.proposed_level is not None:
        yield from level_needs(actor, replace(case, to_level=case.proposed_level), pack, leg)


def participants(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Whether a client may take part in the vendor's ticket on this level (P5c)."""
    if case.level is not None and leg.level(case.level).partner_only:
        yield deny(leg, "level_partner_only")


def unagreed(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Lowering after a plan got no reasoned answer in its time (P4.8.2b), to a level that is not critical."""
    if not _critical(case, leg):
        yield deny(leg, "not_critical")
    if not case.plan_open:
        yield deny(leg, "no_plan")
    elif not case.plan_overdue:
        yield deny(leg, "plan_not_overdue", due=case.plan_due or "—")
    elif case.to_level is not None:
        standard = [level.number for level in leg.levels if not level.needs_critical_terms]
        if case.to_level not in standard:
            yield deny(leg, "unagreed_level", level=min(standard))
        yield from level_needs(actor, case, pack, leg)


def _holds(row: LevelRight, case: Circumstances, leg: Leg) -> bool:
    return (not row.critical or _critical(case, leg)) and (not row.recovered or bool(case.recovered))


def _critical(case: Circumstances, leg: Leg) -> bool:
    return case.level is not None and leg.level(case.level).needs_critical_terms


def _side(actor: Actor, leg: Leg) -> Side:
    return Side.APPLICANT if actor.kind is not None and actor.kind.value == leg.applicant else Side.SUPPORT
