"""NUL, which no record can hold, in whatever comes from outside: an answer for people, never an error of ours."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from tests.house.source import PACKAGE
from tests.pages.table import TABLE, Line
from tests.pages.test_urls import address
from tests.some import some

NAMED = [line for line in TABLE if re.search("<(str|slug|path):", line.route)]


@pytest.mark.parametrize("line", NAMED, ids=lambda line: f"{line.method} /{line.route}")
def test_nothing_has_nul_in_its_name(cast: Cast, line: Line, reach_nothing: Callable[[], None]) -> None:
    """In each parameter of every address, for everybody."""
    whole = address(line, cast)
    found = re.fullmatch(re.sub(r"<\w+:(\w+)>", r"(?P<\1>[^/]+)", f"/{line.route}"), whole)
    assert found is not None
    for name in some(re.findall(r"<(?:str|slug|path):(\w+)>", line.route)):
        nul = f"{whole[: found.start(name)]}U-%00{whole[found.end(name) :]}"
        for login in some(line.people):
            client = Client()
            if login:
                cast.sign_in(client, login)
            reach_nothing()
            # A program's address looks at nothing without a token; with one it is as here (tests/api/test_table.py).
            nowhere = 401 if line.people[login] == 401 else 404
            body = b"x" if line.method == "PUT" else b""  # what is put there says how long it is first of all
            assert client.generic(line.method, nul, body).status_code == nowhere, (login, nul)


def zipped(name: str, content: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr(name, content)
    return made.getvalue()


ZERO = rb'ru = "\u0000'
YEARS = PACKAGE / "regulation" / "working_time" / "years"
DECREE = {"number": "1", "day": "2029-09-01", "title": "О переносе"}
FILES = {
    "the text of a regulation": ("/regulations/upload/", "next.toml", b"number = 1\n\0", {}),
    "a text in the zip of a regulation": ("/regulations/upload/", "next.zip", zipped("pack.toml", b"\0"), {}),
    "a table of a year": ("/calendars/import/", "2029.toml", b"year = 2029\n\0", DECREE),
    "a year in XML": ("/calendars/import/", "2029.xml", b'<calendar year="2029">\0</calendar>', DECREE),
    "a year in JSON": ("/calendars/import/", "2029.json", b'{"year": 2029, "months": "\0"}', DECREE),
}


@pytest.mark.parametrize(("at", "name", "raw", "also"), FILES.values(), ids=FILES)
def test_a_file_with_nul_is_refused_on_its_page(
    cast: Cast, at: str, name: str, raw: bytes, also: dict[str, str]
) -> None:
    client = Client()
    cast.sign_in(client, "shulgin")
    answer = client.post(at, {**also, "file": SimpleUploadedFile(name, raw)})
    assert answer.status_code == 422
    assert 'id="errors"' in answer.content.decode()


def test_nor_is_it_kept_that_was_written_as_an_escape(cast: Cast) -> None:
    """TOML can say it in signs that are none: the draft names the place, and the year is refused."""
    client = Client()
    cast.sign_in(client, "shulgin")
    regulation = client.get("/rules/version/4.0/files/").content
    with ZipFile(BytesIO(regulation)) as archive:
        texts = {name: archive.read(name) for name in archive.namelist()}
    texts["pack.toml"] = texts["pack.toml"].replace(b'ru = "', ZERO, 1)
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in texts.items():
            archive.writestr(name, content)
    answer = client.post("/regulations/upload/", {"file": SimpleUploadedFile("next.zip", made.getvalue())})
    assert answer.status_code == 303
    assert "в тексте есть нулевой знак" in client.get(answer["Location"]).content.decode()
    year = (YEARS / "2026.toml").read_bytes()
    spoilt = SimpleUploadedFile("2026.toml", year.replace(b'ru = "', ZERO, 1))
    assert client.post("/calendars/import/", {**DECREE, "file": spoilt}).status_code == 422
