"""Rights that have days: each missing alone refuses, names itself, its clause and the way."""

from datetime import date
from typing import Any

import pytest

from kabinet.regulation.access import Act, Actor, Case, may_register
from kabinet.regulation.access.checks.rights import group_status
from kabinet.regulation.text import Unlawful
from tests.regulation.access.access_cast import (
    AUTHORISED,
    CASE,
    CORP,
    ENGINEER,
    HEAD,
    OK,
    OTHER_PARTNER,
    PARTNER_HEAD,
    SENDER,
    TODAY,
    URAL,
    URAL_ENGINEER,
    VENDOR_CASE,
    VENDOR_ENGINEER,
    said,
    verdict,
)
from tests.regulation.access.flat_case import laid

YESTERDAY, TOMORROW = date(2024, 3, 13), date(2024, 3, 15)
EVER = (date(2022, 1, 1), None)


def registering(actor: Actor, case: Case, level: int = 3, **spoilt: Any) -> list[tuple[str, str | None]]:
    return [
        (each.code, each.clause)
        for each in may_register(actor, laid(case, Act.REGISTER, **spoilt), level, CORP)
    ]


ENDED = {"licence_last_day": YESTERDAY}
NO_LICENCE = {"licence_first_day": None, "licence_last_day": None, "licence_seller": None}
RIGHTS = [
    ("no KORP licences", {"licence_delivery": None}, "korp_missing", "U1", "P2.4"),
    ("no RKL", NO_LICENCE, "licence_missing", "U1", "P2.4"),
    ("RKL ended yesterday", ENDED, "licence_ended", "L9b", "P2.4"),
    ("RKL begins tomorrow", {"licence_first_day": TOMORROW}, "licence_not_begun", "U1", "P2.4"),
    ("RKL of another partner", {"licence_seller": OTHER_PARTNER}, "licence_other_partner", "U1", "P2.6"),
    ("no ITS contract", {"contract": None}, "contract_missing", "U1", "P2.4"),
    ("ITS TECHNO", {"contract": ("techno", *EVER)}, "contract_level", "U1", "P2.4"),
    ("ITS ended", {"contract": ("prof", date(2023, 1, 1), YESTERDAY)}, "contract_ended", "U1", "P2.4"),
    ("ITS not begun", {"contract": ("prof", TOMORROW, None)}, "contract_not_begun", "U1", "P2.4"),
]


@pytest.mark.clause("U1", "L9b")
@pytest.mark.parametrize(
    ("what", "spoilt", "code", "clause", "_vendor"), RIGHTS, ids=[row[0] for row in RIGHTS]
)
def test_a_client_registers_only_with_every_right(
    what: str, spoilt: dict[str, Any], code: str, clause: str, _vendor: str
) -> None:
    assert registering(AUTHORISED, CASE) == []
    assert registering(AUTHORISED, CASE, **spoilt) == [(code, clause)]


@pytest.mark.clause("P2.4", "P2.6")
@pytest.mark.parametrize(
    ("what", "spoilt", "code", "_client", "clause"), RIGHTS, ids=[row[0] for row in RIGHTS]
)
def test_a_partner_sends_to_the_vendor_only_with_every_right(
    what: str, spoilt: dict[str, Any], code: str, _client: str, clause: str
) -> None:
    assert registering(SENDER, VENDOR_CASE) == []
    assert registering(SENDER, VENDOR_CASE, **spoilt) == [(code, clause)]
    assert said(verdict(SENDER, Act.PASS_ON, CASE, **spoilt)) == (False, code, clause)


@pytest.mark.clause("U1")
@pytest.mark.parametrize(
    "status",
    [
        None,
        ("competence_centre", date(2022, 1, 1), YESTERDAY),
        ("candidate", TOMORROW, None),
        ("franchisee", *EVER),
    ],
)
def test_the_partner_needs_its_status(status: Any) -> None:
    assert registering(AUTHORISED, CASE, partner_status=status) == [("partner_without_status", "U1")]


@pytest.mark.clause("U1", "L9b", "U3.5a")
def test_all_that_fails_is_named_at_once() -> None:
    found = registering(HEAD, CASE, **ENDED, contract=None, partner_status=None)
    assert [code for code, _ in found] == [
        "not_authorised_head",
        "licence_ended",
        "contract_missing",
        "partner_without_status",
    ]


@pytest.mark.clause("L9b")
def test_the_last_day_still_passes_and_the_refusal_names_the_day() -> None:
    assert registering(AUTHORISED, CASE, licence_last_day=TODAY) == []
    ended = verdict(AUTHORISED, Act.REGISTER, **ENDED)
    assert ended.reason.ru == "РКЛ действовала по 13 марта 2024"
    assert ended.reason.en.endswith("13 March 2024")


@pytest.mark.clause("L9a")
@pytest.mark.parametrize("act", [Act.REPLY, Act.WITHDRAW])
def test_without_licence_open_tickets_go_on(act: Act) -> None:
    assert said(verdict(AUTHORISED, act, **ENDED, contract=None)) == OK
    assert said(verdict(ENGINEER, Act.ANSWER, **ENDED, contract=None)) == OK


@pytest.mark.clause("P2.5")
@pytest.mark.parametrize(
    ("days", "code"),
    [
        ((None, None), "certificate_missing"),
        ((date(2022, 1, 1), YESTERDAY), "certificate_ended"),
        ((TOMORROW, None), "certificate_not_begun"),
        ((date(2022, 1, 1), TODAY), ""),
        ((date(2022, 1, 1), None), ""),
    ],
)
def test_only_the_certified_send(days: tuple[date | None, date | None], code: str) -> None:
    spoilt = {"certificate_first_day": days[0], "certificate_last_day": days[1]}
    expected = [(code, "P2.5")] if code else []
    assert registering(SENDER, VENDOR_CASE, **spoilt) == expected
    assert verdict(SENDER, Act.PASS_ON, **spoilt).code == code
    assert verdict(SENDER, Act.DRAFT_PASS_ON, **spoilt).allowed
    assert registering(SENDER, CASE, contact_authorised=True, **spoilt) == []


LOST = ("competence_centre", date(2022, 1, 1), YESTERDAY)
WORK = [
    Act.TAKE,
    Act.NOTE,
    Act.ANSWER,
    Act.CALL,
    Act.CHANGE_LEVEL,
    Act.RELAY,
    Act.REFUSE,
    Act.PASS_ON,
    Act.REGISTER,
]


@pytest.mark.clause("L12b")
@pytest.mark.parametrize("act", WORK)
def test_without_status_a_partner_reads_and_does_nothing(act: Act) -> None:
    called = {"contact_authorised": True} if act is Act.REGISTER else {}
    lost = verdict(SENDER, act, partner_status=LOST, **called)
    assert said(lost) == (False, "status_lost", "L12b")
    assert "13 марта 2024" in lost.reason.ru
    assert verdict(SENDER, act, partner_status=None).code == "no_status"


@pytest.mark.clause("L12a")
def test_without_status_a_partner_still_reads_and_keeps_its_contacts() -> None:
    assert verdict(ENGINEER, Act.SEE, partner_status=LOST).allowed
    assert verdict(PARTNER_HEAD, Act.MANAGE_CONTACTS, partner_status=LOST).allowed
    assert verdict(AUTHORISED, Act.REPLY, partner_status=LOST).allowed


@pytest.mark.clause("L12b")
def test_the_last_day_of_the_status_still_works() -> None:
    last = ("candidate", date(2022, 1, 1), TODAY)
    assert verdict(ENGINEER, Act.ANSWER, partner_status=last).allowed


@pytest.mark.clause("L13", "P2.6")
def test_within_a_group_one_status_and_one_seller_do_for_all() -> None:
    assert said(verdict(URAL_ENGINEER, Act.ANSWER)) == OK
    assert registering(SENDER, VENDOR_CASE, licence_seller=URAL) == []
    assert registering(AUTHORISED, CASE, licence_seller=URAL) == []


@pytest.mark.clause("L13")
def test_the_status_of_a_group_is_its_best() -> None:
    held, ended, older = ("candidate", *EVER), LOST, ("candidate", None, date(2023, 1, 1))
    assert group_status([ended, held], TODAY) == held
    assert group_status([older, ended], TODAY) == ended
    assert group_status([], TODAY) is None


@pytest.mark.clause("U3.4a", "U3.5a")
@pytest.mark.parametrize("authorised", [None, False])
def test_staff_register_only_for_an_authorised_contact(authorised: bool | None) -> None:
    found = registering(ENGINEER, CASE, contact_authorised=authorised, channel="telephone")
    assert found == [("contact_not_authorised", "U3.5a")]


@pytest.mark.clause("L11a")
def test_a_vendor_ticket_without_a_client_ticket_names_the_foreign_desk() -> None:
    assert registering(SENDER, VENDOR_CASE, desk_named=False) == [("desk_unnamed", None)]
    assert registering(SENDER, VENDOR_CASE, desk_named=True) == []


@pytest.mark.clause("L11b", "P4.4", "U3.4a")
def test_by_letter_only_while_the_cabinet_is_down() -> None:
    assert registering(SENDER, VENDOR_CASE, channel="email") == [("email_closed", "L11b")]
    assert registering(SENDER, VENDOR_CASE, channel="email", outage=True) == []
    assert registering(AUTHORISED, CASE, channel="email") == [("letter_closed", "U3.4a")]
    assert registering(AUTHORISED, CASE, channel="email", outage=True) == []


@pytest.mark.clause("U4a", "P2.3", "P5a", "P5b")
def test_papers_that_are_missing() -> None:
    assert registering(AUTHORISED, CASE, missing=frozenset({"phone"})) == [("incomplete", "U4a")]
    spoilt = {"missing": frozenset({"sources", "pass_on_reason", "changes"})}
    found = registering(SENDER, VENDOR_CASE, **spoilt)
    assert found == [("no_research", "P5a"), ("no_sources", "P2.3"), ("incomplete", "P5b")]
    assert verdict(SENDER, Act.PASS_ON, **spoilt).clause == "P5a"


@pytest.mark.clause("P2.4")
def test_the_vendor_refuses_for_want_of_rights_only_when_they_are_wanting() -> None:
    held = verdict(VENDOR_ENGINEER, Act.REFUSE, VENDOR_CASE, reason="not_entitled")
    assert said(held) == (False, "still_entitled", "P2.4")
    assert verdict(VENDOR_ENGINEER, Act.REFUSE, VENDOR_CASE, reason="not_entitled", **ENDED).allowed


def test_rights_need_a_day() -> None:
    with pytest.raises(Unlawful, match="today"):
        verdict(AUTHORISED, Act.REGISTER, today=None)
