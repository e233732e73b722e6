"""The registration form as the text of a letter (U6a)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kabinet.regulation.pack import pack
from kabinet.regulation.ticket.letter_form import WRITTEN, blank, read

CLIENT = pack("corp_4_0").leg("client")
IMPACT = next(each for each in CLIENT.impacts if each.code == "minor")
FILLED = """Добрый день!

Тема: Не открывается база
Подробное описание: При входе ошибка.
Текст ошибки: «Соединение разорвано»
Повторяется каждый раз
> Влияние на бизнес [одно; другое]: {impact}
Версия платформы: 8.3.24.1467
Сервер: операционная система и версия: Astra Linux
SE 1.7.5

С уважением, Савельев
"""


@pytest.mark.clause("U6a")
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_field_that_can_be_written_is_asked_and_comes_back(language: str) -> None:
    form = blank(CLIENT, language)
    written = [field for field in CLIENT.form if field.widget in WRITTEN]
    assert len(form.splitlines()) == len(written) > 10
    assert read(CLIENT, form).values == {}, "an empty form says nothing"
    filled = "\n".join(f"{line} значение {nth}" for nth, line in enumerate(form.splitlines()))
    said = read(CLIENT, filled)
    assert said.values == {
        field.code: f"значение {nth}"
        for nth, field in enumerate(written)
        if "[" not in form.splitlines()[nth]
    }
    assert said.rest.count("значение") == form.count("["), "a choice that is not offered is not lost"


@pytest.mark.clause("U6a")
@pytest.mark.parametrize("impact", [IMPACT.name.ru, IMPACT.name.en, IMPACT.name.ru.upper()])
def test_it_is_read_field_by_field_and_what_belongs_to_none_is_kept(impact: str) -> None:
    said = read(CLIENT, FILLED.format(impact=impact))
    assert said.rest == "Добрый день!\n\nС уважением, Савельев"
    assert dict(said.values) == {
        "subject": "Не открывается база",
        "description": "При входе ошибка.\nТекст ошибки: «Соединение разорвано»\nПовторяется каждый раз",
        "impact": "minor",
        "platform": "8.3.24.1467",
        "server_os": "Astra Linux SE 1.7.5",
    }


@pytest.mark.parametrize(
    "text",
    ["Не открывается база", "Тема: одна строка ещё не бланк", "Тема без двоеточия\nТелефон в подписи", ""],
)
def test_an_ordinary_letter_is_no_form(text: str) -> None:
    said = read(CLIENT, text)
    assert (dict(said.values), said.rest) == ({}, text)


def test_a_field_that_stands_twice_is_not_lost() -> None:
    said = read(CLIENT, "Тема: первая\nВерсия платформы: 8.3\nТема: вторая")
    assert (said.values["subject"], said.rest) == ("первая", "Тема: вторая")


@given(
    st.lists(
        st.tuples(st.sampled_from(blank(CLIENT, "ru").splitlines()), st.text(max_size=40)),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_stands_in_it_nothing_is_lost(lines: list[tuple[str, str]]) -> None:
    text = "\n".join(f"{name} {value}" for name, value in lines)
    said = read(CLIENT, text)
    kept = "".join([*said.values.values(), said.rest])
    names = " ".join(option.name.ru.casefold() for option in (*CLIENT.impacts, *CLIENT.services))
    words = [word for _name, value in lines for word in value.split()]
    assert [word for word in words if word not in kept and word.casefold() not in names] == []
