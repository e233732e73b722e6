"""Named people for tests, in a small world that is built in one breath and never depends on the time of the run.

    def test_x(cast):
        saveliev = cast.actor("saveliev", AT)        # the database is told who asks; AT is an aware datetime
        cast.client["zmk"], cast.partner["kontur"]   # organisations by key, cast.person["saveliev"] people by login
        cast.system["erp"]                           # ZMK's production system; "zup" is the one not in production
        cast.sign_in(client, "saveliev")             # django.test.Client with a session of this person

The fixtures are in tests/fixtures_cast.py. Papers last from 2022 to 2099 unless said otherwise, so that any instant
from 2024-02-10 (regulation 4.0 binds everybody) works, and the present as well. Who is who:

client zmk       (kontur)     saveliev: authorised person and organisational contact; orlova: authorised person;
                              frolov: viewer, the **colleague without the right**; arefyev: organisational contact only
client kedr      (kontur)     dremin; agreement with a stricter level 2
client atlant    (kontur)     lukin; the **licence ended** on 2024-02-29
client bank      (kontur)     nikitin; the contract is TECHNO, which gives no support
client vostok    (primsoft)   kim; agreement in **Asia/Vladivostok**
client les       (stepnoy)    panina; its partner lost the status
client gavan     (primsoft)   stranger: **must never see anything** of the others
partner kontur   Competence Centre, in a group with kontur-ural: gordeeva engineer; zhdanov engineer, authorised
                 employee with the certificate; melnik the same, but the certificate ended on 2024-06-30;
                 arkhipova coordinator and organisational contact
partner kontur-ural  no status of its own: yusupov engineer
partner primsoft Candidate: choi engineer, authorised employee
partner stepnoy  lost its status on 2024-06-30: kravets engineer, authorised employee
vendor           titova, razin engineers; vlasov coordinator; lapteva auditor; shulgin administrator
nobody's         newcomer: zmk entered her, the vendor has not confirmed; leaver: left zmk in 2023;
                 loner: no organisation
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import transaction

from kabinet.records import models
from kabinet.records.doors import actor_of
from kabinet.records.security.reach import as_system
from kabinet.records.versions import put_on_record
from kabinet.regulation.access import Actor
from tests.cast_names import (
    CERTIFICATES,
    CONTRACT_LEVELS,
    FIRST,
    LAST,
    LICENCE_ENDED,
    ORGANISATIONS,
    PASSWORD,
    PEOPLE,
    SERVED,
    SINCE,
    STATUSES,
    SYSTEMS,
    ZONES,
)

__all__ = ["ORGANISATIONS", "PASSWORD", "PEOPLE", "Cast", "build", "sign_in"]
ENDLESS = datetime(9000, 1, 1, tzinfo=UTC)
_HASH = PBKDF2PasswordHasher().encode(PASSWORD, "salt-of-the-tests", iterations=1)


@dataclass(frozen=True)
class Cast:
    """Keys of rows, by the names above."""

    organisation: dict[str, int] = field(default_factory=dict)
    person: dict[str, int] = field(default_factory=dict)
    system: dict[str, int] = field(default_factory=dict)
    agreement: dict[str, int] = field(default_factory=dict)
    licence: dict[str, int] = field(default_factory=dict)

    @property
    def client(self) -> dict[str, int]:
        return self._of_kind("client")

    @property
    def partner(self) -> dict[str, int]:
        return self._of_kind("partner")

    def actor(self, login: str, at: datetime) -> Actor:
        """The person as an actor at `at`; the open transaction reaches what they reach."""
        actor = actor_of(self.person[login], None, at)
        assert actor is not None
        return actor

    def sign_in(self, client: Any, login: str) -> None:
        """A session of this person in a django.test.Client, which does not end by itself at any stated instant."""
        sign_in(client, self.person[login])

    def _of_kind(self, kind: str) -> dict[str, int]:
        return {key: pk for key, pk in self.organisation.items() if ORGANISATIONS[key][0] == kind}


def sign_in(client: Any, person: int) -> None:
    """A session of the person with this key, which does not end by itself at any stated instant."""
    # Of somebody else before: a session never becomes another person's.
    client.cookies.pop(settings.SESSION_COOKIE_NAME, None)
    session = client.session
    session.begin(person, ENDLESS, "")
    session[SESSION_KEY] = str(person)
    session.save()


def build() -> Cast:
    """Put the world on record."""
    cast = Cast()
    with transaction.atomic(), as_system("the cast of the tests"):
        put_on_record()
        _organisations(cast)
        _people(cast)
        _group(cast)
        _papers(cast)
        _systems(cast)
    return cast


def _organisations(cast: Cast) -> None:
    rows = [
        models.Organisation(
            kind=kind,
            short_name=short,
            name=name,
            phone=phone,
            zone=ZONES.get(key, "Europe/Moscow"),
            email=f"desk@{key}.example",
            created_at=SINCE,
        )
        for key, (kind, short, name, phone) in ORGANISATIONS.items()
    ]
    cast.organisation.update(_keys(ORGANISATIONS, rows))


def _people(cast: Cast) -> None:
    rows = [
        models.Person(
            login=login,
            name=name,
            position="специалист",
            email=f"{login}@{organisation or 'nowhere'}.example",
            phone="+7 900 000-41-17",
            zone="Europe/Moscow",
            created_at=SINCE,
        )
        for login, (name, organisation, _) in PEOPLE.items()
    ]
    cast.person.update(_keys(PEOPLE, rows))
    models.Password.objects.bulk_create(
        models.Password(person_id=cast.person[login], encoded=_HASH) for login in PEOPLE
    )
    models.Membership.objects.bulk_create(_memberships(cast))
    models.Certificate.objects.bulk_create(
        models.Certificate(
            person_id=cast.person[login],
            kind="expert_technology",
            number=f"ЭТВ-{login}",
            first_day=FIRST,
            last_day=last_day,
        )
        for login, last_day in CERTIFICATES.items()
    )


def _memberships(cast: Cast) -> Iterator[models.Membership]:
    seats: Counter[str] = Counter()
    for login, (_, organisation, roles) in PEOPLE.items():
        for role in roles.split():
            seats[organisation] += role == "organisational_contact"
            yield models.Membership(
                person_id=cast.person[login],
                organisation_id=cast.organisation[organisation],
                role=role,
                seat=seats[organisation] if role == "organisational_contact" else None,
                added_at=SINCE,
                confirmed_at=None if login == "newcomer" else SINCE,
                ended_at=datetime(2023, 3, 1, tzinfo=UTC) if login == "leaver" else None,
            )


def _group(cast: Cast) -> None:
    group = models.CompanyGroup.objects.create(name="Группа компаний «Северный Контур»")
    models.GroupMember.objects.bulk_create(
        models.GroupMember(group=group, partner_id=cast.partner[key], first_day=FIRST)
        for key in ("kontur", "kontur-ural")
    )


def _papers(cast: Cast) -> None:
    agreements = [
        models.Agreement(
            client_id=cast.client[key],
            partner_id=cast.partner[partner],
            number=f"СП-{number}",
            first_day=FIRST,
            **{"zone": "Europe/Moscow", **particulars},
        )
        for number, (key, (partner, particulars)) in enumerate(SERVED.items(), 1)
    ]
    licences = [
        models.Licence(
            client_id=cast.client[key],
            seller_id=cast.partner[partner],
            number=f"РКЛ-{240000 + number}",
            main_delivery=_delivery(key),
            first_day=FIRST,
            last_day=LICENCE_ENDED.get(key, LAST),
        )
        for number, (key, (partner, _)) in enumerate(SERVED.items(), 1)
    ]
    cast.agreement.update(_keys(SERVED, agreements))
    cast.licence.update(_keys(SERVED, licences))
    models.SupportContract.objects.bulk_create(
        models.SupportContract(
            client_id=cast.client[key],
            number=f"ИТС-{55000 + number}",
            level=CONTRACT_LEVELS.get(key, "prof"),
            first_day=FIRST,
            last_day=LAST,
        )
        for number, key in enumerate(SERVED, 1)
    )
    models.PartnerStatus.objects.bulk_create(
        models.PartnerStatus(partner_id=cast.partner[key], status=status, first_day=FIRST, last_day=last_day)
        for key, (status, last_day) in STATUSES.items()
    )


def _systems(cast: Cast) -> None:
    rows = [
        models.System(
            client_id=cast.client[client],
            name=name,
            main_delivery=_delivery(client),
            product=product,
            configuration_version="2.5.14.96",
            platform_version="8.3.24.1467",
            client_environment="Windows 10 22H2, тонкий клиент",
            server_os="Astra Linux SE 1.7.5",
            server_hardware="2 узла: 32 ядра, 256 ГБ, NVMe 4 ТБ",
            dbms="PostgreSQL 15.5-1.1C",
            production=production,
            production_since=FIRST if production else None,
            checked_on=FIRST,
        )
        for client, name, product, production in SYSTEMS.values()
    ]
    cast.system.update(_keys(SYSTEMS, rows))


def _delivery(client: str) -> str:
    """The number of the client's main corporate delivery."""
    return f"80124503{list(SERVED).index(client) + 1:02}"


def _keys(names: Iterable[str], rows: list[Any]) -> dict[str, int]:
    """Puts the rows on record, one for each name."""
    made = type(rows[0]).objects.bulk_create(rows)
    return {name: row.pk for name, row in zip(names, made, strict=True)}
