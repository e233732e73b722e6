"""What the tests of contacts share: readers, a typed contact, looks from outside."""

from typing import Any

from django.db import transaction
from django.test import Client

from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast

NEW = {
    "name": "Зимина Анна Павловна",
    "position": "ведущий инженер",
    "email": "zimina@zmk.example",
    "phone": "8 900 123-45-67",
    "login": "zimina",
    "roles": ["authorised_person"],
}


def reader(cast: Cast, login: str) -> Client:
    client = Client()
    cast.sign_in(client, login)
    return client


def people(organisation: int, tail: str = "") -> str:
    return f"/organisations/{organisation}/people/{tail}"


def shown(answer: Any) -> str:
    return answer.content.decode().replace("\xa0", " ")


def person(login: str) -> models.Person:
    with transaction.atomic(), as_system("a look from outside"):
        return models.Person.objects.get(login=login)


def held(login: str) -> list[models.Membership]:
    """What the person holds now."""
    with transaction.atomic(), as_system("a look from outside"):
        rows = models.Membership.objects.filter(person__login=login, ended_at=None)
        return list(rows.order_by("role"))


def roles(login: str) -> dict[str, bool]:
    """Right -> confirmed."""
    return {row.role: row.confirmed_at is not None for row in held(login)}


def entries(organisation: int) -> list[models.OrganisationEntry]:
    with transaction.atomic(), as_system("a look from outside"):
        rows = models.OrganisationEntry.objects.filter(organisation=organisation)
        return list(rows.order_by("occurred_at", "id"))


def told(login: str) -> list[str]:
    with transaction.atomic(), as_system("a look from outside"):
        rows = models.Notice.objects.filter(person__login=login).order_by("created_at", "kind")
        return [row.kind for row in rows]


def add(cast: Cast, login: str, organisation: int, /, **changes: Any) -> Any:
    return reader(cast, login).post(people(organisation, "add/"), NEW | changes)
