"""Which version applies to a partner on a day."""

from datetime import date

import pytest

from kabinet.regulation.pack import pack
from kabinet.regulation.text import Unlawful
from kabinet.regulation.versions import Version, applies_from, in_force, may_adopt, version_of

CORP = pack("corp_4_0")
NEW = version_of(CORP)
OLD = Version("corp_3_0", "3.0", date(2021, 6, 1), 30)


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
    early = may_adopt(NEW, date(2024, 1, 9), CORP)
    assert (early.allowed, early.clause) == (False, "L18")
    assert "10 января 2024" in early.reason.ru
    assert may_adopt(NEW, date(2024, 1, 10), CORP).allowed


def test_before_the_first_version_there_is_none() -> None:
    with pytest.raises(Unlawful, match="no regulation"):
        in_force(date(2020, 1, 1), [NEW, OLD])
