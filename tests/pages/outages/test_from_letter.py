"""A letter of the time of an outage is registered with its own words and files, and is then dealt with (U3.4a, U6a)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kabinet.records.models import Outage
from tests.cast import Cast
from tests.clock import AT
from tests.desk import later
from tests.letters_in import VENDORS, Inbox, letter
from tests.pages.outages.test_entering import down
from tests.pages.registration.walk import WRITTEN, Walk, text

pytestmark = [pytest.mark.usefixtures("stated_instant"), pytest.mark.clause("U3.4a", "U6a")]
See = Callable[..., str]
BEGAN = later(AT, hours=-2) + timedelta(seconds=10)
CAME = BEGAN + timedelta(seconds=7)
LOCAL = f"{CAME + timedelta(hours=3):%Y-%m-%dT%H:%M}"
FORM = """Тема: Не открывается база
Подробное описание: Ошибка соединения.
Версия платформы: 8.3.24.1467
"""


@pytest.fixture
def outage(cast: Cast, inbox: Inbox) -> Outage:
    """Of the vendor, an hour long, over an hour ago; it began seven seconds before the letter came."""
    return down(cast, BEGAN, later(AT, hours=-1), "vendor", "shulgin")


@pytest.fixture
def staff(cast: Cast) -> Walk:
    return Walk(Client(), cast, "gordeeva")


def came(inbox: Inbox, **more: Any) -> Any:
    box = more.pop("box", None)
    made = letter(subject="Обращение", text=FORM, **more)
    made.add_attachment(b"EXCP", maintype="text", subtype="plain", filename="rphost.log")
    inbox.come(made, CAME, **({"box": box} if box else {}))
    inbox.read(CAME)
    row = inbox.one()
    assert (row.state, row.why) == ("held", "outage")
    return row


def sent(cast: Cast, row: Any) -> dict[str, str]:
    """The first page as it comes filled in."""
    return {
        "client": str(cast.organisation["zmk"]),
        "letter": str(row.pk),
        "contact": str(cast.person["saveliev"]),
        "channel": "email",
        "occurred_at": LOCAL,
    }


def begin(staff: Walk, row: Any) -> str:
    """The address of the form, the level chosen."""
    first = staff.post("/calls/new/", sent(staff.cast, row))
    assert first.status_code == 303, text(first)
    second = staff.post(first["Location"], staff.step())
    assert second.status_code == 303, text(second)
    return str(second["Location"])


def test_the_first_page_begins_with_what_is_known_of_the_letter(
    outage: Outage, inbox: Inbox, staff: Walk, cast: Cast
) -> None:
    row = came(inbox)
    assert f'href="/calls/new/?letter={row.pk}"' in staff.get(f"/letters/held/{row.pk}/").content.decode()
    page = staff.get(f"/calls/new/?letter={row.pk}").content.decode()
    assert f'value="{LOCAL}"' in page
    assert f'<option value="{cast.person["saveliev"]}" selected' in page
    assert f'name="client" value="{cast.organisation["zmk"]}"' in page, "of whom its writer is a contact"
    assert f'href="/letters/held/{row.pk}/"' in page


def test_the_ticket_has_its_words_files_and_second_and_the_letter_waits_no_more(
    outage: Outage, inbox: Inbox, staff: Walk
) -> None:
    row = came(inbox)
    address = begin(staff, row)
    page = staff.get(address).content.decode()
    for each in ("Ошибка соединения.", "8.3.24.1467", "rphost.log", "Не открывается база"):
        assert each in page, each
    written = {name: WRITTEN[name] for name in ("impact", "service")}
    told = {"subject": "Не открывается база", "description": "Ошибка соединения.", "platform": "8.3.24.1467"}
    answer = staff.post(address, written | told)
    assert answer.status_code == 303, text(answer)
    (ticket,) = staff.tickets()
    assert (ticket.channel, ticket.author_name) == ("email", "Савельев Игорь Петрович")
    assert ticket.registered_at == CAME, "right to the second"
    assert [each.ticket_id for each in staff.files()] == [ticket.pk]
    shown = text(staff.get(answer["Location"]))
    assert "зарегистрировано по письму" in shown
    assert "по звонку" not in shown
    after = inbox.one()
    assert (after.state, after.ticket_number, after.settler_name) == (
        "entered",
        ticket.number,
        "Гордеева Алина Викторовна",
    )
    assert ticket.number in text(staff.get(f"/letters/held/{row.pk}/"))
    assert "Писем этого времени, которые ждут разбора, нет." in text(staff.get(f"/outages/{outage.pk}/"))
    assert staff.get(f"/calls/new/?letter={row.pk}")["Location"] == f"/letters/held/{row.pk}/", "once"


@pytest.mark.parametrize("name", ["", "..", "../../etc/passwd", "a\x00b.log"])
def test_a_file_of_any_name_goes_along_or_is_said_not_to(
    outage: Outage, inbox: Inbox, staff: Walk, name: str
) -> None:
    made = letter(subject="Обращение", text=FORM)
    made.add_attachment(b"EXCP", maintype="text", subtype="plain", filename=name)
    inbox.come(made, CAME)
    inbox.read(CAME)
    page = text(staff.get(begin(staff, inbox.one())))
    assert "Ошибка соединения." in page
    assert len(staff.files()) == 1


def test_of_two_drafts_of_one_letter_one_becomes_a_ticket(outage: Outage, inbox: Inbox, staff: Walk) -> None:
    row = came(inbox)
    first, second = begin(staff, row), begin(staff, row)
    assert "уже разобрались" not in text(staff.get(second))
    assert staff.post(first, WRITTEN).status_code == 303
    for address in (second, f"{second}level/"):
        page = text(staff.get(address))
        assert "С письмом, из которого начат этот черновик, уже разобрались: Гордеева Алина" in page
        assert staff.tickets()[0].number in page
    answer = staff.post(second, WRITTEN)
    assert answer.status_code != 303
    assert "С этим письмом уже разобрались" in text(answer)
    assert len(staff.tickets()) == 1


@pytest.mark.parametrize("key", ["nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_letter_that_is_not_there_is_nowhere(staff: Walk, key: str) -> None:
    assert staff.get(f"/calls/new/?letter={key}").status_code == 404


def test_a_letter_that_is_held_for_another_reason_is_registered_by_nobody(
    outage: Outage, inbox: Inbox, staff: Walk, cast: Cast
) -> None:
    inbox.come(letter("saveliev@zmk.example", "Обращение", FORM, proved=False), CAME)
    inbox.read(CAME)
    row = inbox.one()
    assert (row.state, row.why) == ("held", "unproved")
    assert staff.get(f"/calls/new/?letter={row.pk}").status_code == 404
    assert staff.post("/calls/new/", sent(cast, row)).status_code == 404
    assert staff.drafts() == []


def test_another_desks_letter_and_a_strangers_are_nowhere(
    outage: Outage, inbox: Inbox, staff: Walk, cast: Cast
) -> None:
    row = came(inbox, box=VENDORS, sender="gordeeva@kontur.example")
    assert staff.get(f"/calls/new/?letter={row.pk}").status_code == 404
    assert staff.post("/calls/new/", sent(cast, row)).status_code == 404
