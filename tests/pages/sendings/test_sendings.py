"""A form under a key is done once, and only its sender learns that it was done."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.desk import Desk, later
from tests.pages.sendings.forms import MAKERS


@pytest.fixture
def number(desk: Desk, now) -> str:
    return desk.register(later(now, hours=-1)).number


def message(key: object, text: str = "Дамп снят") -> dict[str, object]:
    return {"text": text, "audience": "public", "send": "public", "sending": key}


def test_sent_twice_it_is_done_once_and_leads_to_the_same_place(desk: Desk, number: str, reader) -> None:
    orlova, key, address = reader("orlova"), uuid4(), f"/tickets/{number}/say/"
    first = orlova.post(address, message(key))
    again = orlova.post(address, message(key, "Дамп снят, и ещё слово"))
    assert (first.status_code, again.status_code, again["Location"]) == (303, 303, first["Location"])
    assert [each.text for each in desk.messages(number)].count("Дамп снят") == 1
    assert "ещё слово" not in [each.text for each in desk.messages(number)]
    assert "второй раз ничего не сделано" in orlova.get(f"/tickets/{number}/").content.decode()
    assert orlova.get("/sendings/", {"key": [key, uuid4()]}).json() == {"done": [str(key)]}


def test_what_was_refused_was_not_done(desk: Desk, number: str, reader) -> None:
    orlova, key, address = reader("orlova"), uuid4(), f"/tickets/{number}/say/"
    refused = orlova.post(address, message(key, " "))
    assert refused.status_code == 422
    assert f'data-answers="{key}"' in refused.content.decode()
    assert orlova.get("/sendings/", {"key": key}).json() == {"done": []}
    assert orlova.post(address, message(key)).status_code == 303
    assert orlova.get("/sendings/", {"key": key}).json() == {"done": [str(key)]}


@pytest.mark.parametrize("raised", [403, 404])
def test_nor_what_the_gate_turned_back(desk: Desk, number: str, reader, raised: int) -> None:
    login = {403: "frolov", 404: "stranger"}[raised]
    other, key = reader(login), uuid4()
    assert other.post(f"/tickets/{number}/say/", message(key)).status_code == raised
    assert other.get("/sendings/", {"key": key}).json() == {"done": []}


def test_a_key_is_its_senders_alone(desk: Desk, number: str, reader) -> None:
    key, address = uuid4(), f"/tickets/{number}/say/"
    assert reader("orlova").post(address, message(key)).status_code == 303
    saveliev = reader("saveliev")
    assert saveliev.get("/sendings/", {"key": key}).json() == {"done": []}
    assert saveliev.post(address, message(key, "То же самое")).status_code == 303
    assert [each.text for each in desk.messages(number)][-2:] == ["Дамп снят", "То же самое"]


def test_a_look_before_sending_is_not_done_and_a_report_on_many_is(desk: Desk, number: str, reader) -> None:
    arkhipova, look, many = reader("arkhipova"), uuid4(), uuid4()
    canned = {"title": "Дамп", "leg": "client", "text": "Снимите дамп", "preview": "1", "sending": look}
    assert arkhipova.post("/desk/canned/new/", canned).status_code == 200
    bulk = {"act": "tag", "pick": number, "name": "срочно", "sending": many}
    assert arkhipova.post("/queue/bulk/", bulk).status_code == 200
    assert arkhipova.get("/sendings/", {"key": [look, many]}).json() == {"done": [str(many)]}


@pytest.mark.parametrize("key", ["", "x", "0" * 5000, "\0", "' OR 1=1", "<b>"])
def test_a_strange_key_is_no_key(desk: Desk, number: str, reader, key: str) -> None:
    orlova = reader("orlova")
    assert orlova.post(f"/tickets/{number}/say/", message(key)).status_code == 303
    assert orlova.get("/sendings/", {"key": key}).json() == {"done": []}
    page = orlova.post(f"/tickets/{number}/say/", message('"><b>', " ")).content.decode()
    assert 'data-answers="&quot;&gt;&lt;b&gt;"' in page


def test_they_are_forgotten_after_browsers_have_forgotten(desk: Desk, number: str, reader, now) -> None:
    from kabinet.actions.unit.sendings import KEPT, forget_sendings

    orlova, key = reader("orlova"), uuid4()
    orlova.post(f"/tickets/{number}/say/", message(key))
    assert forget_sendings(at=now + KEPT - timedelta(minutes=5)) == 0
    assert forget_sendings(at=now + KEPT + timedelta(minutes=5)) == 1


@pytest.mark.parametrize(("cookie", "said"), [(True, True), (False, False)])
def test_whoever_had_a_session_reads_that_it_ended(client, db, cookie: bool, said: bool) -> None:
    from django.conf import settings

    if cookie:
        client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    answer = client.get("/queue/", follow=True)
    assert ("Сеанс закончился" in answer.content.decode()) is said


@pytest.mark.parametrize("made", ["report", "violation", "problem", "offer", "registration"])
def test_a_form_that_leads_on_asks_for_no_figures(desk: Desk, made: str, monkeypatch) -> None:
    """The page that it leads to asks for those of the way around."""

    def never(*_: object) -> dict[str, int]:
        raise AssertionError("figures that nobody sees")

    monkeypatch.setattr("kabinet.pages.shell.surroundings.nav_counts", never)
    assert MAKERS[made](desk.cast)
