"""What cannot be done just now is said on a page of its own, with what was sent; what cannot be read is no error of ours."""

import errno
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.contrib.sessions.backends import db
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from psycopg import errors

from kabinet.actions.tickets.drafts import attach
from kabinet.network.provider import Provider, Providers
from kabinet.pages.errors.unavailable import AWAY, BUSY, FULL, HELD, NO_ROOM_FOR_FILES, SLOW, NobodyFree
from tests.cast import PASSWORD, Cast
from tests.pages.forms import fields
from tests.pages.table import TABLE, Line
from tests.pages.test_urls import address

CUT = "kabinet.pages.gate.person.admitted"
SENT = {
    "text": ["Первая строка\r\nвторая «строка» & <b>"],
    "q-happens": ["isolated"],
    "picked": ["1", "2", "3"],
    "sending": ["0e8c1a4e-7d3f-4a37-9e0d-6f2f0a9d1c11"],
}


def of(cause: Exception | None, kind: type[Exception] = OperationalError) -> Exception:
    """As Django raises what psycopg raised."""
    failed = kind("the server said something")
    failed.__cause__ = cause
    return failed


def state(code: str) -> Exception:
    return errors.lookup(code)("said by PostgreSQL")


LACKS = {
    "lock_timeout": (of(state("55P03")), HELD),
    "deadlock": (of(state("40P01")), HELD),
    "statement_timeout": (of(state("57014")), SLOW),
    "shut down": (of(state("57P01")), AWAY),
    "idle_in_transaction_session_timeout": (of(state("25P03")), AWAY),
    "no connection": (of(errors.OperationalError("connection refused")), AWAY),
    "the connection is closed": (of(errors.InterfaceError("closed"), InterfaceError), AWAY),
    "too many connections": (of(state("53300")), BUSY),
    "the disk of the database": (of(state("53100")), FULL),
    "the disk of files": (OSError(errno.ENOSPC, "No space left on device"), NO_ROOM_FOR_FILES),
    "a quota": (OSError(errno.EDQUOT, "Disk quota exceeded"), NO_ROOM_FOR_FILES),
    "a file system that is read only": (OSError(errno.EROFS, "Read-only file system"), NO_ROOM_FOR_FILES),
    "no thread": (NobodyFree(), BUSY),
}


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> Callable[[Exception], Client]:
    """A browser of Gordeeva's, before a server on which every page fails with this."""

    def browser(failure: Exception) -> Client:
        def fail(*_: object) -> None:
            raise failure

        client = Client(raise_request_exception=False)
        cast.sign_in(client, "gordeeva")
        monkeypatch.setattr(CUT, fail)
        return client

    return browser


@pytest.mark.parametrize(("failure", "lack"), LACKS.values(), ids=LACKS)
def test_each_lack_is_said_with_the_time_to_try_again(
    failing: Callable[[Exception], Client], failure: Exception, lack: object
) -> None:
    client = failing(failure)
    for language, again in (("ru", "Откройте страницу снова через"), ("en", "Open the page again in")):
        client.cookies["django_language"] = language
        answer = client.get("/queue/")
        page = unescape(answer.content.decode())
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, str(lack.seconds))  # type: ignore[attr-defined]
        assert again in page
        assert 'href="/queue/"' in page
        assert f'lang="{language}"' in page


@pytest.mark.parametrize("failure", [ValueError("ours"), of(state("42P01")), OSError(errno.ENOENT, "gone")])
def test_a_mistake_of_ours_is_none_of_them(
    failing: Callable[[Exception], Client], failure: Exception
) -> None:
    answer = failing(failure).post("/queue/bulk/", SENT)
    assert answer.status_code == 500
    assert "Первая строка" in answer.content.decode()


# A program sends no form of a page, and reads no page: a provider's, what sends a large file piece by piece
# (tests/pages/uploads), and whoever asks the API (tests/api/test_gate.py).
BY_A_PROGRAM = (
    *(f"sign-in/provider/{key}{page}/" for key in ("", "<slug:key>/") for page in ("back", "ended")),
    "uploads/",
)
SENDING = [
    line
    for line in TABLE
    if line.method == "POST" and line.route not in BY_A_PROGRAM and not line.route.startswith("api/")
]


@pytest.mark.parametrize("line", SENDING, ids=lambda line: line.route)
def test_whatever_form_it_was_goes_out_again_whole(
    failing: Callable[[Exception], Client], cast: Cast, line: Line, settings: Any
) -> None:
    portal = Provider("https://portal.example", "desk", "a secret", "login", "Портал")
    settings.SIGN_IN_PROVIDERS = Providers(
        portal, (replace(portal, key="own-portal", organisation="vendor"),)
    )
    at = address(line, cast)
    answer = failing(LACKS["lock_timeout"][0]).post(at, SENT)
    if line.route == "look/theme/":  # no record is asked
        assert answer.status_code in (302, 303)
        return
    page = answer.content.decode()
    assert answer.status_code == 503
    assert {
        name: [unescape(each) for each in values] for name, values in fields(page, "again").items()
    } == SENT
    assert f'action="{at}"' in page
    assert "Ничего из последнего действия не записано" in page
    assert page.count("<textarea readonly") >= 1


def test_a_password_is_not_sent_back(failing: Callable[[Exception], Client]) -> None:
    secret = {"old_password": "known-to-me-alone", "password1": "known-to-me-alone-2", "login": "gordeeva"}
    answer = failing(LACKS["shut down"][0]).post(
        "/me/password/", secret, headers={"Referer": "http://x/me/password/"}
    )
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "known-to-me" not in page
    assert 'id="again"' not in page
    assert 'href="/me/password/"' in page


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example//evil.example/x", "javascript:alert(1)", "//evil.example"]
)
def test_the_way_back_is_a_way_of_ours(failing: Callable[[Exception], Client], elsewhere: str) -> None:
    page = (
        failing(LACKS["shut down"][0])
        .post("/queue/bulk/", SENT, headers={"Referer": elsewhere})
        .content.decode()
    )
    assert 'href="//' not in page
    assert "javascript:" not in page


@pytest.mark.parametrize(
    ("keyed", "said"), [(True, "второй раз оно не запишется"), (False, "сначала посмотрите")]
)
def test_cut_off_while_it_was_being_kept_nobody_knows_and_the_page_says_so(
    cast: Cast, desk, monkeypatch: pytest.MonkeyPatch, keyed: bool, said: str, now
) -> None:
    from kabinet.web import held_back

    number, client = desk.register(now).number, Client(raise_request_exception=False)
    cast.sign_in(client, "gordeeva")

    def kept(request: HttpRequest, attempt: Callable[[], object]) -> None:
        attempt()
        raise LACKS["shut down"][0]

    monkeypatch.setattr(held_back, "answer", kept)
    note = {"audience": "partner", "text": "Смотрю дамп"} | ({"sending": SENT["sending"][0]} if keyed else {})
    page = " ".join(client.post(f"/tickets/{number}/say/", note).content.decode().split())
    assert "пока неизвестно" in page
    assert said in page
    assert "Ничего из последнего действия не записано" not in page


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "nonsense", "koi8-r"])
@pytest.mark.parametrize("login", ["", "gordeeva"])
def test_a_form_in_another_charset_is_not_read_and_that_is_said(
    cast: Cast, desk, now, charset: str, login: str
) -> None:
    number, client = desk.register(now).number, Client(enforce_csrf_checks=True)
    if login:
        cast.sign_in(client, login)
    client.cookies["kabinet-form"] = "a" * 32
    form = f"application/x-www-form-urlencoded; charset={charset}"
    for data in (b"text=1", "text=1".encode("utf-16"), b"\xff\xfe\0"):
        answer = client.generic("POST", f"/tickets/{number}/say/", data, form)
        # A charset that nobody knows is read as UTF-8, and misses the mark of the session then.
        assert answer.status_code == (403 if charset == "nonsense" else 400)
        assert ("Запрос не удалось прочитать" in answer.content.decode()) is (answer.status_code == 400)


def test_a_request_that_a_page_cannot_take_gets_a_page(failing: Callable[[Exception], Client]) -> None:
    client = failing(BadRequest("no form of ours"))
    client.cookies["django_language"] = "en"
    answer = client.get("/queue/")
    assert (answer.status_code, "The request could not be read" in answer.content.decode()) == (400, True)


@pytest.fixture
def noted(cast: Cast, desk, now) -> Callable[[], tuple[Client, HttpResponse]]:
    """A note that Gordeeva writes; its answer leaves a sentence in the session for the next page."""
    number, client = desk.register(now).number, Client()
    cast.sign_in(client, "gordeeva")
    return lambda: (
        client,
        client.post(f"/tickets/{number}/say/", {"audience": "partner", "text": "Смотрю дамп"}),
    )


def test_a_session_that_was_ended_meanwhile_does_not_undo_what_was_done(
    noted: Callable[[], tuple[Client, HttpResponse]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kabinet.pages.gate import sending_key
    from kabinet.records.models import Session
    from kabinet.records.security.reach import as_system

    once = sending_key.once

    def done_and_signed_out(*given: object) -> object:
        answer = once(*given)  # type: ignore[arg-type]
        with as_system("a test"):
            Session.objects.all().delete()
        return answer

    monkeypatch.setattr(sending_key, "once", done_and_signed_out)
    client, answer = noted()
    assert answer.status_code == 303
    assert client.get(answer["Location"])["Location"].startswith("/sign-in/")


def test_a_session_is_kept_in_one_question(noted: Callable[[], tuple[Client, HttpResponse]]) -> None:
    """With its sentence for the next page, and again when that was shown."""
    with CaptureQueriesContext(connection) as captured:
        client, answer = noted()
        client.get(answer["Location"])
    said = [query["sql"] for query in captured.captured_queries]
    assert len([each for each in said if "kabinet_keep_session" in each]) == 2
    assert not [each for each in said if each.startswith('UPDATE "session"') and "session_data" in each]


@pytest.mark.parametrize("lost", [1, 2])
def test_nor_does_a_connection_that_was_lost_when_the_session_was_written(
    noted: Callable[[], tuple[Client, HttpResponse]], monkeypatch: pytest.MonkeyPatch, lost: int
) -> None:
    """Once: it is written on a new one. Twice: the answer goes out without the sentence."""
    left = [LACKS["shut down"][0]] * lost

    def cut(execute: Callable[..., object], asked: str, *given: object) -> object:
        if left and "kabinet_keep_session" in asked:
            raise left.pop()
        return execute(asked, *given)

    monkeypatch.setattr("kabinet.config.sessions.connection.close", lambda: None)
    with connection.execute_wrapper(cut):
        client, answer = noted()
    assert answer.status_code == 303
    assert left == []
    assert ("after-wide" in client.get(answer["Location"]).content.decode()) is (lost == 1)


def test_signing_in_is_not_done_without_a_session(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(self: object, must_create: bool = False) -> None:
        raise LACKS["shut down"][0]

    client = Client(raise_request_exception=False)
    monkeypatch.setattr("kabinet.config.sessions.connection.close", lambda: None)
    monkeypatch.setattr(db.SessionStore, "save", cut)
    answer = client.post("/sign-in/", {"login": "gordeeva", "password": PASSWORD})
    assert answer.status_code == 503
    assert PASSWORD not in answer.content.decode()


@pytest.mark.parametrize("place", ["the temporary folder", "the folder of files"])
def test_a_file_without_room_takes_no_words_along(
    cast: Cast, desk, now, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    number, client = desk.register(now).number, Client(raise_request_exception=False)
    cast.sign_in(client, "gordeeva")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if place == "the temporary folder":
        monkeypatch.setattr(TemporaryUploadedFile, "write", full, raising=False)
    else:
        monkeypatch.setattr(attach, "_streamed", full)
    dump = SimpleUploadedFile("dump.zip", b"x" * 3 * 2**20)
    note = {"audience": "partner", "files": dump, "text": "Смотрю дамп памяти"}
    answer = client.post(f"/tickets/{number}/say/", note)
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "300")
    assert "Файл некуда записать" in page
    assert fields(page, "again")["text"] == [note["text"]]
    assert "Отправить без файлов" in page
    assert note["text"] not in [each.text for each in desk.messages(number)]
