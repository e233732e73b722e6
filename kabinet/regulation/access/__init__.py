"""Who may do what when: `reach`, `may`, `may_register`. Each act is declared once in `acts`; `ACTS` is the table of all.

A verdict is built from failures in a fixed order: the person, the ticket's reach, the partner's status, the
life of the ticket, then what the act itself demands. `may` gives the first, `failures` all of them.
"""

from collections.abc import Iterator
from dataclasses import replace

from kabinet.regulation.access.actor import HEARD, Act, Actor, Audience, OrgKind, Role
from kabinet.regulation.access.acts import ACTS
from kabinet.regulation.access.case import Case
from kabinet.regulation.access.case.organisation import OrganisationCase
from kabinet.regulation.access.case.rights import Certificate, ClientRights, Held, Licence, PartnerRights
from kabinet.regulation.access.case.ticket import Plan, Silence, TicketCase
from kabinet.regulation.access.case.typed import (
    Addressed,
    Call,
    ClaimAnswer,
    Closing,
    ClosingByWord,
    Completion,
    Late,
    Leaving,
    LevelChange,
    LevelProposal,
    Lowering,
    Merger,
    ObjectionAnswer,
    OutageTimes,
    PassingOn,
    PlanRefusal,
    Refusal,
    Registration,
    Return,
    StatusWithdrawal,
    Typed,
    ViolationRecord,
    Widening,
)
from kabinet.regulation.access.checks import rights
from kabinet.regulation.access.checks.audience import NARROW, WIDE, wider
from kabinet.regulation.access.checks.identity import identity
from kabinet.regulation.access.checks.level import right
from kabinet.regulation.access.checks.life import life
from kabinet.regulation.access.checks.paper import third_contact
from kabinet.regulation.access.checks.problem import (
    AUDIENCES,
    ProblemAudience,
    own_house,
    problem_seen,
    readers,
)
from kabinet.regulation.access.checks.rights import group_status, in_force, servicing_status
from kabinet.regulation.access.declared import About, Declared
from kabinet.regulation.access.entry_readers import EntryReaders, keeps_desk, reads_entry
from kabinet.regulation.access.granted import CONFIRMERS, HEADS, LEADS, STAFF, VENDOR_STAFF, WRITERS
from kabinet.regulation.access.meanwhile import puts_question, speaks_across
from kabinet.regulation.access.reaching import (
    EVERYTHING,
    NOTHING,
    Reach,
    administers,
    reach,
    reach_of_organisation,
)
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack.leg import Leg, Pack
from kabinet.regulation.verdict import ALLOWED, Verdict, deny

__all__ = [
    "ACTS",
    "ALLOWED",
    "AUDIENCES",
    "CONFIRMERS",
    "EVERYTHING",
    "HEADS",
    "HEARD",
    "LEADS",
    "NARROW",
    "NOTHING",
    "STAFF",
    "VENDOR_STAFF",
    "WIDE",
    "WRITERS",
    "About",
    "Act",
    "Actor",
    "Addressed",
    "Audience",
    "Call",
    "Case",
    "Certificate",
    "ClaimAnswer",
    "ClientRights",
    "Closing",
    "ClosingByWord",
    "Completion",
    "Declared",
    "EntryReaders",
    "Held",
    "Late",
    "Leaving",
    "LevelChange",
    "LevelProposal",
    "Licence",
    "Lowering",
    "Merger",
    "ObjectionAnswer",
    "OrgKind",
    "OrganisationCase",
    "OutageTimes",
    "PartnerRights",
    "PassingOn",
    "Plan",
    "PlanRefusal",
    "ProblemAudience",
    "Reach",
    "Refusal",
    "Registration",
    "Return",
    "Role",
    "Silence",
    "StatusWithdrawal",
    "TicketCase",
    "Typed",
    "Verdict",
    "ViolationRecord",
    "Widening",
    "administers",
    "failures",
    "group_status",
    "identity",
    "in_force",
    "keeps_desk",
    "may",
    "may_register",
    "own_house",
    "problem_seen",
    "puts_question",
    "reach",
    "reach_of_organisation",
    "readers",
    "readers_of",
    "reads_entry",
    "right",
    "servicing_status",
    "speaks_across",
    "third_contact",
    "wider",
]


def may(actor: Actor, act: Act, case: Case, pack: Pack) -> Verdict:
    """Whether the actor may, or the first reason why not; TypeError when another act's `typed` is handed in."""
    return next(failures(actor, act, case, pack), ALLOWED)


def may_register(actor: Actor, case: Case, level: int, pack: Pack) -> list[Verdict]:
    """Every condition of registration that fails (U1, U3.5a, L9b, P2.4-P2.6 …); an empty list allows."""
    asked = replace(case, ticket=replace(case.ticket, level=level))
    return list(failures(actor, Act.REGISTER, asked, pack))


def failures(actor: Actor, act: Act, case: Case, pack: Pack) -> Iterator[Verdict]:
    """Everything that stands against the act, the person first, said to this actor."""
    to = readers_of(actor, case.ticket.leg)
    return (verdict.addressed(to) for verdict in _standing(actor, act, case, pack))


def readers_of(actor: Actor, leg: str | None) -> tuple[str, ...]:
    """As whom the actor is told what can be done, the narrowest first (pack.words.READERS)."""
    if actor.kind is None:
        return ()
    speaks = any(
        row.covers(actor.kind, actor.roles)
        for act in (Act.ANSWER, Act.REPLY)
        for row in ACTS[act].grants(leg)
    )
    return (actor.kind.value,) if speaks or leg is None else (f"{actor.kind}_silent", actor.kind.value)


def _standing(actor: Actor, act: Act, case: Case, pack: Pack) -> Iterator[Verdict]:
    declared, leg = ACTS[act], _own_leg(actor, case, pack)
    if case.typed is not None and type(case.typed) is not declared.typed:
        raise TypeError(f"{act} is not judged by {type(case.typed).__name__}")
    if not declared.by_reach:
        yield from identity(actor, act, case, leg)
    if declared.on_ticket:
        yield from _seen(actor, case, leg)
    if declared.about is About.TICKET:
        yield from rights.own_status(actor, case, pack, leg)
        yield from life(actor, declared, case, pack, leg)
    demanding = pack.leg(declared.demands_of) if declared.demands_of else leg
    for check in declared.demands:
        yield from check(actor, case, pack, demanding)


def _own_leg(actor: Actor, case: Case, pack: Pack) -> Leg:
    """The leg whose words are used: the ticket's; for an organisation's papers the one on which it asks."""
    kind = case.organisation.kind or actor.kind
    return pack.leg(case.ticket.leg or (LegCode.CLIENT if kind == OrgKind.CLIENT else LegCode.VENDOR))


def _seen(actor: Actor, case: Case, leg: Leg) -> Iterator[Verdict]:
    ticket = case.ticket
    if not reach(actor).includes(leg.code, ticket.client, ticket.partner, ticket.key):
        yield deny(leg, "foreign")
