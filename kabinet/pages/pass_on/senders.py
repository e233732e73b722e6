"""Who can send when the reader cannot (P2.5): colleagues of the group with the certificate on the day."""

from datetime import date
from typing import NamedTuple

from kabinet.pages.pass_on.checks import SENDER
from kabinet.pages.pass_on.prepared import Prepared
from kabinet.records import doors
from kabinet.regulation.access import Role, in_force


class Sender(NamedTuple):
    """A colleague who could; `until` None: the certificate does not end."""

    name: str
    phone: str
    until: date | None


def needed(shown: Prepared) -> bool:
    """Whether it is the reader's own right that lacks."""
    return any(verdict.code in SENDER for verdict in shown.found.verdicts)


def senders(shown: Prepared) -> list[Sender]:
    """By name; empty when the partner has nobody."""
    day, rights = shown.found.case.day(), shown.found.pack.entitlement
    kind = rights.certificate if rights else ""
    return [
        Sender(each.person.name, each.person.phone, held.last_day)
        for each in doors.colleagues(shown.actor)
        if Role.AUTHORISED_EMPLOYEE in each.roles
        for held in [
            one
            for one in each.certificates
            if one.kind == kind and in_force(one.first_day, one.last_day, day)
        ][:1]
    ]
