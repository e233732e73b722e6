"""Two other vendors' terms load and count by the same engine: nothing of 1C's is hard-coded."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kabinet.regulation.clocks.fold import fold
from kabinet.regulation.facts import Answer, Fact, Kind, Side
from kabinet.regulation.organisation.versions import version_of
from kabinet.regulation.pack import Leg, load
from kabinet.regulation.ticket.criticality import judge
from kabinet.regulation.ticket.lifecycle import claim_ends, silence
from kabinet.regulation.working_time.calendar import calendar_of
from kabinet.regulation.working_time.deadlines import deadline

PACKS = Path(__file__).parent.parent / "packs"
REDHAT = load(PACKS / "redhat_premium.toml").leg("client")
SAP_PACK = load(PACKS / "sap_var.toml")
SAP = SAP_PACK.leg("vendor")

# Registered on Friday 2024-03-01 at 15:00 of the office; Friday 2024-03-08 is a holiday.
DEADLINES = [
    (REDHAT, 1, "reaction", "2024-03-01 16:00"),
    (REDHAT, 2, "reaction", "2024-03-01 17:00"),
    (REDHAT, 3, "reaction", "2024-03-04 11:00"),
    (REDHAT, 4, "reaction", "2024-03-04 15:00"),
    (REDHAT, 1, "update", "2024-03-01 16:00"),
    (REDHAT, 2, "update", "2024-03-01 19:00"),
    (REDHAT, 3, "update", "2024-03-04 15:00"),
    (REDHAT, 4, "update", "2024-03-05 15:00"),
    (SAP, 1, "reaction", "2024-03-01 16:00"),
    (SAP, 2, "reaction", "2024-03-04 10:00"),
    (SAP, 3, "reaction", "2024-03-04 14:00"),
    (SAP, 4, "reaction", "2024-03-05 13:00"),
    (SAP, 1, "update", "2024-03-01 19:00"),
    (SAP, 2, "update", "2024-03-04 15:00"),
    (SAP, 3, "update", "2024-03-05 15:00"),
    (SAP, 4, "update", "2024-03-07 15:00"),
    (SAP, 1, "agreement", "2024-03-01 23:00"),
    (SAP, 2, "agreement", "2024-03-04 15:00"),
]


def local(leg: Leg, written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(leg.terms.hours.zone))


@pytest.mark.parametrize(("leg", "level", "clock", "expected"), DEADLINES)
def test_deadlines_of_other_vendors(leg: Leg, level: int, clock: str, expected: str) -> None:
    term = getattr(leg.terms.level(level), clock)
    made = deadline(local(leg, "2024-03-01 15:00"), term, calendar_of(leg.terms.hours))
    assert made.at == local(leg, expected)


def test_red_hat_stands_still_while_the_customer_has_the_turn() -> None:
    def at(written: str) -> int:
        return int(local(REDHAT, written).timestamp())

    facts = [
        Fact(Kind.REGISTERED, at("2024-03-04 09:00"), Side.APPLICANT, level=3),
        Fact(Kind.ANSWERED, at("2024-03-04 10:00"), Side.SUPPORT, answer=Answer.ANSWER),
        Fact(Kind.WAITING_BEGAN, at("2024-03-04 11:00"), Side.SUPPORT),
        Fact(Kind.WAITING_ENDED, at("2024-03-05 11:00"), Side.APPLICANT),
    ]
    folded = fold(facts, REDHAT.terms, calendar_of(REDHAT.terms.hours))
    update = next(run for run in folded.runs if run.name == "update")
    assert update.due == at("2024-03-06 10:00")


def test_saps_own_questions_lead_to_saps_levels() -> None:
    assert judge({"stopped": False}, True, None, SAP).level == 3
    assert judge({"stopped": True}, True, None, SAP).level == 1
    refused = judge({"stopped": True}, False, None, SAP)
    assert (refused.symptoms, refused.level) == (1, 2)
    assert refused.refused is not None
    assert refused.refused.reason.en == "Level 1 is for systems that went live"


def test_sap_leaves_ninety_days_to_adopt() -> None:
    assert version_of(SAP_PACK).binding == date(2011, 4, 2)


def test_how_long_a_word_is_awaited_and_what_a_level_brings_back_is_each_packs_own() -> None:
    def ends(leg: Leg) -> list[str]:
        cal, asked = calendar_of(leg.terms.hours), int(local(leg, "2024-03-01 15:00").timestamp())
        found = (silence(asked, leg, cal).closes, claim_ends(asked, leg, cal))
        zone = ZoneInfo(leg.terms.hours.zone)
        return [f"{datetime.fromtimestamp(each, zone):%m-%d %H:%M}" for each in found]

    assert ends(REDHAT) == ["03-06 15:00", "03-05 15:00"]
    assert ends(SAP) == ["03-18 15:00", "03-15 15:00"]
    assert (REDHAT.terms.rearmed_on_entry, SAP.terms.rearmed_on_entry) == (False, True)


@pytest.mark.parametrize(("leg", "runs"), [(SAP, 2), (REDHAT, 0)])
def test_a_plan_is_owed_again_where_the_pack_says_so(leg: Leg, runs: int) -> None:
    def at(hour: int) -> int:
        return int(local(leg, f"2024-03-05 {hour:02}:00").timestamp())

    facts = [
        Fact(Kind.REGISTERED, at(9), Side.APPLICANT, level=2),
        Fact(Kind.ANSWERED, at(10), Side.SUPPORT, answer=Answer.PLAN),
        Fact(Kind.LEVEL_CHANGED, at(11), Side.SUPPORT, level=3),
        Fact(Kind.LEVEL_CHANGED, at(12), Side.SUPPORT, level=2),
    ]
    found = fold(facts, leg.terms, calendar_of(leg.terms.hours))
    assert sum(run.name == "agreement" for run in found.runs) == runs
