"""A reach as a query: the second ring. What the law says as a value is said here once as conditions over columns.

The first ring answers yes or no (`Reach.includes`, `Reach.hears`), the third holds the database to it (policies.py); a
test compares the three for every person and every ticket.
"""

from collections.abc import Iterator, Mapping

from django.db.models import Q

from kabinet.regulation.access import Actor, EntryReaders, OrgKind, Reach, keeps_desk
from kabinet.regulation.legs import LegCode

NOTHING = Q(pk__in=())
Branch = Mapping[str, int | str]


def branches(reach: Reach) -> Iterator[Branch]:
    """The reach as sets of equalities over a ticket's columns; a ticket is reached when one of the sets fits.

    An index can follow each set, so a list asks once a set and merges. No set: nothing; an empty set: everything.
    """
    if reach.everything or (reach.client_legs and reach.vendor_legs):
        yield {}
        return
    for client in sorted(reach.client_legs_of):
        yield {"leg": LegCode.CLIENT, "client_id": client}
    for partner in sorted(reach.partner_of):
        yield {"partner_id": partner}
    if reach.vendor_legs:
        yield {"leg": LegCode.VENDOR}
    if reach.client_legs:
        yield {"leg": LegCode.CLIENT}


def reached(reach: Reach) -> Q:
    """Rows that hang on a ticket and have its columns; nothing of a ticket in whose joint work one only takes part."""
    conditions = NOTHING
    for branch in branches(reach):
        conditions = conditions | Q(**branch) if branch else ~NOTHING
    return conditions


def reached_tickets(reach: Reach) -> Q:
    """Tickets themselves, those of joint work among them (P5c)."""
    return _or_joint(reach, "pk")


def _or_joint(reach: Reach, key: str) -> Q:
    """The condition of most readers is not touched: their indexes are found as ever."""
    own = reached(reach)
    return own | Q(**{f"{key}__in": sorted(reach.participates)}) if reach.participates else own


def told_to(actor: Actor) -> Q:
    """Rows of an organisation's journal that are for the actor (regulation.access.reads_entry)."""
    own = sorted(actor.group | {actor.organisation})
    parties, desk = Q(readers=EntryReaders.PARTIES), Q(readers=EntryReaders.DESK)
    if actor.kind is OrgKind.PARTNER:
        parties &= Q(organisation__in=own) | Q(partner__in=own)
    desk &= Q(organisation__in=own) if keeps_desk(actor) else NOTHING
    itself = Q(readers=EntryReaders.OWN, organisation=actor.organisation)
    return Q(readers=EntryReaders.EVERYBODY) | parties | desk | itself


def heard(reach: Reach) -> Q:
    """Rows with an audience: messages, files, journal entries, within tickets that are reached."""
    if reach.everything:
        return reached(reach)
    return _or_joint(reach, "ticket") & Q(audience__in=sorted(reach.audiences))
