"""What is wrong with a file is said in Russian by every form that reads one: a parser's own words stand on no page."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast
from tests.pages.organisations.people.people import reader

DECREE = {"number": "1", "day": "2025-10-01", "title": "О переносе"}


def packed(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return made.getvalue()


FILES = {
    "nothing": b"",
    "binary": bytes(range(256)),
    "another code": "Календарь".encode("cp1251"),
    "utf-16": "<calendar/>".encode("utf-16"),
    "torn xml": b'<calendar year="2026"><days>',
    "xml of nothing": b"<calendar/>",
    "a mark without its value": b'<calendar year="2026"><day d=></calendar>',
    "an entity": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    "an unknown entity": b'<calendar year="2026">&nbsp;</calendar>',
    "another coding named": b'<?xml version="1.0" encoding="klingon"?><calendar year="2026"/>',
    "torn json": b'{"year": 2026,',
    "json of a word": b'{"year": nope}',
    "json of a long number": b'{"year": ' + b"9" * 5000 + b"}",
    "torn toml": b"year = \n[holidays",
    "a key twice": b"year = 2026\nyear = 2027\n",
    "a bad day": b"year = 2026\nday = 2026-02-31\n",
    "a bad escape": b'code = "\\q"\n',
    "a number of toml": b"a = 0x\n",
    "deep": b"a = " + b"[" * 3000,
    "torn zip": b"PK\x03\x04 no zip",
    "a zip of nothing": packed(),
    "a zip of something else": packed(readme=b"x"),
    "a zip of a broken toml": packed(**{"pack.toml": b"code = = 1"}),
    "a sheet without parts": packed(xl__workbook=b"<workbook/>", **{"[Content_Types].xml": b"<Types"}),
    "a torn sheet": packed(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook>"}),
}
FORMS = {
    "calendar": ("shulgin", "/calendars/import/", DECREE),
    "regulation": ("shulgin", "/regulations/upload/", {}),
    "people": ("arefyev", "/organisations/{zmk}/people/form/", {}),
}
# Words of tomllib, json, expat, zipfile, openpyxl and of codecs; none is a word of a page in Russian.
PARSERS = re.compile(
    r"\b(?:invalid|expect(?:ed|ing)|unexpected|unterminated|duplicate|cannot|can't|could not|not well-formed|no element"
    r"|mismatched|undefined|unknown|unclosed|illegal|unescaped|error|exception|traceback|codec|decode|statement"
    r"|token|delimiter|property name|overwrite|at line|at end|not a zip|keyerror|there is no item)\b",
    re.IGNORECASE,
)
TEXT = re.compile(r"<(script|style|template)\b.*?</\1>|<[^>]*>", re.DOTALL)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", FILES)
def test_no_parser_speaks_on_a_page(cast: Cast, form: str, name: str) -> None:
    login, address, beside = FORMS[form]
    client = reader(cast, login)
    sent = {**beside, "file": SimpleUploadedFile("file.toml", FILES[name])}
    answer = client.post(address.format(**cast.organisation), sent)
    shown = TEXT.sub(" ", answer.content.decode())
    if (
        form == "regulation" and answer.status_code == 303
    ):  # a text that is read: its faults stand on the draft's page
        shown = TEXT.sub(" ", client.get(answer["Location"]).content.decode())
    else:
        assert answer.status_code == 422
    assert PARSERS.findall(shown) == []
    assert re.search(r"[А-Яа-я]", shown)
