"""How a line of the table is written, and the people of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# login in the cast: who that is
PEOPLE = {
    "": "nobody signed in",
    "saveliev": "client: authorised person and organisational contact",
    "frolov": "client: viewer, the colleague without the right",
    "arefyev": "client: organisational contact alone",
    "newcomer": "client: not confirmed",
    "gordeeva": "partner: engineer",
    "arkhipova": "partner: coordinator",
    "zhdanov": "partner: authorised employee with the certificate",
    "titova": "vendor: engineer",
    "lapteva": "vendor: auditor",
    "shulgin": "vendor: administrator",
    "stranger": "another client",
}
CLIENT, PARTNER, VENDOR = (
    ("saveliev", "frolov", "arefyev"),
    ("gordeeva", "arkhipova", "zhdanov"),
    ("titova", "lapteva", "shulgin"),
)
SIGN_IN_FIRST, UNCONFIRMED, NOT_THERE = 303, 403, 404
Statuses = Mapping[str, int]


@dataclass(frozen=True)
class Line:
    """What `people` get; `given` names the cast's things that the route's parameters point to (see `address`)."""

    route: str
    people: Statuses
    given: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    data: Mapping[str, str] = field(default_factory=dict)


def same(status: int) -> Statuses:
    """Everybody the same: open pages."""
    return dict.fromkeys(PEOPLE, status)


def members(status: int = 200, **others: int) -> Statuses:
    """Every confirmed person `status`, but for `others`."""
    return {**same(status), "": SIGN_IN_FIRST, "newcomer": UNCONFIRMED, **others}


def only(*logins: str, status: int = 200, **others: int) -> Statuses:
    """`logins` get `status`, the rest learn nothing."""
    return {**members(NOT_THERE), **dict.fromkeys(logins, status), **others}
