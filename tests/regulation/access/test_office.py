"""Acts on papers, systems, agreements, statuses and groups."""

from dataclasses import replace
from typing import Any

import pytest

from kabinet.regulation.access import Act, Actor, Case, Role
from kabinet.regulation.organisation.agreement import weak_places
from tests.regulation.access.access_cast import (
    ADMINISTRATOR,
    AUDITOR,
    AUTHORISED,
    CORP,
    ENGINEER,
    HEAD,
    KONTUR,
    OTHER_PARTNER,
    PARTNER_COORDINATOR,
    PARTNER_HEAD,
    STRANGER,
    TODAY,
    URAL,
    VENDOR_COORDINATOR,
    VENDOR_ENGINEER,
    VIEWER,
    ZMK,
    P,
    person,
    verdict,
)

SERVED: dict[str, Any] = {"subject_key": ZMK, "subject_kind": "client", "subject_partner": KONTUR}
SOLD = {**SERVED, "subject_partner": OTHER_PARTNER, "subject_sellers": frozenset({URAL})}
OWN = {"subject_key": KONTUR, "subject_kind": "partner"}
NEIGHBOUR = {"subject_key": URAL, "subject_kind": "partner"}
RIVAL = person(P, OTHER_PARTNER, Role.COORDINATOR, Role.ORGANISATIONAL_CONTACT)
Row = tuple[Actor, Act, dict[str, Any], str, str | None]

# fmt: off
ROWS: list[Row] = [
    (PARTNER_COORDINATOR, Act.ENTER_PAPER, SERVED, "", None),
    (PARTNER_HEAD, Act.ENTER_PAPER, SOLD, "", None),
    (VENDOR_COORDINATOR, Act.ENTER_PAPER, SERVED, "", None),
    (ADMINISTRATOR, Act.ENTER_PAPER, SERVED, "", None),
    (ENGINEER, Act.ENTER_PAPER, SERVED, "only_papers", None),
    (HEAD, Act.ENTER_PAPER, SERVED, "only_papers", None),
    (VENDOR_ENGINEER, Act.ENTER_PAPER, SERVED, "only_papers", None),
    (RIVAL, Act.ENTER_PAPER, SERVED, "not_serving", None),
    (VENDOR_COORDINATOR, Act.CONFIRM_PAPER, SERVED, "", None),
    (PARTNER_HEAD, Act.CONFIRM_PAPER, SERVED, "only_paper_confirmer", None),
    (AUDITOR, Act.CONFIRM_PAPER, OWN, "only_paper_confirmer", None),
    (PARTNER_HEAD, Act.ENTER_CERTIFICATE, OWN, "", None),
    (VENDOR_COORDINATOR, Act.ENTER_CERTIFICATE, OWN, "", None),
    (PARTNER_HEAD, Act.ENTER_CERTIFICATE, NEIGHBOUR, "others_papers", None),
    (PARTNER_COORDINATOR, Act.ENTER_CERTIFICATE, OWN, "only_certificates", None),
    (PARTNER_HEAD, Act.END_CERTIFICATE, OWN, "", None),
    (ENGINEER, Act.END_CERTIFICATE, OWN, "only_certificates", None),
    (HEAD, Act.KEEP_SYSTEM, SERVED, "", None),
    (AUTHORISED, Act.KEEP_SYSTEM, SERVED, "", None),
    (VIEWER, Act.KEEP_SYSTEM, SERVED, "only_systems", None),
    (STRANGER, Act.KEEP_SYSTEM, SERVED, "not_serving", None),
    (PARTNER_COORDINATOR, Act.KEEP_SYSTEM, SERVED, "", None),
    (PARTNER_COORDINATOR, Act.KEEP_SYSTEM, SOLD, "not_serving", None),
    (VENDOR_COORDINATOR, Act.KEEP_SYSTEM, SERVED, "only_systems", None),
    (PARTNER_HEAD, Act.CONCLUDE_AGREEMENT, SOLD, "", None),
    (RIVAL, Act.CONCLUDE_AGREEMENT, SERVED, "not_serving", None),
    (HEAD, Act.CONCLUDE_AGREEMENT, SERVED, "agreement_sides", "U3.6b"),
    (HEAD, Act.ANSWER_AGREEMENT, SERVED, "", None),
    (AUTHORISED, Act.ANSWER_AGREEMENT, SERVED, "only_agreeing", None),
    (PARTNER_HEAD, Act.ANSWER_AGREEMENT, SERVED, "only_agreeing", None),
    (STRANGER, Act.ANSWER_AGREEMENT, SERVED, "others_papers", None),
    (ADMINISTRATOR, Act.GRANT_STATUS, OWN, "", None),
    (VENDOR_COORDINATOR, Act.GRANT_STATUS, OWN, "only_granter", None),
    (ADMINISTRATOR, Act.WITHDRAW_STATUS, {**OWN, "reason_given": True}, "", None),
    (ADMINISTRATOR, Act.WITHDRAW_STATUS, {**OWN, "reason_given": False}, "status_reason", None),
    (VENDOR_COORDINATOR, Act.WITHDRAW_STATUS, OWN, "only_status", "L17b"),
    (ADMINISTRATOR, Act.KEEP_GROUP, OWN, "", None),
    (PARTNER_HEAD, Act.KEEP_GROUP, OWN, "only_groups", None),
]
# fmt: on


@pytest.mark.clause("U1", "U3.6b", "P2.5", "L12a", "L13", "L17b")
@pytest.mark.parametrize(("actor", "act", "case", "code", "clause"), ROWS)
def test_who_may_do_what_with_papers(
    actor: Actor, act: Act, case: dict[str, Any], code: str, clause: str | None
):
    found = verdict(actor, act, Case(today=TODAY), **case)
    assert (found.code, found.clause) == (code, clause)
    assert found.allowed is not bool(code)


def test_before_the_vendor_has_confirmed_nobody_keeps_papers():
    for actor, act, case, code, _clause in ROWS:
        if not code:
            found = verdict(replace(actor, confirmed=False), act, Case(today=TODAY), **case)
            assert found.code == "unconfirmed"


@pytest.mark.clause("U3.6a")
def test_weak_places_are_named_for_a_form():
    weak = weak_places(
        CORP.leg("client"),
        {
            "windows": ["11:00-18:00"],
            "levels": {"2": {"reaction": "8 working hours", "update": "1 working day"}},
        },
    )
    assert list(weak) == ["windows", "2.reaction"]
    assert "уровень 2, время реакции" in weak["2.reaction"].reason.ru
