"""What a level needs: a system in production, the critical terms, the partner's agreement, a reason."""

from collections.abc import Iterator

from kabinet.regulation.access.actor import Actor
from kabinet.regulation.access.case import Case
from kabinet.regulation.access.case.ticket import TicketCase
from kabinet.regulation.access.case.typed import (
    LevelChange,
    LevelProposal,
    Lowering,
    PassingOn,
    Registration,
)
from kabinet.regulation.access.demand import of_typed
from kabinet.regulation.facts import Side
from kabinet.regulation.pack.leg import Leg, Pack
from kabinet.regulation.pack.level_rights import Consent, Ground, LevelRight, way
from kabinet.regulation.verdict import Verdict, deny


@of_typed
def level_needs(
    actor: Actor, case: Case, typed: Registration | PassingOn | None, pack: Pack, leg: Leg
) -> Iterator[Verdict]:
    """For the level asked for, else the ticket's own (U3.6d, U4e, P4.8b, P5d)."""
    if typed is None:
        yield from _needs(case.ticket, None, leg)
    else:
        yield from _needs(case.ticket, typed.to_level, leg, typed.promised)


def _needs(
    ticket: TicketCase, to: int | None, leg: Leg, promised: bool | None = None, *, changes: bool = False
) -> Iterator[Verdict]:
    """`promised`: the terms of a critical ticket, None those on record. `changes`: it is there already, and becomes no
    standard one for want of them (U4e is about how a ticket is taken)."""
    number = to or ticket.level
    if number is None:
        return
    level = leg.level(number)
    if level.production_only and not ticket.production:
        yield deny(leg, "not_production", level=number, offered=level.not_production_level)
    if level.needs_critical_terms and not (ticket.terms_confirmed if promised is None else promised):
        yield (
            deny(leg, "terms_not_given", level=number)
            if changes
            else deny(leg, "terms_unconfirmed", offered=level.unconfirmed_level)
        )


def right(actor: Actor, ticket: TicketCase, to: int, leg: Leg) -> LevelRight | None:
    """The row by which the actor's side changes the level to `to`; None when it may not at all."""
    side, where = _side(actor, leg), way(ticket.level or to, to)
    rows = (row for row in leg.level_rights if row.side is side and row.way is where)
    return next((row for row in rows if _holds(row, ticket, leg)), None)


@of_typed
def change(actor: Actor, case: Case, typed: LevelChange | None, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """A level changed by one side's word, where the pack says that it is enough (P5f, P4.8.2c, U3.5b)."""
    if typed is not None:
        yield from _needs(case.ticket, typed.to_level, leg, typed.promised, changes=True)
        if actor.system is None:
            yield from _alone(actor, case.ticket, typed, leg)
    elif actor.system is None:
        yield from _some_other(actor, case.ticket, leg)
    else:
        yield from _needs(case.ticket, None, leg)


def _some_other(actor: Actor, ticket: TicketCase, leg: Leg) -> Iterator[Verdict]:
    """Nobody chose yet: whether there is any level that could be chosen."""
    others = [level.number for level in leg.levels if level.number != ticket.level]
    against = [next(_alone(actor, ticket, LevelChange(to_level=to), leg), None) for to in reversed(others)]
    if all(against):
        yield from (verdict for verdict in against[:1] if verdict)


def _alone(actor: Actor, ticket: TicketCase, typed: LevelChange, leg: Leg) -> Iterator[Verdict]:
    to, found = typed.to_level, right(actor, ticket, typed.to_level, leg)
    if found is None:
        if way(ticket.level or to, to) is not None:
            yield deny(leg, "level_not_yours")
        return
    if found.consent is Consent.AGREED:
        yield deny(leg, found.denial)
    if found.reason and typed.reason_given is False:
        yield deny(leg, "change_reason")
    if found.grounds and typed.ground is not None:
        yield from _grounded(found, ticket, typed, leg)
    if found.within_symptoms and typed.judged_level is not None and to < typed.judged_level:
        yield deny(leg, "level_higher", level=typed.judged_level)


def _grounded(row: LevelRight, ticket: TicketCase, typed: LevelChange, leg: Leg) -> Iterator[Verdict]:
    """What a level is lowered for without agreement: symptoms that lead there (P5f), or a system that works again."""
    if typed.ground not in row.grounds:
        yield deny(leg, "ground_missing")
    elif typed.ground == Ground.RECOVERED:
        if not ticket.recovered:
            yield deny(leg, "ground_not_recovered")
    elif typed.judged_level is None:
        yield deny(leg, "symptoms_open")
    elif typed.to_level > typed.judged_level:
        yield deny(leg, "ground_symptoms", level=typed.judged_level)


@of_typed
def proposal(
    actor: Actor, case: Case, typed: LevelProposal | None, pack: Pack, leg: Leg
) -> Iterator[Verdict]:
    """The support proposes what it may not do alone: on the vendor leg once the system works again (P4.8.2c)."""
    ticket = case.ticket
    levels = [typed.to_level] if typed else [level.number for level in leg.levels]
    row = next((row for row in leg.level_rights if _proposes(row, actor, ticket, levels, leg)), None)
    if row is None:
        yield deny(leg, "level_alone")
    elif row.critical and not _critical(ticket, leg):
        yield deny(leg, "not_critical")
    elif row.recovered and ticket.recovered is False:
        yield deny(leg, "not_recovered")
    elif typed is not None:
        yield from _needs(ticket, typed.to_level, leg, changes=True)
        if row.reason and typed.reason_given is False:
            yield deny(leg, "change_reason")


def _proposes(row: LevelRight, actor: Actor, ticket: TicketCase, levels: list[int], leg: Leg) -> bool:
    ways = {way(ticket.level or 0, to) for to in levels}
    return row.side is _side(actor, leg) and row.consent is Consent.AGREED and row.way in ways


def proposal_open(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """The other side can answer a proposal that stands."""
    if case.ticket.proposed_level is None:
        yield deny(leg, "no_proposal")


def agreement(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """What was proposed must still be possible."""
    if case.ticket.proposed_level is not None:
        yield from _needs(case.ticket, case.ticket.proposed_level, leg, changes=True)


def terms_told(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Promises of a critical ticket that somebody else wrote down wait for the client's own word (U4c)."""
    if not case.ticket.terms_told:
        yield deny(leg, "no_terms_told")


def participants(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Whether a client may take part in the vendor's ticket on this level (P5c)."""
    level = case.ticket.level
    if level is not None and leg.level(level).partner_only:
        yield deny(leg, "level_partner_only")


@of_typed
def unagreed(actor: Actor, case: Case, typed: Lowering | None, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Lowering after a plan got no reasoned answer in its time (P4.8.2b), to a level that is not critical."""
    plan = case.ticket.plan
    if not _critical(case.ticket, leg):
        yield deny(leg, "not_critical")
    if plan is None:
        yield deny(leg, "no_plan")
    elif not plan.overdue:
        yield deny(leg, "plan_not_overdue", due=plan.due or "—")
    elif typed is not None:
        standard = [level.number for level in leg.levels if not level.needs_critical_terms]
        if typed.to_level not in standard:
            yield deny(leg, "unagreed_level", level=min(standard))
        yield from _needs(case.ticket, typed.to_level, leg, changes=True)


def _holds(row: LevelRight, ticket: TicketCase, leg: Leg) -> bool:
    return (not row.critical or _critical(ticket, leg)) and (not row.recovered or bool(ticket.recovered))


def _critical(ticket: TicketCase, leg: Leg) -> bool:
    return ticket.level is not None and leg.level(ticket.level).needs_critical_terms


def _side(actor: Actor, leg: Leg) -> Side:
    return Side.APPLICANT if actor.kind is not None and actor.kind.value == leg.applicant else Side.SUPPORT
