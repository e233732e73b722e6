import pytest
from django.db import transaction

from kabinet.records import lists
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.records.world import AT, World, ticket


def _found(world: World, login: str, text: str) -> set[str]:
    return {row.number for row in lists.search(world.cast.actor(login, AT), lists.read_question(text)).rows}


@pytest.mark.parametrize("text", ["U-100", "u-100", " U-100 ", "У-100", "у100", "U – 100", "100"])
def test_a_number_is_found_however_it_is_typed(world: World, text: str) -> None:
    assert _found(world, "saveliev", text) == {"U-100"}


def test_figures_alone_are_looked_up_on_both_legs(world: World) -> None:
    assert _found(world, "gordeeva", "100") == {"U-100", "V-100"}
    assert _found(world, "titova", "100") == {"V-100"}


@pytest.mark.parametrize(
    "text", ["сервером после обновлений", "Серверы запускались", '"не запускается"', "обновления -лицензии"]
)
def test_words_are_found_in_any_of_their_forms(world: World, text: str) -> None:
    assert _found(world, "saveliev", text) == {"U-100"}


def test_words_are_found_in_what_was_said(world: World) -> None:
    assert _found(world, "saveliev", "зависший сеанс") == {"U-100"}
    assert _found(world, "choi", "зависший сеанс") == {"U-102", "V-102", "U-104"}


@pytest.mark.clause("L3")
def test_what_the_reader_may_not_hear_is_not_found(world: World) -> None:
    assert _found(world, "gordeeva", "слово partner") == {"U-100", "U-101"}
    assert _found(world, "saveliev", "слово partner") == set()
    assert _found(world, "lapteva", "слово partner") == set()
    assert _found(world, "titova", "vendor_leg") == {"V-100", "V-102"}
    assert _found(world, "titova", '"vendor о зависших"') == {"V-100", "V-102"}
    assert _found(world, "gordeeva", '"vendor о зависших"') == set()


@pytest.mark.parametrize("text", ["U-100", "V-100", "100", "zmk", "сервер zmk", "зависших сеансах zmk"])
def test_the_stranger_finds_nothing_of_others(world: World, text: str) -> None:
    assert _found(world, "stranger", text) <= {"U-104"}
    assert _found(world, "newcomer", text) == _found(world, "loner", text) == set()


@pytest.mark.parametrize(
    "text",
    ["", "   ", "\0", "не и в", "((", "' OR 1=1 --", "a:*", "@p1", "'@lclient'", '"', "&|!", "%s", "%(me)s"],
)
def test_what_is_no_word_finds_nothing_and_breaks_nothing(world: World, text: str) -> None:
    assert _found(world, "gordeeva", text) == set()


def test_the_newest_come_first_and_pages_follow_one_another(cast: Cast) -> None:
    with transaction.atomic(), as_system("a test"):
        for number in range(7):
            ticket(cast, f"U-{number}", "zmk", "kontur", "saveliev", subject="Зачёт аванса")
    actor, after, seen = cast.actor("saveliev", AT), None, []
    while True:
        page = lists.search(actor, lists.read_question("зачет"), after, size=3)
        seen += [row.number for row in page.rows]
        after = page.after
        if after is None:
            break
    assert seen == [f"U-{number}" for number in reversed(range(7))]
