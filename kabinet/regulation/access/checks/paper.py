"""What comes in with a registration, and what concerns an organisation's own papers."""

from collections.abc import Iterator

from kabinet.regulation.access.actor import Actor, OrgKind
from kabinet.regulation.access.case import Case
from kabinet.regulation.access.case.typed import (
    Call,
    Completion,
    PassingOn,
    Registration,
    StatusWithdrawal,
    ViolationRecord,
)
from kabinet.regulation.access.demand import Check, of_typed
from kabinet.regulation.legs import Channel, LegCode
from kabinet.regulation.pack.leg import Leg, Pack
from kabinet.regulation.verdict import Verdict, deny

# Fields of the nine items that have a demand of their own behind them.
_OWN_DEMAND = {"sources": "no_sources", "pass_on_reason": "no_research"}


@of_typed
def papers(
    actor: Actor, case: Case, typed: Registration | PassingOn | Completion | None, pack: Pack, leg: Leg
) -> Iterator[Verdict]:
    """Required information is there (U4a, P5b), the sources consulted and the investigation too (P2.3, P5a)."""
    missing = (typed.missing if typed else None) or frozenset()
    for field in sorted(missing & _OWN_DEMAND.keys()):
        yield deny(leg, _OWN_DEMAND[field])
    if missing - _OWN_DEMAND.keys():
        yield deny(leg, "incomplete")


@of_typed
def channel(actor: Actor, case: Case, typed: Registration | None, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """A letter stands in for the cabinet only while it is down: on either leg (U3.4a; L11b, P4.4)."""
    if typed and typed.channel == Channel.EMAIL and not typed.outage:
        yield deny(leg, "email_closed" if leg.code == LegCode.VENDOR else "letter_closed")


@of_typed
def came_in_outage(actor: Actor, case: Case, typed: Call | None, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """The applicant answers in the cabinet; only what came while it was down is written down for them (U3.4a, P4.4)."""
    if typed and typed.came and not typed.outage:
        yield deny(leg, "answer_closed")


@of_typed
def on_behalf(
    actor: Actor, case: Case, typed: Registration | None, pack: Pack, leg: Leg
) -> Iterator[Verdict]:
    """Staff register on the client leg only in the name of an authorised contact (U3.4a, U3.5a)."""
    authorised = typed is not None and typed.contact_authorised
    if actor.kind is OrgKind.PARTNER and leg.code == LegCode.CLIENT and not authorised:
        yield deny(leg, "contact_not_authorised")


@of_typed
def foreign_desk(
    actor: Actor, case: Case, typed: Registration | None, pack: Pack, leg: Leg
) -> Iterator[Verdict]:
    """A vendor ticket without a client ticket names client, foreign desk and number (L11a); using such a desk is agreed
    between client and partner, or the partner says why the ticket was there (L8)."""
    if leg.code != LegCode.VENDOR or typed is None:
        return
    if typed.desk_named is False:
        yield deny(leg, "desk_unnamed")
    if typed.desk_agreed is False:
        yield deny(leg, "desk_not_agreed")


def not_yet_passed(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """One open vendor ticket for one client ticket."""
    if case.ticket.child_open:
        yield deny(leg, "already_passed")


def own_organisation(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """An administrator manages the own organisation and no other (U5c, P6.1)."""
    if case.organisation.key not in {None, actor.organisation}:
        yield deny(leg, "other_organisation")


def own_desk(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """A desk keeps its answers and its rules itself."""
    if case.organisation.key not in {None, actor.organisation}:
        yield deny(leg, "other_desk")


def own_outage(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Nobody declares another house's outage, or ends it."""
    if case.organisation.key not in {None, actor.organisation}:
        yield deny(leg, "only_outage")


def own_webhooks(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Where a program is told is the business of its own organisation alone, not of its group."""
    if case.organisation.key not in {None, actor.organisation}:
        yield deny(leg, "only_webhooks")


def own_bridges(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Whoever owns a desk says how it is spoken to, nobody of its group (L8)."""
    if case.organisation.key not in {None, actor.organisation}:
        yield deny(leg, "only_bridges")


def own_or_vendors(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """The vendor's administrator helps people of any organisation to sign in, others those of the own one."""
    if actor.kind is not OrgKind.VENDOR:
        yield from own_organisation(actor, case, pack, leg)


def at_most_two(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """There is still a place for an organisational contact (U5a, P6.1)."""
    held = case.organisation.organisational_contacts
    if held is not None and (verdict := third_contact(held, leg)):
        yield verdict


def third_contact(held: int, leg: Leg) -> Verdict | None:
    """What stands against another organisational contact beside the `held` ones (U5a, P6.1)."""
    limit = leg.limits.organisational_contacts if leg.limits else 0
    return deny(leg, "third_contact", limit=limit) if held >= limit else None


def own_client(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """The partner hands in papers of the clients that it serves (L15, P4.6)."""
    if case.organisation.partner not in actor.group | {actor.organisation}:
        yield deny(leg, "only_servicing_partner")


@of_typed
def evidence(
    actor: Actor, case: Case, typed: ViolationRecord | None, pack: Pack, leg: Leg
) -> Iterator[Verdict]:
    """A violation rests on evidence (L17b)."""
    if typed is not None and not typed.evidence:
        yield deny(leg, "status_reason")


@of_typed
def status_reason(
    actor: Actor, case: Case, typed: StatusWithdrawal | None, pack: Pack, leg: Leg
) -> Iterator[Verdict]:
    """The loss of a status rests on evidence (L17b)."""
    if typed is not None and not typed.reason_given:
        yield deny(leg, "status_reason")


def own_house(denial: str) -> Check:
    """What the own organisation and its group keep or answer for, nobody else does (L13)."""

    def check(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
        if case.organisation.key not in {None, *actor.group, actor.organisation}:
            yield deny(leg, denial)

    return check


def own_record(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """A partner reads how it follows the regulation itself, the vendor how everybody does (L17a)."""
    if actor.kind is OrgKind.PARTNER:
        yield from own_house("only_overseer")(actor, case, pack, leg)
