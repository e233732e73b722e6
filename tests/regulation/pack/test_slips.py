"""Whoever writes a regulation by its docs is told of a slip in a sentence that says what may stand there."""

from pathlib import Path

import pytest

from kabinet.regulation.pack import load_texts, pack, unfit
from kabinet.regulation.pack.texts import texts
from kabinet.regulation.text import Text, Unlawful

pytestmark = pytest.mark.clause("L16")
CARRIED = pack("corp_4_0")
FILES = texts(Path(__file__).parents[1] / "third_pack")
# A slip: file, what stands there, what is written instead; and what the sentence has to say in both languages.
SLIPS = [
    ("client_life.toml", 'icon = "undo-2"', 'icon = "lift"', "circle-check-big"),
    ("client_life.toml", 'turn = "client"', 'turn = "partner"', 'turn = "client", open = true'),
    ("client_life.toml", 'role = "answered"', 'role = "done"', "answered, closed"),
    ("client_life.toml", "own_received", "own_received_by_us", "16"),
    ("client_life.toml", 'start = "open"', 'start = "living"', "open, any"),
    ("client_life.toml", 'facts = "beside"', 'facts = "besides"', "beside, meanwhile"),
    ("denials.toml", "{day}", "{date}", "date"),
    ("form.toml", 'widget = "tel"', 'widget = "phone"', "line, lines, tel"),
    ("reasons.toml", 'kind = "fact"', 'kind = "found"', "exclusion, fact"),
    ("client.toml", '"2 working days"', '"2 days"', "5 working days"),
    ("client.toml", '"08:00-20:00"', '"8:00-20:00"', "09:30-18:00"),
    ("levels.toml", "needs_critical_terms", "critical", "production_only"),
    ("pack.toml", "genitive", "genetive", "dative"),
    ("pack.toml", '[clauses."1.1"]', '[clauses."1.1.1.1.1.1.1"]', "12"),
    ("pack.toml", '[clauses."1.1"]', '[clauses."1/1"]', "12"),
    ("pack.toml", "service_house", "Service-House", "24"),
    ("pack.toml", '"adjuster"', '"the_card_of_an_adjuster_of_lifts"', "24"),
]


def against(changed: dict[str, str]) -> list[Text]:
    try:
        return unfit(load_texts(FILES | changed), CARRIED)
    except Unlawful as fault:
        return [fault.text]


def test_the_files_themselves_are_fit() -> None:
    assert against({}) == []


@pytest.mark.parametrize(("file", "stands", "slip", "said"), SLIPS, ids=lambda each: each[:24])
def test_a_slip_is_told_with_what_may_stand_there(file: str, stands: str, slip: str, said: str) -> None:
    assert stands in FILES[file]
    found = against({file: FILES[file].replace(stands, slip)})
    assert any(said in fault.ru and said in fault.en for fault in found), found


@pytest.mark.parametrize(
    ("words", "fit"),
    [
        ("0,5 часа", True),
        ("0.5 часа", True),
        ("30 минут", True),
        ("полчаса", False),
        ("5 часов", False),
        ("40 минут", False),
    ],
)
def test_table_2_names_part_hours_as_a_russian_text_does(words: str, fit: bool) -> None:
    changed = FILES["client.toml"].replace('ru = "30 минут"', f'ru = "{words}"')
    assert f'ru = "{words}"' in changed
    assert (not against({"client.toml": changed})) is fit
