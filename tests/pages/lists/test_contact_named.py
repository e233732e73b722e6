"""The contact named in a ticket, who need not be its author, in lists, filters, the search and the figures of the side."""

import re
from html import unescape

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.contact import change_contact
from kabinet.actions.tickets.reply import write_reply
from tests.desk import Desk, later, passed_on
from tests.fixtures_pages import Reader

pytestmark = pytest.mark.clause("U3.5e", "L1")
NUMBER = re.compile(r'<span class="nowrap">([UV]-\d+)</span>')


@pytest.fixture
def named(desk: Desk, now) -> str:
    """Savelyev wrote it and named Orlova."""
    return str(desk.register(later(now, hours=-3), contact=desk.cast.person["orlova"], subject="Вход").number)


@pytest.fixture
def own(desk: Desk, now) -> str:
    """Savelyev's own, whose contact he is."""
    return str(desk.register(later(now, hours=-3), subject="Печать").number)


@pytest.fixture
def vendor(desk: Desk, now) -> str:
    """Zhdanov sent it to the vendor and named Gordeeva."""
    return passed_on(desk, later(now, hours=-3), contact=desk.cast.person["gordeeva"])[1]


def page(reader: Reader, login: str, address: str) -> str:
    from kabinet.records.security.reach import leave

    leave()
    answer = reader(login).get(address)
    assert answer.status_code == 200
    return unescape("".join(answer.content.decode().split("\n"))).replace("\u00a0", " ")


def listed(reader: Reader, login: str, address: str) -> list[str]:
    return NUMBER.findall(page(reader, login, address))


@pytest.mark.parametrize(
    ("login", "mine"), [("orlova", {"named"}), ("saveliev", {"named", "own"}), ("arefyev", set())]
)
def test_my_tickets_are_those_that_i_wrote_or_whose_contact_i_am(
    reader: Reader, named: str, own: str, login: str, mine: set[str]
) -> None:
    numbers = {"named": named, "own": own}
    assert set(listed(reader, login, "/tickets/?show=mine")) == {numbers[each] for each in mine}


@pytest.mark.parametrize(("login", "mine"), [("gordeeva", True), ("zhdanov", True), ("arkhipova", False)])
def test_on_the_vendor_leg_the_partners_own_are_those_that_it_asks_in(
    reader: Reader, vendor: str, login: str, mine: bool
) -> None:
    """Nobody of the partner is assigned there: what is mine is what I sent or am named in."""
    found = page(reader, login, "/vendor-tickets/?show=mine")
    assert (NUMBER.findall(found) == [vendor]) is mine
    if mine:
        assert "Которые отправили вы или где вы контактное лицо" in found
        assert "Где исполнитель вы" not in found


@pytest.mark.parametrize(
    ("login", "address", "form"),
    [
        ("saveliev", "/tickets/?author={}", "/tickets/filters/"),
        ("gordeeva", "/queue/?author={}&client={zmk}", "/queue/queue/filters/?client={zmk}"),
    ],
)
def test_the_filter_by_person_finds_the_contact_and_says_whom_it_seeks(
    desk: Desk, reader: Reader, named: str, own: str, login: str, address: str, form: str
) -> None:
    orlova = desk.cast.person["orlova"]
    found = page(reader, login, address.format(orlova, zmk=desk.cast.client["zmk"]))
    assert NUMBER.findall(found) == [named]
    chips = re.findall(r'<summary class="chip on">.*?</summary>', found)
    said = [chip for chip in chips if "Орлова" in chip]
    assert said, "the chip names whom the reader chose, not who wrote the first ticket found"
    assert "Автор или контакт" in page(reader, login, form.format(zmk=desk.cast.client["zmk"]))


def test_the_line_says_who_wrote_and_who_is_the_contact(reader: Reader, named: str, own: str) -> None:
    found = page(reader, "arefyev", "/tickets/")
    people = {number: title for title, number in _people(found)}
    assert people[named] == "Автор: Игорь Савельев. Контактное лицо: Наталья Орлова"
    assert people[own] == "Автор и контактное лицо: Игорь Савельев"


def _people(found: str) -> list[tuple[str, str]]:
    rows = re.findall(r'<li class="client-row.*?</li>', found)
    return [(re.search(r'class="assignee" title="([^"]*)"', row)[1], NUMBER.search(row)[1]) for row in rows]


def test_another_contact_moves_it_from_list_to_list(desk: Desk, reader: Reader, named: str, now) -> None:
    arefyev = desk.cast.person["arefyev"]
    desk.do(change_contact, "saveliev", later(now, hours=-1), number=named, contact=arefyev)
    assert listed(reader, "orlova", "/tickets/?show=mine") == []
    assert listed(reader, "arefyev", "/tickets/?show=mine") == [named]


@pytest.mark.parametrize("words", ["Орлова", "орловой", "Наталья Орлова", "Орлова вход"])
@pytest.mark.parametrize("login", ["saveliev", "gordeeva", "yusupov", "lapteva"])
def test_the_search_finds_the_contact_by_name(
    reader: Reader, named: str, own: str, login: str, words: str
) -> None:
    found = page(reader, login, f"/search/?q={words}")
    assert NUMBER.findall(found) == [named]
    assert "Контактное лицо: Наталья Орлова" in found, "and says why it was found"


@pytest.mark.parametrize("login", ["saveliev", "gordeeva"])
def test_the_search_finds_the_author_by_name(reader: Reader, named: str, own: str, login: str) -> None:
    assert set(listed(reader, login, "/search/?q=Савельев")) == {named, own}


@pytest.mark.parametrize("login", ["stranger", "choi", "titova", "shulgin", "panina"])
@pytest.mark.parametrize("words", ["Орлова", "Савельев"])
def test_whoever_may_not_read_the_ticket_finds_nobody_in_it(
    reader: Reader, named: str, own: str, login: str, words: str
) -> None:
    assert listed(reader, login, f"/search/?q={words}") == []


def test_the_vendor_finds_the_partners_contact(reader: Reader, vendor: str) -> None:
    for words in ("Гордеева", "Жданов"):
        assert listed(reader, "titova", f"/search/?q={words}") == [vendor]


def test_a_name_is_nothing_that_a_subject_is_like(reader: Reader, named: str, own: str) -> None:
    """Known things are offered by subject: whoever is named in a ticket makes it no answer to a question."""

    def like(subject: str) -> str:
        return reader("saveliev").post("/problems/similar/", {"subject": subject}).content.decode()

    assert named in like("Вход")
    assert named not in like("Орлова")


# What is told of a ticket, at the page of notices: who did what, and who reads of it.
DONE = {
    "answer": ("gordeeva", answer_ticket, "Ответ"),
    "reply of the author": ("saveliev", write_reply, "Ещё"),
    "reply of the contact": ("orlova", write_reply, "И ещё"),
}


@pytest.mark.parametrize("how", DONE)
def test_the_contact_and_the_author_are_told_of_each_other_and_never_of_themselves(
    desk: Desk, reader: Reader, named: str, now, how: str
) -> None:
    login, act, text = DONE[how]
    before = {who: page(reader, who, "/notices/").count(named) for who in ("saveliev", "orlova", "arefyev")}
    desk.do(act, login, later(now, hours=-1), number=named, text=text)
    more = {who: page(reader, who, "/notices/").count(named) - before[who] for who in before}
    assert {who for who, count in more.items() if count} == {"saveliev", "orlova"} - {login}


def test_of_the_registration_the_contact_is_told_even_when_they_made_it(
    desk: Desk, reader: Reader, named: str, own: str
) -> None:
    assert f"Обращение {own} зарегистрировано" in page(reader, "saveliev", "/notices/")
    assert named not in page(reader, "saveliev", "/notices/")
    assert named in page(reader, "orlova", "/notices/")
