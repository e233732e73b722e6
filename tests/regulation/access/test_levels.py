"""What levels and plans demand."""

from typing import Any

import pytest

from kabinet.regulation.access import Act, Actor, Case, Plan
from tests.regulation.access.access_cast import (
    AUTHORISED,
    CASE,
    ENGINEER,
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
LEVELS: list[Row] = [
    ("level 2, production", A, Act.REGISTER, C, {"level": 2}, "", None),
    ("level 2, a test system", A, Act.REGISTER, C,
     {"level": 2, "production": False}, "not_production", "U3.6d"),
    ("level 1, system unknown", A, Act.REGISTER, C,
     {"level": 1, "production": None}, "not_production", "U3.6d"),
    ("level 3, a test system", A, Act.REGISTER, C, {"level": 3, "production": False}, "", None),
    ("level 1, promised", A, Act.REGISTER, C, {"level": 1}, "", None),
    ("level 1, not promised", A, Act.REGISTER, C,
     {"level": 1, "terms_confirmed": False}, "terms_unconfirmed", "U4e"),
    ("level 1, not asked", A, Act.REGISTER, C,
     {"level": 1, "terms_confirmed": None}, "terms_unconfirmed", "U4e"),
    ("vendor, a test system", S, Act.REGISTER, W, {"level": 2, "production": False}, "not_production", "P4.8b"),
    ("passing on, a test system", S, Act.PASS_ON, C,
     {"level": 1, "production": False}, "not_production", "P4.8b"),
    ("passing on, not promised", S, Act.PASS_ON, C,
     {"level": 1, "terms_confirmed": False}, "terms_unconfirmed", "P5d"),
    ("raised to 1 unpromised", E, Act.CHANGE_LEVEL, C,
     {"to_level": 1, "promised": False}, "terms_not_given", "U4e"),
    ("raised to 2, a test system", E, Act.CHANGE_LEVEL, C,
     {"to_level": 2, "production": False}, "not_production", "U3.6d"),
    ("support, no reason", E, Act.CHANGE_LEVEL, C,
     {"to_level": 2, "reason_given": False}, "change_reason", None),
    ("support lowers alone", E, Act.CHANGE_LEVEL, C,
     {"to_level": 4, "reason_given": True}, "stated_agree", "U3.5b"),
    ("support, no level left to it", E, Act.CHANGE_LEVEL, C, {"level": 1}, "stated_agree", "U3.5b"),
    ("support, not chosen yet", E, Act.CHANGE_LEVEL, C, {"level": 3}, "", None),
    ("client raises within", A, Act.CHANGE_LEVEL, C,
     {"to_level": 2, "judged_level": 2, "reason_given": True}, "", None),
    ("client raises above", A, Act.CHANGE_LEVEL, C,
     {"to_level": 2, "judged_level": 3, "reason_given": True}, "level_higher", "U3.5b"),
    ("client raises, no reason", A, Act.CHANGE_LEVEL, C,
     {"to_level": 2, "judged_level": 2, "reason_given": False}, "change_reason", None),
    ("partner raises above", S, Act.CHANGE_LEVEL, W,
     {"to_level": 2, "judged_level": 3, "reason_given": True}, "level_higher", "P4.7a"),
    ("partner lowers its own", S, Act.CHANGE_LEVEL, W, {"to_level": 4, "reason_given": True}, "", None),
    ("vendor raises above symptoms", V, Act.CHANGE_LEVEL, W,
     {"to_level": 2, "judged_level": 3, "reason_given": True}, "", None),
    ("vendor alone, nothing recovered", V, Act.CHANGE_LEVEL, W,
     {"level": 1, "to_level": 2, "recovered": False, "reason_given": True}, "", None),
    ("proposed to a client", E, Act.PROPOSE_LEVEL, C, {"to_level": 4, "reason_given": True}, "", None),
    ("proposed without a reason", E, Act.PROPOSE_LEVEL, C,
     {"to_level": 4, "reason_given": False}, "change_reason", None),
    ("proposed what needs nobody", E, Act.PROPOSE_LEVEL, C, {"to_level": 2}, "level_alone", None),
    ("proposed below the lowest", E, Act.PROPOSE_LEVEL, C, {"level": 4}, "level_alone", None),
    ("proposed by the asking side", A, Act.PROPOSE_LEVEL, C, {}, "only_support", None),
    ("agreed by the client", A, Act.AGREE_LEVEL, C, {"proposed_level": 4}, "", None),
    ("agreed, impossible by now", S, Act.AGREE_LEVEL, W,
     {"level": 1, "proposed_level": 2, "production": False}, "not_production", "P4.8b"),
    ("declined with nothing open", A, Act.DECLINE_LEVEL, C, {}, "no_proposal", "U3.5b"),
    ("vendor, no reason", V, Act.CHANGE_LEVEL, W,
     {"to_level": 4, "reason_given": False}, "change_reason", None),
    ("vendor, with a reason", V, Act.CHANGE_LEVEL, W, {"to_level": 4, "reason_given": True}, "", None),
    ("vendor, no ground", V, Act.CHANGE_LEVEL, W,
     {"to_level": 4, "reason_given": True, "ground": ""}, "ground_missing", "P5f"),
    ("vendor, wrong by which symptoms", V, Act.CHANGE_LEVEL, W,
     {"to_level": 4, "reason_given": True, "ground": "misclassified"}, "symptoms_open", "P4.7a"),
    ("vendor, symptoms of another level", V, Act.CHANGE_LEVEL, W,
     {"to_level": 4, "reason_given": True, "ground": "misclassified", "judged_level": 3}, "ground_symptoms", "P5f"),
    ("vendor, wrong by these symptoms", V, Act.CHANGE_LEVEL, W,
     {"to_level": 4, "reason_given": True, "ground": "misclassified", "judged_level": 4}, "", None),
    ("vendor, nothing works again", V, Act.CHANGE_LEVEL, W,
     {"to_level": 4, "reason_given": True, "ground": "recovered", "recovered": False}, "ground_not_recovered", "P4.8.2c"),
    ("vendor, works again", V, Act.CHANGE_LEVEL, W,
     {"to_level": 4, "reason_given": True, "ground": "recovered", "recovered": True}, "", None),
    ("client lowers, no reason", A, Act.CHANGE_LEVEL, C, {"to_level": 4, "reason_given": False}, "", None),
    ("vendor alone after recovery", V, Act.CHANGE_LEVEL, W,
     {"level": 1, "to_level": 2, "recovered": True}, "recovered_agree", "P4.8.2c"),
    ("proposed after recovery", V, Act.PROPOSE_LEVEL, W, {"level": 1, "recovered": True}, "", None),
    ("proposed before recovery", V, Act.PROPOSE_LEVEL, W,
     {"level": 1, "recovered": False}, "not_recovered", "P4.8.2c"),
    ("proposed on level 2", V, Act.PROPOSE_LEVEL, W, {"level": 2}, "not_critical", "P4.8.2b"),
    ("agreed without a proposal", S, Act.AGREE_LEVEL, W, {"level": 1}, "no_proposal", "P4.8.2c"),
    ("declined", S, Act.DECLINE_LEVEL, W, {"level": 1, "proposed_level": 2}, "", None),
    ("a client invited on level 3", S, Act.INVITE, W, {"level": 3}, "", None),
    ("a client invited on level 4", S, Act.INVITE, W, {"level": 4}, "level_partner_only", "P5c"),
]
# fmt: on

# fmt: off
PLANS: list[Row] = [
    ("agreed", S, Act.AGREE_PLAN, W, {"plan": Plan(), "status": "waiting"}, "", None),
    ("no plan", S, Act.AGREE_PLAN, W, {"status": "waiting"}, "no_plan", "P4.8.2a"),
    ("refused with reasons", S, Act.REFUSE_PLAN, W, {"plan": Plan(), "reason_given": True}, "", None),
    ("refused without", S, Act.REFUSE_PLAN, W,
     {"plan": Plan(), "reason_given": False}, "plan_reasons", "P4.8.2a"),
    ("lowered in time", V, Act.LOWER_UNAGREED, W,
     {"level": 1, "plan": Plan()}, "plan_not_overdue", "P4.8.2b"),
    ("lowered without a plan", V, Act.LOWER_UNAGREED, W, {"level": 1}, "no_plan", "P4.8.2a"),
    ("lowered on level 2", V, Act.LOWER_UNAGREED, W,
     {"level": 2, "plan": Plan(overdue=True)}, "not_critical", "P4.8.2b"),
    ("lowered, still critical", V, Act.LOWER_UNAGREED, W,
     {"level": 1, "plan": Plan(overdue=True), "to_level": 1}, "unagreed_level", "P4.8.2b"),
    ("lowered by the partner", S, Act.LOWER_UNAGREED, W, {"level": 1}, "only_support", None),
    ("agreed on level 3", S, Act.AGREE_PLAN, W, {"level": 3, "plan": Plan()}, "", None),
    ("agreed while returned", S, Act.AGREE_PLAN, W, {"plan": Plan(), "status": "returned"}, "", None),
    ("lowered after silence", V, Act.LOWER_UNAGREED, W,
     {"level": 1, "plan": Plan(overdue=True)}, "", None),
]
# fmt: on


@pytest.mark.clause("U3.6d", "U4c", "U4e", "P4.8b", "P4.8.2c", "P5c", "P5d", "P5f", "U3.6.1")
@pytest.mark.parametrize(("what", "actor", "act", "case", "given", "code", "clause"), LEVELS)
def test_levels(
    what: str,
    actor: Actor,
    act: Act,
    case: Case,
    given: dict[str, Any],
    code: str,
    clause: str | None,
) -> None:
    assert said(verdict(actor, act, case, **given)) == (not code, code, clause)


@pytest.mark.clause("P4.8.2a", "P4.8.2b")
@pytest.mark.parametrize(("what", "actor", "act", "case", "given", "code", "clause"), PLANS)
def test_plans(
    what: str,
    actor: Actor,
    act: Act,
    case: Case,
    given: dict[str, Any],
    code: str,
    clause: str | None,
) -> None:
    assert said(verdict(actor, act, case, **given)) == (not code, code, clause)
