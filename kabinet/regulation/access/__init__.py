"""Who may do what when: `reach`, `may`, `may_register`. Each act is declared once in `acts`; `ACTS` is the table of all.

A verdict is built from failures in a fixed order: the person, the ticket's reach, the partner's status, the
life of the ticket, then what the act itself demands. `may` gives the first, `failures` all of them.
"""

from collections.abc import Iterator
from dataclasses import replace

from kabinet.regulation.access.actor import HEARD, Act, Actor, Audience, OrgKind, Role
from kabinet.regulation.access.acts import ACTS
from kabinet.regulation.access.checks import rights
from kabinet.regulation.access.checks.audience import wider
from kabinet.regulation.access.checks.identity import identity
from kabinet.regulation.access.checks.level import right
from kabinet.regulation.access.checks.life import life
from kabinet.regulation.access.checks.problem import (
    AUDIENCES,
    ProblemAudience,
    own_house,
    problem_seen,
    readers,
)
from kabinet.regulation.access.checks.rights import group_status, in_force, servicing_status
from kabinet.regulation.access.circumstances import Circumstances, Held
from kabinet.regulation.access.declared import About, Declared
from kabinet.regulation.access.granted import CONFIRMERS, HEADS, LEADS, STAFF, VENDOR_STAFF, WRITERS
from kabinet.regulation.access.reaching import EVERYTHING, NOTHING, Reach, administers, reach
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
    "NOTHING",
    "STAFF",
    "VENDOR_STAFF",
    "WRITERS",
    "About",
    "Act",
    "Actor",
    "Audience",
    "Circumstances",
    "Declared",
    "Held",
    "OrgKind",
    "ProblemAudience",
    "Reach",
    "Role",
    "Verdict",
    "administers",
    "failures",
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


def may(actor: Actor, act: Act, circumstances: Circumstances, pack: Pack) -> Verdict:
    """Whether the actor may, or the first reason why not."""
    return next(failures(actor, act, circumstances, pack), ALLOWED)


def may_register(actor: Actor, circumstances: Circumstances, level: int, pack: Pack) -> list[Verdict]:
    """Every condition of registration that fails (U1, U3.5a, L9b, P2.4-P2.6 …); an empty list allows."""
    return list(failures(actor, Act.REGISTER, replace(circumstances, level=level), pack))


def failures(actor: Actor, act: Act, case: Circumstances, pack: Pack) -> Iterator[Verdict]:
    """Everything that stands against the act, the person first."""
    declared, leg = ACTS[act], _own_leg(actor, case, pack)
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


def _own_leg(actor: Actor, case: Circumstances, pack: Pack) -> Leg:
    """The leg whose words are used: the ticket's; for an organisation's papers the one on which it asks."""
    kind = case.subject_kind or actor.kind
    return pack.leg(case.leg or ("client" if kind == OrgKind.CLIENT else "vendor"))


def _seen(actor: Actor, case: Circumstances, leg: Leg) -> Iterator[Verdict]:
    if not reach(actor).includes(leg.code, case.client, case.partner, case.ticket):
        yield deny(leg, "foreign")
