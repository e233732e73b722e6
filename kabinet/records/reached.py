"""A reach as a query: the second ring. What the law says as a value is said here once as conditions over columns.

The first ring answers yes or no (`Reach.includes`, `Reach.hears`), the third holds the database to it (policies.py); a
test compares the three for every person and every ticket.
"""

from collections.abc import Iterator, Mapping

from django.db.models import Q

from kabinet.regulation.access import Reach

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
        yield {"leg": "client", "client_id": client}
    for partner in sorted(reach.partner_of):
        yield {"partner_id": partner}
    if reach.vendor_legs:
        yield {"leg": "vendor"}
    if reach.client_legs:
        yield {"leg": "client"}


def reached(reach: Reach) -> Q:
    """Rows with a ticket's columns: tickets themselves and everything that hangs on one."""
    conditions = NOTHING
    for branch in branches(reach):
        conditions = conditions | Q(**branch) if branch else ~NOTHING
    return conditions


def heard(reach: Reach) -> Q:
    """Rows with an audience: messages, files, journal entries, within tickets that are reached."""
    if reach.everything:
        return reached(reach)
    return reached(reach) & Q(audience__in=sorted(reach.audiences))
