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

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import transaction

from kabinet.records import models
from kabinet.records.doors import actor_of
from kabinet.records.reach import as_system
from kabinet.records.versions import put_on_record
from kabinet.regulation.access import Actor

SINCE = datetime(2022, 1, 10, 9, tzinfo=UTC)
FIRST, LAST = date(2022, 1, 1), date(2099, 12, 31)
PASSWORD = "длинный-пароль-1"
_HASH = PBKDF2PasswordHasher().encode(PASSWORD, "salt-of-the-tests", iterations=1)

# key: kind, short name, name, telephone, zone
ORGANISATIONS = {
    "vendor": ("vendor", "КОРП-поддержка 1С", "Фирма «1С», корпоративная поддержка", "+7 495 000-00-10"),
    "kontur": ("partner", "Северный Контур", "ООО «Северный Контур»", "+7 812 000-20-00"),
    "kontur-ural": ("partner", "Контур Урал", "ООО «Северный Контур — Урал»", "+7 343 000-20-11"),
    "primsoft": ("partner", "Примсофт", "АО «Примсофт Восток»", "+7 423 000-31-00"),
    "stepnoy": ("partner", "Степной Софт", "ООО «Степной Софт»", "+7 863 000-44-00"),
    "zmk": ("client", "АО «ЗМК»", "АО «Зареченский метизный комбинат»", "+7 841 000-41-00"),
    "kedr": ("client", "Кедровкабель", "АО «Кедровкабель»", "+7 382 000-33-00"),
    "atlant": ("client", "Логистик-Атлант", "ООО «Логистик-Атлант»", "+7 495 000-51-00"),
    "bank": ("client", "Банк «Белый Парус»", "Банк «Белый Парус» (АО)", "+7 495 000-12-00"),
    "vostok": ("client", "Порт Восход", "АО «Порт Восход»", "+7 423 000-70-00"),
    "les": ("client", "Лесной берег", "ООО «Лесной берег»", "+7 817 000-26-00"),
    "gavan": ("client", "Тихая гавань", "ООО «Тихая гавань»", "+7 423 000-99-00"),
}
ZONES = {"vostok": "Asia/Vladivostok", "primsoft": "Asia/Vladivostok", "kontur-ural": "Asia/Yekaterinburg"}
# login: name, organisation, roles
PEOPLE = {
    "saveliev": ("Савельев Игорь Петрович", "zmk", "authorised_person organisational_contact"),
    "orlova": ("Орлова Наталья Сергеевна", "zmk", "authorised_person"),
    "frolov": ("Фролов Кирилл Андреевич", "zmk", "viewer"),
    "arefyev": ("Арефьев Пётр Ильич", "zmk", "organisational_contact"),
    "dremin": ("Дрёмин Олег Васильевич", "kedr", "authorised_person organisational_contact"),
    "lukin": ("Лукин Степан Игоревич", "atlant", "authorised_person organisational_contact"),
    "nikitin": ("Никитин Георгий Львович", "bank", "authorised_person organisational_contact"),
    "kim": ("Ким Сергей Анатольевич", "vostok", "authorised_person organisational_contact"),
    "panina": ("Панина Лариса Викторовна", "les", "authorised_person organisational_contact"),
    "stranger": ("Чужаков Олег Олегович", "gavan", "authorised_person organisational_contact"),
    "gordeeva": ("Гордеева Алина Викторовна", "kontur", "engineer"),
    "zhdanov": ("Жданов Павел Николаевич", "kontur", "engineer authorised_employee"),
    "melnik": ("Мельник Евгения Юрьевна", "kontur", "engineer authorised_employee"),
    "arkhipova": ("Архипова Светлана Ильинична", "kontur", "organisational_contact coordinator"),
    "yusupov": ("Юсупов Ильдар Ринатович", "kontur-ural", "engineer"),
    "choi": ("Цой Андрей Владимирович", "primsoft", "engineer authorised_employee"),
    "kravets": ("Кравец Олег Степанович", "stepnoy", "engineer authorised_employee"),
    "titova": ("Титова Ольга Сергеевна", "vendor", "engineer"),
    "razin": ("Разин Максим Олегович", "vendor", "engineer"),
    "vlasov": ("Власов Сергей Игоревич", "vendor", "coordinator engineer"),
    "lapteva": ("Лаптева Вера Павловна", "vendor", "auditor"),
    "shulgin": ("Шульгин Пётр Денисович", "vendor", "administrator"),
    "newcomer": ("Новикова Ольга Игоревна", "zmk", "authorised_person"),
    "leaver": ("Уходов Семён Семёнович", "zmk", "authorised_person"),
    "loner": ("Одинцов Лев Львович", "", ""),
}
# client: partner, agreement's particulars
SERVED = {
    "zmk": ("kontur", {}),
    "kedr": ("kontur", {"stricter": {"levels": {"2": {"reaction": "2 working hours"}}}}),
    "atlant": ("kontur", {}),
    "bank": ("kontur", {}),
    "vostok": ("primsoft", {"zone": "Asia/Vladivostok"}),
    "les": ("stepnoy", {}),
    "gavan": ("primsoft", {}),
}
LICENCE_ENDED = {"atlant": date(2024, 2, 29)}
CONTRACT_LEVELS = {"bank": "techno"}
STATUSES = {
    "kontur": ("competence_centre", None),
    "primsoft": ("candidate", None),
    "stepnoy": ("competence_centre", date(2024, 6, 30)),
}
CERTIFICATES = {
    "zhdanov": LAST,
    "melnik": date(2024, 6, 30),
    "choi": None,
    "kravets": LAST,
}
# key: client, name, product, in production
SYSTEMS = {
    "erp": ("zmk", "ERP Производство", "1С:ERP Управление предприятием", True),
    "buh": ("zmk", "Бухгалтерия КОРП", "1С:Бухгалтерия предприятия КОРП", True),
    "zup": ("zmk", "ЗУП КОРП (испытания)", "1С:Зарплата и управление персоналом КОРП", False),
    "holding": ("kedr", "ERP Холдинг", "1С:ERP. Управление холдингом", True),
    "sklad": ("atlant", "УТ Склад", "1С:Управление торговлей КОРП", True),
    "zarplata": ("bank", "Зарплата КОРП", "1С:Зарплата и управление персоналом КОРП", True),
    "terminal": ("vostok", "Терминал", "1С:Транспортная логистика КОРП", True),
    "les_buh": ("les", "Бухгалтерия КОРП", "1С:Бухгалтерия предприятия КОРП", True),
    "pirs": ("gavan", "Пирс", "1С:Управление торговлей КОРП", True),
}


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
        """A session of this person in a django.test.Client."""
        session = client.session
        session[SESSION_KEY] = str(self.person[login])
        session.save()

    def _of_kind(self, kind: str) -> dict[str, int]:
        return {key: pk for key, pk in self.organisation.items() if ORGANISATIONS[key][0] == kind}


def build() -> Cast:
    """Put the world on record."""
    cast = Cast()
    with transaction.atomic(), as_system("the cast of the tests"):
        put_on_record()
        _organisations(cast)
        _people(cast)
        _group()
        _papers(cast)
        _systems(cast)
    return cast


def _organisations(cast: Cast) -> None:
    for key, (kind, short, name, phone) in ORGANISATIONS.items():
        made = models.Organisation.objects.create(
            kind=kind,
            short_name=short,
            name=name,
            phone=phone,
            zone=ZONES.get(key, "Europe/Moscow"),
            email=f"desk@{key}.example",
            created_at=SINCE,
        )
        cast.organisation[key] = made.pk


def _people(cast: Cast) -> None:
    seats: dict[str, int] = {}
    for login, (name, organisation, roles) in PEOPLE.items():
        made = models.Person.objects.create(
            login=login,
            name=name,
            password=_HASH,
            position="специалист",
            email=f"{login}@{organisation or 'nowhere'}.example",
            phone="+7 900 000-41-17",
            created_at=SINCE,
        )
        cast.person[login] = made.pk
        for role in roles.split():
            _membership(cast, login, organisation, role, seats)
    for login, last_day in CERTIFICATES.items():
        models.Certificate.objects.create(
            person_id=cast.person[login],
            kind="expert_technology",
            number=f"ЭТВ-{login}",
            first_day=FIRST,
            last_day=last_day,
        )


def _membership(cast: Cast, login: str, organisation: str, role: str, seats: dict[str, int]) -> None:
    seat = None
    if role == "organisational_contact":
        seat = seats[organisation] = seats.get(organisation, 0) + 1
    models.Membership.objects.create(
        person_id=cast.person[login],
        organisation_id=cast.organisation[organisation],
        role=role,
        seat=seat,
        added_at=SINCE,
        confirmed_at=None if login == "newcomer" else SINCE,
        ended_at=datetime(2023, 3, 1, tzinfo=UTC) if login == "leaver" else None,
    )


def _group() -> None:
    group = models.CompanyGroup.objects.create(name="Группа компаний «Северный Контур»")
    for partner in models.Organisation.objects.filter(short_name__in=["Северный Контур", "Контур Урал"]):
        models.GroupMember.objects.create(group=group, partner=partner, first_day=FIRST)


def _papers(cast: Cast) -> None:
    for number, (key, (partner, particulars)) in enumerate(SERVED.items(), 1):
        client_id, partner_id = cast.organisation[key], cast.organisation[partner]
        cast.agreement[key] = models.Agreement.objects.create(
            client_id=client_id, partner_id=partner_id, number=f"СП-{number}", first_day=FIRST, **particulars
        ).pk
        cast.licence[key] = models.Licence.objects.create(
            client_id=client_id,
            seller_id=partner_id,
            number=f"РКЛ-{240000 + number}",
            main_delivery=f"80124503{number:02}",
            first_day=FIRST,
            last_day=LICENCE_ENDED.get(key, LAST),
        ).pk
        models.SupportContract.objects.create(
            client_id=client_id,
            number=f"ИТС-{55000 + number}",
            level=CONTRACT_LEVELS.get(key, "prof"),
            first_day=FIRST,
            last_day=LAST,
        )
    for key, (status, last_day) in STATUSES.items():
        models.PartnerStatus.objects.create(
            partner_id=cast.organisation[key], status=status, first_day=FIRST, last_day=last_day
        )


def _systems(cast: Cast) -> None:
    for key, (client, name, product, production) in SYSTEMS.items():
        cast.system[key] = models.System.objects.create(
            client_id=cast.organisation[client],
            name=name,
            main_delivery=f"80124503{list(SERVED).index(client) + 1:02}",
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
        ).pk
