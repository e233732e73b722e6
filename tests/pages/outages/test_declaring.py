"""An outage is declared, told, ended and corrected on its pages (U3.4a, L11b, P4.4)."""

import re
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from kabinet.actions.outages.by_itself import declare_watched, end_due
from kabinet.records.models import Notice, OrganisationEntry, Outage
from kabinet.records.security.reach import as_system
from tests.cast import PEOPLE, Cast

HOUR = timedelta(hours=1)
MOSCOW = ZoneInfo("Europe/Moscow")
PARTNER = {"gordeeva", "zhdanov", "melnik", "arkhipova", "yusupov"}
CLIENTS = {"saveliev", "orlova", "frolov", "arefyev", "dremin", "lukin", "nikitin"}
NOBODYS = {"newcomer", "leaver", "loner"}


def typed(at: datetime) -> str:
    return at.astimezone(MOSCOW).strftime("%Y-%m-%dT%H:%M")


def rows() -> list[Outage]:
    with transaction.atomic(), as_system("a look from outside"):
        return list(Outage.objects.order_by("pk"))


def told(kind: str) -> dict[str, Notice]:
    with transaction.atomic(), as_system("a look from outside"):
        found = list(Notice.objects.filter(kind=kind).select_related("person"))
    assert len({each.person_id for each in found}) == len(found), "somebody is told twice"
    return {each.person.login: each for each in found}


def facts() -> list[OrganisationEntry]:
    with transaction.atomic(), as_system("a look from outside"):
        return list(OrganisationEntry.objects.filter(kind__startswith="outage_").order_by("pk"))


@pytest.fixture
def declared(send):
    """`declared(login)`: the outage that this person declared from now on."""

    def made(login: str = "shulgin", **fields: str) -> Outage:
        answer = send(login, "/outages/new/", reason="Авария в ЦОД", **fields)
        assert answer.status_code == 303, answer.content.decode()
        return rows()[-1]

    return made


@pytest.mark.clause("U3.4a", "P4.4", "L11b")
def test_the_vendors_outage_stands_on_every_page_of_everybody_and_they_are_told_once(
    cast: Cast, declared, see, now
):
    outage = declared(ends_at=typed(now + 2 * HOUR))
    assert (outage.began_at, outage.of_vendor, outage.over) == (now, True, False)
    [fact] = facts()
    assert (fact.kind, fact.clause, fact.organisation_id) == (
        "outage_declared",
        "U3.4a",
        cast.organisation["vendor"],
    )
    people = {login for login in PEOPLE if login not in NOBODYS}
    assert set(told("outage_declared")) == people - {"shulgin"}
    for login, address in (
        ("saveliev", "/tickets/"),
        ("gordeeva", "/queue/"),
        ("lapteva", "/notices/"),
        ("kim", "/me/"),
    ):
        page = see(login, address)
        assert 'id="outage"' in page, login
        assert "Кабинет недоступен с" in page
        assert "по плану до" in page


@pytest.mark.clause("U3.4a", "P4.4")
def test_each_reads_whom_they_turn_to_and_the_clause(cast: Cast, declared, see):
    with transaction.atomic(), as_system("addresses"):
        from kabinet.records.models import Organisation

        Organisation.objects.filter(pk=cast.organisation["kontur"]).update(
            email="help@kontur.example", phone="+74950001122"
        )
        Organisation.objects.filter(pk=cast.organisation["vendor"]).update(
            email="corp@vendor.example", phone="+74957779922"
        )
    declared()
    client, partner, vendor = (banner(see(login, "/notices/")) for login in ("orlova", "gordeeva", "titova"))
    assert "help@kontur.example" in client
    assert "tel:+74950001122" in client
    assert "/U3.4a" in client
    assert "corp@vendor.example" in partner
    assert "/P4.4" in partner
    assert "mailto:" not in vendor
    assert "/P4.4" in vendor
    assert "help@kontur.example" in str(told("outage_declared")["orlova"].data["meanwhile"])
    assert "corp@vendor.example" in str(told("outage_declared")["gordeeva"].data["meanwhile"])


def banner(page: str) -> str:
    found = re.search(r'<div class="banner bad offset" role="status" id="outage">.*?</a>\s*</div>', page)
    assert found, "no banner"
    return found[0]


@pytest.mark.clause("U3.4a")
def test_a_partners_outage_is_its_desks_and_its_clients_alone(cast: Cast, declared, see, status):
    outage = declared("arkhipova")
    assert not outage.of_vendor
    assert set(told("outage_declared")) == (PARTNER | CLIENTS) & set(PEOPLE) - {"arkhipova"}
    for login in ("orlova", "gordeeva", "yusupov"):
        assert 'id="outage"' in see(login, "/notices/")
        assert "Авария в ЦОД" in see(login, "/outages/")
    for login in ("kim", "choi", "stranger", "kravets"):
        assert 'id="outage"' not in see(login, "/notices/")
        assert "Авария в ЦОД" not in see(login, "/outages/")
        assert status(login, f"/outages/{outage.pk}/") == 404
    for login in ("titova", "lapteva"):
        assert 'id="outage"' not in see(login, "/notices/")
        assert "Авария в ЦОД" in see(login, f"/outages/{outage.pk}/")


def test_at_the_entrance_the_vendors_is_told_and_no_partners(declared, client, send, now):
    declared("arkhipova")
    assert "Кабинет недоступен" not in client.get("/sign-in/").content.decode()
    declared("vlasov")
    page = client.get("/sign-in/").content.decode()
    assert "Кабинет недоступен с" in page
    assert "3.4" in page
    send("vlasov", f"/outages/{rows()[-1].pk}/end/")
    assert "Кабинет недоступен" not in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize("login", ["orlova", "saveliev", "gordeeva", "titova", "lapteva"])
def test_whoever_may_not_declare_is_told_who_does(send, declared, login):
    outage = declared()
    for address in ("/outages/new/", f"/outages/{outage.pk}/correct/", f"/outages/{outage.pk}/end/"):
        answer = send(login, address, reason="Сам", began_at="", ends_at="")
        assert answer.status_code == 403
        assert "О недоступности кабинета объявляет" in answer.content.decode()
    assert len(rows()) == 1
    assert rows()[0].ends_at is None


def test_neither_house_ends_the_others(send, declared):
    vendors, partners = declared("shulgin"), declared("arkhipova")
    assert send("arkhipova", f"/outages/{vendors.pk}/end/").status_code == 403
    assert send("shulgin", f"/outages/{partners.pk}/end/").status_code == 403
    assert send("arkhipova", f"/outages/{partners.pk}/end/").status_code == 303
    assert [each.ends_at is None for each in rows()] == [True, False]


def test_it_is_ended_once_and_everybody_is_told(declared, send, see, now):
    outage = declared()
    assert send("vlasov", f"/outages/{outage.pk}/end/").status_code == 303
    again = send("vlasov", f"/outages/{outage.pk}/end/")
    assert again.status_code == 422
    assert "уже завершена" in again.content.decode()
    assert [each.kind for each in facts()] == ["outage_declared", "outage_ended"]
    assert "orlova" in told("outage_ended")
    assert "vlasov" not in told("outage_ended")
    assert 'id="outage"' not in see("orlova", "/notices/")
    assert "Кабинет снова доступен" in see("orlova", "/notices/")


def test_one_with_an_end_ends_by_itself_and_is_told_once(declared, now):
    declared(ends_at=typed(now + HOUR))
    assert end_due(at=now) == 0
    assert end_due(at=now + HOUR) == 1
    assert end_due(at=now + HOUR) == 0
    [_, ended] = facts()
    assert (ended.kind, ended.actor_id) == ("outage_ended", None)
    assert ended.system
    assert "shulgin" in told("outage_ended")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"began_at": -73}, "не больше чем за 72"),
        ({"began_at": 1}, "ещё не наступило"),
        ({"began_at": -3, "ends_at": -4}, "не позже начала"),
        ({"ends_at": 24 * 40}, r"Дольше 31\Wдня"),
        ({"reason": " "}, "Заполните|укажите|Напишите|Обязательн"),
    ],
)
def test_times_that_cannot_be_are_said_beside_their_field(send, now, fields, words):
    given = {"reason": "Авария"} | {
        name: value if isinstance(value, str) else typed(now + value * HOUR) for name, value in fields.items()
    }
    answer = send("shulgin", "/outages/new/", **given)
    assert answer.status_code == 422
    assert re.search(words, answer.content.decode())
    assert rows() == []
    assert facts() == []


def test_back_within_the_limit_it_is_over_at_once_and_the_same_time_is_declared_once(declared, send, now):
    times = {"began_at": typed(now - 71 * HOUR), "ends_at": typed(now - 70 * HOUR)}
    outage = declared(**times)
    assert outage.over
    assert outage.ends_at
    assert [each.kind for each in facts()] == ["outage_declared"]
    assert "был недоступен" in str(send("orlova", "/notices/read/").status_code) + notice_words("orlova")
    again = send("vlasov", "/outages/new/", reason="Ещё", **times)
    assert again.status_code == 422
    assert "уже объявлено" in again.content.decode()
    partners = send("arkhipova", "/outages/new/", reason="Своя", **times)
    assert partners.status_code == 303, "another house declares its own"


def notice_words(login: str) -> str:
    from kabinet.actions.notices import wording

    return wording.of_notice(told("outage_declared")[login]).ru


def test_it_is_corrected_and_what_it_was_stays(declared, send, see, now):
    outage = declared(began_at=typed(now - 2 * HOUR))
    page = see("vlasov", f"/outages/{outage.pk}/correct/")
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen
    given = {
        "reason": "Обрыв канала",
        "began_at": typed(now - 3 * HOUR),
        "ends_at": typed(now - HOUR),
        "seen": seen[1],
    }
    assert send("vlasov", f"/outages/{outage.pk}/correct/", **given).status_code == 303
    [row] = rows()
    assert (row.reason, row.over) == ("Обрыв канала", True)
    history = see("lapteva", f"/outages/{outage.pk}/")
    assert "исправлена" in history
    assert "Авария в ЦОД" in history
    assert "Обрыв канала" in history
    late = send("shulgin", f"/outages/{outage.pk}/correct/", **{**given, "reason": "Третье"})
    assert late.status_code == 422
    assert "запись изменили" in late.content.decode()


def test_declared_by_mistake_it_ends_when_it_begins(declared, send, see, now):
    outage = declared(began_at=typed(now - 2 * HOUR))
    began = typed(now - 2 * HOUR)
    given = {"reason": "Ошибка", "began_at": began, "ends_at": began}
    assert send("shulgin", f"/outages/{outage.pk}/correct/", **given).status_code == 303
    assert "объявлена по ошибке" in see("orlova", "/outages/")
    assert 'id="outage"' not in see("orlova", "/notices/")
    assert declared(began_at=began).pk != outage.pk, "its time is free"


@pytest.mark.clause("U3.4a", "P4.4")
def test_the_watchdog_declares_what_nobody_did_and_never_twice(cast: Cast, declared, see, now):
    spell = UUID(int=7)
    seen = {"spell": spell, "began_at": now - 5 * HOUR, "ends_at": now - HOUR}
    declared(began_at=typed(now - 4 * HOUR), ends_at=typed(now - 3 * HOUR))
    assert declare_watched(at=now, **seen) == 2
    assert declare_watched(at=now, **seen) == 0
    _, before, after = rows()
    since = (now - 4 * HOUR).replace(second=0)
    assert (before.began_at, before.ends_at) == (now - 5 * HOUR, since)
    assert (after.began_at, after.ends_at) == (since + HOUR, now - HOUR)
    assert "Проверка снаружи" in see("orlova", "/outages/")
    assert all(each.system for each in facts()[1:])


def test_what_came_in_it_is_counted_for_who_reaches_it(cast: Cast, declared, desk, see, now):
    from kabinet.actions.tickets.registration.on_behalf import Called

    outage = declared(began_at=typed(now - 3 * HOUR))
    caller = Called(cast.person["saveliev"], now - HOUR, "Сбой")
    number = desk.register(now, "gordeeva", called=caller).number
    for login in ("orlova", "gordeeva"):
        assert "обращений: 1" in see(login, "/outages/")
        assert number in see(login, f"/outages/{outage.pk}/")
    for login in ("kim", "titova"):
        assert "обращений: 1" not in see(login, "/outages/")
        assert number not in see(login, f"/outages/{outage.pk}/")
