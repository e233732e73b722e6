"""People and cases for the tests of access. Everything is in order in `CASE` and `VENDOR_CASE`; a test spoils one thing."""

from datetime import date
from typing import Any

from kabinet.regulation.access import Act, Actor, Case, OrgKind, Role, Verdict, may
from kabinet.regulation.pack import pack
from tests.regulation.access.flat_case import laid

CORP = pack("corp_4_0")
ZMK, OTHER_CLIENT, KONTUR, URAL, OTHER_PARTNER, VENDOR = 1, 2, 10, 11, 12, 99
TODAY = date(2024, 3, 14)
C, P, V, R = OrgKind.CLIENT, OrgKind.PARTNER, OrgKind.VENDOR, Role


def person(kind: OrgKind, organisation: int, *roles: Role, **more: Any) -> Actor:
    return Actor(1, "Кто-то", kind, organisation, roles=frozenset(roles), **({"confirmed": True} | more))


GROUP = frozenset({KONTUR, URAL})
AUTHORISED = person(C, ZMK, R.AUTHORISED_PERSON)
HEAD = person(C, ZMK, R.ORGANISATIONAL_CONTACT)
VIEWER = person(C, ZMK, R.VIEWER)
STRANGER = person(C, OTHER_CLIENT, R.AUTHORISED_PERSON, R.ORGANISATIONAL_CONTACT)
ENGINEER = person(P, KONTUR, R.ENGINEER, group=GROUP)
SENDER = person(P, KONTUR, R.AUTHORISED_EMPLOYEE, group=GROUP)
PARTNER_COORDINATOR = person(P, KONTUR, R.COORDINATOR, group=GROUP)
PARTNER_HEAD = person(P, KONTUR, R.ORGANISATIONAL_CONTACT, group=GROUP)
URAL_ENGINEER = person(P, URAL, R.ENGINEER, group=GROUP)
LEFT_THE_GROUP = person(P, URAL, R.ENGINEER, group=frozenset({URAL}))
RIVAL = person(P, OTHER_PARTNER, R.ENGINEER, R.AUTHORISED_EMPLOYEE)
VENDOR_ENGINEER = person(V, VENDOR, R.ENGINEER)
VENDOR_COORDINATOR = person(V, VENDOR, R.COORDINATOR)
AUDITOR = person(V, VENDOR, R.AUDITOR)
ADMINISTRATOR = person(V, VENDOR, R.ADMINISTRATOR)
PROGRAM = Actor(0, "kabinet", None, 0, system="clocks")

PEOPLE = {
    "authorised": AUTHORISED,
    "head": HEAD,
    "viewer": VIEWER,
    "stranger": STRANGER,
    "engineer": ENGINEER,
    "sender": SENDER,
    "partner_coordinator": PARTNER_COORDINATOR,
    "partner_head": PARTNER_HEAD,
    "ural_engineer": URAL_ENGINEER,
    "rival": RIVAL,
    "vendor_engineer": VENDOR_ENGINEER,
    "vendor_coordinator": VENDOR_COORDINATOR,
    "auditor": AUDITOR,
    "administrator": ADMINISTRATOR,
}

# Of whom the tables speak together.
STAFF = {"engineer", "sender", "partner_coordinator", "ural_engineer"}
WRITERS = {"authorised", "head"}
SENDERS = {"authorised"}
VENDORS = {"vendor_engineer", "vendor_coordinator"}

CASE = laid(
    Case(),
    today=TODAY,
    leg="client",
    status="in_work",
    level=3,
    client=ZMK,
    partner=KONTUR,
    production=True,
    terms_confirmed=True,
    licence_first_day=date(2023, 5, 1),
    licence_last_day=date(2024, 4, 30),
    licence_seller=KONTUR,
    licence_delivery="8012399046",
    contract=("prof", date(2023, 1, 1), date(2024, 12, 31)),
    partner_status=("competence_centre", date(2022, 1, 1), date(2024, 12, 31)),
    partner_group=GROUP,
    certificate_first_day=date(2022, 11, 16),
    certificate_last_day=date(2024, 11, 15),
)
VENDOR_CASE = laid(CASE, leg="vendor")


def verdict(actor: Actor, act: Act, case: Case = CASE, **spoilt: Any) -> Verdict:
    """What `may` says in the case with something spoilt, or typed with the act, by flat names."""
    return may(actor, act, laid(case, act, **spoilt), CORP)


def said(answer: Verdict) -> tuple[bool, str, str | None]:
    """The verdict as a row of a table shows it."""
    return answer.allowed, answer.code, answer.clause


OK = (True, "", None)
