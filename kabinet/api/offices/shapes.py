"""What is told of organisations, as types."""

from datetime import date

from msgspec import Struct

from kabinet.api.shapes import Instant, Named


class Line(Struct):
    """An organisation as a list has it."""

    key: int
    name: str
    full_name: str
    kind: str


class Organisations(Struct):
    """One page by name; `next` leads to the one after it."""

    organisations: list[Line]
    next: str | None


class Contact(Struct):
    """A person there; `pending` are roles that the vendor has not confirmed."""

    person: Named
    roles: list[str]
    pending: list[str]


class Installation(Struct):
    """A system that tickets can be about."""

    key: int
    name: str
    production: bool


class Paper(Struct):
    """A licence, contract, agreement, status, certificate or membership of a group. `what` is its sort: the delivery, the
    level, the zone, the status, the kind, the group. `of` is whom it is with: who sold, the other side, the holder, the
    member. Without a last day it goes on; `pending` waits for the vendor's word."""

    paper: str
    key: int
    number: str
    what: str
    of: Named | None
    first_day: date
    last_day: date | None
    pending: bool


class Organisation(Struct):
    """One, with its people and what its rights rest on."""

    key: int
    name: str
    full_name: str
    kind: str
    contacts: list[Contact]
    systems: list[Installation]
    papers: list[Paper]


class Violation(Struct):
    """One of the regulation, registered by the vendor, with its clause; the answer is the partner's."""

    key: int
    partner: Named
    clause: str
    occurred_on: date
    text: str
    tickets: list[str]
    registered_at: Instant
    answer_by: date
    answer: str
    answered_at: Instant | None
    withdrawn_at: Instant | None
    withdrawal_reason: str


class Violations(Struct):
    """One page, the latest first."""

    violations: list[Violation]
    next: str | None


class Report(Struct):
    """A client's word that its partner refused to take a ticket, and the partner's answer."""

    key: int
    client: Named
    partner: Named
    occurred_on: date
    text: str
    reported_at: Instant
    answer: str
    answered_at: Instant | None


class Reports(Struct):
    """One page, the latest first."""

    reports: list[Report]
    next: str | None
