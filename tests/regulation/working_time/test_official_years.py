"""Calendars as people have them (years/README.md): read right, said right when they are wrong, written back the same."""

import json
from datetime import date
from pathlib import Path

import pytest

from kabinet.regulation.text import Unlawful
from kabinet.regulation.working_time.years import Year, imported, official_years, written
from kabinet.regulation.working_time.years.official import Decree

FILES = Path(__file__).with_name("years")
XML = sorted((FILES / "xmlcalendar").glob("*.xml"))
JSON = sorted((FILES / "isdayoff").glob("*.json"))
DECREE = Decree("1187", date(2026, 9, 17), "О переносе выходных дней")
# Working days of a week of five days, as the production calendars of these years count them: in 2020 and 2021 without the 29
# and 7 days that decrees of the President made free.
WORKED = dict.fromkeys(range(2013, 2028), 247) | {2020: 248 - 29, 2021: 247 - 7, 2024: 248}
# Shortened days that are weekends.
WORKED_SHORT = {
    2016: ["02-20"], 2018: ["04-28", "06-09", "12-29"], 2021: ["02-20"], 2022: ["03-05"], 2024: ["11-02"], 2025: ["11-01"],
    2027: ["02-20"],
}  # fmt: skip


def _read(path: Path) -> Year:
    return imported(path.read_bytes(), DECREE)


@pytest.mark.clause("U3.6a")
@pytest.mark.parametrize("path", XML, ids=lambda path: path.stem)
def test_a_real_file_has_the_official_number_of_working_days(path: Path) -> None:
    year = _read(path)
    assert year.number == int(path.stem)
    assert len(year.working_days()) == WORKED[year.number]
    weekends = [f"{day:%m-%d}" for day in sorted(year.short_days) if day.weekday() > 4]
    assert weekends == WORKED_SHORT.get(year.number, [])
    assert all(year.works(day) for day in year.short_days)


def test_all_years_are_tried() -> None:
    assert [int(path.stem) for path in XML] == list(range(2013, 2028))
    assert [int(path.stem) for path in JSON] == list(range(2023, 2027))


@pytest.mark.clause("U3.6a")
@pytest.mark.parametrize(
    "path", [path for path in XML if int(path.stem) in official_years()], ids=lambda path: path.stem
)
def test_it_has_the_days_that_the_program_carries(path: Path) -> None:
    year = _read(path)
    assert year.working_days() == official_years()[year.number].working_days()


@pytest.mark.parametrize("path", JSON, ids=lambda path: path.stem)
def test_the_other_format_has_the_same_days(path: Path) -> None:
    year = _read(path)
    assert year.working_days() == official_years()[year.number].working_days()


@pytest.mark.parametrize("path", [*XML, *JSON], ids=lambda path: f"{path.stem}{path.suffix}")
def test_written_and_read_again_it_is_the_same(path: Path) -> None:
    year = _read(path)
    again = imported(written(year).encode(), DECREE)
    assert again.working_days() == year.working_days()
    assert (again.short_days, again.working_weekends) == (year.short_days, year.working_weekends)
    assert again.holidays == year.holidays
    assert {move.target for move in again.moves} == {move.target for move in year.moves}


REAL = (FILES / "xmlcalendar" / "2027.xml").read_text("utf-8")
TABLE = json.loads((FILES / "isdayoff" / "2026.json").read_text("utf-8"))
LINE = '<day d="02.20" t="2"/>'


@pytest.mark.parametrize(
    ("raw", "ru"),
    [
        (REAL.replace(LINE, '<day d="02.20" t="4"/>'), "у дня 02.20 неизвестный вид «4»"),
        (REAL.replace(LINE, '<day d="02.20"/>'), "у дня 02.20 не сказано, какой он"),
        (REAL.replace(LINE, '<day d="02.20" t="2" x="1"/>'), "у дня 02.20 неизвестная пометка «x»"),
        (REAL.replace(LINE, LINE + LINE), "день 02.20 назван дважды"),
        (REAL.replace(LINE, '<day d="02.30" t="2"/>'), "дня «02.30» в 2027 году нет"),
        (REAL.replace(LINE, '<day t="2"/>'), "нет поля «d»"),
        (REAL.replace('h="8"', 'h="9"'), "у дня 11.04 праздник, которого нет в списке"),
        (REAL.replace('country="ru"', 'country="by"'), "страна «by»"),
        (REAL.replace('year="2027"', 'year="двадцать"'), "поле «year» записано не так"),
        (REAL.replace('year="2027" ', ""), "нет поля «year»"),
        (REAL.replace("</days>", ""), "XML нарушен в строке 39"),
        (json.dumps(TABLE | {"halfday": ["0430"]}), "неизвестное поле «halfday»"),
        (json.dumps(TABLE | {"dayoff": 7}), "поле «dayoff» записано не так"),
        (json.dumps(TABLE | {"dayoff": [101]}), "поле «dayoff» записано не так"),
        (json.dumps(TABLE | {"dayoff": ["1345"]}), "дня «1345» в 2026 году нет"),
        (json.dumps(TABLE | {"countrycode": "kz"}), "страна «kz»"),
        (json.dumps(TABLE)[:-2], "JSON нарушен в строке 1"),
        ("{" * 50_000, "JSON нарушен в строке 1"),
        ("", "файл пуст"),
        ("<", "XML нарушен в строке 1"),
        ("Календарь", "таблица Кабинета (TOML) нарушена в строке 1"),
        ("year = 2027\nedition = ", "таблица Кабинета (TOML) нарушена в строке 2"),
        ("year = 2027", "нет поля «decree»"),
    ],
)
def test_what_is_wrong_is_said_in_words_of_ours(raw: str, ru: str) -> None:
    with pytest.raises(Unlawful) as refusal:
        imported(raw.encode(), DECREE)
    said = refusal.value.text
    assert said.ru.startswith("Это не календарь года: ")
    assert ru in said.ru
    assert said.en.isascii() or "—" in said.en
    assert "at line" not in said.ru + said.en
