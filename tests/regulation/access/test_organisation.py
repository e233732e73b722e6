"""Acts about organisations, and the vendor's oversight."""

from datetime import date
from typing import Any

import pytest

from kabinet.regulation.access import Act, Actor, Case
from kabinet.regulation.organisation.rights_watch import (
    flags,
    licence_notices,
    staffing,
    staffing_notices,
)
from tests.regulation.access.access_cast import (
    ADMINISTRATOR,
    AUDITOR,
    AUTHORISED,
    CORP,
    ENGINEER,
    HEAD,
    KONTUR,
    OTHER_CLIENT,
    OTHER_PARTNER,
    PARTNER_COORDINATOR,
    PARTNER_HEAD,
    PEOPLE,
    TODAY,
    URAL,
    VENDOR_CASE,
    VENDOR_COORDINATOR,
    VENDOR_ENGINEER,
    ZMK,
    said,
    verdict,
)
from tests.regulation.access.flat_case import laid

NOBODY = Case(today=TODAY)
OWN, SERVED = {"subject_key": ZMK}, {"subject_key": ZMK, "subject_kind": "client", "subject_partner": KONTUR}
FOREIGN = {"subject_key": OTHER_CLIENT}
Row = tuple[str, Actor, Act, dict[str, Any], str, str | None]

# fmt: off
PAPERS: list[Row] = [
    ("a head manages the contacts", HEAD, Act.MANAGE_CONTACTS, OWN, "", None),
    ("an authorised person does not", AUTHORISED, Act.MANAGE_CONTACTS, OWN, "not_administrator", "U5c"),
    ("nor a partner's engineer", ENGINEER, Act.MANAGE_CONTACTS, {"subject_key": KONTUR},
     "not_administrator", "P6.1"),
    ("a partner's head does", PARTNER_HEAD, Act.MANAGE_CONTACTS, {"subject_key": KONTUR}, "", None),
    ("not of another client", HEAD, Act.MANAGE_CONTACTS, FOREIGN, "other_organisation", "U5c"),
    ("not of a group member", PARTNER_HEAD, Act.MANAGE_CONTACTS, {"subject_key": URAL},
     "other_organisation", "P6.1"),
    ("a second contact", HEAD, Act.NAME_ORGANISATIONAL, OWN | {"subject_organisational_contacts": 1}, "", None),
    ("a third contact", HEAD, Act.NAME_ORGANISATIONAL, OWN | {"subject_organisational_contacts": 2},
     "third_contact", "U5a"),
    ("a partner's third", PARTNER_HEAD, Act.NAME_ORGANISATIONAL, {"subject_organisational_contacts": 2},
     "third_contact", "P6.1"),
    ("the form from a head", HEAD, Act.SEND_CONTACT_FORM, OWN, "", None),
    ("the form from another", AUTHORISED, Act.SEND_CONTACT_FORM, OWN, "form_sender", "U5d"),
    ("the partner's form from another", ENGINEER, Act.SEND_CONTACT_FORM, {}, "form_sender", "P6.2b"),
    ("the client's form by its partner", PARTNER_COORDINATOR, Act.HAND_IN_CLIENT_FORM, SERVED, "", None),
    ("by another partner", PEOPLE["rival"], Act.HAND_IN_CLIENT_FORM, SERVED, "only_servicing_partner", "L15"),
    ("by the wrong partner's head", PARTNER_HEAD, Act.HAND_IN_CLIENT_FORM, SERVED | {"subject_partner": OTHER_PARTNER},
     "only_servicing_partner", "L15"),
    ("by the client", HEAD, Act.HAND_IN_CLIENT_FORM, SERVED, "only_servicing_partner", "L15"),
    ("the vendor confirms", VENDOR_COORDINATOR, Act.CONFIRM_CONTACT, {}, "", None),
    ("an administrator confirms", ADMINISTRATOR, Act.CONFIRM_CONTACT, {}, "", None),
    ("an engineer does not", VENDOR_ENGINEER, Act.CONFIRM_CONTACT, {}, "only_confirmer", "L14"),
    ("a partner does not", PARTNER_HEAD, Act.CONFIRM_CONTACT, SERVED, "only_confirmer", "L15"),
    ("an agreement by the partner", PARTNER_HEAD, Act.CONCLUDE_AGREEMENT, SERVED, "", None),
    ("by an engineer", ENGINEER, Act.CONCLUDE_AGREEMENT, SERVED, "agreement_sides", "U3.6b"),
]
# fmt: on
# fmt: off
OVERSIGHT: list[Row] = [
    ("a partner switches the cabinet off", PARTNER_HEAD, Act.SWITCH_OFF_CABINET, SERVED,
     "cabinet_stays", "L10"),
    ("the vendor neither", ADMINISTRATOR, Act.SWITCH_OFF_CABINET, {}, "cabinet_stays", "L10"),
    ("a client reports a refusal", AUTHORISED, Act.REPORT_REFUSAL, {}, "", None),
    ("a partner does not", ENGINEER, Act.REPORT_REFUSAL, {}, "only_client_reports", None),
    ("an auditor audits", AUDITOR, Act.AUDIT, {}, "", None),
    ("an engineer does not", VENDOR_ENGINEER, Act.AUDIT, {}, "only_auditor", "L17a"),
    ("a violation with evidence", AUDITOR, Act.RECORD_VIOLATION, {"evidence": True}, "", None),
    ("a violation without", AUDITOR, Act.RECORD_VIOLATION, {"evidence": False}, "status_reason", None),
    ("a violation taken back", AUDITOR, Act.WITHDRAW_VIOLATION, {}, "", None),
    ("by the partner", PARTNER_HEAD, Act.WITHDRAW_VIOLATION, {}, "only_auditor", "L17a"),
    ("a violation answered", PARTNER_HEAD, Act.ANSWER_VIOLATION, {"subject_key": KONTUR}, "", None),
    ("by an engineer", ENGINEER, Act.ANSWER_VIOLATION, {"subject_key": KONTUR}, "partner_answers", None),
    ("by another partner", PARTNER_HEAD, Act.ANSWER_VIOLATION, {"subject_key": OTHER_PARTNER},
     "partner_answers", None),
    ("a report answered", PARTNER_COORDINATOR, Act.ANSWER_REPORT, {"subject_key": KONTUR}, "", None),
    ("by the client who made it", AUTHORISED, Act.ANSWER_REPORT, {"subject_key": KONTUR},
     "partner_answers", None),
    ("the record by a coordinator", VENDOR_COORDINATOR, Act.SEE_COMPLIANCE, {"subject_key": KONTUR}, "", None),
    ("the record by an engineer of the vendor", VENDOR_ENGINEER, Act.SEE_COMPLIANCE, {"subject_key": KONTUR},
     "only_overseer", "L17a"),
    ("the own record", ENGINEER, Act.SEE_COMPLIANCE, {"subject_key": KONTUR}, "", None),
    ("another partner's", ENGINEER, Act.SEE_COMPLIANCE, {"subject_key": OTHER_PARTNER}, "only_overseer", "L17a"),
    ("by a client", HEAD, Act.SEE_COMPLIANCE, {"subject_key": KONTUR}, "only_overseer", "L17a"),
    ("a known problem kept", ENGINEER, Act.KEEP_PROBLEM, {"subject_key": KONTUR}, "", None),
    ("of the group", ENGINEER, Act.KEEP_PROBLEM, {"subject_key": URAL}, "", None),
    ("of another", VENDOR_ENGINEER, Act.KEEP_PROBLEM, {"subject_key": KONTUR}, "other_keeper", None),
    ("by an auditor", AUDITOR, Act.KEEP_PROBLEM, {}, "only_keeper", None),
    ("by a client", AUTHORISED, Act.KEEP_PROBLEM, {}, "only_keeper", None),
    ("letters are sorted", ENGINEER, Act.SORT_LETTERS, {"subject_key": KONTUR}, "", None),
    ("of the group's other house", ENGINEER, Act.SORT_LETTERS, {"subject_key": URAL}, "other_desk", None),
    ("of the vendor", VENDOR_ENGINEER, Act.SORT_LETTERS, {}, "", None),
    ("by an auditor", AUDITOR, Act.SORT_LETTERS, {}, "only_sorter", None),
    ("by a partner's head", PARTNER_HEAD, Act.SORT_LETTERS, {"subject_key": KONTUR}, "only_sorter", None),
    ("by a client", AUTHORISED, Act.SORT_LETTERS, {}, "only_sorter", None),
    ("bridges by a client's organisational contact", HEAD, Act.KEEP_BRIDGES, OWN, "", None),
    ("by an authorised person", AUTHORISED, Act.KEEP_BRIDGES, OWN, "only_bridges", None),
    ("by the partner's coordinator", PARTNER_COORDINATOR, Act.KEEP_BRIDGES, {"subject_key": KONTUR}, "", None),
    ("not of another house of the group", PARTNER_HEAD, Act.KEEP_BRIDGES, {"subject_key": URAL}, "only_bridges", None),
    ("by the vendor's administrator", ADMINISTRATOR, Act.KEEP_BRIDGES, {}, "only_bridges", None),
    ("webhooks by a client's organisational contact", HEAD, Act.KEEP_WEBHOOKS, OWN, "", None),
    ("by an authorised person", AUTHORISED, Act.KEEP_WEBHOOKS, OWN, "only_webhooks", None),
    ("by the partner's coordinator", PARTNER_COORDINATOR, Act.KEEP_WEBHOOKS, {"subject_key": KONTUR}, "", None),
    ("by its organisational contact", PARTNER_HEAD, Act.KEEP_WEBHOOKS, {"subject_key": KONTUR}, "", None),
    ("not of another house of the group", PARTNER_HEAD, Act.KEEP_WEBHOOKS, {"subject_key": URAL}, "only_webhooks", None),
    ("by an engineer of the partner", ENGINEER, Act.KEEP_WEBHOOKS, {"subject_key": KONTUR}, "only_webhooks", None),
    ("by the vendor's administrator", ADMINISTRATOR, Act.KEEP_WEBHOOKS, {}, "", None),
    ("by a coordinator of the vendor", VENDOR_COORDINATOR, Act.KEEP_WEBHOOKS, {}, "only_webhooks", None),
    ("by an auditor", AUDITOR, Act.KEEP_WEBHOOKS, {}, "only_webhooks", None),
    ("the status withdrawn", ADMINISTRATOR, Act.WITHDRAW_STATUS, {"reason_given": True}, "", None),
    ("for no reason", ADMINISTRATOR, Act.WITHDRAW_STATUS, {"reason_given": False}, "status_reason", None),
    ("by an auditor", AUDITOR, Act.WITHDRAW_STATUS, {"reason_given": True}, "only_status", "L17b"),
    ("the vendor declares an outage", ADMINISTRATOR, Act.DECLARE_OUTAGE, {}, "", None),
    ("a coordinator of the vendor does", VENDOR_COORDINATOR, Act.DECLARE_OUTAGE, {}, "", None),
    ("an engineer of the vendor does not", VENDOR_ENGINEER, Act.DECLARE_OUTAGE, {}, "only_outage", None),
    ("nor an auditor", AUDITOR, Act.DECLARE_OUTAGE, {}, "only_outage", None),
    ("a partner's coordinator for its own desk", PARTNER_COORDINATOR, Act.DECLARE_OUTAGE, {"subject_key": KONTUR}, "", None),
    ("and its organisational contact", PARTNER_HEAD, Act.DECLARE_OUTAGE, {"subject_key": KONTUR}, "", None),
    ("not for a house of its group", PARTNER_HEAD, Act.DECLARE_OUTAGE, {"subject_key": URAL}, "only_outage", None),
    ("nor for the vendor's", VENDOR_COORDINATOR, Act.DECLARE_OUTAGE, {"subject_key": KONTUR}, "only_outage", None),
    ("an engineer of the partner does not", ENGINEER, Act.DECLARE_OUTAGE, {"subject_key": KONTUR}, "only_outage", None),
    ("a client does not", HEAD, Act.DECLARE_OUTAGE, OWN, "only_outage", None),
    ("the vendor's administrator looks after letters", ADMINISTRATOR, Act.KEEP_LETTERS, {}, "", None),
    ("the vendor's administrator says how people sign in", ADMINISTRATOR, Act.KEEP_SIGN_IN, {}, "", None),
    ("a partner's head says nothing of it", PARTNER_HEAD, Act.KEEP_SIGN_IN, {}, "only_sign_in", None),
    ("a partner's head does not", PARTNER_HEAD, Act.KEEP_LETTERS, {}, "only_letters", None),
    ("the vendor publishes", ADMINISTRATOR, Act.PUBLISH_REGULATION, {}, "", None),
    ("a partner does not", PARTNER_HEAD, Act.PUBLISH_REGULATION, {}, "only_publisher", "P2.8"),
    ("a partner adopts", PARTNER_HEAD, Act.ADOPT_REGULATION, {}, "", None),
    ("an engineer does not", ENGINEER, Act.ADOPT_REGULATION, {}, "only_adopter", None),
]
# fmt: on


@pytest.mark.clause("U3.6b", "U5a", "U5c", "U5d", "L14", "L15", "P4.6", "P6.1", "P6.2b", "P6.3")
@pytest.mark.parametrize(("what", "actor", "act", "given", "code", "clause"), PAPERS)
def test_papers_of_organisations(
    what: str, actor: Actor, act: Act, given: dict[str, Any], code: str, clause: str | None
) -> None:
    assert said(verdict(actor, act, NOBODY, **given)) == (not code, code, clause)


@pytest.mark.clause("L10", "L11b", "L17a", "L17b", "L18", "P2.3", "P2.8")
@pytest.mark.parametrize(("what", "actor", "act", "given", "code", "clause"), OVERSIGHT)
def test_oversight(
    what: str, actor: Actor, act: Act, given: dict[str, Any], code: str, clause: str | None
) -> None:
    assert said(verdict(actor, act, NOBODY, **given)) == (not code, code, clause)


@pytest.mark.clause("P2.4", "U3.6d", "P4.8b")
@pytest.mark.parametrize(
    ("spoilt", "codes"),
    [
        ({}, []),
        ({"level": 2, "production": False}, ["left_production"]),
        ({"licence_last_day": date(2024, 3, 13)}, ["licence_ended"]),
        ({"contract": None}, ["contract_missing"]),
        ({"leg": "client", "contract": None}, []),
        ({"leg": "client", "level": 1, "production": False}, ["left_production"]),
    ],
)
def test_an_open_ticket_whose_ground_has_gone_is_flagged(spoilt: dict[str, Any], codes: list[str]) -> None:
    assert [flag.code for flag in flags(laid(VENDOR_CASE, **spoilt), CORP)] == codes


FIRST = date(2022, 1, 1)


@pytest.mark.clause("P4.5")
def test_a_partner_below_its_staffing_knows_what_and_since_when() -> None:
    certificates = [(FIRST, date(2024, 2, 29)), (FIRST, date(2024, 12, 31)), (FIRST, date(2023, 6, 1))]
    found = staffing(0, certificates, TODAY, CORP)
    assert [lack.ru for lack in found.lacks] == [
        "нет контактного лица по организационным вопросам",
        "уполномоченных сотрудников с сертификатом 1, нужно не менее 2",
    ]
    assert (found.below_since, found.below_from) == (date(2024, 3, 1), None)
    assert staffing_notices(certificates, TODAY, CORP) == ()


@pytest.mark.clause("P4.5")
def test_a_coming_lack_is_announced_60_and_14_days_before() -> None:
    certificates = [(FIRST, date(2024, 4, 28)), (FIRST, date(2025, 11, 15))]
    found = staffing(2, certificates, TODAY, CORP)
    assert (found.lacks, found.below_since, found.below_from) == ((), None, date(2024, 4, 29))
    assert staffing_notices(certificates, TODAY, CORP) == (date(2024, 2, 28), date(2024, 4, 14))


def test_a_partner_that_never_had_certificates_has_no_day() -> None:
    assert staffing(1, [], TODAY, CORP).below_since is None


def test_the_end_of_a_licence_is_announced_three_times() -> None:
    days = licence_notices(date(2024, 4, 30), CORP)
    assert days == (date(2024, 3, 1), date(2024, 4, 16), date(2024, 4, 27))
