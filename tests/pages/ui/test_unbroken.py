"""No line breaks between an hour and its zone, a term and its unit: on the pages that say terms outside a ticket."""

import re
from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.fixtures_pages import Reader
from tests.pages.registration.walk import Walk
from tests.pages.tickets.test_zones import PARTED, broken

# A term in words of the law, wherever it stands.
TERM = re.compile(r"\d+[ \xa0](?:рабоч|час|дн|ч\b)\w*")
LOOSE = re.compile(r"(?<![:\d-])\d+ (?:рабоч|час[аов]*\b|ч\b)")
Page = Callable[[Walk, Reader, Cast], str]
PAGES: dict[str, Page] = {
    "registration": lambda walk, reader, cast: walk.get(walk.begin()).content.decode(),
    "registration, critical": lambda walk, reader, cast: walk.get(walk.begin(level=1)).content.decode(),
    "a call": lambda walk, reader, cast: (
        reader("gordeeva").get(f"/calls/new/?client={cast.client['zmk']}").content.decode()
    ),
    "the regulation": lambda walk, reader, cast: reader("saveliev").get("/rules/").content.decode(),
    "the regulation and an agreement": lambda walk, reader, cast: (
        reader("kim").get("/rules/").content.decode()
    ),
    "papers": lambda walk, reader, cast: reader("kim").get("/papers/").content.decode(),
    "papers of Moscow": lambda walk, reader, cast: reader("saveliev").get("/papers/").content.decode(),
}


@pytest.mark.parametrize("name", PAGES)
def test_no_term_parts_from_its_unit(walk: Walk, reader: Reader, cast: Cast, name: str) -> None:
    lines = broken(PAGES[name](walk, reader, cast))
    assert re.search(r"\d\d:\d\d", lines)
    assert TERM.search(lines) or re.search(r"\d\d:\d\d\xa0МСК|по времени", lines), lines
    assert not PARTED.findall(lines)
    assert not LOOSE.findall(lines), [lines[at.start() - 30 : at.end()] for at in LOOSE.finditer(lines)]
