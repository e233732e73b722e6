"""«Место для загрузки»: given in a ticket, filled by whoever has its code, read by the readers of its talk (U6c)."""

import re
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from kabinet.actions.tickets.drafts import stored
from kabinet.actions.tickets.uploads import at_place, keeping
from kabinet.actions.tickets.uploads.place import code_of
from kabinet.config.logs import without_passwords
from kabinet.records.models import File, Upload, UploadPlace
from kabinet.records.security.reach import as_system
from tests import clock
from tests.desk import Desk, later, passed_on
from tests.fixtures_pages import Reader

CONTENT = b"0123456789" * 100
pytestmark = pytest.mark.usefixtures("own_files")
ADDRESS = re.compile(r"/place/kbp_[0-9a-f]+_[0-9a-f]{40}/")


@pytest.fixture
def number(desk: Desk) -> str:
    return str(desk.register(later(clock.now(), hours=-1)).number)


def give(writer: Client, number: str, days: int = 2) -> int:
    """The status of the form that gives a place."""
    day = (clock.now() + timedelta(days=days)).date().isoformat()
    said = {"text": "Пришлите дамп кластера за ночь.", "until": day}
    return writer.post(f"/tickets/{number}/place/", said).status_code


def address_in(page: str) -> str:
    """The way to the place, as the ticket's page says it; empty where it does not."""
    found = ADDRESS.search(page)
    return found[0] if found else ""


def put(address: str, name: str = "dump.dmp", content: bytes = CONTENT, **heads: Any) -> Any:
    """The answer to somebody who is not signed in."""
    return Client().put(address + name, content, content_type="application/octet-stream", **heads)


def files(number: str) -> list[File]:
    with transaction.atomic(), as_system("a test looks"):
        return list(
            File.objects.filter(ticket__number=number).select_related("message").order_by("uploaded_at")
        )


def on_their_way() -> int:
    with transaction.atomic(), as_system("a test looks"):
        return Upload.objects.count() + len(list(keeping.folder().iterdir()))


@pytest.mark.parametrize(
    ("giver", "audience", "reads", "shut_out", "given_to"),
    [
        ("gordeeva", "public", "saveliev", "stranger", "ЗМК"),
        ("titova", "vendor_leg", "zhdanov", "saveliev", ""),
    ],
    ids=["of a client's ticket", "of a vendor ticket"],
)
def test_a_place_is_filled_without_signing_in_and_read_by_both_sides_alone(
    desk: Desk,
    reader: Reader,
    see: Callable[..., str],
    status: Callable[[str, str], int],
    number: str,
    giver: str,
    audience: str,
    reads: str,
    shut_out: str,
    given_to: str,
) -> None:
    if audience == "vendor_leg":
        _, number = passed_on(desk, later(clock.now(), hours=-3))
    assert give(reader(giver), number) == 303
    shown = see(reads, f"/tickets/{number}/")
    address = address_in(shown)
    assert address
    assert 'curl -T "ИМЯ_ФАЙЛА" http' in shown.replace("&quot;", '"')
    assert address_in(see(giver, f"/tickets/{number}/")) == address
    assert address_in(see("lapteva", f"/tickets/{number}/")) == "", "an auditor looks on"
    assert "place_given" in desk.told(reads, number)

    answer = put(address)
    digest = sha256(CONTENT).hexdigest()
    assert (answer.status_code, digest in answer.content.decode()) == (201, True)
    [file] = files(number)
    assert (file.name, file.sha256, file.audience, file.message.kind) == (
        "dump.dmp",
        digest,
        audience,
        "place",
    )
    assert stored.path_of(file.pk).read_bytes() == CONTENT
    fact = next(row for row in desk.journal(number) if row.kind == "file_came")
    assert (fact.actor_id, fact.audience, fact.clause, fact.data["place"]) == (None, audience, "U6c", True)
    assert given_to in fact.data["name"]
    assert "file_came" in desk.told(reads, number)
    assert f"/files/{file.pk}/" in see(reads, f"/tickets/{number}/")
    assert (status(reads, f"/files/{file.pk}/"), status(shut_out, f"/files/{file.pk}/")) == (200, 404)
    assert on_their_way() == 0


WHAT = "Дамп рабочего процесса, 12 ГБ"


@pytest.mark.parametrize(
    ("asks", "gives", "vendors"),
    [("saveliev", "gordeeva", False), ("gordeeva", "titova", True)],
    ids=["of a client's ticket", "of a vendor ticket"],
)
def test_a_place_is_asked_for_until_it_is_given(
    desk: Desk, reader: Reader, see: Callable[..., str], number: str, asks: str, gives: str, vendors: bool
) -> None:
    if vendors:
        _, number = passed_on(desk, later(clock.now(), hours=-3))
    page, way = f"/tickets/{number}/", f"/tickets/{number}/place/ask/"
    offered = f'href="{way}"'
    assert (offered in see(asks, page), offered in see(gives, page)) == (True, False)
    assert reader(asks).post(way, {"text": " \u2060 "}).status_code == 422
    assert reader(asks).post(way, {"text": WHAT}).status_code == 303
    assert "place_asked" in desk.told(gives, number)
    fact = desk.journal(number)[-1]
    assert (fact.kind, fact.clause, fact.data) == ("place_asked", "U6c", {"reason": WHAT})
    for who, opens in ((asks, False), (gives, True)):
        shown = see(who, page)
        assert 'id="place-asked"' in shown
        assert WHAT in shown
        assert (f'href="{page}place/"' in shown.split('id="place-asked"')[1].split("</section>")[0]) is opens
    assert offered not in see(asks, page), "it is asked for"
    assert 'id="place-asked"' not in see("lapteva", page), "an auditor looks on"
    again = reader(asks).post(way, {"text": WHAT})
    assert (again.status_code, "уже запрошено" in again.content.decode()) == (403, True)

    assert give(reader(gives), number) == 303
    assert 'id="place-asked"' not in see(gives, page)
    opened = reader(asks).post(way, {"text": WHAT})
    assert (opened.status_code, "уже открыто" in opened.content.decode()) == (403, True)
    assert reader(gives).post(f"{page}place/end/").status_code == 303
    assert offered in see(asks, page), "there is none any more"


@pytest.fixture
def place(reader: Reader, see: Callable[..., str], number: str) -> Callable[[], str]:
    """A new one is given; its address as the client reads it."""

    def given() -> str:
        assert give(reader("gordeeva"), number) == 303
        return address_in(see("saveliev", f"/tickets/{number}/"))

    return given


def test_what_opens_no_place_is_answered_alike_and_throttled(
    number: str, place: Callable[[], str], caplog: pytest.LogCaptureFixture
) -> None:
    former, address = place(), place()
    said = {
        former: "replaced by a new one",
        "/place/kbp_1_" + "0" * 40 + "/": "forged",
        "/place/x/": "no code",
    }
    with transaction.atomic(), as_system("another's"):
        key = UploadPlace.objects.latest("pk").pk
    said["/place/" + code_of(key + 1) + "/"] = "nobody's"
    known = {why: put(at).status_code for at, why in said.items()}
    assert known == dict.fromkeys(said.values(), 404)
    words = {put(at).content for at in said}
    assert len(words) == 1
    assert put(address, "open.bin").status_code == 201
    for _try in range(60):
        last = put("/place/x/")
    assert (last.status_code, last.headers["Retry-After"]) == (429, "900")
    assert [file.name for file in files(number)] == ["open.bin"]
    assert "kbp_" in caplog.text
    assert not re.search(r"kbp_[0-9a-f]", without_passwords(caplog.text)), "no log has a code"


def test_a_place_that_is_over_takes_nothing(
    reader: Reader, see: Callable[..., str], number: str, place: Callable[[], str]
) -> None:
    address, end = place(), f"/tickets/{number}/place/end/"
    assert reader("saveliev").post(end).status_code == 403
    assert reader("gordeeva").post(end).status_code == 303
    assert reader("gordeeva").post(end).status_code in (403, 409), "there is none"
    assert put(address).status_code == 404, "ended"

    late = place()
    with transaction.atomic(), as_system("time passes"):
        UploadPlace.objects.filter(ended_at=None).update(until=later(clock.now(), hours=-1))
    assert put(late).status_code == 404
    closed = place()
    assert reader("saveliev").post(f"/tickets/{number}/withdraw/", {"reason": ""}).status_code == 303
    assert put(closed).status_code == 404
    assert address_in(see("saveliev", f"/tickets/{number}/")) == ""
    assert give(reader("gordeeva"), number) == 403, "of a ticket at its end"
    assert files(number) == []


def test_the_rest_of_a_file_is_not_taken_for_a_file(desk: Desk, reader: Reader, number: str) -> None:
    """As `curl -C 400 -T` sends it; `curl -C - -T` says that it sends the whole, and does."""
    offered = (clock.now() + timedelta(days=7)).date()
    assert f'value="{offered}"' in reader("gordeeva").get(f"/tickets/{number}/place/").text
    assert give(reader("gordeeva"), number) == 303
    address = address_in(reader("gordeeva").get(f"/tickets/{number}/").text)
    rest = put(address, content=CONTENT[400:], HTTP_CONTENT_RANGE="bytes 400-999/1000")
    assert (rest.status_code, "целиком" in rest.text) == (400, True)
    assert (files(number), on_their_way()) == ([], 0)
    assert put(address, HTTP_CONTENT_RANGE="bytes 0-999/1000").status_code == 201


def test_what_a_place_takes_is_bounded(
    reader: Reader, see: Callable[..., str], number: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days in (0, 31):
        assert give(reader("gordeeva"), number, days) == 422
    assert give(reader("gordeeva"), number) == 303
    address = address_in(see("saveliev", f"/tickets/{number}/"))
    assert Client().put(f"{address}a").status_code == 411
    assert put(address, HTTP_UPLOAD_CHECKSUM="sha256 x").status_code == 411
    for name in ("%2E%2E%5Cetc%5Cpasswd", "%00", "%D0%B4%D0%B0%D0%BC%D0%BF%20%3Cb%3E", "a" * 300):
        assert put(address, name).status_code in (201, 404), name
    assert all(not re.search(r"[\x00/\\]", file.name) and len(file.name) <= 200 for file in files(number))
    settings.LARGEST_UPLOAD = 999
    answer = put(address)
    assert (answer.status_code, "U6c" in answer.content.decode()) == (413, True)
    settings.LARGEST_UPLOAD = 2**20
    with monkeypatch.context() as full:
        full.setattr(at_place, "MOST_FILES", len(files(number)))
        assert put(address).status_code == 413
    settings.LARGEST_UPLOAD = 1000
    assert {put(address, str(nth)).status_code for nth in range(5)} == {201, 413}, "five largest altogether"
    assert on_their_way() == 0
