"""Calendars of a year from the two formats in use, compared with what the program carries."""

from datetime import date

import pytest

from kabinet.regulation.text import Unlawful
from kabinet.regulation.working_time.explanation.year_changes import changes
from kabinet.regulation.working_time.years.importing import LARGEST, imported
from kabinet.regulation.working_time.years.official import YEARS, Decree, official_years
from kabinet.regulation.working_time.years.table import content_of, table_of, year_of, years_of

DECREE = Decree("1335", date(2024, 10, 4), "О переносе выходных дней в 2025 году")
HOLIDAYS = [f"{day:%m%d}" for day in official_years()[2025].holidays]


def xml(year: int) -> bytes:
    """The table that the program carries, as xmlcalendar writes it."""
    table = official_years()[year]
    names = sorted({name.ru for name in table.holidays.values()})
    lines = [
        f'<day d="{day:%m.%d}" t="1" h="{names.index(name.ru)}"/>' for day, name in table.holidays.items()
    ]
    lines += [f'<day d="{m.target:%m.%d}" t="1" f="{m.source:%m.%d}"/>' for m in table.moves if m.source]
    lines += [f'<day d="{day:%m.%d}" t="3"/>' for day in table.working_weekends]
    lines += [f'<day d="{day:%m.%d}" t="2"/>' for day in table.short_days - table.working_weekends]
    titles = "".join(f'<holiday id="{n}" title="{name}"/>' for n, name in enumerate(names))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<calendar year="{year}" lang="ru" date="2024.09.27">'
        f"<holidays>{titles}</holidays><days>{''.join(lines)}</days></calendar>"
    ).encode()


@pytest.mark.clause("U3.6a")
@pytest.mark.parametrize("year", sorted(official_years()))
def test_xmlcalendar_gives_the_days_that_the_program_carries(year: int) -> None:
    own = official_years()[year]
    found = imported(xml(year), own.decree or DECREE)
    assert [each for each in changes(own, found) if each.counts] == []
    assert {(m.source, m.target, m.by_decree) for m in found.moves} == {
        (m.source, m.target, m.by_decree) for m in own.moves
    }
    assert found.holidays == own.holidays


@pytest.mark.clause("U3.6a")
def test_isdayoff_gives_the_same_working_days_without_sources() -> None:
    raw = (
        '{"year": 2025, "countrycode": "ru", "dayoff": ["0101","0102","0103","0104","0105","0106","0107","0108",'
        '"0501","0502","0508","0509","0612","0613","1103","1104","1231"], "predayoff": ["0307","0611","1101"],'
        f'"workday": ["1101"], "covidday": [], "holiday": {str(HOLIDAYS).replace(chr(39), chr(34))}}}'
    ).encode()
    found, own = imported(raw, DECREE), official_years()[2025]
    assert found.working_days() == own.working_days()
    assert date(2025, 4, 30) not in found.short_days
    assert all(move.source is None for move in found.moves)
    assert [each.now.ru for each in changes(own, found) if each.day == date(2025, 5, 2)] == ["нерабочий день"]


def test_our_own_table_is_read_as_well() -> None:
    raw = (YEARS / "2026.toml").read_bytes()
    decree = official_years()[2026].decree
    assert decree is not None
    assert imported(raw, decree) == official_years()[2026]


def test_a_published_version_tells_the_same_years_again() -> None:
    years = official_years()
    assert years_of(content_of(years)) == years


def test_a_correction_is_named_day_by_day() -> None:
    own = official_years()[2026]
    table = table_of(own)
    table["moved"] = [*table["moved"], [None, "2026-05-08", True]]
    table["short_days"] = [day for day in table["short_days"] if day != "2026-05-08"]
    found = changes(own, year_of(table))
    assert [(each.day, each.was.ru, each.now.ru, each.counts) for each in found] == [
        (date(2026, 5, 8), "рабочий день, сокращённый", "нерабочий день", True)
    ]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        b"<calendar/>",
        b"<calendar",
        b"{}",
        b'{"year": 1800}',
        b'{"year": 2026, "dayoff": ["1345"]}',
        b'{"year": 2026, "dayoff": 7}',
        b"[1, 2]",
        b'<!DOCTYPE a [<!ENTITY b "c">]><calendar year="2026"/>',
        b'<?xml version="1.0"?><!DOCTYPE x><calendar year="2026"/>',
        b'<calendar year="2026"><days><day d="02.30" t="1"/></days></calendar>',
        b'<calendar year="2026"><days><day t="1"/></days></calendar>',
        b'<calendar year="2026"><days><day d="01.12" t="1" f="01.13"/></days></calendar>',
        b"{" * 50_000,
        b" " * (LARGEST + 1),
    ],
)
def test_what_is_no_calendar_is_refused_in_one_sentence(raw: bytes) -> None:
    with pytest.raises(Unlawful) as refusal:
        imported(raw, DECREE)
    assert refusal.value.text.ru
    assert refusal.value.text.en


@pytest.mark.parametrize(
    "spoilt", [{"year": "x"}, {"moved": [["2026-01-12"]]}, {"decree": 7}, {"holidays": 3}]
)
def test_a_spoilt_table_is_refused(spoilt: dict[str, object]) -> None:
    with pytest.raises(Unlawful):
        year_of({**table_of(official_years()[2026]), **spoilt})
