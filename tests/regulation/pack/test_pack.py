"""The regulation 4.0 as data: what stands in it."""

from datetime import date

import pytest

from kabinet.regulation.clauses import clauses
from kabinet.regulation.facts import Answer
from kabinet.regulation.pack import Leg, names_vendor, pack
from kabinet.regulation.pack.form import Need
from kabinet.regulation.text import Text, Unlawful
from kabinet.regulation.working_time.explanation.amounts import amount
from tests.regulation.clocks.clock_cases import CLIENT, VENDOR
from tests.regulation.pack.words import cited, texts
from tests.some import some

CORP = pack("corp_4_0")
LEGS = [pytest.param(leg, id=code) for code, leg in CORP.legs.items()]


@pytest.mark.clause("L16")
def test_the_version_and_its_day() -> None:
    assert (CORP.number, CORP.published) == ("4.0", date(2024, 1, 10))


@pytest.mark.clause("U3.6a", "U4c", "U4d")
def test_terms_of_the_client_leg() -> None:
    assert CORP.leg("client").terms == CLIENT


@pytest.mark.clause("P4.8a", "P4.8.1a", "P5d")
def test_terms_of_the_vendor_leg() -> None:
    assert CORP.leg("vendor").terms == VENDOR


@pytest.mark.clause("P4.8.1b")
@pytest.mark.parametrize("answer", list(Answer))
def test_on_level_1_of_the_vendor_leg_three_answers_are_news(answer: Answer) -> None:
    news = {Answer.SOLUTION, Answer.WORKAROUND, Answer.PLAN}
    assert CORP.leg("vendor").restarts(answer, 1) is (answer in news)
    assert CORP.leg("vendor").restarts(answer, 2)
    assert CORP.leg("client").restarts(answer, 1)


@pytest.mark.clause("U3.5c", "P4.7a")
@pytest.mark.parametrize("leg", LEGS)
def test_four_levels_by_name(leg: Leg) -> None:
    names = [(level.number, level.name.ru) for level in leg.levels]
    assert names == [
        (1, "Критическое"),
        (2, "Серьёзное"),
        (3, "Стандартное"),
        (4, "Вопрос или пожелание"),
    ]
    assert [level.production_only for level in leg.levels] == [True, True, False, False]
    assert (leg.level(1).unconfirmed_level, leg.level(1).not_production_level) == (3, 3)


@pytest.mark.clause("U2a", "U2b", "U2c", "U2d")
def test_services_and_reasons_of_the_client_leg() -> None:
    leg = CORP.leg("client")
    assert (len(leg.services), len(leg.exclusions), len(leg.refusal_facts)) == (6, 6, 2)
    application = leg.reason("application")
    assert application is not None
    assert (application.clause, "ИТС" in application.instead.ru) == ("U2d", True)
    assert all(fact.evidence for fact in leg.refusal_facts)


@pytest.mark.clause("P3a")
def test_services_and_reasons_of_the_vendor_leg() -> None:
    leg = CORP.leg("vendor")
    assert (len(leg.services), len(leg.exclusions), len(leg.refusal_facts)) == (6, 7, 2)
    assert {reason.clause for reason in leg.reasons} == {"P3a", "P2.4"}


@pytest.mark.clause("P5e")
def test_five_cases_for_sending_a_ticket_back() -> None:
    assert len(CORP.leg("vendor").return_cases) == 5
    assert CORP.leg("client").return_cases == ()


@pytest.mark.clause("P4.8.2c", "P5f", "P4.7a", "U3.5b")
def test_who_changes_a_level_alone_and_who_needs_agreement() -> None:
    rows = [
        (leg.code, row.side, row.way, row.consent, row.clause)
        for leg in CORP.legs.values()
        for row in leg.level_rights
    ]
    assert rows == [
        ("client", "applicant", "lower", "alone", "U3.5b"),
        ("client", "applicant", "raise", "alone", "U3.5b"),
        ("client", "support", "raise", "alone", "U3.5b"),
        ("client", "support", "lower", "agreed", "U3.5b"),
        ("vendor", "applicant", "lower", "alone", "P4.7a"),
        ("vendor", "applicant", "raise", "alone", "P4.7a"),
        ("vendor", "support", "lower", "agreed", "P4.8.2c"),
        ("vendor", "support", "lower", "alone", "P5f"),
        ("vendor", "support", "raise", "alone", "P5f"),
    ]


@pytest.mark.clause("U4b", "P5b")
@pytest.mark.parametrize("leg", LEGS)
def test_which_answers_are_about_slowness(leg: Leg) -> None:
    assert [each.code for each in leg.symptoms if each.slowness] == ["slower", "over_twice"]


@pytest.mark.clause("U6b", "P7")
@pytest.mark.parametrize("leg", LEGS)
def test_four_statements_of_impact(leg: Leg) -> None:
    assert [impact.code for impact in leg.impacts] == ["critical", "serious", "minor", "none"]


FORM = {
    *("company", "delivery", "contact", "phone", "email", "product", "platform"),
    *("client_environment", "server_os", "server_hardware", "impact", "description"),
}


@pytest.mark.clause("U6a", "P7")
@pytest.mark.parametrize("leg", LEGS)
def test_the_form_has_the_fields_of_the_regulation(leg: Leg) -> None:
    required = {field.code for field in leg.form if field.need is Need.REQUIRED}
    assert required >= FORM
    assert leg.code == "vendor" or required == FORM


@pytest.mark.clause("U4b")
def test_recommended_information() -> None:
    recommended = {field.code for field in CORP.leg("client").form if field.recommended}
    assert recommended == {
        *("changes", "performance_before", "performance_after", "scenario", "diagnostics"),
    }


@pytest.mark.clause("U6c")
def test_five_megabytes_are_attached() -> None:
    limits = CORP.leg("client").limits
    assert limits is not None
    assert limits.small_file_bytes == 5 * 1024 * 1024


@pytest.mark.clause("P5b")
def test_nine_items() -> None:
    items = CORP.leg("vendor").items
    assert [item.number for item in items] == list(range(1, 10))
    needs = {item.number: item.need for item in items}
    assert {number for number, need in needs.items() if need is Need.REQUIRED} == {1, 3, 4, 5, 7, 9}
    assert (needs[2], needs[6], needs[8]) == (Need.CRITICAL, Need.SLOWDOWN, Need.DEFECT)


@pytest.mark.parametrize("leg", LEGS)
def test_the_table_that_pages_show_is_the_one_that_clocks_use(leg: Leg) -> None:
    for row in some(leg.rows):
        for level in some(row.levels):
            terms = leg.terms.level(level)
            number = amount(terms.reaction).ru.split()[0]
            assert row.reaction.ru.startswith(number)
            assert terms.update is not None
            assert f" {amount(terms.update).ru.split()[0]} " in row.update.ru
            assert row.clause == terms.clause


@pytest.mark.parametrize("leg", LEGS)
def test_everything_cited_exists(leg: Leg) -> None:
    assert cited(leg) - set(clauses()) == set()


@pytest.mark.clause("U3.3")
@pytest.mark.parametrize("leg", LEGS)
def test_every_word_is_said_in_russian_and_in_english(leg: Leg) -> None:
    for text in [*texts(leg), *texts(CORP.entitlement), CORP.name]:
        assert is_russian(text.ru), text
        assert text.en.strip()
        assert not is_russian(text.en), text


def is_russian(said: str) -> bool:
    return any("а" <= letter <= "я" or letter == "ё" for letter in said.lower())


def test_is_russian_would_notice() -> None:
    assert is_russian("ещё")
    assert not is_russian("Only Latin")
    assert Text("а", "b").say("en-gb") == "b"


@pytest.mark.parametrize("ask", ["pack", "leg", "level", "status", "field"])
def test_what_the_regulation_does_not_have_is_said(ask: str) -> None:
    leg = CORP.leg("client")
    asked = {
        "pack": lambda: pack("corp_9_9"),
        "leg": lambda: CORP.leg("third"),
        "level": lambda: leg.level(5),
        "status": lambda: leg.status("asleep"),
        "field": lambda: leg.field("shoe_size"),
    }
    with pytest.raises(Unlawful, match="no"):
        asked[ask]()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_mark_of_a_vendor_is_passed_by(language: str) -> None:
    """A sentence in which nothing is looked for keeps its marks, and a reader would see them."""
    vendor = CORP.vendor
    for mark, word in some(vendor.marks(language).items()):
        for sentence in (f"%({mark})s", f"{{{mark}}}"):
            assert names_vendor(sentence), mark
            assert vendor.fill(f"В {sentence}.", language) == f"В {word}."
