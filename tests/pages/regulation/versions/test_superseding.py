"""A published version that turns out unfit is superseded by the vendor at once, with a reason, through the pages."""

import re
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from kabinet.actions.regulation import adoption, supersession
from kabinet.actions.regulation.adoption import remind
from kabinet.actions.unit.errors import Invalid
from kabinet.records import lengths, models
from kabinet.records.security.reach import as_system
from kabinet.records.versions import regulations
from tests.cast import Cast
from tests.desk import Desk
from tests.pages.registration.walk import WRITTEN, Walk
from tests.pages.regulation.versions.versions_scene import (
    TERM,
    Reader,
    now,
    publish,
    published,
    today,
    whole,
)
from tests.records.security.sql import count, refused
from tests.regulation.pack.changes import choice, written

pytestmark = pytest.mark.clause("L16", "P2.8")
NAME = "Регламент корпоративной технической поддержки"
REASON = "Обязательное поле нельзя заполнить"
PAGE = "/regulations/4.1/supersede/"


def supersede(administrator: Reader, status: int = 303, **typed: str) -> Any:
    return administrator.fill(PAGE, "supersede", status, **({"reason": REASON} | typed))


def entries(kind: str) -> list[models.OrganisationEntry]:
    return [row for row in whole(models.OrganisationEntry) if row.kind == kind]


def told(cast: Cast, login: str) -> list[str]:
    return [row.kind for row in whole(models.Notice) if row.person_id == cast.person[login]]


def law_for(cast: Cast, partner: str, days: int = 0) -> str:
    return regulations.regulation_for(cast.partner[partner], today() + timedelta(days=days)).number


def test_who_lived_under_it_falls_back_at_once_and_its_tickets_go_on(
    cast: Cast, desk: Desk, administrator: Reader
) -> None:
    published(desk, today())
    Reader(cast, "arkhipova").fill("/regulations/4.1/adopt/", "adopt", day=today().isoformat())
    walk = Walk(Client(), cast)
    walk.register(2)
    number = walk.tickets()[-1].number
    assert law_for(cast, "kontur") == "4.1"

    shown = administrator.see(PAGE)
    assert f"4.1 («{NAME}») → 4.0 («{NAME}»):" in shown
    assert "Северный Контур" in shown
    assert "1 партнёр, 4 клиента" in shown
    assert "Зарегистрировано по ней: 1 обращение, из них открыто 1." in shown
    assert supersede(administrator)["Location"] == "/regulations/"

    assert law_for(cast, "kontur") == "4.0"
    assert law_for(cast, "kontur", 60) == "4.0"
    for login in ("saveliev", "gordeeva", "titova"):
        assert "<h1>Регламент корпоративной технической поддержки, версия 4.0</h1>" in Reader(
            cast, login
        ).see("/rules/")
        page = Reader(cast, login).see("/rules/version/4.1/")
        assert "Версия отозвана" in page
        assert REASON in page
    for login in ("saveliev", "gordeeva"):
        old = Reader(cast, login).see(f"/tickets/{number}/")
        assert (
            '<a class="link tall" href="/rules/version/4.1/">Регламент корпоративной технической поддержки, версия 4.1 от'
            in old
        )
    Reader(cast, "gordeeva").see(f"/tickets/{number}/pass-on/")
    walk.register(2)
    fresh = walk.tickets()[-1]
    assert fresh.number != number
    assert (
        '<a class="link tall" href="/rules/version/4.0/">Регламент корпоративной технической поддержки, версия 4.0 от'
        in Reader(cast, "saveliev").see(f"/tickets/{fresh.number}/")
    )


def test_it_is_recorded_with_its_reason_and_told_to_whom_the_page_said(
    cast: Cast, desk: Desk, administrator: Reader
) -> None:
    published(desk, today())
    desk.do(adoption.adopt, "arkhipova", now(), number="4.1", day=today())
    before = len(whole(models.Notice))
    shown = administrator.see(PAGE)
    supersede(administrator)
    (entry,) = entries("regulation_superseded")
    assert (entry.organisation_id, entry.actor_id) == (cast.organisation["vendor"], cast.person["shulgin"])
    assert (entry.data["reason"], entry.clause) == (REASON, "P2.8")
    for login in ("arkhipova", "gordeeva", "saveliev"):
        assert told(cast, login).count("regulation_superseded") == 1
    assert told(cast, "stranger").count("regulation_cancelled") == 1
    added = len(whole(models.Notice)) - before
    assert re.search(rf"Уведомление с причиной получат {added} человека?\.", shown)
    assert f"версии 4.0 («{NAME}»), зарегистрированные остаются под своей. Причина: {REASON}" in Reader(
        cast, "saveliev"
    ).see("/notices/")
    assert f"не начнёт действовать: новые обращения идут по версии 4.0 («{NAME}»)" in Reader(
        cast, "stranger"
    ).see("/notices/")
    assert f"Отозвана версия 4.1 («{NAME}»): новых обращений по ней нет. Причина: {REASON}" in Reader(
        cast, "shulgin"
    ).see(f"/organisations/{cast.organisation['vendor']}/history/")


@pytest.mark.parametrize("passed", [0, 31])
def test_its_day_for_everybody_never_comes(
    cast: Cast, desk: Desk, administrator: Reader, passed: int
) -> None:
    published(desk, today() - timedelta(days=passed))
    page = administrator.see(PAGE)
    assert ("не начнёт действовать и в день" in page) is (passed == 0)
    supersede(administrator)
    for partner in ("kontur", "primsoft"):
        assert {law_for(cast, partner, days) for days in (0, 30, 31, 90)} == {"4.0"}
    assert regulations.law_binding(now() + timedelta(days=90)).number == "4.0"
    assert remind(at=now() + timedelta(days=21)) == 0
    shown = Reader(cast, "arkhipova").see("/regulations/4.1/adopt/", 403)
    assert "Эту версию отозвали" in shown
    assert "/regulations/4.1/adopt/" not in Reader(cast, "arkhipova").see("/rules/")
    assert "начнёт действовать" not in Reader(cast, "saveliev").see("/rules/")
    assert ("отозвана" in Reader(cast, "saveliev").see("/rules/")) is True


def test_a_day_that_was_chosen_is_void(cast: Cast, desk: Desk, administrator: Reader) -> None:
    published(desk, today())
    desk.do(adoption.adopt, "arkhipova", now(), number="4.1", day=today() + timedelta(days=5))
    shown = administrator.see(PAGE)
    assert "Ни для одного партнёра эта версия сейчас не действует" in shown
    assert "останется на 4.0" in shown
    supersede(administrator)
    assert law_for(cast, "kontur", 6) == "4.0"
    assert told(cast, "arkhipova").count("regulation_cancelled") == 1


def test_a_version_between_is_what_they_fall_back_to(cast: Cast, desk: Desk, administrator: Reader) -> None:
    published(desk, today() - timedelta(days=40), "4.05")
    published(desk, today())
    desk.do(adoption.adopt, "arkhipova", now(), number="4.1", day=today())
    assert f"4.1 («{NAME}») → 4.05 («{NAME}»):" in administrator.see(PAGE)
    supersede(administrator)
    assert law_for(cast, "kontur") == "4.05"
    assert "Отозвать" in administrator.see("/regulations/4.05/supersede/")  # 4.0 would be in force again


@pytest.mark.parametrize("typed", ["", "   ", "\0", "а" * (lengths.REASON + 1)])
def test_a_reason_is_needed(desk: Desk, administrator: Reader, typed: str) -> None:
    published(desk, today())
    answer = supersede(administrator, 422, reason=typed).content.decode()
    assert 'id="errors"' in answer
    assert whole(models.Supersession) == []


def test_a_second_press_and_a_second_administrator_do_no_harm(desk: Desk, administrator: Reader) -> None:
    published(desk, today())
    for location in ("/regulations/", "/rules/version/4.1/", "/rules/version/4.1/"):
        assert administrator.send(PAGE, {"reason": REASON})["Location"] == location
    assert "уже отозвали" in administrator.see("/rules/version/4.1/")
    assert len(whole(models.Supersession)) == len(entries("regulation_superseded")) == 1


def test_two_at_one_moment_supersede_it_once(own_db: object, cast: Cast, desk: Desk) -> None:
    published(desk, today())
    start, outcomes = Barrier(2), []

    def press() -> None:
        start.wait()
        try:
            desk.do(supersession.supersede, "shulgin", now(), number="4.1", reason=REASON)
            outcomes.append("done")
        except Invalid as refused:
            outcomes.append(refused.field)
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "version"]
    assert len(entries("regulation_superseded")) == 1


def test_strangers_and_other_roles(cast: Cast, desk: Desk) -> None:
    published(desk, today())
    for login, status in (("titova", 403), ("lapteva", 403), ("arkhipova", 404), ("saveliev", 404)):
        Reader(cast, login).see(PAGE, status)
        Reader(cast, login).send(PAGE, {"reason": REASON}, status)
    Reader(cast, "shulgin").see("/regulations/9.9/supersede/", 404)
    assert whole(models.Supersession) == []


def test_the_last_one_stays(administrator: Reader) -> None:
    assert (
        administrator.send("/regulations/4.0/supersede/", {"reason": REASON})["Location"]
        == "/rules/version/4.0/"
    )
    assert "Другой действующей версии нет" in administrator.see("/rules/version/4.0/")
    assert "/regulations/4.0/supersede/" not in administrator.see("/regulations/")


def test_a_draft_is_begun_from_it_and_the_mended_version_comes_out(
    cast: Cast, desk: Desk, administrator: Reader
) -> None:
    published(desk, today() + timedelta(days=20))
    supersede(administrator)
    assert "Исправить в черновике" in administrator.see("/regulations/")
    address = str(administrator.send("/regulations/begin/", {"number": "4.1"})["Location"])
    administrator.fill(f"{address}sheets/terms/", "sheet", **{TERM: "2"})
    assert (
        publish(administrator, address)["Location"] == "/rules/version/4.2/"
    )  # the day of the superseded one is no bar
    assert "2 рабочих часа" in administrator.see("/rules/compare/?old=4.1&new=4.2")


def test_a_form_that_was_open_meanwhile_goes_by_the_version_in_force(
    cast: Cast, desk: Desk, administrator: Reader
) -> None:
    """The draft was begun under a version with a field that 4.0 does not have, and the other way round."""
    from tests.pages.regulation.versions.test_versions_served import drafted
    from tests.pages.regulation.versions.test_versions_served import publish as publish_row

    row = drafted(desk, written(choice("extra", "one", "two")), now())
    publish_row(desk, row, today(), now())
    walk = Walk(Client(), cast)
    before = walk.begin(3)
    desk.do(adoption.adopt, "arkhipova", now(), number="4.1", day=today())
    page = walk.get(before).content.decode()
    assert 'name="extra"' in page
    shown = {"regulation": regulations.on_record().last().code}
    assert walk.post(before, WRITTEN | shown).status_code == 422
    assert walk.post(before, WRITTEN | shown | {"extra": "one"}).status_code == 303
    assert walk.tickets()[-1].sheet.values["extra"] == "one"

    left = walk.begin(3)
    supersede(administrator)
    assert 'name="extra"' not in walk.get(left).content.decode()
    assert walk.post(left, WRITTEN | {"regulation": "corp_4_0"}).status_code == 303
    with transaction.atomic(), as_system("a look"):
        assert walk.tickets()[-1].regulation.number == "4.0"


def test_the_database_lets_nobody_write_or_change_it(cast: Cast, desk: Desk, administrator: Reader) -> None:
    published(desk, today())
    supersede(administrator)
    with transaction.atomic():
        cast.actor("shulgin", now())
        assert count("supersession") == 1
        add = "INSERT INTO supersession (version_id, reason, person_id, at) SELECT id, %s, %s, now() FROM regulation_version"
        assert "row-level security" in refused(f"{add} WHERE number = '4.0'", "ещё", cast.person["shulgin"])
        with as_system("a test"):
            for said in ("UPDATE supersession SET reason = 'иначе'", "DELETE FROM supersession"):
                assert "permission denied" in refused(said)
