"""The production calendar through the vendor's pages: imported, compared, published, applied."""

from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from kabinet.actions.journal.verify import verify
from kabinet.actions.regulation import draft_limit
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.records.versions.calendars import newest_calendar, years_of_version
from kabinet.regulation.working_time.years import written, year
from tests import clock
from tests.cast import Cast
from tests.desk import Desk
from tests.regulation.working_time.test_official_years import FILES as OFFICIAL

DECREE = {"number": "512", "day": "2026-05-04", "title": "О переносе выходных дней"}


def signed_in(cast: Cast, login: str = "shulgin") -> Client:
    client = Client()
    cast.sign_in(client, login)
    return client


def text(page: HttpResponse) -> str:
    return page.content.decode().replace("\xa0", " ")


def free_day() -> date:
    """A working day some weeks ahead that could become free."""
    day = clock.now().date() + timedelta(days=9)
    while not years_of_version(newest_calendar().code).get(day.year, year(day.year, {})).works(day):
        day += timedelta(days=1)
    return day


def corrected(day: date) -> bytes:
    """The year in force with `day` free."""
    raw = written(year(day.year, years_of_version(newest_calendar().code)))
    kept = [line for line in raw.splitlines() if f'd="{day:%m.%d}"' not in line]
    return "\n".join(kept).replace("</days>", f'<day d="{day:%m.%d}" t="1"/></days>').encode()


def imported(client: Client, day: date) -> str:
    """The address of the draft."""
    file = SimpleUploadedFile("calendar.xml", corrected(day), "application/xml")
    answered = client.post("/calendars/import/", {**DECREE, "file": file})
    assert answered.status_code == 303, text(answered)
    return str(answered.url)


def open_ticket(desk: Desk) -> str:
    """A standard one with an update deadline beyond the free day."""
    now = clock.now()
    number = desk.register(now - timedelta(minutes=9)).number
    desk.do(answer_ticket, "gordeeva", now - timedelta(minutes=2), number=number, text="Смотрим")
    return str(number)


def deadline(number: str) -> datetime | None:
    with as_system("to look"):
        return models.Ticket.objects.values_list("queue_at", flat=True).get(number=number)


@pytest.mark.clause("U3.6a")
def test_from_a_file_to_the_open_tickets(desk: Desk, cast: Cast) -> None:
    number, day = open_ticket(desk), free_day()
    before, client = deadline(number), signed_in(cast)
    draft = imported(client, day)
    shown = text(client.get(draft))
    assert "нерабочий день" in shown
    assert "Сдвинутся сроки: 1 открытое обращение." in shown
    assert number in shown
    seen = newest_calendar().code
    published = client.post(f"{draft}publish/", {"seen": seen})
    assert published.status_code == 303
    assert deadline(number) == before
    page = text(client.get(published.url))
    assert "Применить к открытым обращениям" in page
    assert client.post(f"{published.url}apply/").status_code == 303
    after = deadline(number)
    assert before is not None
    assert after is not None
    assert after > before
    assert "Все открытые обращения уже считаются" in text(client.get(published.url))
    assert list(verify()) == []
    history = text(signed_in(cast, "saveliev").get(f"/tickets/{number}/"))
    assert "Применён исправленный календарь" in history
    assert "512" in text(signed_in(cast, "saveliev").get(f"/rules/?year={day.year}"))


def test_published_twice_by_two_clicks_is_published_once(desk: Desk, cast: Cast) -> None:
    client = signed_in(cast)
    draft, seen = imported(client, free_day()), newest_calendar().code
    assert client.post(f"{draft}publish/", {"seen": seen}).status_code == 303
    assert client.post(f"{draft}publish/", {"seen": seen}).status_code == 404
    assert models.CalendarVersion.objects.count() == 2


def test_somebody_published_meanwhile(desk: Desk, cast: Cast) -> None:
    client, day = signed_in(cast), free_day()
    first, seen = imported(client, day), newest_calendar().code
    second = imported(client, day + timedelta(days=7) if (day + timedelta(days=7)).year == day.year else day)
    client.post(f"{first}publish/", {"seen": seen})
    told = client.post(f"{second}publish/", {"seen": seen})
    assert told.status_code == 422
    assert "Тем временем опубликован другой календарь" in text(told)


@pytest.mark.parametrize("raw", ["", "что-то", "<calendar/>", '{"year": 2026}', "<!DOCTYPE x><calendar/>"])
def test_a_bad_file_is_named_and_what_was_typed_stays(cast: Cast, raw: str) -> None:
    told = signed_in(cast).post("/calendars/import/", {**DECREE, "text": raw})
    assert told.status_code == 422
    shown = text(told)
    assert DECREE["title"] in shown
    assert raw.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in shown


def test_the_list_says_which_year_has_no_official_table(cast: Cast) -> None:
    shown = text(signed_in(cast).get("/calendars/"))
    assert f"{clock.now().year}" in shown
    assert "поставляется с Кабинетом" in shown


def test_a_year_is_downloaded_and_imports_back_as_the_same(cast: Cast) -> None:
    client = signed_in(cast)
    number = clock.now().year
    raw = client.get(f"/calendars/years/{number}.xml").content.decode()
    known = years_of_version(newest_calendar().code)[number].decree
    assert known is not None
    decree = {"number": known.number, "day": str(known.date), "title": known.title}
    told = client.post("/calendars/import/", {**decree, "text": raw})
    assert "Календарь ничем не отличается от действующего" in text(told)


@pytest.mark.parametrize("name", ["xmlcalendar/2026.xml", "xmlcalendar/2027.xml", "isdayoff/2026.json"])
def test_a_file_as_people_have_it_becomes_a_draft(cast: Cast, name: str) -> None:
    path = OFFICIAL / name
    file = SimpleUploadedFile(path.name, path.read_bytes(), "application/octet-stream")
    answered = signed_in(cast).post("/calendars/import/", {**DECREE, "file": file})
    assert answered.status_code == 303, text(answered)


def test_a_shortened_day_on_a_weekend_is_worked(cast: Cast) -> None:
    days = [f"01.{day:02}" for day in range(1, 9)] + ["02.23", "03.08", "05.01", "05.09", "06.12", "11.04"]
    lines = "".join(f'<day d="{day}" t="1" h="1"/>' for day in days)
    raw = (
        '<calendar year="2028"><holidays><holiday id="1" title="Праздник"/></holidays>'
        f'<days>{lines}<day d="02.26" t="2"/><day d="02.25" t="1" f="02.26"/></days></calendar>'
    )
    client = signed_in(cast)
    draft = client.post("/calendars/import/", {**DECREE, "text": raw})
    assert "рабочая суббота, сокращённый" in text(client.get(draft.url))


def test_a_kind_of_day_that_nobody_knows_is_named(cast: Cast) -> None:
    raw = (OFFICIAL / "xmlcalendar/2027.xml").read_text("utf-8").replace('d="02.20" t="2"', 'd="02.20" t="5"')
    told = signed_in(cast).post("/calendars/import/", {**DECREE, "text": raw})
    assert told.status_code == 422
    assert "у дня 02.20 неизвестный вид «5»" in text(told)


def test_as_many_drafts_are_imported_as_may_be(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_limit, "MOST", 1)
    client, day = signed_in(cast), free_day()
    imported(client, day)
    file = SimpleUploadedFile("calendar.xml", corrected(day), "application/xml")
    answered = client.post("/calendars/import/", {**DECREE, "file": file})
    assert answered.status_code == 422
    assert "Сначала удалите ненужные" in text(answered)
