"""Puts the world on record as the system: organisations, people, groups, systems. Papers are in papers.py."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password

from kabinet.demonstration import papers
from kabinet.demonstration.tables import table
from kabinet.demonstration.world import CONFIRMING, LONG_AGO, MOSCOW, Member, Row, World, houses
from kabinet.records.models import (
    CompanyGroup,
    GroupMember,
    Membership,
    Organisation,
    Password,
    Person,
    System,
)
from kabinet.records.security.reach import as_system
from kabinet.records.versions import put_on_record

CONTACT = "organisational_contact"
SAID = ("name", "short_name", "inn", "phone", "email", "zone")


def found(world: World) -> None:
    """Everything that stands before the first ticket; needs a transaction."""
    put_on_record()
    with as_system("founding the demonstration"):
        _organisations(world)
        _people(world)
        Membership.objects.bulk_create(_memberships(world))
        _groups(world)
        _systems(world)
        papers.put(world)


def _organisations(world: World) -> None:
    kinds = dict.fromkeys(world.clients, "client") | dict.fromkeys(world.partners, "partner")
    rows = {key: _organisation(world, kinds.get(key, "vendor"), row) for key, row in houses()}
    Organisation.objects.bulk_create(rows.values())
    world.organisation.update({key: row.pk for key, row in rows.items()})


def _organisation(world: World, kind: str, row: Row) -> Organisation:
    given = {"zone": MOSCOW.key} | {name: row[name] for name in SAID if name in row}
    return Organisation(kind=kind, created_at=world.morning(LONG_AGO), **given)


def _people(world: World) -> None:
    zones = {member.login: _zone(world, member.organisation) for member in reversed(world.members)}
    since = {member.login: member.since for member in reversed(world.members)}
    rows = {
        login: Person(
            login=login,
            name=row["name"],
            position=row["position"],
            email=f"{login}@{_house(world, login)}.example",
            phone=phone(world, login),
            zone=zones[login],
            created_at=world.morning(since[login]),
        )
        for login, row in world.people.items()
    }
    Person.objects.bulk_create(rows.values())
    encoded = make_password(settings.DEMO_PASSWORD)
    Password.objects.bulk_create(Password(person=person, encoded=encoded) for person in rows.values())
    world.person.update({login: row.pk for login, row in rows.items()})


def phone(world: World, login: str) -> str:
    """The person's own number, or one made of their place in the tables."""
    place = list(world.people).index(login) + 11
    return str(world.people[login].get("phone", f"+7 900 000-{place:02}-{(place * 37) % 100:02}"))


def _house(world: World, login: str) -> str:
    return next(member.organisation for member in world.members if member.login == login)


def _zone(world: World, organisation: str) -> str:
    known = {**world.clients, **world.partners}
    return str(known[organisation]["zone"]) if organisation in known else MOSCOW.key


def _memberships(world: World) -> Iterator[Membership]:
    seats: Counter[str] = Counter()
    for member in world.members:
        seats[member.organisation] += CONTACT in member.roles
        for role in sorted(member.roles):
            yield _membership(world, member, role, seats[member.organisation] if role == CONTACT else None)


def _membership(world: World, member: Member, role: str, seat: int | None) -> Membership:
    added = world.morning(member.since)
    return Membership(
        person_id=world.person[member.login],
        organisation_id=world.organisation[member.organisation],
        role=role,
        seat=seat,
        added_at=added,
        confirmed_at=None if member.pending else added + timedelta(days=CONFIRMING, hours=3),
        ended_at=None if member.left is None else world.morning(member.left),
    )


def _groups(world: World) -> None:
    for row in table("world")["group"]:
        group = CompanyGroup.objects.create(name=row["name"])
        GroupMember.objects.bulk_create(
            GroupMember(group=group, partner_id=world.organisation[key], first_day=world.day(LONG_AGO))
            for key in row["members"]
        )


def _systems(world: World) -> None:
    rows = {
        (key, row["name"]): _system(world, key, row)
        for key in world.clients
        for row in world.clients[key]["system"]
    }
    System.objects.bulk_create(rows.values())
    world.system.update({place: row.pk for place, row in rows.items()})


def _system(world: World, client: str, row: Row) -> System:
    return System(
        client_id=world.organisation[client],
        name=row["name"],
        main_delivery=world.clients[client]["licence"]["delivery"],
        product=row["product"],
        configuration_version=row["configuration"],
        platform_version=row["platform"],
        client_environment=row["client_environment"],
        server_os=row["server_os"],
        server_hardware=row["hardware"],
        dbms=row["dbms"],
        production=row["production"],
        production_since=world.day(LONG_AGO - 400) if row["production"] else None,
        checked_on=world.day(-34),
    )
