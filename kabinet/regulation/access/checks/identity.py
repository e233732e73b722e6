"""Whether the person is the right one for the act at all: confirmed, of the right party, with the right role."""

from collections.abc import Iterator

from kabinet.regulation.access.actor import Act, Actor, OrgKind, Role
from kabinet.regulation.access.acts import ACTS
from kabinet.regulation.access.case import Case
from kabinet.regulation.access.declared import Declared
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack.leg import Leg
from kabinet.regulation.verdict import Verdict, deny

# Rights that an organisational contact gives: to one of them it is said in other words (U3.5a, U5c, P6.1).
TO_HEADS = {"not_authorised": "not_authorised_head", "not_staff": "not_staff_head"}


def identity(actor: Actor, act: Act, case: Case, leg: Leg) -> Iterator[Verdict]:
    """The one thing that is wrong with the person, if any."""
    declared = ACTS[act]
    if actor.system is not None:
        if not declared.by_program:
            yield deny(leg, "system")
    elif not actor.confirmed:
        yield deny(leg, "unconfirmed")
    elif not _granted(actor, declared, case):
        yield deny(leg, _denial(actor, declared, case))


def _granted(actor: Actor, declared: Declared, case: Case) -> bool:
    ticket = case.ticket
    rows = declared.grants(ticket.leg if declared.on_ticket else None)
    invited = (
        actor.kind is not OrgKind.CLIENT or ticket.leg != LegCode.VENDOR or ticket.key in actor.participates
    )
    return invited and any(row.covers(actor.kind, actor.roles) for row in rows)


def _denial(actor: Actor, declared: Declared, case: Case) -> str:
    denied = declared.denied
    if denied.all:
        return denied.all
    if Role.AUDITOR in actor.roles:
        return "auditor"
    if actor.kind is OrgKind.CLIENT and case.ticket.leg == LegCode.VENDOR:
        return "client_on_vendor_leg"
    if not any(row.kind is actor.kind for row in declared.grants(case.ticket.leg)):
        return denied.party
    code = denied.client if actor.kind is OrgKind.CLIENT else denied.staff
    # Nobody is sent to themselves.
    return TO_HEADS.get(code, code) if Role.ORGANISATIONAL_CONTACT in actor.roles else code
