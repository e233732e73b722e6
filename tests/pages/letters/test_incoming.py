"""A letter that came, from the server that handed it over to the pages of who wrote it and of the desk."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from kabinet.jobs.letters import Outcome
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.clock import AT
from tests.desk import Desk, later
from tests.fixtures_letters import MailBox, text_of
from tests.letters_in import PARTNERS, VENDORS, Inbox, letter
from tests.some import some

pytestmark = pytest.mark.usefixtures("stated_instant")
HOUR = later(AT, hours=-1)
Work = Callable[[datetime], list[Outcome]]
See = Callable[..., str]
Send = Callable[..., Any]


@pytest.fixture
def number(mail: MailBox, cast: Cast) -> str:
    """A ticket of an hour ago."""
    return Desk(cast).register(HOUR).number


@pytest.mark.clause("U3.5d", "U3.4a")
def test_a_letter_with_the_number_waits_as_its_authors_draft_in_that_ticket(
    inbox: Inbox, number: str, see: See, cast: Cast
) -> None:
    inbox.come(letter(subject=f"Re: [{number}] rphost", text="Перезапустили, не помогло.\n"), AT)
    inbox.read(AT)
    assert inbox.one().state == "drafted"
    assert "Перезапустили, не помогло." in see("saveliev", f"/tickets/{number}/")
    assert "Перезапустили" not in see("orlova", f"/tickets/{number}/"), "a draft is its author's alone"
    assert "Перезапустили" not in see("gordeeva", f"/tickets/{number}/")
    assert Desk(cast).kinds(number) == ["registered"], "nothing is sent"
    assert number in see("saveliev", "/notices/")
    assert inbox.notices("saveliev") == ["letter_kept"]


def test_the_answer_says_once_a_day_where_the_cabinet_is(
    inbox: Inbox, number: str, mail: MailBox, worker: Work
) -> None:
    for hours in (0, 1, 2):
        made = letter(subject=f"Re: [{number}]", text=f"Письмо {hours}")
        inbox.come(made, later(AT, hours=hours))
        inbox.read(later(AT, hours=hours))
    worker(later(AT, hours=3))
    (answer,) = [each for each in mail.to("saveliev@zmk.example") if "не отправлено" in text_of(each)]
    assert f"/tickets/{number}/" in text_of(answer)
    assert answer["Auto-Submitted"] == "auto-generated"
    (draft,) = inbox.drafts("saveliev")
    assert draft.content["text"] == "Письмо 0\n\nПисьмо 1\n\nПисьмо 2", "what came before stays"
    mail.letters.clear()
    inbox.come(letter(subject=f"Re: [{number}]", text="Ещё"), later(AT, hours=30))
    inbox.read(later(AT, hours=30))
    worker(later(AT, hours=30))
    assert len(some(mail.to("saveliev@zmk.example"))) == 1


@pytest.mark.clause("U3.5d")
def test_a_reply_finds_its_ticket_by_the_letter_that_it_answers(
    inbox: Inbox, number: str, mail: MailBox, worker: Work, cast: Cast
) -> None:
    Desk(cast).register(HOUR, login="orlova")
    worker(AT)
    ours = next(each for each in mail.to("saveliev@zmk.example") if number in each["Subject"])
    reply = letter(subject="Ответ", text="Готово", In_Reply_To=ours["Message-ID"])
    inbox.come(reply, AT)
    inbox.read(AT)
    assert (inbox.one().state, inbox.one().ticket_number) == ("drafted", number)


def test_a_letter_of_ours_answered_by_somebody_else_is_held(
    inbox: Inbox, number: str, mail: MailBox, worker: Work
) -> None:
    worker(AT)
    ours = mail.to("saveliev@zmk.example")[0]
    inbox.come(letter("orlova@zmk.example", text="И я", In_Reply_To=ours["Message-ID"]), AT)
    inbox.read(AT)
    assert (inbox.one().state, inbox.one().why) == ("held", "not_theirs")
    assert inbox.drafts("orlova") == []


HELD = {
    "a stranger": (letter("chuzhoy@elsewhere.example"), "stranger"),
    "a sender whom nobody proved": (letter(proved=False), "unproved"),
    "a forged verdict of another server": (
        letter(proved=False, Authentication_Results="mx.evil.example; dmarc=pass header.from=zmk.example"),
        "unproved",
    ),
    "two senders": (letter("saveliev@zmk.example, orlova@zmk.example", proved=False), "no_sender"),
    "another client's ticket": (letter("stranger@gavan.example", "Re: [{number}]"), "not_theirs"),
    "a ticket that is not there": (letter(subject="Re: [U-999999]"), "not_theirs"),
    "a viewer, who writes nowhere": (letter("frolov@zmk.example", "Re: [{number}]"), "may_not"),
}


@pytest.mark.clause("U3.4a")
@pytest.mark.parametrize("case", HELD)
def test_what_is_not_surely_its_authors_waits_for_a_person_and_changes_nothing(
    inbox: Inbox, number: str, case: str, see: See, cast: Cast
) -> None:
    made, why = HELD[case]
    inbox.come(made.as_bytes().replace(b"{number}", number.encode()), AT)
    inbox.read(AT)
    assert (inbox.one().state, inbox.one().why) == ("held", why)
    assert Desk(cast).kinds(number) == ["registered"]
    with transaction.atomic(), as_system("a look from outside"):
        assert models.Draft.objects.count() == 0
        told = set(models.Notice.objects.filter(kind__startswith="letter_").values_list("kind", flat=True))
    assert told <= ({"letter_unkept"} if why == "may_not" else set()), (
        "and whoever is not sure is told nothing"
    )
    assert str(inbox.one().pk) in see("gordeeva", "/letters/held/")


@pytest.mark.clause("L11b", "P4.4")
def test_a_partners_letter_to_the_vendor_is_answered_with_the_way_and_registers_nothing(
    inbox: Inbox, mail: MailBox, worker: Work, see: See
) -> None:
    inbox.come(letter("gordeeva@kontur.example", "Падает rphost", "Помогите"), AT, VENDORS)
    inbox.read(AT)
    worker(AT)
    assert inbox.one().state == "held"
    (answer,) = mail.to("gordeeva@kontur.example")
    assert "пока Кабинет работает, обращения ведут в нём" in text_of(answer)
    with transaction.atomic(), as_system("a look from outside"):
        assert models.Ticket.objects.count() == 0
    assert "Падает rphost" in see("titova", "/letters/held/")
    assert "Падает rphost" not in see("gordeeva", "/letters/held/"), "it came to the vendor's box"


@pytest.mark.clause("U3.4a")
def test_a_letter_without_a_number_begins_a_registration(inbox: Inbox, see: See) -> None:
    made = letter(subject="Не проводятся документы", text="С утра ошибка.\n")
    made.add_attachment("строка\n", filename="журнал.txt")
    inbox.come(made, AT)
    inbox.read(AT)
    (draft,) = inbox.drafts("saveliev")
    assert draft.content["values"] == {"subject": "Не проводятся документы", "description": "С утра ошибка."}
    assert "Не проводятся документы" in see("saveliev", "/new/")
    with transaction.atomic(), as_system("a look from outside"):
        assert [file.name for file in models.File.objects.filter(draft=draft)] == ["журнал.txt"]


AUTOMATIC = {
    "an answer of a machine": {"Auto_Submitted": "auto-replied"},
    "a holiday": {"X_Autoreply": "yes"},
    "a mailing list": {"List_Id": "<news.example>"},
    "bulk": {"Precedence": "bulk"},
}


@pytest.mark.parametrize("case", AUTOMATIC)
def test_what_a_machine_wrote_is_kept_and_never_answered(
    inbox: Inbox, number: str, mail: MailBox, worker: Work, case: str
) -> None:
    worker(AT)
    mail.letters.clear()
    inbox.come(letter(subject=f"[{number}]", **AUTOMATIC[case]), AT)
    inbox.read(AT)
    worker(AT)
    assert inbox.one().state == "automatic"
    assert mail.letters == []
    assert inbox.drafts("saveliev") == []


def bounce(message_id: str, recipient: str, status: str = "5.1.1", action: str = "failed") -> bytes:
    return f"""From: MAILER-DAEMON@mx.example
To: desk@kabinet.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 no such mailbox

--b
Content-Type: message/rfc822

Message-ID: {message_id}
To: {recipient}

x
--b--
""".encode()


def test_a_bounce_ends_letters_to_that_address_until_its_person_says_that_it_works(
    inbox: Inbox, number: str, mail: MailBox, worker: Work, see: See, send: Send, cast: Cast
) -> None:
    worker(AT)
    ours = next(each for each in mail.to("saveliev@zmk.example"))
    inbox.come(bounce(ours["Message-ID"], "saveliev@zmk.example"), AT)
    inbox.read(AT)
    assert inbox.notices("saveliev") == ["address_bounces"]
    assert inbox.notices("arefyev") == ["address_bounces_at"], "and who administers the organisation"
    mail.letters.clear()
    send("gordeeva", f"/tickets/{number}/say/", text="Пришлите журнал", kind="question", audience="public")
    worker(AT)
    assert mail.to("saveliev@zmk.example") == []
    page = see("saveliev", "/me/letters/")
    assert "550 5.1.1 no such mailbox" in page
    assert send("saveliev", "/me/letters/works/").status_code == 303
    assert "550 5.1.1" not in see("saveliev", "/me/letters/")
    send("gordeeva", f"/tickets/{number}/say/", text="И настройки", kind="question", audience="public")
    worker(AT)
    assert len(mail.to("saveliev@zmk.example")) == 1


@pytest.mark.parametrize(
    ("recipient", "status", "action"),
    [
        ("saveliev@zmk.example", "4.2.2", "delayed"),
        ("saveliev@zmk.example", "4.2.2", "failed"),
        ("former@zmk.example", "5.1.1", "failed"),
    ],
)
def test_a_delay_or_another_address_marks_nothing(
    inbox: Inbox, number: str, mail: MailBox, worker: Work, recipient: str, status: str, action: str
) -> None:
    worker(AT)
    ours = mail.to("saveliev@zmk.example")[0]
    inbox.come(bounce(ours["Message-ID"], recipient, status, action), AT)
    inbox.read(AT)
    assert inbox.notices("saveliev") == []


def test_a_forged_bounce_marks_nothing(inbox: Inbox, number: str, mail: MailBox, worker: Work) -> None:
    worker(AT)
    inbox.come(bounce("<00000000000000000000000000000001@kabinet.example>", "saveliev@zmk.example"), AT)
    inbox.read(AT)
    assert inbox.notices("saveliev") == []
    assert inbox.one().state == "automatic"


def test_the_desk_puts_a_letter_into_a_ticket_as_a_note_with_its_files(
    inbox: Inbox, number: str, see: See, send: Send, cast: Cast
) -> None:
    made = letter("chuzhoy@elsewhere.example", "Доступ", "Пароль сменили.\n")
    made.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename="../дамп.bin")
    inbox.come(made, AT)
    inbox.read(AT)
    key = inbox.one().pk
    form = see("gordeeva", f"/letters/held/{key}/note/")
    text = re.search(r"<textarea[^>]*name=.text.[^>]*>(.*?)</textarea>", form, re.DOTALL)
    assert text is not None
    assert "chuzhoy@elsewhere.example" in text[1]
    answer = send(
        "gordeeva", f"/letters/held/{key}/note/", number=number.lower(), text="Пароль сменили.", enclosed="on"
    )
    assert answer.status_code == 303, answer.content.decode()[:2000]
    assert Desk(cast).kinds(number) == ["registered", "noted"]
    assert "Пароль сменили." in see("arkhipova", f"/tickets/{number}/")
    assert "Пароль сменили." not in see("saveliev", f"/tickets/{number}/")
    with transaction.atomic(), as_system("a look from outside"):
        assert [file.name for file in models.File.objects.filter(ticket__number=number)] == ["дамп.bin"]
    assert (inbox.one().state, inbox.one().settler_name) == ("noted", "Гордеева Алина Викторовна")
    again = send("gordeeva", f"/letters/held/{key}/note/", number=number, text="Ещё раз")
    assert again.status_code == 422
    assert Desk(cast).kinds(number) == ["registered", "noted"], "one letter is put in once"


@pytest.mark.parametrize(("act", "state"), [("answered", "answered"), ("discard", "discarded")])
def test_the_desk_is_done_with_a_letter_for_a_reason_that_its_journal_keeps(
    inbox: Inbox, see: See, send: Send, act: str, state: str, cast: Cast
) -> None:
    inbox.come(letter("spam@elsewhere.example", "Купите", "Дёшево"), AT)
    inbox.read(AT)
    key = inbox.one().pk
    assert send("gordeeva", f"/letters/held/{key}/{act}/", reason=" ").status_code == 422
    assert inbox.one().state == "held"
    assert send("gordeeva", f"/letters/held/{key}/{act}/", reason="Реклама").status_code == 303
    row = inbox.one()
    assert (row.state, row.reason) == (state, "Реклама")
    assert (bytes(row.raw) == b"", row.whole_text == "") == ((state == "discarded"),) * 2
    with transaction.atomic(), as_system("a look from outside"):
        (entry,) = models.OrganisationEntry.objects.filter(kind__startswith="letter_")
    assert entry.organisation_id == cast.partner["kontur"]
    assert (entry.actor_name, entry.data["reason"]) == ("Гордеева Алина Викторовна", "Реклама")
    assert "Реклама" in see("gordeeva", f"/letters/held/?state={state}")


def test_a_letter_is_shown_as_text_and_its_files_are_only_saved(inbox: Inbox, see: See, cast: Cast) -> None:
    made = letter("x@elsewhere.example", "<script>alert(1)</script>")
    made.set_content("<b>жирно</b><script>alert(2)</script><img src=x onerror=alert(3)>", subtype="html")
    made.add_attachment("<script>alert(4)</script>", subtype="html", filename="page.html")
    inbox.come(made, AT)
    inbox.read(AT)
    page = see("gordeeva", f"/letters/held/{inbox.one().pk}/")
    assert "<script>alert" not in page
    assert "onerror" not in page
    assert "жирно" in page
    from django.test import Client

    client = Client()
    cast.sign_in(client, "gordeeva")
    answer = client.get(f"/letters/held/{inbox.one().pk}/files/0/")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"alert(4)" in b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert client.get(f"/letters/held/{inbox.one().pk}/files/1/").status_code == 404


def test_a_letter_is_kept_once_however_often_it_is_handed_over(inbox: Inbox) -> None:
    raw = letter().as_bytes()
    tries = [b"Return-Path: <a@b>\r\nDelivery-date: 1\r\n" + raw, b"Delivery-date: 2\r\n x\r\n" + raw, raw]
    assert [inbox.come(each, AT) for each in tries] == [True, False, False]
    assert inbox.come(raw, AT, VENDORS), "two boxes are two letters"
    assert {row.box for row in inbox.rows()} == {PARTNERS.address, VENDORS.address}


def down(cast: Cast, house: str, began: datetime, ends: datetime | None) -> None:
    with transaction.atomic(), as_system("an outage of a test"):
        models.Outage.objects.create(
            organisation_id=cast.organisation[house],
            of_vendor=house == "vendor",
            began_at=began,
            ends_at=ends,
            over=ends is not None,
            reason="Авария",
            declared_by_id=cast.person["arkhipova"],
            declared_at=began,
        )


@pytest.mark.clause("U3.4a")
def test_a_letter_of_an_outage_is_entered_in_one_look_and_counts_from_its_arrival(
    inbox: Inbox, number: str, see: See, send: Send, cast: Cast, mail: MailBox, worker: Work
) -> None:
    came = later(AT, minutes=-30)
    down(cast, "kontur", later(AT, minutes=-40), later(AT, minutes=-10))
    worker(AT)
    mail.letters.clear()
    made = letter(subject=f"[{number}]", text="Пришла ошибка СУБД.\n")
    made.add_attachment("строка", filename="журнал.txt")
    inbox.come(made, came)
    inbox.read(AT)
    worker(AT)
    assert (inbox.one().state, inbox.one().why) == ("held", "outage")
    assert mail.to("saveliev@zmk.example") == [], (
        "while it is down a letter is the right way: no answer says otherwise"
    )
    assert inbox.drafts("saveliev") == []
    key = inbox.one().pk
    assert "Внести" in see("gordeeva", f"/letters/held/{key}/")
    assert "Пришла ошибка СУБД." in see("gordeeva", f"/letters/held/{key}/enter/")
    answer = send("gordeeva", f"/letters/held/{key}/enter/")
    assert answer.status_code == 303, answer.content.decode()[:3000]
    row = next(each for each in Desk(cast).journal(number) if each.kind == "replied")
    assert row.occurred_at == came
    (said,) = [each for each in Desk(cast).messages(number) if each.kind == "letter"]
    assert said.text == "Пришла ошибка СУБД."
    assert "журнал.txt" in see("saveliev", f"/tickets/{number}/")
    assert inbox.one().state == "entered"
    assert send("gordeeva", f"/letters/held/{key}/enter/").status_code == 422
    assert Desk(cast).kinds(number).count("replied") == 1


@pytest.mark.clause("U3.4a", "L11b")
@pytest.mark.parametrize("minutes", [-50, -5])
def test_a_letter_before_or_after_an_outage_is_a_draft(
    inbox: Inbox, number: str, cast: Cast, minutes: int
) -> None:
    down(cast, "kontur", later(AT, minutes=-40), later(AT, minutes=-10))
    inbox.come(letter(subject=f"[{number}]"), later(AT, minutes=minutes))
    inbox.read(AT)
    assert inbox.one().state == "drafted"


def test_another_houses_outage_opens_no_way_for_letters(inbox: Inbox, number: str, cast: Cast) -> None:
    down(cast, "primsoft", later(AT, minutes=-40), None)
    inbox.come(letter(subject=f"[{number}]"), AT)
    inbox.read(AT)
    assert inbox.one().state == "drafted"


@pytest.mark.parametrize("why", ["stranger", "unproved"])
def test_what_is_not_surely_its_authors_is_never_entered_even_in_an_outage(
    inbox: Inbox, number: str, cast: Cast, send: Send, see: See, why: str
) -> None:
    down(cast, "kontur", later(AT, minutes=-40), None)
    sender = "x@elsewhere.example" if why == "stranger" else "saveliev@zmk.example"
    inbox.come(letter(sender, f"[{number}]", proved=why == "stranger"), AT)
    inbox.read(AT)
    assert (inbox.one().state, inbox.one().why) == ("held", why)
    assert "Внести" not in see("gordeeva", f"/letters/held/{inbox.one().pk}/")
    assert send("gordeeva", f"/letters/held/{inbox.one().pk}/enter/").status_code == 422
    assert Desk(cast).kinds(number) == ["registered"]
