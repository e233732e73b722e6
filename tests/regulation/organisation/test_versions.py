"""Which version applies to a partner on a day."""

from datetime import date

import pytest

from kabinet.regulation.organisation.versions import (
    Version,
    applies_from,
    coming,
    in_force,
    may_adopt,
    version_of,
)
from kabinet.regulation.pack import pack
from kabinet.regulation.text import Text, Unlawful

CORP = pack("corp_4_0")
NEW = version_of(CORP)
OLD = Version("corp_3_0", "3.0", Text("Прежний", "Former"), date(2021, 6, 1), 30)


@pytest.mark.clause("L18", "P2.8", "L16")
def test_version_4_binds_everybody_from_10_february() -> None:
    assert (NEW.published, NEW.last_day_to_adopt, NEW.binding) == (
        date(2024, 1, 10),
        date(2024, 2, 9),
        date(2024, 2, 10),
    )


DAYS = [
    (date(2024, 1, 9), None, OLD),
    (date(2024, 1, 10), None, OLD),
    (date(2024, 2, 9), None, OLD),
    (date(2024, 2, 10), None, NEW),
    (date(2024, 1, 10), date(2024, 1, 10), NEW),
    (date(2024, 1, 19), date(2024, 1, 20), OLD),
    (date(2024, 1, 20), date(2024, 1, 20), NEW),
    (date(2024, 2, 10), date(2024, 6, 1), NEW),
    (date(2024, 1, 9), date(2024, 1, 1), OLD),
]


@pytest.mark.clause("L18", "P2.8")
@pytest.mark.parametrize(("day", "adopted", "expected"), DAYS)
def test_the_version_of_a_day(day: date, adopted: date | None, expected: Version) -> None:
    chosen = {NEW.code: adopted} if adopted else {}
    assert in_force(day, [NEW, OLD], chosen) == expected


@pytest.mark.clause("L18")
def test_adoption_counts_within_its_thirty_days() -> None:
    assert applies_from(NEW, {}) == date(2024, 2, 10)
    assert applies_from(NEW, {NEW.code: date(2024, 1, 1)}) == date(2024, 1, 10)


ADOPTING = [
    ("2024-01-09", None, None, "not_published"),
    ("2024-01-10", "2024-01-10", None, ""),
    ("2024-01-25", "2024-01-25", None, ""),
    ("2024-01-25", "2024-01-24", None, "adoption_day"),
    ("2024-01-25", "2024-02-09", None, ""),
    ("2024-01-25", "2024-02-10", None, "adoption_day"),
    ("2024-02-09", "2024-02-09", None, ""),
    ("2024-02-10", "2024-02-10", None, "adoption_binding"),
    ("2024-01-25", "2024-02-01", "2024-01-26", ""),
    ("2024-01-25", "2024-02-01", "2024-01-25", "adopted_already"),
]


@pytest.mark.clause("L18", "P2.8")
@pytest.mark.parametrize(("today", "chosen", "adopted", "denial"), ADOPTING)
def test_a_partner_chooses_its_day_from_d_to_d_30(
    today: str, chosen: str | None, adopted: str | None, denial: str
) -> None:
    day, before = (date.fromisoformat(each) if each else None for each in (chosen, adopted))
    verdict = may_adopt(NEW, date.fromisoformat(today), CORP.leg("vendor"), chosen=day, adopted=before)
    assert verdict.code == denial
    assert verdict.clause == ("L18" if denial not in ("", "adopted_already") else None)


@pytest.mark.clause("L16", "L18")
def test_what_comes_next() -> None:
    assert coming(date(2024, 1, 9), [OLD, NEW]) == [NEW]
    assert coming(date(2024, 2, 10), [OLD, NEW]) == []
    assert coming(date(2024, 1, 20), [OLD, NEW], {NEW.code: date(2024, 1, 20)}) == []


def test_of_two_versions_of_one_day_the_later_holds() -> None:
    again = Version("corp_4_0b", "4.0b", NEW.name, NEW.published, 30)
    assert in_force(date(2024, 3, 1), [OLD, NEW, again]) == again


def test_before_the_first_version_there_is_none() -> None:
    with pytest.raises(Unlawful, match="no regulation"):
        in_force(date(2020, 1, 1), [NEW, OLD])
