"""A help page a role, short, with pictures of the running program (L19)."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from kabinet.pages.help.guides import guides, pictures, place, places
from kabinet.pages.shell import navigation_links
from kabinet.regulation.access import OrgKind, Role
from kabinet.regulation.clauses import clauses
from tests import clock
from tests.cast import PEOPLE, Cast
from tests.some import some

FOLDER = settings.PACKAGE / "pages" / "static" / "kabinet" / "help"


def page(cast: Cast, login: str, address: str = "/help/") -> str:
    client = Client()
    cast.sign_in(client, login)
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


@pytest.mark.clause("L19")
@pytest.mark.parametrize(
    ("login", "title"),
    [
        ("orlova", "Задать вопрос поддержке"),
        ("arefyev", "Задать вопрос поддержке"),
        ("frolov", "Следить за обращениями"),
        ("gordeeva", "Отвечать клиентам"),
        ("zhdanov", "Отвечать клиентам"),
        ("titova", "Третья линия"),
        ("lapteva", "Проверять"),
        ("shulgin", "Подтверждать"),
    ],
)
def test_help_begins_with_the_readers_own_role(cast: Cast, login: str, title: str) -> None:
    assert f"<h1>{title}</h1>" in page(cast, login)


@pytest.mark.clause("L19")
def test_every_role_has_a_guide_with_pictures() -> None:
    client = {Role.ORGANISATIONAL_CONTACT, Role.AUTHORISED_PERSON, Role.VIEWER}
    staff = {Role.ENGINEER, Role.COORDINATOR}
    partner = staff | {Role.ORGANISATIONAL_CONTACT, Role.AUTHORISED_EMPLOYEE}
    vendor = staff | {Role.AUDITOR, Role.ADMINISTRATOR}
    for kind, roles in ((OrgKind.CLIENT, client), (OrgKind.PARTNER, partner), (OrgKind.VENDOR, vendor)):
        told = [guide for guide in guides() if guide.kind is kind]
        assert set().union(*(guide.roles for guide in told)) == roles
        assert all(any(step.picture for step in guide.steps) for guide in some(told))


def test_what_a_step_names_is_there() -> None:
    made = {picture.name for picture in pictures()}
    named = {step.picture for guide in guides() for step in guide.steps if step.picture}
    assert named == made == {file.stem for file in FOLDER.glob("*.png")}
    for guide in some(guides()):
        for step in some(guide.steps):
            assert not step.clause or step.clause in clauses()
            assert not step.page or reverse(step.page)


def test_guides_are_short_and_in_both_languages() -> None:
    for guide in some(guides()):
        words = " ".join(step.text.ru for step in guide.steps).split()
        assert len(words) < 260
        for text in (
            guide.title,
            guide.lead,
            *(each for step in guide.steps for each in (step.title, step.text)),
        ):
            assert re.search("[а-яё]", text.ru)
            assert not re.search("[а-яё]", text.en)


def test_another_partys_guide_is_not_there(cast: Cast) -> None:
    client = Client()
    cast.sign_in(client, "saveliev")
    assert client.get("/help/serving/").status_code == 404


CONFIRMED = [
    login for login, (_name, key, _roles) in PEOPLE.items() if key and login not in ("newcomer", "leaver")
]


@pytest.mark.clause("L19")
@pytest.mark.parametrize("login", CONFIRMED)
def test_help_leads_only_where_the_reader_may_go_and_names_every_place_of_their_menu(
    cast: Cast, login: str, reach_nothing
) -> None:
    client, actor = Client(), cast.actor(login, clock.AT)
    cast.sign_in(client, login)
    looked, closed = 0, {}
    for guide in some(guides()):
        if guide.kind is not actor.kind:
            continue
        reach_nothing()
        shown = client.get(f"/help/{guide.code}/").content.decode()
        main, menu = shown.split("<main", 1)[1], shown.split("<main", 1)[0]
        steps, places = main.split('id="places"', 1)
        for address in set(re.findall(r'<a class="link" href="(/[^"]*)"', steps)):
            reach_nothing()
            looked, status = looked + 1, client.get(address, follow=True).status_code
            if status != 200:
                closed[guide.code, address] = status
        named = re.findall(r'<dt><a class="link" href="([^"]*)"', places)
        side = re.findall(r'<div class="nav">.*?</div>', menu, re.DOTALL)
        assert named == re.findall(r'<a href="(/[^"]*)"', "".join(side))
        assert len(named) > 6
    assert closed == {}
    assert looked


def test_every_line_of_every_menu_is_described() -> None:
    lines = {
        (OrgKind.VENDOR if side == "office" else side, link.key)
        for side, groups in navigation_links.SIDES.items()
        for _title, links in groups
        for link in links
    }
    assert all(re.search("[а-яё]", place(OrgKind(side), key).ru) for side, key in lines)
    told = {(party, key) for party, rows in places().items() for key in rows}
    unused = {
        (party, key) for party, key in told if not any(key == k and party in ("all", s) for s, k in lines)
    }
    assert unused == set()
