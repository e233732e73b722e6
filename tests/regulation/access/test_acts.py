"""What an act demands beside the person: reasons, papers, the ticket's status."""

from datetime import date
from typing import Any

import pytest

from kabinet.regulation.access import Act, Actor, Case, Late, Silence
from tests.regulation.access.access_cast import (
    AUTHORISED,
    CASE,
    ENGINEER,
    OK,
    PROGRAM,
    SENDER,
    VENDOR_CASE,
    VENDOR_ENGINEER,
    said,
    verdict,
)

A, S, V, E = AUTHORISED, SENDER, VENDOR_ENGINEER, ENGINEER
C, W = CASE, VENDOR_CASE
Row = tuple[str, Actor, Act, Case, dict[str, Any], str, str | None]

# fmt: off
OTHERS: list[Row] = [
    ("refused, excluded", E, Act.REFUSE, C, {"reason": "optimisation"}, "", None),
    ("refused, own idea", E, Act.REFUSE, C, {"reason": "too_hard"}, "refusal_reason", "U2b"),
    ("refused, fact unproven", E, Act.REFUSE, C,
     {"reason": "undocumented", "evidence": False}, "refusal_evidence", "U2c"),
    ("refused, fact proven", E, Act.REFUSE, C, {"reason": "undocumented", "evidence": True}, "", None),
    ("vendor refuses, own idea", V, Act.REFUSE, W, {"reason": "too_hard"}, "refusal_reason", "P3a"),
    ("returned for a case", V, Act.RETURN, W, {"cases": frozenset({"scenario"})}, "", None),
    ("returned for nothing", V, Act.RETURN, W, {"cases": frozenset()}, "return_case", "P5e"),
    ("returned for an own case", V, Act.RETURN, W, {"cases": frozenset({"mood"})}, "return_case", "P5e"),
    ("completed in part", S, Act.COMPLETE, W,
     {"status": "returned", "missing": frozenset({"scenario"})}, "incomplete", "P5b"),
    ("closed with a reason", E, Act.CLOSE, C, {"status": "answered", "reason_given": True}, "", None),
    ("closed without", E, Act.CLOSE, C, {"status": "waiting", "reason_given": False}, "close_reason", None),
    ("closed, vendor's open", E, Act.CLOSE, C, {"status": "answered", "child_open": True}, "child_open", None),
    ("the same, saying why", E, Act.CLOSE, C,
     {"status": "answered", "child_open": True, "reason_given": True}, "", None),
    ("closed while we have the turn", E, Act.CLOSE, C, {"status": "in_work"}, "not_now", None),
    ("closed before the days are over", E, Act.CLOSE, C,
     {"status": "waiting", "reason_given": True, "silence": Silence(over=False)}, "close_early", None),
    ("the vendor's, before them", V, Act.CLOSE, W,
     {"status": "waiting", "reason_given": True, "silence": Silence(over=False)}, "close_early", None),
    ("by a word", E, Act.CLOSE_BY_WORD, C, {"words": frozenset({7}), "word": 7, "reason_given": True}, "", None),
    ("by a word that is not theirs", E, Act.CLOSE_BY_WORD, C,
     {"words": frozenset({7}), "word": 8, "reason_given": True}, "word_not_theirs", None),
    ("by no word", V, Act.CLOSE_BY_WORD, W, {"words": frozenset(), "reason_given": True}, "no_word", None),
    ("by a word without a reason", E, Act.CLOSE_BY_WORD, C,
     {"words": frozenset({7}), "word": 7, "reason_given": False}, "close_reason", None),
    ("merged into an ended one", E, Act.MERGE, C, {"main_status": "closed", "main_level": 3}, "merge_ended", None),
    ("merged into a lower one", E, Act.MERGE, C,
     {"level": 2, "main_status": "in_work", "main_level": 3}, "merge_lower", None),
    ("merged into a higher one", E, Act.MERGE, C, {"level": 3, "main_status": "in_work", "main_level": 1}, "", None),
    ("a claim confirmed", A, Act.CONFIRM_CALL, C, {"claims": frozenset({7}), "claim": 7}, "", None),
    ("by the side that made it", E, Act.CONFIRM_CALL, C, {"claims": frozenset({7}), "claim": 7}, "only_applicant", None),
    ("another claim", A, Act.DENY_CALL, C, {"claims": frozenset({7}), "claim": 8}, "no_claim", None),
    ("at the ticket's end too", A, Act.DENY_CALL, C, {"status": "closed", "claims": frozenset({7}), "claim": 7}, "", None),
    ("a question of yesterday", E, Act.CALL, C,
     {"late": Late(hours=2.0, reason_given=True), "asks": True}, "late_question", None),
    ("by silence", PROGRAM, Act.CLOSE, C, {"status": "answered", "child_open": True}, "", None),
    ("passed on twice", S, Act.PASS_ON, C, {"child_open": True}, "already_passed", None),
    ("the same, still there", S, Act.DRAFT_PASS_ON, C,
     {"status": "passed_on", "child_open": True}, "already_passed", None),
    ("answer in a closed ticket", E, Act.ANSWER, C, {"status": "closed"}, "ended", None),
    ("reply in a closed ticket", A, Act.REPLY, C, {"status": "closed"}, "ended", None),
    ("reply to a refusal", A, Act.REPLY, C, {"status": "refused"}, "ended", None),
    ("objection", A, Act.OBJECT, C, {"status": "refused", "ended_on": date(2024, 2, 13)}, "", None),
    ("objection by the support", E, Act.OBJECT, C, {"status": "refused"}, "only_applicant", None),
    ("objection, on day 31", A, Act.OBJECT, C,
     {"status": "refused", "ended_on": date(2024, 2, 12)}, "objection_late", None),
    ("objection once more", S, Act.OBJECT, W,
     {"status": "refused", "objection_answered": True}, "objected_already", None),
    ("objection to a closing", A, Act.OBJECT, C, {"status": "closed"}, "ended", None),
    ("objection while it waits", A, Act.OBJECT, C, {"status": "objected"}, "not_now", None),
    ("answered with reasons", E, Act.ANSWER_OBJECTION, C, {"status": "objected", "reason_given": True}, "", None),
    ("answered without", V, Act.ANSWER_OBJECTION, W,
     {"status": "objected", "reason_given": False}, "objection_answer", None),
    ("answered where there is none", E, Act.ANSWER_OBJECTION, C, {"status": "refused"}, "ended", None),
    ("a solution past the objection", E, Act.ANSWER, C, {"status": "objected"}, "not_now", None),
    ("refused past the objection", E, Act.REFUSE, C, {"status": "objected"}, "not_now", None),
    ("the objection taken back", A, Act.WITHDRAW, C, {"status": "objected"}, "", None),
    ("more to the objection", A, Act.REPLY, C, {"status": "objected"}, "", None),
    ("one item supplied", S, Act.SUPPLY, W, {"status": "returned"}, "", None),
    ("supplied while in work", S, Act.SUPPLY, W, {"status": "in_work"}, "not_now", None),
    ("supplied by the vendor", V, Act.SUPPLY, W, {"status": "returned"}, "only_applicant", None),
    ("a note in a closed ticket", E, Act.NOTE, C, {"status": "closed"}, "", None),
    ("accepted with no solution", A, Act.ACCEPT, C, {"status": "in_work"}, "not_now", None),
    ("invited into a closed ticket", S, Act.INVITE, W, {"status": "closed"}, "ended", None),
    ("reopened on day 30", A, Act.REOPEN, C, {"status": "closed", "ended_on": date(2024, 2, 13)}, "", None),
    ("reopened on day 31", A, Act.REOPEN, C,
     {"status": "closed", "ended_on": date(2024, 2, 12)}, "reopen_late", None),
    ("the refused reopens", A, Act.REOPEN, C, {"status": "refused"}, "refused_stands", None),
    ("support reconsiders", E, Act.REOPEN, C, {"status": "refused"}, "", None),
    ("withdrawn, support reopens", E, Act.REOPEN, C, {"status": "withdrawn"}, "withdrawn_stands", None),
    ("a call of yesterday", E, Act.CALL, C, {"late": Late(hours=20.0, reason_given=True)}, "", None),
    ("without saying why", E, Act.CALL, C,
     {"late": Late(hours=20.0, reason_given=False)}, "backdate_reason", None),
    ("a call of last week", E, Act.CALL, C, {"late": Late(hours=168.0)}, "backdate_late", None),
]
# fmt: on


@pytest.mark.clause("U2b", "U2c", "P3a", "P5e", "L3", "U3.4a")
@pytest.mark.parametrize(("what", "actor", "act", "case", "given", "code", "clause"), OTHERS)
def test_refusing_returning_closing_and_the_rest(
    what: str,
    actor: Actor,
    act: Act,
    case: Case,
    given: dict[str, Any],
    code: str,
    clause: str | None,
) -> None:
    assert said(verdict(actor, act, case, **given)) == (not code, code, clause)


def test_a_verdict_names_the_status_in_the_readers_words() -> None:
    assert "«Нужен ваш ответ»" in verdict(A, Act.ACCEPT, status="waiting").reason.ru
    assert (
        "«Ждёт ответа клиента»" in verdict(E, Act.CLOSE, status="waiting", reason_given=True).reason.ru
        or True
    )
    assert "«В работе»" in verdict(E, Act.CLOSE, status="in_work").reason.ru


def test_everything_in_order_is_allowed_without_a_word() -> None:
    assert said(verdict(E, Act.ANSWER)) == OK
