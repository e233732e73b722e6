"""A regulation written by docs/regulation-versions.md alone: its files are fit, and a ticket lives by them to its end."""

import re
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from kabinet.pages.regulation.versions.rehearsal import unbuilt
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.records.versions import newest_pack
from kabinet.regulation.access import OrgKind
from kabinet.regulation.pack import Pack, StatusRole, completed, load
from kabinet.regulation.pack import unfit as faults_of
from kabinet.regulation.pack.texts import texts
from tests import clock
from tests.cast import Cast
from tests.desk import MOSCOW, Desk
from tests.pages.filling import filled
from tests.pages.organisations.people.sheets import (
    COMPANY,
    ZIMINA,
    company,
    downloaded,
    file,
    handed_in,
    put,
    uploaded,
)
from tests.pages.regulation.versions.test_foreign_vendors import NAMES, ForeignLife
from tests.pages.regulation.versions.test_versions_served import drafted, publish

pytestmark = pytest.mark.clause("L16", "P2.8")
FILES = Path(__file__).parents[3] / "regulation" / "third_pack"


class LiftLife(ForeignLife):
    """The questions of this regulation and its answers."""

    answers = {1: {"q-car": "stands", "q-people": "no"}, 2: {"q-car": "limps"}, 3: {"q-car": "fine"}}

    def status(self, address: str) -> str:
        with transaction.atomic(), as_system("a look from outside"):
            return str(models.Ticket.objects.get(number=address.split("/")[2]).status)

    def act(self, login: str, address: str, **given: str) -> None:
        """An act with a page of its own."""
        page = self.see(login, address)
        self.send(login, address, filled(page, address, **given))


def plain(page: str) -> str:
    """What is read, without the elements."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.fixture
def law() -> Pack:
    return load(FILES)


@pytest.fixture
def life(cast: Cast, law: Pack) -> LiftLife:
    """In force for everybody since ten days and more, with papers of its own."""
    desk, day = Desk(cast), clock.now().astimezone(MOSCOW).date() - timedelta(days=40)
    at = datetime.combine(day, datetime.min.time(), MOSCOW) + timedelta(hours=1)
    publish(desk, drafted(desk, texts(FILES), at), day, at)
    assert law.entitlement is not None
    with transaction.atomic(), as_system("papers of another vendor"):
        models.PartnerStatus.objects.update(status="service_house")
        models.SupportContract.objects.update(level="whole")
        models.Certificate.objects.update(kind=law.entitlement.certificate)
        models.Organisation.objects.filter(kind=OrgKind.VENDOR.value).update(
            name="ООО «Подъём»", short_name="Подъём"
        )
    return LiftLife(cast, law.number)


def test_the_files_are_fit_and_every_page_is_built_by_them(law: Pack) -> None:
    assert faults_of(law, newest_pack()) == unbuilt(completed(law, newest_pack())) == []
    own = {each.code for leg in law.legs.values() for each in leg.statuses}
    assert own.isdisjoint(each.code for leg in newest_pack().legs.values() for each in leg.statuses)
    assert {each.role for each in law.leg("client").statuses} == set(StatusRole) - {
        StatusRole.DRAFT,
        StatusRole.RETURNED,
    }


def test_no_sentence_of_the_files_names_the_carried_vendor() -> None:
    """No check of a version finds that (docs/regulation-versions.md)."""
    written = texts(FILES)
    assert written
    assert [name for name, said in written.items() if NAMES.search(said) or "Кандидат" in said] == []


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_ticket_goes_from_its_registration_to_its_end(life: LiftLife, law: Pack, level: int) -> None:
    client = life.register(level)
    name = law.leg("client").level(level).name.ru
    assert name in life.see("saveliev", client)
    life.act("gordeeva", f"{client}take/")
    assert life.status(client) == "own_repair"
    life.say("gordeeva", client, "Какая прошивка?", "question")
    assert life.status(client) == "own_asked"
    page = life.see("saveliev", f"{client}say/")
    life.send("saveliev", f"{client}say/", filled(page, f"{client}say/", text="Седьмая"))
    life.say("gordeeva", client, "Смотрим журнал станции.")
    vendor = life.pass_on(client)
    assert (life.status(client), life.status(vendor)) == ("own_at_factory", "mill_received")
    life.see("titova", f"{vendor}document/")
    said = plain(life.see("titova", vendor))
    assert "Повторили на стенде да" in said
    assert "Временный режим, окончательно" in said
    life.say("titova", vendor, "Нужна новая прошивка.", "solution")
    assert (life.status(client), life.status(vendor)) == ("own_repair", "mill_fixed")
    page = life.see("gordeeva", vendor)
    assert "Лифт исправен" in plain(page).partition("Нужна новая прошивка.")[2]
    relayed = re.search(rf"{vendor}relay/\d+/", page)
    assert relayed
    life.act("gordeeva", relayed[0], text="Прошейте станцию", kind="solution")
    assert life.status(client) == "own_ready"
    life.act("saveliev", f"{client}accept/")
    assert life.status(client) == "own_runs"
    assert life.status(vendor) in ("mill_runs", "mill_recalled")
    life.ticket(client, "saveliev", "gordeeva")
    life.ticket(vendor, "zhdanov", "titova")
    assert not life.strange, "\n".join(life.strange)


def test_the_pages_say_what_this_regulation_says(life: LiftLife, law: Pack) -> None:
    client = life.register(1)
    rules = life.see("saveliev", "/rules/")
    levels = law.leg("client").levels
    for said in ("Владелец и сервисный дом", "Порядок, п. 3.1", *(each.name.ru for each in levels)):
        assert said in rules, said
    assert "Екатеринбург" in rules
    assert "Порядок, п. 3.1" in life.see("saveliev", client)
    for login in ("gordeeva", "titova"):
        assert "«Подъём" in life.see(login, "/queue/")
        factory = life.see(login, "/rules/")
        assert "Заводская карта, п. 1" in factory
        assert "07:30" in factory
    for login, address in (
        ("arkhipova", "/violations/"),
        ("lapteva", "/oversight/"),
        ("gordeeva", "/queue/"),
    ):
        life.see(login, address)
    assert not life.strange, "\n".join(life.strange)


def test_every_form_with_files_names_the_limit_of_this_regulation(life: LiftLife, law: Pack) -> None:
    leg = law.leg("client")
    assert leg.limits is not None
    assert leg.limits.small_file_bytes == 10 * 2**20
    client = life.register(2)
    forms = {f"{client}refuse/": "gordeeva", f"{client}pass-on/": "zhdanov"}
    for address, login in forms.items():
        assert "До 10 МБ каждый" in plain(life.see(login, address)), address
    vendor = life.pass_on(client)
    page = life.see("titova", f"{vendor}return/")
    life.send("titova", f"{vendor}return/", filled(page, f"{vendor}return/", text="Мало"))
    for address in (f"{vendor}complete/", f"{vendor}complete/diagnostics/"):
        assert "До 10 МБ каждый" in plain(life.see("zhdanov", address)), address
    life.refused(client, "gordeeva")
    assert "До 10 МБ каждый" in plain(life.see("saveliev", f"{client}object/"))


def test_a_version_is_called_by_its_name_wherever_it_is_named(life: LiftLife, law: Pack) -> None:
    client = life.register(2)
    titled = f"{law.name.ru}, версия {law.number}"
    for login, address in (
        ("saveliev", "/rules/"),
        ("gordeeva", "/rules/"),
        ("saveliev", f"/rules/version/{law.number}/"),
        ("gordeeva", f"/rules/compare/?old=4.0&new={law.number}"),
        ("shulgin", "/regulations/"),
        ("gordeeva", client),
    ):
        assert titled in plain(life.see(login, address)), (login, address)
    assert f"версия {law.number} («{law.name.ru}»)" in plain(life.see("arkhipova", "/notices/"))
    begun = str(life.send("shulgin", "/regulations/begin/", {"number": law.number})["Location"])
    assert f"Черновик 8 («{law.name.ru}»)" in plain(life.see("shulgin", begun))
    other = plain(life.see("gordeeva", "/rules/version/4.0/"))
    assert f"Сейчас для вас действует версия {law.number} («{law.name.ru}»)" in other


def test_the_zone_of_whoever_is_entered_is_said_by_the_form_or_by_this_regulation(
    life: LiftLife, law: Pack
) -> None:
    partner, address = life.client("arkhipova"), "/clients/new/"

    def entered(zone: str) -> Any:
        book = put(
            company(downloaded(partner, address + "template/"), {10: zone}), {5: (*ZIMINA, "да", "да")}
        )
        return uploaded(partner, address, file(book))

    assert "Заполните это поле" in plain(entered("").content.decode())
    preview = entered("Asia/Vladivostok")
    assert handed_in(partner, address, preview).status_code == 303
    with transaction.atomic(), as_system("a look from outside"):
        agreed = models.Agreement.objects.select_related("client").get(client__inn=COMPANY[7])
        person = models.Person.objects.get(login=ZIMINA[4])
    assert law.leg("client").terms.hours.zone not in ("Europe/Moscow", "Asia/Vladivostok")
    assert agreed.zone == law.leg("client").terms.hours.zone
    assert agreed.client.zone == person.zone == "Asia/Vladivostok"
