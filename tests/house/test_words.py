"""Every text that goes through gettext has its English (docs/languages.md)."""

import re
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from typing import Any

import pytest

from tests.house.source import ROOT
from tests.some import some

CYRILLIC = re.compile("[А-Яа-яЁё№]")
# English may say "the vendor" where Russian names it.
MARKS = re.compile(r"%\((?![Vv]endor_(?:name|firm|licence|contract))\w+\)[sd]|%[sd]|\{\w*\}")


def _bin_words() -> Any:
    loader = SourceFileLoader("bin_words", str(ROOT / "bin" / "words"))
    spec = spec_from_loader("bin_words", loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


words = _bin_words()
ROOMS = words.rooms()


@pytest.mark.clause("U3.3")
@pytest.mark.parametrize("room", ROOMS)
def test_every_text_of_a_room_has_its_english(room: str) -> None:
    """If not: run `bin/words` for the room and fill in what it took up."""
    assert list(words.missing(room)) == []


def test_the_same_russian_has_the_same_english_everywhere() -> None:
    assert list(words.differences()) == []


@pytest.mark.parametrize("room", [room for room in ROOMS if words.read(ROOMS[room])])
def test_english_is_english_and_keeps_marks_and_edges(room: str) -> None:
    for (_, one, many), said in some(words.read(ROOMS[room]).items()):
        assert not CYRILLIC.search("".join(said)), (one, said)
        for form in filter(None, said):
            assert sorted(MARKS.findall(form)) == sorted(MARKS.findall(many or one)), (one, form)
            assert _edges(form) == _edges(many or one), (one, form)


def _edges(text: str) -> tuple[bool, bool]:
    return text[:1] == " ", text[-1:] == " "


def test_what_is_written_is_what_was_read(tmp_path) -> None:
    path = tmp_path / words.CATALOGUE
    path.parent.mkdir(parents=True)
    said = {
        (None, 'Кавычки "внутри"\nи строка', None): ('Quotes "inside"\nand a line',),
        ("of a person", "Открыт", None): ("Open",),
        (None, "файл", "файлов"): ("file", "files"),
        (None, "Ещё без английского", None): ("",),
    }
    path.write_text(words.as_po(said), "utf-8")
    assert words.read(tmp_path) == said


def test_every_way_of_saying_is_found() -> None:
    source = """
from django.utils.translation import gettext as _, gettext_lazy as lazily, npgettext
_("раз")
lazily("два" " и три")
f"{_('внутри')} и {say.counted(n, 'файл', 'файла', 'файлов')}"
npgettext("где", "один", "много", n)
_(name)
"""
    template = """{% translate "слово" context "где" %} {% counted n "день" "дня" "дней" %}
{% blocktranslate with x=y %}Вот {{ x }}{% endblocktranslate %}"""
    assert set(words.from_python(words.ast.parse(source))) == {
        (None, "раз", None),
        (None, "два и три", None),
        (None, "внутри", None),
        (None, "файл", "файлов"),
        ("где", "один", "много"),
    }
    assert set(words.from_template(template)) == {
        ("где", "слово", None),
        (None, "день", "дней"),
        (None, "Вот %(x)s", None),
    }
