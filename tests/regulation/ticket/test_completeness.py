"""What a ticket must and should tell."""

from dataclasses import replace

import pytest

from kabinet.regulation.pack import pack
from kabinet.regulation.pack.form import Need, Option, Widget
from kabinet.regulation.pack.leg import Leg
from kabinet.regulation.text import Text
from kabinet.regulation.ticket.completeness import (
    Completeness,
    State,
    check,
    contradiction,
    items,
    shown,
)

CLIENT, VENDOR = pack("corp_4_0").leg("client"), pack("corp_4_0").leg("vendor")
FULL = {field.code: "есть" for leg in (CLIENT, VENDOR) for field in leg.form} | {
    "impact": "minor",
    "service": "problem",
}
REQUIRED = (
    *("description", "impact", "product", "platform", "client_environment", "server_os", "server_hardware"),
    *("company", "delivery", "contact", "phone", "email"),
)


def missing(found: Completeness) -> list[str]:
    return [gap.field for gap in found.missing]


@pytest.mark.clause("U4a", "U6a")
def test_an_empty_form_names_every_field_at_once() -> None:
    found = check(CLIENT, 3, {})
    assert missing(found) == list(REQUIRED)
    assert (found.complete, found.ready, found.required) == (False, 0, 12)


@pytest.mark.clause("U4a")
@pytest.mark.parametrize("field", REQUIRED)
def test_each_required_field_alone(field: str) -> None:
    found = check(CLIENT, 3, FULL | {field: "  "})
    assert missing(found) == [field]
    assert (found.ready, found.required) == (11, 12)
    assert found.missing[0].clause in ("U6a", "U6b")
    assert found.missing[0].text.ru


@pytest.mark.clause("U4a", "U4c")
def test_a_critical_ticket_needs_both_promises() -> None:
    found = check(CLIENT, 1, FULL | {"term_phone": False, "term_hour": False})
    assert missing(found) == ["term_phone", "term_hour"]
    assert {gap.clause for gap in found.missing} == {"U4c"}
    assert check(CLIENT, 2, FULL | {"term_phone": False}).complete


@pytest.mark.clause("U4b", "U6c")
def test_recommended_fields_are_counted_and_refuse_nothing() -> None:
    found = check(CLIENT, 3, {code: FULL[code] for code in REQUIRED} | {"changes": "ничего"})
    assert found.complete
    assert [gap.field for gap in found.recommended] == ["scenario", "diagnostics"]
    assert (found.advised_ready, found.advised) == (1, 3)


@pytest.mark.clause("U4b")
def test_measurements_are_recommended_for_slowdowns_only() -> None:
    slow = check(CLIENT, 3, {}, slowdown=True)
    assert slow.advised == 5
    assert {"performance_before", "performance_after"} <= {gap.field for gap in slow.recommended}
    assert check(CLIENT, 3, {}).advised == 3


def test_what_is_not_counted_is_still_shown() -> None:
    codes = [field.code for field in shown(CLIENT, 3)]
    assert {"subject", "service", "dbms"} <= set(codes)
    assert "term_phone" not in codes
    assert "term_phone" in [field.code for field in shown(CLIENT, 1)]


@pytest.mark.clause("P5b")
@pytest.mark.parametrize(
    ("level", "slowdown", "defect", "not_required"),
    [
        (2, False, False, {2, 6, 8}),
        (2, True, False, {2, 8}),
        (3, False, True, {2, 6}),
        (1, True, True, set()),
    ],
)
def test_which_of_the_nine_items_are_required(
    level: int, slowdown: bool, defect: bool, not_required: set[int]
) -> None:
    states = {each.item.number: each.state for each in items(VENDOR, level, {}, slowdown, defect)}
    assert {number for number, state in states.items() if state is State.NOT_REQUIRED} == not_required
    assert {states[number] for number in states.keys() - not_required} == {State.MISSING}


@pytest.mark.clause("P5b", "P2.3", "P5a")
def test_items_say_what_is_missing_and_where_the_rest_came_from() -> None:
    origins = {
        "description": Text("из обращения", "from the ticket"),
        "impact": Text("из обращения", "from the ticket"),
    }
    values = FULL | {"performance_after": "", "sources": []}
    found = {each.item.number: each for each in items(VENDOR, 2, values, True, False, origins)}
    assert found[3].state is State.READY
    assert found[3].origins == (Text("из обращения", "from the ticket"),)
    assert [gap.field for gap in found[6].gaps] == ["performance_after"]
    assert [(gap.field, gap.clause) for gap in found[7].gaps] == [("sources", "P2.3")]
    assert missing(check(VENDOR, 2, values, True)) == ["performance_after", "sources"]


@pytest.mark.clause("U6b")
@pytest.mark.parametrize(
    ("impact", "level", "expected"),
    [
        ("critical", 1, False),
        ("critical", 4, True),
        ("none", 1, True),
        ("none", 4, False),
        ("minor", 3, False),
    ],
)
def test_impact_against_level(impact: str, level: int, expected: bool) -> None:
    assert contradiction(CLIENT, impact, level) is expected


CHOSEN = replace(
    CLIENT.field("dbms"),
    widget=Widget.CHOICE,
    choices=(Option("pg", Text("PostgreSQL", "PostgreSQL")), Option("own", Text("Другая", "Another"))),
)


def with_choice(need: Need) -> Leg:
    field = replace(CHOSEN, need=need)
    return replace(CLIENT, form=tuple(field if each.code == "dbms" else each for each in CLIENT.form))


@pytest.mark.clause("U6a")
@pytest.mark.parametrize("need", [Need.REQUIRED, Need.RECOMMENDED, Need.ASKED])
def test_a_choice_takes_its_own_values_alone(need: Need) -> None:
    leg = with_choice(need)
    assert missing(check(leg, 3, FULL | {"dbms": "pg"})) == []
    assert missing(check(leg, 3, FULL | {"dbms": "oracle"})) == ["dbms"]
    assert missing(check(leg, 3, FULL | {"dbms": ""})) == (["dbms"] if need is Need.REQUIRED else [])


@pytest.mark.clause("U2a", "U6b")
def test_the_tickets_own_choices_are_the_lists_of_the_leg() -> None:
    assert missing(check(CLIENT, 3, FULL | {"impact": "huge", "service": "cooking"})) == ["impact", "service"]
