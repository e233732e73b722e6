"""From symptoms to a level, on both legs alike."""

import pytest

from kabinet.regulation.pack import Leg, pack
from kabinet.regulation.ticket.criticality import asked, choose, is_lower_choice, judge

LEGS = [pytest.param(leg, id=code) for code, leg in pack("corp_4_0").legs.items()]
CLIENT = pack("corp_4_0").leg("client")
CONDITIONS = ("no_other_way", "no_other_version", "no_backup")
DOWN = {"happens": "failure", **dict.fromkeys(CONDITIONS, True)}

TABLE_1 = [
    ("down, and nothing helps", DOWN, 1),
    ("there is another way", DOWN | {"no_other_way": False}, 2),
    ("another version helps", DOWN | {"no_other_version": False}, 2),
    ("there is a backup", DOWN | {"no_backup": False}, 2),
    ("nothing of the three holds", {"happens": "failure", **dict.fromkeys(CONDITIONS, False)}, 2),
    ("tasks need a way round", {"happens": "partial"}, 2),
    ("single failures", {"happens": "isolated"}, 3),
    ("slower, but less than twice", {"happens": "isolated", "slower": True, "over_twice": False}, 3),
    ("slower, more than twice", {"happens": "isolated", "slower": True, "over_twice": True}, 2),
    ("a wish, and slower", {"happens": "wish", "slower": True}, 3),
    ("a question that prevents moving on", {"happens": "isolated", "blocks_upgrade": True}, 2),
    ("a wish", {"happens": "wish"}, 4),
]


@pytest.mark.clause("U3.5b", "U3.5c", "P4.7a")
@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize(("case", "answers", "level"), TABLE_1)
def test_symptoms_lead_to_the_level(leg: Leg, case: str, answers: dict[str, str | bool], level: int) -> None:
    judged = judge(answers, True, True, leg)
    assert (judged.level, judged.symptoms, judged.questions_open) == (level, level, ())
    assert judged.refused is None


@pytest.mark.clause("U3.5c")
def test_the_reasons_say_what_was_answered() -> None:
    reasons = [reason.ru for reason in judge(DOWN | {"no_backup": False}, True, None, CLIENT).reasons]
    assert reasons == [
        "система промышленная",
        "система не работает полностью или частично",
        "обойти проблему нельзя",
        "другая версия не подходит",
        "есть резервная копия",
    ]


OPEN = [
    ({}, ("happens",)),
    ({"over_twice": True}, ("happens",)),
    ({"happens": "failure"}, CONDITIONS),
    ({"happens": "failure", "no_other_way": True}, ("no_other_version", "no_backup")),
]


@pytest.mark.clause("U3.5b")
@pytest.mark.parametrize(("answers", "left"), OPEN)
def test_open_questions_leave_the_level_open(answers: dict[str, str | bool], left: tuple[str, ...]) -> None:
    judged = judge(answers, True, None, CLIENT)
    assert (judged.level, judged.questions_open) == (None, left)
    verdict = choose(judged, 4, CLIENT)
    assert (verdict.allowed, verdict.clause) == (False, "U3.5b")


@pytest.mark.clause("U3.5b")
def test_one_no_is_enough_for_level_2() -> None:
    assert judge({"happens": "failure", "no_backup": False}, True, None, CLIENT).level == 2


def test_conditions_are_asked_only_when_something_is_down() -> None:
    assert {each.code for each in asked({"happens": "wish"}, CLIENT)}.isdisjoint(CONDITIONS)
    assert {each.code for each in asked({"happens": "failure"}, CLIENT)} >= set(CONDITIONS)


@pytest.mark.clause("U3.6d", "P4.8b")
@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize(("answers", "level"), [(DOWN, 1), ({"happens": "partial"}, 2)])
def test_upper_levels_only_in_production(leg: Leg, answers: dict[str, str | bool], level: int) -> None:
    judged = judge(answers, False, True, leg)
    assert (judged.symptoms, judged.level) == (level, 3)
    assert judged.refused is not None
    assert judged.refused.clause == {"client": "U3.6d", "vendor": "P4.8b"}[leg.code]
    assert "3" in judged.refused.remedy.ru
    assert choose(judged, level, leg) == judged.refused
    assert choose(judged, 3, leg).allowed


def test_lower_levels_need_no_production() -> None:
    assert judge({"happens": "isolated"}, False, None, CLIENT).refused is None


@pytest.mark.clause("U4c", "P5d")
@pytest.mark.parametrize("leg", LEGS)
def test_a_critical_ticket_asks_for_the_promises(leg: Leg) -> None:
    judged = judge(DOWN, True, None, leg)
    assert (judged.level, judged.questions_open) == (1, ("phone", "hour"))


@pytest.mark.clause("U4e", "U3.6.1", "P5d")
@pytest.mark.parametrize("leg", LEGS)
def test_unconfirmed_it_is_standard_and_says_so(leg: Leg) -> None:
    judged = judge(DOWN, True, False, leg)
    assert (judged.symptoms, judged.level) == (1, 3)
    assert judged.notice is not None
    assert judged.notice.clause == {"client": "U4e", "vendor": "P5d"}[leg.code]
    assert "стандартное" in judged.notice.reason.ru
    assert choose(judged, 1, leg) == judged.notice
    assert not choose(judged, 2, leg).allowed


@pytest.mark.clause("U3.5b")
@pytest.mark.parametrize(
    ("chosen", "allowed", "lower"), [(1, False, False), (2, True, False), (3, True, True)]
)
def test_lower_may_be_chosen_higher_may_not(chosen: int, allowed: bool, lower: bool) -> None:
    judged = judge({"happens": "partial"}, True, None, CLIENT)
    verdict = choose(judged, chosen, CLIENT)
    assert (verdict.allowed, is_lower_choice(judged, chosen)) == (allowed, lower)
    assert allowed or verdict.clause == "U3.5b"
