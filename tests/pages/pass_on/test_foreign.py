"""A vendor ticket without a client ticket: the client asked in a desk of their own (L11a), through the page."""

import re

import pytest

from kabinet.records.models import Agreement, Draft
from kabinet.records.security.reach import as_system
from tests.desk import ITEMS, VALUES, Desk

pytestmark = pytest.mark.clause("L11a")
DESK = {
    "desk": "Naumen ЗМК",
    "number": "SD-7781",
    "url": "https://sd.zmk.example/7781",
    "why": "Так договорились",
}


def nine() -> dict[str, str]:
    """What the form of the nine items has of a complete ticket."""
    typed = {code: VALUES[code] for code in ("description", "phone", "email")}
    typed |= {"contact": "Савельев Игорь Петрович"}
    return {
        **typed,
        "subject": "rphost аварийно завершается",
        "impact": "minor",
        "service": "problem",
        "level": "3",
        "level_was": "3",
        "changes": ITEMS["changes"],
        "pass_on_reason": ITEMS["pass_on_reason"],
        "source_kind": "documentation",
        "source_title": "Руководство администратора",
        "source_outcome": "не описано",
    }


@pytest.fixture
def begun(desk: Desk, reader) -> str:
    """A draft by the engineer, as D-15."""
    said = DESK | {"client": desk.cast.client["zmk"], "system": desk.cast.system["erp"]}
    sent = reader("gordeeva").post("/vendor-tickets/new/", said)
    assert sent.status_code == 303
    return re.fullmatch(r"/tickets/(D-\d+)/pass-on/", sent["Location"])[1]


def test_the_way_leads_from_the_vendors_tickets(desk: Desk, reader) -> None:
    browser = reader("zhdanov")
    assert "/vendor-tickets/new/" in browser.get("/vendor-tickets/").content.decode()
    first = browser.get("/vendor-tickets/new/").content.decode()
    assert "АО «ЗМК»" in first
    assert "Порт Восход" not in first
    second = browser.get("/vendor-tickets/new/", {"client": desk.cast.client["zmk"]}).content.decode()
    assert "ERP Производство" in second
    assert "Почему обращение пришло оттуда" in second
    assert browser.get("/vendor-tickets/new/", {"client": desk.cast.client["vostok"]}).status_code == 404
    assert browser.get("/vendor-tickets/new/", {"client": "1' OR 1=1\0"}).status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("desk", ""),
        ("number", ""),
        ("number", "9" * 61),
        ("url", "javascript:alert(1)"),
        ("url", "file:///etc/passwd"),
        ("url", "https://"),
        ("why", ""),
        ("system", "0"),
    ],
)
def test_what_is_missing_or_no_page_is_said_beside_its_field(
    desk: Desk, reader, field: str, value: str
) -> None:
    said = DESK | {"client": desk.cast.client["zmk"], "system": desk.cast.system["erp"], field: value}
    sent = reader("gordeeva").post("/vendor-tickets/new/", said)
    assert sent.status_code == 422
    page = sent.content.decode()
    assert f'id="id_{field}_error"' in page or "faulty" in page
    assert "SD-7781" in page or field == "number"
    with as_system("a test"):
        assert not Draft.objects.exists()


@pytest.mark.clause("L8")
def test_a_desk_that_the_agreement_names_needs_no_word_more(desk: Desk, reader) -> None:
    with as_system("a test"):
        Agreement.objects.filter(client=desk.cast.client["zmk"]).update(third_party_desk="Naumen ЗМК")
    page = (
        reader("gordeeva").get("/vendor-tickets/new/", {"client": desk.cast.client["zmk"]}).content.decode()
    )
    assert 'value="Naumen ЗМК"' in page
    assert "Почему обращение пришло оттуда" not in page


@pytest.mark.clause("P2.5")
def test_a_colleague_prepares_and_the_certified_one_sends(desk: Desk, reader, begun: str) -> None:
    page = reader("gordeeva").get(f"/tickets/{begun}/pass-on/").content.decode()
    assert "Naumen ЗМК, SD-7781" in page
    assert "8.3.24.1467" in page  # the system's record is carried over
    assert "отправит сотрудник с сертификатом" in page
    assert reader("gordeeva").post(f"/tickets/{begun}/pass-on/send/", nine()).status_code == 403
    shared = reader("zhdanov").get("/vendor-tickets/new/").content.decode()
    assert f"/tickets/{begun}/pass-on/" in shared
    page = reader("zhdanov").get(f"/tickets/{begun}/pass-on/").content.decode()
    stamp = re.search(r'name="draft_saved" value="([^"]*)"', page)[1]
    sent = reader("zhdanov").post(f"/tickets/{begun}/pass-on/send/", nine() | {"draft_saved": stamp})
    assert sent.status_code == 303
    number = re.fullmatch(r"/tickets/(V-\d+)/", sent["Location"])[1]
    ticket = desk.ticket(number)
    assert (ticket.origin_id, ticket.client_name, ticket.level) == (None, "АО «ЗМК»", 3)
    assert (ticket.foreign_desk, ticket.foreign_number) == ("Naumen ЗМК", "SD-7781")
    for login in ("zhdanov", "titova"):
        seen = reader(login).get(f"/tickets/{number}/").content.decode()
        link = re.search(r'<a class="link tall" href="https://sd.zmk.example/7781" ([^>]*)>\s*SD-7781', seen)
        assert "noopener" in link[1]
        assert "noreferrer" in link[1]
    again = reader("zhdanov").post(f"/tickets/{begun}/pass-on/send/", nine())
    assert (again.status_code, again["Location"]) == (303, f"/tickets/{number}/")
    assert reader("choi").get(f"/tickets/{begun}/pass-on/").status_code == 404


def test_everything_that_stands_against_it_is_said_at_once(desk: Desk, reader, begun: str) -> None:
    from datetime import date

    from kabinet.records.models import Licence, SupportContract

    with as_system("a test"):
        Licence.objects.filter(client=desk.cast.client["zmk"]).update(last_day=date(2024, 2, 1))
        SupportContract.objects.filter(client=desk.cast.client["zmk"]).update(level="techno")
    page = reader("zhdanov").get(f"/tickets/{begun}/pass-on/").content.decode()
    assert "РКЛ действовала по" in page
    assert "Уровень договора ИТС не даёт права" in page
    refused = reader("zhdanov").post(f"/tickets/{begun}/pass-on/send/", nine())
    assert refused.status_code in (403, 409)


@pytest.mark.clause("P5a", "P5b")
def test_without_the_investigation_it_does_not_go(reader, begun: str) -> None:
    browser = reader("zhdanov")
    page = browser.get(f"/tickets/{begun}/pass-on/").content.decode()
    stamp = re.search(r'name="draft_saved" value="([^"]*)"', page)[1]
    typed = nine() | {"pass_on_reason": "", "source_title": "", "source_outcome": "", "draft_saved": stamp}
    sent = browser.post(f"/tickets/{begun}/pass-on/send/", typed)
    assert sent.status_code == 422
    assert "rphost аварийно завершается" in sent.content.decode()


@pytest.mark.clause("P5d")
def test_level_1_needs_the_clients_word_and_the_partners(desk: Desk, reader) -> None:
    said = DESK | {"client": desk.cast.client["zmk"], "system": desk.cast.system["erp"]}
    browser = reader("zhdanov")
    confirmed = said | {"confirmed": "on", "client_phone": "+7 900 000-41-17"}
    assert browser.post("/vendor-tickets/new/", said | {"confirmed": "on"}).status_code == 422
    sent = browser.post("/vendor-tickets/new/", confirmed)
    number = re.fullmatch(r"/tickets/(D-\d+)/pass-on/", sent["Location"])[1]
    page = browser.get(f"/tickets/{number}/pass-on/").content.decode()
    typed = nine() | {"level": "1", "impact": "critical", "reachable": "yes", "within_hour": "yes"}
    typed |= {
        "terms_phone": "+7 900 000-41-19",
        "draft_saved": re.search(r'draft_saved" value="([^"]*)"', page)[1],
    }
    made = browser.post(f"/tickets/{number}/pass-on/send/", typed)
    assert made.status_code == 303, made.content.decode()
    number = made["Location"].split("/")[2]
    assert desk.ticket(number).level == 1
    document = browser.get(f"/tickets/{number}/document/").content.decode()
    assert "+7 900 000-41-17" in document.replace("\xa0", " ")  # the contact's, and the client's promise
    assert "+7 900 000-41-19" in document.replace("\xa0", " ")


def test_others_find_nothing(reader, begun: str) -> None:
    for login in ("saveliev", "titova", "choi", "stranger"):
        assert reader(login).get(f"/tickets/{begun}/pass-on/").status_code == 404
        assert reader(login).post(f"/tickets/{begun}/pass-on/send/").status_code == 404
    for login in ("saveliev", "titova"):
        assert reader(login).get("/vendor-tickets/new/").status_code == 404
    assert reader("zhdanov").get("/tickets/D-999999/pass-on/").status_code == 404
    assert reader("zhdanov").get("/tickets/D-x/pass-on/").status_code == 404


def test_a_double_click_makes_one_draft(desk: Desk, reader) -> None:
    said = DESK | {"client": desk.cast.client["zmk"], "system": desk.cast.system["erp"], "mark": "m-1"}
    sent = [reader("gordeeva").post("/vendor-tickets/new/", said)["Location"] for _ in range(2)]
    assert sent[0] == sent[1]
