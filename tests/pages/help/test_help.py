"""A help page a role, short, with pictures of the running program (L19)."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from kabinet.pages.help.guides import guides, pictures
from kabinet.regulation.access import OrgKind, Role
from kabinet.regulation.clauses import clauses
from tests.cast import Cast

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
        assert all(any(step.picture for step in guide.steps) for guide in told)


def test_what_a_step_names_is_there() -> None:
    made = {picture.name for picture in pictures()}
    named = {step.picture for guide in guides() for step in guide.steps if step.picture}
    assert named == made == {file.stem for file in FOLDER.glob("*.png")}
    for guide in guides():
        for step in guide.steps:
            assert step.clause in clauses()
            assert not step.page or reverse(step.page)


def test_guides_are_short_and_in_both_languages() -> None:
    for guide in guides():
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
