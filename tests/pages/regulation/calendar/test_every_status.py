"""A corrected calendar is applied while there is a ticket in every status of both legs; the page says true numbers."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from kabinet.actions.journal.verify import verify
from kabinet.actions.regulation import calendar as acts
from kabinet.actions.regulation import calendar_follow
from kabinet.actions.tickets.take import take_ticket
from kabinet.actions.unit.work import Work
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.records.versions import regulations, terms_of
from kabinet.records.versions.calendars import newest_calendar, working_time
from kabinet.regulation.pack import source
from kabinet.regulation.pack.editing import digest
from kabinet.regulation.working_time import due
from tests import clock
from tests.actions.every_status import client_tickets, vendor_tickets
from tests.cast import Cast
from tests.desk import Desk, later
from tests.pages.regulation.calendar.test_calendars import free_day, imported, signed_in, text


@pytest.fixture
def everything(desk: Desk) -> dict[str, str]:
    """«U objected» -> its number: a ticket in every status of both legs, and the client tickets of the vendor's."""
    at = later(clock.now(), minutes=-55)
    found = {f"U {status}": number for status, number in client_tickets(desk, at).items()}
    for status, (number, vendor) in vendor_tickets(desk, at).items():
        found |= {f"V {status}": vendor, f"U of V {status}": number}
    with as_system("a look from outside"):
        passed = models.Ticket.objects.get(origin__number=found["U passed_on"])
    return {**found, "V of U passed_on": passed.number}


def published(client: Client, day: date) -> str:
    """The address of the version that frees `day`."""
    told = client.post(f"{imported(client, day)}publish/", {"seen": newest_calendar().code})
    assert told.status_code == 303
    return str(told.url)


def applied(client: Client, version: str) -> str:
    """What the page says after the act."""
    told = client.post(f"{version}apply/")
    assert told.status_code == 303, told.status_code
    return text(client.get(told.url))


def counted(shown: str, words: str) -> int:
    found = re.search(rf"{words}: (\d+) ", shown)
    return int(found[1]) if found else 0


def changed(desk: Desk, number: str) -> list[str]:
    return [row.system for row in desk.journal(number) if row.kind == "calendar_changed"]


def deadlines(desk: Desk, found: dict[str, str]) -> dict[str, Any]:
    return {name: [run[:4] for run in desk.runs(number)] for name, number in found.items()}


def open_ones(desk: Desk, found: dict[str, str]) -> dict[str, str]:
    return {name: number for name, number in found.items() if desk.ticket(number).closed_at is None}


def differences() -> list[str]:
    with as_system("a look from outside"):
        return [str(each) for each in verify()]


@pytest.mark.clause("U3.6a")
def test_every_open_ticket_follows_and_the_preview_was_the_acts_own_result(
    desk: Desk, cast: Cast, everything: dict[str, str]
) -> None:
    client, before, live = signed_in(cast), deadlines(desk, everything), open_ones(desk, everything)
    draft = text(client.get(imported(client, free_day())))
    version = published(client, free_day())
    shown = text(client.get(version))
    said = applied(client, version)
    after = deadlines(desk, everything)
    moved = {name for name in everything if before[name] != after[name]}
    assert moved
    for page, words in ((draft, "Сдвинутся сроки"), (shown, "Сдвинутся сроки"), (said, "Сроки сдвинулись")):
        assert counted(page, words) == len(moved), words
        assert counted(page, "С возражением на отказ") == 2
    same = len(live) - len(moved) - 2
    assert counted(shown, "Сроки останутся прежними") == counted(said, "Сроки остались прежними") == same
    assert not {"U objected", "V objected"} & moved
    assert {name for name in everything if changed(desk, everything[name]) == ["calendar"]} == set(live)
    assert {name for name in everything if changed(desk, everything[name])} == set(live)
    assert {desk.ticket(number).calendar_id for number in live.values()} == {newest_calendar().pk}
    assert "Все открытые обращения уже считаются" in text(client.get(version))
    assert differences() == []


@pytest.mark.clause("U2b", "P3a", "U3.6a")
@pytest.mark.parametrize(("name", "login"), [("U objected", "gordeeva"), ("V objected", "titova")])
def test_upheld_an_objection_goes_on_by_the_corrected_calendar(
    desk: Desk, cast: Cast, everything: dict[str, str], name: str, login: str
) -> None:
    number, former = everything[name], newest_calendar().code
    day = free_day()
    client = signed_in(cast)
    applied(client, published(client, day))
    told = signed_in(cast, login).post(
        f"/tickets/{number}/objection/", {"verdict": "upheld", "text": "Да, это сбой"}
    )
    assert told.status_code == 303
    run = desk.runs(number)[-1]
    ticket = desk.ticket(number)
    with as_system("a look from outside"):
        terms = terms_of(ticket)
        term = getattr(terms.level(ticket.level), run[0])
        by = {
            code: due(int(run[2].timestamp()), term, working_time(terms.hours, code))
            for code in (former, newest_calendar().code)
        }
    assert run[3].timestamp() == by[newest_calendar().code]
    if run[0] == "update":
        assert by[former] != by[newest_calendar().code]
    assert differences() == []


def test_a_refusal_that_is_questioned_after_the_calendar_was_applied_follows_by_itself(
    desk: Desk, cast: Cast, everything: dict[str, str]
) -> None:
    client = signed_in(cast)
    version = published(client, free_day())
    applied(client, version)
    number = everything["U refused"]
    assert signed_in(cast, "saveliev").post(f"/tickets/{number}/object/", {"text": "Нет"}).status_code == 303
    assert "перейдут на него сами" in text(client.get(version))
    done = acts.go_on(at=clock.now())
    assert (done.objected, done.taken, done.passed) == (1, 1, ())
    assert desk.ticket(number).calendar_id == newest_calendar().pk
    assert differences() == []


def test_two_presses_do_it_once(desk: Desk, cast: Cast, everything: dict[str, str]) -> None:
    client, other = signed_in(cast), signed_in(cast)
    version = published(client, free_day())
    applied(client, version)
    assert "Все открытые обращения уже считаются по этому календарю" in applied(other, version)
    assert {len(changed(desk, number)) for number in everything.values()} == {0, 1}
    with as_system("a look from outside"):
        assert models.OrganisationEntry.objects.filter(kind="calendar_applied").count() == 1


def test_an_earlier_version_is_applied_no_more(desk: Desk, cast: Cast, everything: dict[str, str]) -> None:
    client, day = signed_in(cast), free_day()
    earlier = published(client, day)
    published(client, free_day())
    told = client.post(f"{earlier}apply/")
    assert told.status_code == 422
    assert "Уже опубликован более поздний календарь" in text(told)
    assert not any(changed(desk, number) for number in everything.values())


def test_one_that_fails_holds_back_nobody_and_is_named(
    desk: Desk, cast: Cast, everything: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, live = signed_in(cast), open_ones(desk, everything)
    version, bad = published(client, free_day()), everything["U in_work"]
    whole = calendar_follow.finish

    def broken(work: Work) -> None:
        if work.ticket.number == bad:
            raise ArithmeticError(bad)
        whole(work)

    monkeypatch.setattr(calendar_follow, "finish", broken)
    said = applied(client, version)
    assert f"пропущено: 1 обращение. {bad} (ошибка программы" in said
    assert {name for name, number in live.items() if not changed(desk, number)} == {"U in_work"}
    assert differences() == []
    monkeypatch.undo()
    assert acts.go_on(at=clock.now()).taken == 1
    assert changed(desk, bad) == ["calendar"]


OLD_STATUS = """
[[statuses]] # not considered, so no move from "open" reaches it
code = "paused"
role = "in_work"
icon = "message-circle-warning"
turn = "partner"
open = true
considered = false
names.client = { ru = "Отложено", en = "Put off" }
names.partner = { ru = "Отложено", en = "Put off" }
names.vendor = { ru = "Отложено", en = "Put off" }
"""
OLD_MOVE = """
[[moves]]
facts = ["taken"]
start = ["registered"]
to = "paused"
"""


def published_before_the_rule(code: str) -> None:
    """A version that the fitness check would refuse today: one of its statuses knows no corrected calendar."""
    texts = dict(source("corp_4_0"))
    own = {
        "published = .*": "published = 2025-01-10",
        "code = .*": f'code = "{code}"',
        "number = .*": 'number = "4.0a"',
    }
    for line, said in own.items():
        texts["pack.toml"] = re.sub(f"(?m)^{line}$", said, texts["pack.toml"], count=1)
    life = texts["client_life.toml"].replace("[draft]", f"{OLD_STATUS}\n[draft]", 1)
    texts["client_life.toml"] = life.replace("[[moves]]", f"{OLD_MOVE}\n[[moves]]", 1)
    with as_system("a version of long ago"):
        models.RegulationVersion.objects.create(
            code=code, number="4.0a", published_on=date(2025, 1, 10), content=texts, digest=digest(texts)
        )


def test_a_ticket_under_an_old_version_is_passed_over_by_rule_and_the_page_says_why(
    desk: Desk, cast: Cast
) -> None:
    regulations._published.cache_clear()
    published_before_the_rule("version_4_0a_long_ago")
    at = later(clock.now(), minutes=-30)
    paused, fresh = desk.register(at).number, desk.register(at).number
    desk.do(take_ticket, "gordeeva", later(at, minutes=1), number=paused)
    assert desk.ticket(paused).status == "paused"
    client = signed_in(cast)
    version = published(client, free_day())
    why = f"{paused}</span>: версия 4.0a («Регламент корпоративной технической поддержки») не знает "
    why += "исправления календаря в статусе «Отложено»"
    assert why in text(client.get(version))
    said = applied(client, version)
    assert (
        f"пропущено: 1 обращение. {paused} (версия 4.0a («Регламент корпоративной технической поддержки») не знает"
        in said
    )
    assert "по прежнему календарю и останутся по нему" in said
    assert "Применить к открытым обращениям" not in said
    assert (changed(desk, paused), changed(desk, fresh)) == ([], ["calendar"])
    assert differences() == []
