"""Joint work with a client's participant, and showing words to more people."""

from dataclasses import replace
from typing import Any

import pytest

from kabinet.regulation.access import Act, Actor, Audience, Case, reach
from tests.regulation.access.access_cast import (
    AUTHORISED,
    CASE,
    KONTUR,
    SENDER,
    STRANGER,
    VENDOR_CASE,
    VENDOR_ENGINEER,
    VIEWER,
    ZMK,
    verdict,
)
from tests.regulation.access.flat_case import laid

NUMBER, OTHER = 17, 18
GUEST = replace(AUTHORISED, participates=frozenset({NUMBER}))
READER = replace(VIEWER, participates=frozenset({NUMBER}))
IN_IT = laid(VENDOR_CASE, key=NUMBER)
BESIDE = laid(VENDOR_CASE, key=OTHER)
J = {"joint": True}


@pytest.mark.clause("P5c", "P4.4")
def test_a_participant_sees_the_one_vendor_ticket_and_hears_joint_words() -> None:
    seen = reach(GUEST)
    assert seen.includes("vendor", ZMK, KONTUR, NUMBER)
    assert not seen.includes("vendor", ZMK, KONTUR, OTHER)
    assert not seen.includes("vendor", ZMK, KONTUR)
    assert not seen.includes("client", 2, KONTUR, NUMBER)
    assert {each for each in Audience if seen.hears(each)} == {Audience.PUBLIC, Audience.JOINT}
    assert Audience.JOINT not in reach(AUTHORISED).audiences
    assert verdict(GUEST, Act.SEE, IN_IT).allowed
    assert not verdict(GUEST, Act.SEE, BESIDE).allowed


def test_nobody_takes_part_who_is_not_confirmed_or_reads_nothing() -> None:
    assert not reach(replace(GUEST, confirmed=False)).participates
    assert not reach(replace(GUEST, roles=frozenset())).participates


ROWS: list[tuple[str, Actor, Act, Case, dict[str, Any], str, str | None]] = [
    ("a participant writes", GUEST, Act.REPLY, IN_IT, J, "", None),
    ("in another ticket", GUEST, Act.REPLY, BESIDE, J, "client_on_vendor_leg", "P4.4"),
    ("not invited", AUTHORISED, Act.REPLY, IN_IT, J, "client_on_vendor_leg", "P4.4"),
    ("a stranger", STRANGER, Act.REPLY, IN_IT, J, "client_on_vendor_leg", "P4.4"),
    ("who only reads", READER, Act.REPLY, IN_IT, J, "client_on_vendor_leg", "P4.4"),
    ("on level 4", GUEST, Act.REPLY, IN_IT, {**J, "level": 4}, "level_partner_only", "P5c"),
    ("a participant answers for 1C", GUEST, Act.ANSWER, IN_IT, J, "client_on_vendor_leg", "P4.4"),
    ("a participant accepts", GUEST, Act.ACCEPT, IN_IT, {"status": "answered"}, "client_on_vendor_leg", "P4.4"),
    ("the partner, jointly", SENDER, Act.REPLY, IN_IT, J, "", None),
    ("the vendor, jointly", VENDOR_ENGINEER, Act.ANSWER, IN_IT, J, "", None),
    ("the vendor, jointly on 4", VENDOR_ENGINEER, Act.ANSWER, IN_IT, {**J, "level": 4}, "level_partner_only", "P5c"),
    ("the partner alone on 4", SENDER, Act.REPLY, IN_IT, {"level": 4}, "", None),
    ("the partner ends it", SENDER, Act.LEAVE, IN_IT, {"participant": 5, "status": "closed"}, "", None),
    ("a participant leaves", GUEST, Act.LEAVE, IN_IT, {"participant": GUEST.person}, "", None),
    ("sends a colleague away", GUEST, Act.LEAVE, IN_IT, {"participant": 5}, "participation_of_others", None),
    ("the vendor invites", VENDOR_ENGINEER, Act.INVITE, IN_IT, {}, "only_applicant", None),
]  # fmt: skip


@pytest.mark.clause("P5c", "P4.4")
@pytest.mark.parametrize(("what", "actor", "act", "case", "given", "code", "clause"), ROWS)
def test_joint_work(
    what: str,
    actor: Actor,
    act: Act,
    case: Case,
    given: dict[str, Any],
    code: str,
    clause: str | None,
) -> None:
    found = verdict(actor, act, case, **given)
    assert (found.code, found.clause) == (code, clause)


A = Audience
STEPS: list[tuple[str, Actor, Case, dict[str, Any], str]] = [
    ("a partner's note to the client", SENDER, CASE, {"before": A.PARTNER, "after": A.PUBLIC}, ""),
    ("back again", SENDER, CASE, {"before": A.PUBLIC, "after": A.PARTNER}, "only_wider"),
    ("onto the other leg", SENDER, CASE, {"before": A.PARTNER, "after": A.VENDOR_LEG}, "only_wider"),
    ("1C's note to the partner", VENDOR_ENGINEER, IN_IT, {"before": A.VENDOR, "after": A.VENDOR_LEG}, ""),
    ("two steps at once", VENDOR_ENGINEER, IN_IT, {"before": A.VENDOR, "after": A.JOINT}, "only_wider"),
    ("to participants", VENDOR_ENGINEER, IN_IT, {"before": A.VENDOR_LEG, "after": A.JOINT}, ""),
    ("to them on level 4", SENDER, IN_IT, {"before": A.VENDOR_LEG, "after": A.JOINT, "level": 4}, "level_partner_only"),
    ("words of the other side", SENDER, IN_IT,
     {"before": A.VENDOR_LEG, "after": A.JOINT, "own_words": False}, "words_of_others"),
    ("by the client", AUTHORISED, CASE, {"before": A.PARTNER, "after": A.PUBLIC}, "only_support"),
]  # fmt: skip


@pytest.mark.clause("P5c", "L3")
@pytest.mark.parametrize(("what", "actor", "case", "given", "code"), STEPS)
def test_widening(what: str, actor: Actor, case: Case, given: dict[str, Any], code: str) -> None:
    assert verdict(actor, Act.WIDEN, case, **given).code == code
