"""Who there is in the bench: one vendor, partners, their clients, people, systems and papers. Put on record as any other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random
from typing import Any

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import transaction

from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.records.versions import put_on_record
from kabinet.regulation.working_time.years import LATEST

SINCE, FIRST, LAST = datetime(2022, 1, 10, 9, tzinfo=UTC), date(2022, 1, 1), date(2099, 12, 31)
PASSWORD = "длинный-пароль-стенда"
ZONE = "Europe/Moscow"
ZONES = (ZONE,) * 8 + ("Asia/Yekaterinburg", "Asia/Vladivostok")
NAMES = ("Ольга", "Игорь", "Павел", "Вера", "Сергей", "Алина", "Максим", "Нина", "Олег", "Юлия")
SURNAMES = (
    "Титов",
    "Разин",
    "Жданов",
    "Мельник",
    "Савельев",
    "Орлов",
    "Кравец",
    "Панин",
    "Лукин",
    "Дрёмин",
    "Фролов",
)
Person = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation and its people; `known` are keys of its papers and particulars of its agreement."""

    id: int
    name: str
    people: tuple[Person, ...]
    partner: int = 0
    agreement: int | None = None
    agreed: tuple[tuple[str, str], ...] = ()
    system: tuple[int, str] = (0, "")


@dataclass(frozen=True, slots=True)
class World:
    """`partners[0]` is the big one for which the bench's engineer works, `clients[0]` its big client. Logins of the bench:
    engineer, certified (partner), client, vendor."""

    vendor: Party
    partners: tuple[Party, ...]
    clients: tuple[Party, ...]
    served: tuple[tuple[int, ...], ...]
    regulation: int
    calendar: int


def partners_for(tickets: int) -> int:
    """About 200 in a large bench."""
    return max(4, min(200, tickets // 50))


def build(tickets: int) -> World:
    """Put the world for so many tickets on record; the same for the same number."""
    draw, partners = Random(tickets), partners_for(tickets)
    with transaction.atomic(), as_system("the world of the bench"):
        put_on_record()
        people = People()
        vendor = people.organisation("vendor", "КОРП-поддержка 1С", max(6, partners // 16), "engineer")
        served_by = [
            people.organisation("partner", f"Партнёр {n}", 12 if n == 0 else 4, "engineer")
            for n in range(partners)
        ]
        clients = [
            people.organisation("client", f"АО «Клиент {n}»", 2, "authorised_person")
            for n in range(partners * 10)
        ]
        people.put(served_by)
        return _joined(draw, vendor, served_by, clients)


class People:
    """Organisations with their people: some hundred rows a statement."""

    def __init__(self) -> None:
        self.members: list[tuple[models.Organisation, models.Person, str]] = []
        self.hash = PBKDF2PasswordHasher().encode(PASSWORD, "salt-of-the-bench")

    def organisation(
        self, kind: str, name: str, staff: int, role: str
    ) -> tuple[models.Organisation, list[models.Person]]:
        """Not on record before `put`."""
        made = models.Organisation(
            kind=kind, short_name=name, name=f"{name} (стенд)", phone="+7 495 000-00-00",
            zone=ZONE, created_at=SINCE,
        )  # fmt: skip
        people = [self._person(kind, name, place) for place in range(staff)]
        self.members += [(made, person, role) for person in people]
        return made, people

    def _person(self, kind: str, name: str, place: int) -> models.Person:
        number = len(self.members) + place
        surname, first = SURNAMES[number % len(SURNAMES)], NAMES[number % len(NAMES)]
        login = f"{kind}-{''.join(filter(str.isdigit, name))}-{place}"
        return models.Person(
            login=login, name=f"{surname} {first} {number}", position="специалист",
            email=f"{login}@bench.example", phone="+7 900 000-41-17", zone=ZONE, created_at=SINCE,
        )  # fmt: skip

    def put(self, partners: Sequence[tuple[models.Organisation, list[models.Person]]]) -> None:
        """Everybody, their roles, and the certificate of every partner's first half."""
        models.Organisation.objects.bulk_create({id(one): one for one, _, _ in self.members}.values())
        models.Person.objects.bulk_create([person for _, person, _ in self.members])
        models.Password.objects.bulk_create(
            models.Password(person=person, encoded=self.hash) for _, person, _ in self.members
        )
        models.Membership.objects.bulk_create(self._memberships(), batch_size=2000)
        certified = [person for _, people in partners for person in people[: len(people) // 2]]
        models.Certificate.objects.bulk_create(
            models.Certificate(
                person=person,
                kind="expert_technology",
                number=f"ЭТ-{person.pk}",
                first_day=FIRST,
                last_day=LAST,
            )
            for person in certified
        )
        models.Membership.objects.bulk_create(
            _member(person, partner, "authorised_employee")
            for partner, people in partners
            for person in people[: len(people) // 2]
        )

    def _memberships(self) -> Iterator[models.Membership]:
        seated: set[int] = set()
        for organisation, person, role in self.members:
            yield _member(person, organisation, role)
            if organisation.kind != "vendor" and organisation.pk not in seated:
                seated.add(organisation.pk)
                yield _member(person, organisation, "organisational_contact", seat=1)


def _member(
    person: models.Person, organisation: models.Organisation, role: str, **more: Any
) -> models.Membership:
    return models.Membership(
        person=person, organisation=organisation, role=role, added_at=SINCE, confirmed_at=SINCE, **more
    )


Staffed = tuple[models.Organisation, list[models.Person]]


def _joined(draw: Random, vendor: Staffed, partners: list[Staffed], clients: list[Staffed]) -> World:
    """Papers and systems; every partner serves ten clients."""
    models.PartnerStatus.objects.bulk_create(
        models.PartnerStatus(partner=partner, status="competence_centre", first_day=FIRST)
        for partner, _ in partners
    )
    pairs = [
        (client, partners[n % len(partners)][0], _agreed(draw, n)) for n, (client, _) in enumerate(clients)
    ]
    agreements = models.Agreement.objects.bulk_create(
        models.Agreement(client=client, partner=partner, number=f"СП-{client.pk}", first_day=FIRST, **agreed)
        for client, partner, agreed in pairs
    )
    models.Licence.objects.bulk_create(
        models.Licence(
            client=client,
            seller=partner,
            number=f"РКЛ-{client.pk}",
            main_delivery=f"80{client.pk:08}",
            first_day=FIRST,
            last_day=LAST,
        )
        for client, partner, _ in pairs
    )
    models.SupportContract.objects.bulk_create(
        models.SupportContract(
            client=client, number=f"ИТС-{client.pk}", level="prof", first_day=FIRST, last_day=LAST
        )
        for client, _, _ in pairs
    )
    systems = models.System.objects.bulk_create(
        _system(client, name, production)
        for client, _, _ in pairs
        for name, production in (("ERP Производство", True), ("ЗУП испытания", False))
    )
    served: list[list[int]] = [[] for _ in partners]
    for place in range(len(clients)):
        served[place % len(partners)].append(place)
    return World(
        _party(*vendor),
        tuple(_party(*partner) for partner in partners),
        tuple(
            _party(
                *client,
                partner=n % len(partners),
                agreement=agreements[n].pk,
                agreed=(("zone", agreements[n].zone),),
                system=(systems[2 * n].pk, systems[2 * n].name),
            )
            for n, client in enumerate(clients)
        ),
        tuple(map(tuple, served)),
        models.RegulationVersion.objects.get(code="corp_4_0").pk,
        models.CalendarVersion.objects.get(code=LATEST).pk,
    )


def _agreed(draw: Random, place: int) -> dict[str, Any]:
    return {"zone": ZONE if place == 0 else draw.choice(ZONES)}


def _party(organisation: models.Organisation, people: list[models.Person], **more: Any) -> Party:
    return Party(
        organisation.pk, organisation.short_name, tuple((one.pk, one.name) for one in people), **more
    )


def _system(client: models.Organisation, name: str, production: bool) -> models.System:
    return models.System(
        client=client, name=name, main_delivery=f"80{client.pk:08}", product="1С:ERP Управление предприятием",
        configuration_version="2.5.14.96", platform_version="8.3.24.1467", client_environment="Windows 10, тонкий клиент",
        server_os="Astra Linux SE 1.7.5", server_hardware="2 узла: 32 ядра, 256 ГБ", dbms="PostgreSQL 15.5-1.1C",
        production=production, production_since=FIRST if production else None, checked_on=FIRST,
    )  # fmt: skip
