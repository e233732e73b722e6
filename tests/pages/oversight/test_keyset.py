"""Where a page of a list begins is written in its address, and an address says anything."""

import pytest

from tests.fixtures_pages import Reader

LISTS = (
    ("saveliev", "/notices/"),
    ("saveliev", "/refusal-reports/"),
    ("gordeeva", "/violations/"),
    ("gordeeva", "/clients/"),
    ("gordeeva", "/oversight/late/?partner={kontur}"),
    ("gordeeva", "/oversight/lists/refusals/?state=stands"),
    ("shulgin", "/partners/"),
    ("shulgin", "/clients/"),
    ("shulgin", "/confirmations/"),
    ("saveliev", "/organisations/{zmk}/history/"),
    ("saveliev", "/handovers/"),
)
STRANGE = (
    "%00~1", "a%00~1", "~", "x~y", "1~99999999999999999999999", "2026-01-01~1", "2026-01-01T00:00:00%2B03:00~-1",
    "2026-01-01T00:00:00%2B03:00~99999999999999999999999", "2026-01-01T00:00:00%2B03:00~٣", "99999999999999999999999",
)  # fmt: skip


@pytest.mark.parametrize(("login", "address"), LISTS)
def test_what_names_no_place_is_the_first_page(desk, reader: Reader, login: str, address: str) -> None:
    cast = desk.cast
    where = address.format(**cast.client, **cast.partner)
    browser, mark = reader(login), "&" if "?" in where else "?"
    first = browser.get(where)
    assert first.status_code == 200, where
    found = {after: browser.get(f"{where}{mark}after={after}").status_code for after in STRANGE}
    assert set(found.values()) == {200}, found
