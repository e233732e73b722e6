"""Who may do which act: every act, every person, everything else being in order."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from kabinet.regulation import access
from kabinet.regulation.access import Act, failures
from kabinet.regulation.clauses import clauses
from tests.acts_on_ticket import ACTS, Told
from tests.regulation.access.access_cast import (
    AUDITOR,
    AUTHORISED,
    CASE,
    CORP,
    HEAD,
    OK,
    PARTNER_HEAD,
    PEOPLE,
    PROGRAM,
    SENDER,
    VENDOR_CASE,
    VENDOR_ENGINEER,
    VIEWER,
    said,
    verdict,
)
from tests.regulation.access.flat_case import laid

# Told where they are done: tests/actions/handover.
HANDOVERS = {Act.ASK_HANDOVER, Act.GIVE_HANDOVER, Act.DECLINE_HANDOVER}
EACH = pytest.mark.parametrize("told", ACTS, ids=lambda told: told.act)


def test_every_act_on_a_ticket_is_told_once() -> None:
    on_ticket = {act for act, declared in access.ACTS.items() if declared.on_ticket} - {Act.SEE} - HANDOVERS
    assert sorted(told.act for told in ACTS) == sorted(on_ticket), "add a line to tests/acts_on_ticket.py"


@pytest.mark.clause("U3.4b", "U3.5a", "U3.6c", "P2.5", "P4.4", "L12b", "L13", "L17a")
@EACH
def test_who_may(told: Told) -> None:
    act, given = told.act, dict(told.case)
    assert _may(act, given) == told.client
    vendors = {"status": None} if act in (Act.RELAY, Act.PASS_ON, Act.DRAFT_PASS_ON) else {}
    assert _may(act, given | vendors | {"leg": "vendor"}) == told.vendor


def _may(act: Act, given: dict[str, Any]) -> set[str]:
    if act in (Act.RETURN, Act.COMPLETE, Act.AGREE_PLAN, Act.REFUSE_PLAN) and given.get("leg") != "vendor":
        given = given | {"status": None}
    return {name for name, actor in PEOPLE.items() if verdict(actor, act, **given).allowed}


@EACH
@pytest.mark.parametrize("name", PEOPLE)
def test_before_confirmation_nobody_may(told: Told, name: str) -> None:
    answer = verdict(replace(PEOPLE[name], confirmed=False), told.act)
    assert (answer.code, answer.clause in ("L14", "L15")) == ("unconfirmed", True)


WHY = [
    ("an organisational contact registers", HEAD, Act.REGISTER, CASE, "not_authorised_head", "U3.5a"),
    ("a viewer registers", VIEWER, Act.REGISTER, CASE, "not_authorised", "U3.5a"),
    ("a viewer writes", VIEWER, Act.REPLY, CASE, "not_contact", "U3.4b"),
    ("a client answers for the partner", AUTHORISED, Act.ANSWER, CASE, "only_support", None),
    ("a client writes an internal note", AUTHORISED, Act.NOTE, CASE, "only_support", None),
    ("a client passes on", AUTHORISED, Act.PASS_ON, CASE, "only_partner", "P4.4"),
    ("a client writes to the vendor", AUTHORISED, Act.REPLY, VENDOR_CASE, "client_on_vendor_leg", "P4.4"),
    ("a partner's contact takes a ticket", PARTNER_HEAD, Act.TAKE, CASE, "not_staff_head", None),
    ("an engineer passes on", PEOPLE["engineer"], Act.PASS_ON, CASE, "not_sender", "P4.7c"),
    ("a partner accepts for the client", SENDER, Act.ACCEPT, CASE, "only_applicant", None),
    ("a partner takes the vendor's ticket", SENDER, Act.TAKE, VENDOR_CASE, "only_support", None),
    ("a vendor answers the client", VENDOR_ENGINEER, Act.ANSWER, CASE, "only_support", None),
    ("an auditor answers", AUDITOR, Act.ANSWER, VENDOR_CASE, "auditor", None),
    ("a stranger writes", PEOPLE["stranger"], Act.REPLY, CASE, "foreign", None),
    ("another partner answers", PEOPLE["rival"], Act.ANSWER, CASE, "foreign", None),
]


@pytest.mark.clause("U3.4b", "U3.5a", "U3.6c", "P4.4", "P4.7c", "L17a", "L3", "L1")
@pytest.mark.parametrize(("what", "actor", "act", "case", "code", "clause"), WHY, ids=[row[0] for row in WHY])
def test_why_not(what: str, actor: Any, act: Act, case: Any, code: str, clause: str) -> None:
    assert said(verdict(actor, act, case)) == (False, code, clause)


@pytest.mark.clause("L17a")
def test_an_auditor_changes_nothing() -> None:
    changing: Iterable[Act] = {told.act for told in ACTS} - {Act.WATCH}
    for leg in ("client", "vendor"):
        assert not any(verdict(AUDITOR, act, leg=leg).allowed for act in changing)


def test_the_program_does_by_itself_only_what_is_foreseen() -> None:
    assert said(verdict(PROGRAM, Act.CLOSE, status="answered")) == OK
    assert said(verdict(PROGRAM, Act.ANSWER)) == (False, "system", None)


@pytest.mark.parametrize("name", PEOPLE)
def test_whatever_is_refused_is_explained(name: str) -> None:
    cases = (
        CASE,
        VENDOR_CASE,
        laid(CASE, status="closed"),
        laid(VENDOR_CASE, partner_status=None, level=1),
    )
    for act in Act:
        for case in cases:
            for answer in failures(PEOPLE[name], act, laid(case, subject_kind="client"), CORP):
                assert answer.clause is None or answer.clause in clauses()
                assert answer.code
                for text in (answer.reason, answer.remedy):
                    assert "{" not in text.ru + text.en
                    assert text.ru != text.en
