"""What comes in with a registration, and what concerns an organisation's own papers."""

from collections.abc import Callable, Iterator

from kabinet.regulation.access.actor import Actor, OrgKind
from kabinet.regulation.access.circumstances import Circumstances
from kabinet.regulation.pack.leg import Leg, Pack
from kabinet.regulation.verdict import Verdict, deny

# Fields of the nine items that have a demand of their own behind them.
_OWN_DEMAND = {"sources": "no_sources", "pass_on_reason": "no_research"}


def papers(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Required information is there (U4a, P5b), the sources consulted and the investigation too (P2.3, P5a)."""
    missing = case.missing or frozenset()
    for field in sorted(missing & _OWN_DEMAND.keys()):
        yield deny(leg, _OWN_DEMAND[field])
    if missing - _OWN_DEMAND.keys():
        yield deny(leg, "incomplete")


def channel(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """A vendor ticket comes through the cabinet; by e-mail only while it is down (L11b, P4.4)."""
    if leg.code == "vendor" and case.channel == "email" and not case.outage:
        yield deny(leg, "email_closed")


def on_behalf(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Staff register on the client leg only in the name of an authorised contact (U3.4a, U3.5a)."""
    if actor.kind is OrgKind.PARTNER and leg.code == "client" and not case.contact_authorised:
        yield deny(leg, "contact_not_authorised")


def foreign_desk(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """A vendor ticket without a client ticket names client, foreign desk and number (L11a); using such a desk is agreed
    between client and partner, or the partner says why the ticket was there (L8)."""
    if leg.code == "vendor" and case.foreign_desk is False:
        yield deny(leg, "desk_unnamed")
    if leg.code == "vendor" and case.foreign_agreed is False:
        yield deny(leg, "desk_not_agreed")


def not_yet_passed(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """One open vendor ticket for one client ticket."""
    if case.child_open:
        yield deny(leg, "already_passed")


def own_organisation(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """An administrator manages the own organisation and no other (U5c, P6.1)."""
    if case.subject is not None and case.subject != actor.organisation:
        yield deny(leg, "other_organisation")


def own_desk(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """A desk keeps its answers and its rules itself."""
    if case.subject is not None and case.subject != actor.organisation:
        yield deny(leg, "other_desk")


def own_or_vendors(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """The vendor's administrator helps people of any organisation to sign in, others those of the own one."""
    if actor.kind is not OrgKind.VENDOR:
        yield from own_organisation(actor, case, pack, leg)


def at_most_two(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """There is still a place for an organisational contact (U5a, P6.1)."""
    limit = leg.limits.organisational_contacts if leg.limits else 0
    if case.organisational_contacts is not None and case.organisational_contacts >= limit:
        yield deny(leg, "third_contact", limit=limit)


def own_client(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """The partner hands in papers of the clients that it serves (L15, P4.6)."""
    if case.subject_partner not in actor.group | {actor.organisation}:
        yield deny(leg, "only_servicing_partner")


def evidence(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """A violation, and the loss of a status, rest on evidence (L17b)."""
    if case.reason_given is False or case.evidence is False:
        yield deny(leg, "status_reason")


def own_house(denial: str) -> Callable[[Actor, Circumstances, Pack, Leg], Iterator[Verdict]]:
    """What the own organisation and its group keep or answer for, nobody else does (L13)."""

    def check(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
        if case.subject is not None and case.subject not in actor.group | {actor.organisation}:
            yield deny(leg, denial)

    return check


def own_record(actor: Actor, case: Circumstances, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """A partner reads how it follows the regulation itself, the vendor how everybody does (L17a)."""
    if actor.kind is OrgKind.PARTNER:
        yield from own_house("only_overseer")(actor, case, pack, leg)
