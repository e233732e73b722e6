"""Versions of the regulation through the pages: prepared, compared, published, taken up, read."""

import re
import urllib.error
import urllib.request
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from kabinet.actions.regulation import adoption, draft_limit, drafts, publication
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.pack.editing import seen
from tests import clock
from tests.cast import Cast
from tests.desk import Desk
from tests.pages.forms import fields
from tests.pages.registration.walk import Walk

MOSCOW = ZoneInfo("Europe/Moscow")
TERM = "client.toml/terms/level/2/reaction"
REASON = {
    "code": "spare",
    "kind": "exclusion",
    "name/ru": "Вопросы о погоде",
    "name/en": "Questions about the weather",
    "instead/ru": "Спросите синоптиков",
    "instead/en": "Ask the forecasters",
    "clause": "U2b",
}


def now() -> datetime:
    return clock.now()


def today() -> date:
    return now().astimezone(MOSCOW).date()


class Reader:
    """One person in a browser of their own."""

    def __init__(self, cast: Cast, login: str) -> None:
        self.client = Client()
        cast.sign_in(self.client, login)

    def see(self, address: str, status: int = 200) -> str:
        answer = self.client.get(address)
        assert answer.status_code == status, answer.content.decode()[:2000]
        return unescape(answer.content.decode()).replace("\xa0", " ")

    def send(self, address: str, data: dict[str, Any] | None = None, status: int = 303) -> Any:
        answer = self.client.post(address, data or {})
        assert answer.status_code == status, unescape(answer.content.decode())[:3000]
        return answer

    def fill(self, address: str, form: str, status: int = 303, **changes: Any) -> Any:
        """The form as the browser would send it, with what the person changes."""
        standing = {
            name: values[0]
            for name, values in fields(self.client.get(address).content.decode(), form).items()
        }
        return self.send(address, standing | changes, status)


@pytest.fixture
def keeper(cast: Cast) -> Reader:
    return Reader(cast, "shulgin")


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


def draft(keeper: Reader) -> str:
    return str(keeper.send("/regulations/begin/", {"number": "4.0"})["Location"])


def publish(keeper: Reader, address: str, **changes: Any) -> Any:
    return keeper.fill(f"{address}publish/", "publish", sure="on", **changes)


def published(desk: Desk, day: date, number: str = "4.1") -> None:
    """Version 4.1 of `day`: level 2 is answered in 3 working hours."""
    at = datetime.combine(day, datetime.min.time(), MOSCOW) + timedelta(hours=1)
    row = desk.do(drafts.begin, "shulgin", at, number="4.0")
    values = {tuple(TERM.split("/")): "3 working hours", ("pack.toml", "number"): number}
    given: Any = {"draft": row.pk, "sheet": "terms", "values": values, "before": seen(row.content, "terms")}
    row = desk.do(drafts.save_sheet, "shulgin", at, **given)
    desk.do(publication.publish, "shulgin", at, draft=row.pk, day=day, before=publication.mark(row.content))


def whole(model: Any) -> list[Any]:
    with transaction.atomic(), as_system("a look from outside"):
        return list(model.objects.order_by("pk"))


# ---------------------------------------------------------------- prepared, compared, published
@pytest.mark.clause("L16", "P2.8", "U2b", "U3.6a")
def test_a_version_changed_on_the_page_is_what_people_then_live_under(
    cast: Cast, keeper: Reader, desk: Desk
) -> None:
    address = draft(keeper)
    keeper.fill(f"{address}sheets/terms/", "sheet", **{TERM: "3"})
    keeper.fill(f"{address}sheets/reasons/add/?scope=client", "add", **REASON)
    keeper.fill(
        f"{address}sheets/services/",
        "sheet",
        **{"choices.toml/services/problem/name/ru": "Решение любых проблем"},
    )
    shown = keeper.see(f"{address}publish/")
    assert "3 рабочих часа" in shown
    assert "Вопросы о погоде" in shown
    assert "Решение любых проблем" in shown
    assert publish(keeper, address, note="Быстрее на уровне 2")["Location"] == "/rules/version/4.1/"

    partner = Reader(cast, "arkhipova")
    assert "Быстрее на уровне 2" in partner.see("/rules/version/4.1/")
    partner.fill("/regulations/4.1/adopt/", "adopt", day=today().isoformat())

    walk = Walk(Client(), cast)
    assert "Решение любых проблем" in unescape(walk.get(walk.begin(2)).content.decode())
    walk.register(2)
    ticket = walk.tickets()[-1]
    with transaction.atomic(), as_system("a look from outside"):
        assert models.Ticket.objects.select_related("regulation").get(pk=ticket.pk).regulation.number == "4.1"
    engineer = Reader(cast, "gordeeva")
    refusing = f"/tickets/{ticket.number}/refuse/"
    assert "Вопросы о погоде" in engineer.see(refusing)
    assert "Решение любых проблем" in Reader(cast, "saveliev").see("/tickets/filters/")
    engineer.send(refusing, {"reason": "spare"})
    assert "Вопросы о погоде" in Reader(cast, "saveliev").see(f"/tickets/{ticket.number}/")


@pytest.mark.clause("L16")
def test_any_two_versions_are_compared_line_by_line(cast: Cast, keeper: Reader, desk: Desk) -> None:
    published(desk, today())
    shown = Reader(cast, "saveliev").see("/rules/compare/?old=4.0&new=4.1")
    row = re.search(r"<tr>(?:(?!</tr>).)*Первый ответ.*?</tr>", shown, re.DOTALL)
    assert row is not None
    assert "<del>4 рабочих часа</del>" in row[0]
    assert "<ins>3 рабочих часа</ins>" in row[0]
    assert "/rules/clause/U3.6a/" in row[0]
    assert "client.toml" not in shown  # a client reads what it means
    partner = Reader(cast, "gordeeva").see("/rules/compare/?old=4.1&new=4.0")
    assert 'reaction = "3 working hours"' in partner
    assert "<ins>4 рабочих часа</ins>" in partner
    assert "Отличий нет" in Reader(cast, "gordeeva").see("/rules/compare/?old=4.0&new=4.0")
    Reader(cast, "gordeeva").see("/rules/compare/?old=4.0&new=5.0", 404)


def test_a_draft_is_compared_by_those_who_prepare_it_alone(cast: Cast, keeper: Reader) -> None:
    key = draft(keeper).split("/")[-2]
    assert "Черновик" in keeper.see(f"/rules/compare/?old=4.0&new=draft-{key}")
    Reader(cast, "titova").see(f"/rules/compare/?old=4.0&new=draft-{key}", 403)
    keeper.see("/rules/compare/?old=4.0&new=draft-99999999999999999999", 404)


@pytest.mark.clause("P2.8")
def test_publishing_says_what_follows_and_wants_an_explicit_word(cast: Cast, keeper: Reader) -> None:
    address = draft(keeper)
    day = today()
    shown = keeper.see(f"{address}publish/")
    assert "изменить опубликованное нельзя" in shown
    assert "Подтвердите" in unescape(keeper.fill(f"{address}publish/", "publish", 422).content.decode())
    other = (day + timedelta(days=3)).isoformat()
    again = unescape(
        keeper.fill(f"{address}publish/", "publish", 422, sure="on", day=other, note="Слово").content.decode()
    )
    assert "День изменён" in again
    assert 'value="Слово"' in again
    past = (day - timedelta(days=3)).isoformat()
    told = unescape(
        keeper.fill(f"{address}publish/", "publish", 422, sure="on", day=past, told=past).content.decode()
    )
    assert "Задним числом" in told
    assert len(whole(models.RegulationVersion)) == 1


def test_pressed_twice_it_is_published_once(keeper: Reader) -> None:
    address = draft(keeper)
    sent = {name: values[0] for name, values in fields(keeper.see(f"{address}publish/"), "publish").items()}
    for _ in range(2):
        keeper.send(f"{address}publish/", sent | {"sure": "on"})
    assert len(whole(models.RegulationVersion)) == 2


def test_a_published_version_cannot_be_changed_and_the_page_says_so(keeper: Reader) -> None:
    address = draft(keeper)
    publish(keeper, address)
    assert "изменить нельзя" in keeper.see("/regulations/")
    keeper.see(address, 404)
    keeper.send(f"{address}sheets/terms/", {}, 404)


def test_a_version_goes_out_and_comes_in_as_a_zip(cast: Cast, keeper: Reader) -> None:
    raw = keeper.client.get("/rules/version/4.0/files/").content
    assert Reader(cast, "gordeeva").client.get("/rules/version/4.0/files/").content == raw
    answer = keeper.send("/regulations/upload/", {"file": SimpleUploadedFile("next.zip", raw)})
    shown = keeper.see(answer["Location"])
    assert "версия 4.0 уже опубликована" in shown  # the number is the one thing to change
    keeper.fill(f"{answer['Location']}sheets/head/", "sheet", **{"pack.toml/number": "5.0"})
    assert "Ошибок нет" in keeper.see(answer["Location"])


@pytest.mark.parametrize(
    ("name", "raw"), [("a.zip", b"PK\x03\x04 no zip"), ("a.toml", b"\xff"), ("a.toml", b"")]
)
def test_a_file_that_is_no_regulation_is_refused_on_the_page(keeper: Reader, name: str, raw: bytes) -> None:
    answer = keeper.send("/regulations/upload/", {"file": SimpleUploadedFile(name, raw)}, 422)
    assert 'id="errors"' in answer.content.decode()
    assert whole(models.VersionDraft) == []


def test_faults_of_the_text_are_named_by_line_and_what_was_typed_stays(keeper: Reader) -> None:
    address = draft(keeper)
    page = f"{address}texts/reasons.toml/"
    standing = fields(keeper.see(page), "text")["text"][0]
    broken = unescape(keeper.fill(page, "text", 422, text=standing + "\n= 1").content.decode())
    assert "это не TOML" in broken
    assert "\n= 1" in broken
    number = len(standing.split("\n")) + 1
    assert f"reasons.toml, {number}:1" in broken
    keeper.fill(page, "text", text=standing.replace('kind = "exclusion"', 'kind = "whim"', 1))
    shown = keeper.see(address)
    line = standing.split("\n").index('kind = "exclusion"') + 1
    assert f"reasons.toml, строка {line}" in shown
    assert 'kind = "whim"' in shown
    assert "Опубликовать…" not in shown
    assert keeper.send(f"{address}publish/")["Location"] == address


def test_two_people_on_one_sheet_and_on_one_text(keeper: Reader) -> None:
    address = draft(keeper)
    sheet, text = f"{address}sheets/terms/", f"{address}texts/pack.toml/"
    first = {name: values[0] for name, values in fields(keeper.see(sheet), "sheet").items()}
    body = {name: values[0] for name, values in fields(keeper.see(text), "text").items()}
    keeper.send(sheet, first | {TERM: "3"})
    clash = keeper.send(sheet, first | {TERM: "2"}, 409).content.decode()
    assert f'name="{TERM}" value="2"' in clash
    again = {name: values[0] for name, values in fields(clash, "sheet").items()}
    keeper.send(sheet, again)
    assert 'value="2"' in keeper.see(sheet)
    keeper.send(text, body | {"text": body["text"] + "\n# one"})
    clash = keeper.send(text, body | {"text": body["text"] + "\n# two"}, 409).content.decode()
    assert "# two" in clash
    keeper.send(text, {name: values[0] for name, values in fields(clash, "text").items()})
    assert "# two" in keeper.see(text)


HOSTILE = [
    {TERM: "сколько-нибудь"},
    {TERM: ""},
    {TERM: "99999999999999999999"},
    {f"{TERM}~unit": "centuries"},
    {"client.toml/terms/hours/windows": "18:00-09:30"},
    {"client.toml/terms/hours/zone": 'Europe/Moscow" }\nx = { a = "b'},
    {"client.toml/terms/level/1/update": "1\0"},
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_no_term_can_be_is_said_beside_it(keeper: Reader, typed: dict[str, str]) -> None:
    address = draft(keeper)
    answer = keeper.client.post(
        f"{address}sheets/terms/",
        {name: values[0] for name, values in fields(keeper.see(f"{address}sheets/terms/"), "sheet").items()}
        | typed,
    )
    if answer.status_code == 303:  # a number that can be read and is beyond all sense
        assert "слишком велик" in keeper.see(address)
    else:
        assert answer.status_code == 422


def test_things_are_added_and_taken_away(keeper: Reader) -> None:
    address = draft(keeper)
    add = f"{address}sheets/contracts/add/"
    keeper.fill(add, "add", code="techno", **{"name/ru": "ТЕХНО", "name/en": "TECHNO"})
    assert (
        "уже есть"
        in keeper.fill(add, "add", 422, code="techno", **{"name/ru": "Т", "name/en": "T"}).content.decode()
    )
    keeper.fill(f"{address}sheets/reasons/", "sheet", **{"gone/reasons.toml/reasons/third_party": "on"})
    shown = keeper.see(f"{address}publish/")
    assert "ТЕХНО" in shown
    assert "убрано" in shown
    keeper.see(f"{address}sheets/reasons/add/?scope=everybody", 404)
    keeper.see(f"{address}sheets/unknown/", 404)
    keeper.see(f"{address}texts/passwd/", 404)


def test_a_draft_is_thrown_away_after_a_question(keeper: Reader) -> None:
    address = draft(keeper)
    assert "вернуть его будет нельзя" in keeper.see(f"{address}discard/")
    for _ in range(2):
        keeper.send(f"{address}discard/")
    assert whole(models.VersionDraft) == []


@pytest.mark.clause("U3.6a", "P2.8")
def test_agreements_that_fall_behind_are_named_before_publishing(keeper: Reader) -> None:
    address = draft(keeper)
    keeper.fill(f"{address}sheets/terms/", "sheet", **{TERM: "1"})
    shown = keeper.see(f"{address}publish/")
    assert "Кедровкабель — Северный Контур" in shown


# ---------------------------------------------------------------- taken up (L18)
DAYS = [
    (0, "4.0", 200, "осталось 31 день"),
    (15, "4.0", 200, "осталось 16 дней"),
    (30, "4.0", 200, "осталось 1 день"),
    (31, "4.1", 403, "с"),
]


@pytest.mark.clause("L16", "L18", "P2.8")
@pytest.mark.parametrize(("passed", "number", "status", "left"), DAYS)
def test_what_applies_on_a_day_and_how_long_one_may_choose(
    cast: Cast, desk: Desk, passed: int, number: str, status: int, left: str
) -> None:
    published(desk, today() - timedelta(days=passed))
    for login in ("gordeeva", "saveliev", "stranger", "titova"):
        assert f"<h1>Регламент корпоративной технической поддержки, версия {number}</h1>" in Reader(
            cast, login
        ).see("/rules/")
    shown = Reader(cast, "arkhipova").see("/regulations/4.1/adopt/", status)
    assert left in shown
    if status == 403:
        assert "/rules/clause/L18/" in shown
        assert "действует для всех" in shown
    else:
        assert "/regulations/4.1/adopt/" in Reader(cast, "arkhipova").see("/rules/")
        assert "/regulations/4.1/adopt/" not in Reader(cast, "gordeeva").see("/rules/")


@pytest.mark.clause("L18", "P2.8")
@pytest.mark.parametrize("passed", [0, 15, 30])
def test_a_partner_takes_it_up_on_the_page_and_its_clients_follow(
    cast: Cast, desk: Desk, passed: int
) -> None:
    published(desk, today() - timedelta(days=passed))
    before = desk.register(now() - timedelta(minutes=5), level=2).number
    Reader(cast, "arkhipova").fill("/regulations/4.1/adopt/", "adopt", day=today().isoformat())
    assert "<h1>Регламент корпоративной технической поддержки, версия 4.1</h1>" in Reader(
        cast, "saveliev"
    ).see("/rules/")
    assert "<h1>Регламент корпоративной технической поддержки, версия 4.0</h1>" in Reader(
        cast, "stranger"
    ).see("/rules/")
    walk = Walk(Client(), cast)
    walk.register(2)
    after = walk.tickets()[-1].number
    for reader in ("saveliev", "gordeeva"):
        assert (
            '<a class="link tall" href="/rules/version/4.0/">Регламент корпоративной технической поддержки, версия 4.0 от'
            in Reader(cast, reader).see(f"/tickets/{before}/")
        )
        assert (
            '<a class="link tall" href="/rules/version/4.1/">Регламент корпоративной технической поддержки, версия 4.1 от'
            in Reader(cast, reader).see(f"/tickets/{after}/")
        )
    assert "По этой версии живут обращения" in Reader(cast, "saveliev").see("/rules/version/4.0/")
    assert "3 рабочих часа" in Reader(cast, "saveliev").see("/rules/version/4.1/")


@pytest.mark.clause("L18")
def test_a_day_outside_is_said_beside_the_field_and_the_same_twice_is_harmless(
    cast: Cast, desk: Desk
) -> None:
    published(desk, today() - timedelta(days=5))
    partner, address = Reader(cast, "arkhipova"), "/regulations/4.1/adopt/"
    for day in (today() - timedelta(days=1), today() + timedelta(days=26)):
        shown = unescape(partner.fill(address, "adopt", 422, day=day.isoformat()).content.decode())
        assert "Перейти на версию можно с" in shown
    partner.fill(address, "adopt", 422, day="когда-нибудь\0")
    chosen = (today() + timedelta(days=3)).isoformat()
    for _ in range(2):
        partner.fill(address, "adopt", day=chosen)
    assert [str(row.day) for row in whole(models.Adoption)] == [chosen]
    assert "Сейчас выбран день" in partner.see(address)
    kinds = [row.kind for row in whole(models.OrganisationEntry)]
    assert kinds.count("regulation_adopted") == 1


@pytest.mark.clause("L18")
def test_a_colleague_is_told_whose_decision_it_is(cast: Cast, desk: Desk) -> None:
    published(desk, today())
    shown = Reader(cast, "gordeeva").see("/regulations/4.1/adopt/", 403)
    assert "Перейти на новую версию решает контактное лицо партнёра" in shown
    Reader(cast, "gordeeva").send("/regulations/4.1/adopt/", {"day": today().isoformat()}, 403)
    Reader(cast, "saveliev").see("/regulations/4.1/adopt/", 404)
    assert whole(models.Adoption) == []


@pytest.mark.clause("L18", "P2.8")
def test_publication_is_told_and_the_notice_opens_the_version(cast: Cast, desk: Desk) -> None:
    published(desk, today())
    for login in ("arkhipova", "saveliev"):
        reader = Reader(cast, login)
        assert "Опубликована версия 4.1 («Регламент корпоративной технической поддержки»)" in reader.see(
            "/notices/"
        )
        (notice,) = [row for row in whole(models.Notice) if row.person_id == cast.person[login]]
        assert reader.send(f"/notices/{notice.pk}/open/")["Location"] == "/rules/version/4.1/"


@pytest.mark.clause("L16")
def test_history_what_held_and_what_comes(cast: Cast, desk: Desk) -> None:
    published(desk, today() - timedelta(days=40))
    published(desk, today() + timedelta(days=4), "4.2")
    shown = Reader(cast, "saveliev").see("/rules/")
    assert "<h1>Регламент корпоративной технической поддержки, версия 4.1</h1>" in shown
    assert "Регламент корпоративной технической поддержки, версия 4.2." in shown
    assert "действовала с 10 февраля 2024 по" in shown
    assert "начнёт действовать" in shown
    assert "/rules/compare/?old=4.1&new=4.2" in shown


@pytest.mark.clause("L18")
def test_who_took_it_up_stands_on_the_vendors_page_and_in_the_history(
    cast: Cast, desk: Desk, keeper: Reader
) -> None:
    published(desk, today())
    desk.do(adoption.adopt, "arkhipova", now(), number="4.1", day=today())
    shown = keeper.see("/regulations/")
    assert "1 партнёр" in shown
    assert "Северный Контур" in shown


def test_clauses_of_a_ticket_under_an_older_version_still_lead_somewhere(cast: Cast, desk: Desk) -> None:
    number = desk.register(now() - timedelta(days=50), level=2).number
    published(desk, today() - timedelta(days=40))
    shown = Reader(cast, "saveliev").see(f"/tickets/{number}/")
    for code in set(re.findall(r"/rules/clause/([^/]+)/", shown)):
        Reader(cast, "saveliev").see(f"/rules/clause/{code}/")


def test_a_web_process_that_runs_already_notices_what_another_publishes(live: Any, cast: Cast) -> None:
    from django.conf import settings

    def asked(login: str, path: str) -> tuple[int, str]:
        client = Client()
        cast.sign_in(client, login)
        name = settings.SESSION_COOKIE_NAME
        request = urllib.request.Request(
            live.url + path, headers={"Cookie": f"{name}={client.cookies[name].value}"}
        )
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""

    assert asked("saveliev", "/rules/version/4.1/")[0] == 404
    published(Desk(cast), today() - timedelta(days=40))
    status, shown = asked("saveliev", "/rules/")
    assert (status, "<h1>Регламент корпоративной технической поддержки, версия 4.1</h1>" in shown) == (
        200,
        True,
    )


def test_as_many_drafts_are_begun_as_may_be(keeper: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_limit, "MOST", 1)
    raw = keeper.client.get("/rules/version/4.0/files/").content
    address = draft(keeper)
    assert "Сначала удалите ненужные" in unescape(
        keeper.send("/regulations/begin/", {"number": "4.0"}, 403).content.decode()
    )
    file = SimpleUploadedFile("next.zip", raw)
    answer = keeper.send("/regulations/upload/", {"file": file}, 422)
    assert "Сначала удалите ненужные" in unescape(answer.content.decode())
    keeper.send(f"{address}discard/")
    draft(keeper)
