"""Relaying: what the vendor said reaches the client in the words that the partner confirmed, and nothing else does."""

from io import BytesIO

import pytest

from kabinet.actions.journal.verify import verify
from kabinet.actions.notices.wording import of_entry
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.unit.errors import Conflict, Invalid, Refused
from kabinet.actions.vendor.relay import relay_answer
from kabinet.records import doors
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, msk, passed_on

AT = msk("2024-03-14 10:05")


def answered(desk: Desk, kind: Answer = Answer.ANSWER) -> tuple[str, str, int]:
    """Client ticket, vendor ticket, key of the vendor's message."""
    number, vendor = passed_on(desk, AT)
    file = desk.do(attach, "titova", AT, name="патч.zip", content=BytesIO(b"PK"))
    desk.do(
        answer_ticket,
        "titova",
        later(AT, hours=1),
        number=vendor,
        text="Есть версия?",
        kind=kind,
        files=[file.pk],
    )
    return number, vendor, desk.messages(vendor)[-1].pk


@pytest.mark.clause("P5c")
def test_a_question_of_the_vendor_is_put_to_the_client(desk: Desk) -> None:
    number, vendor, message = answered(desk, Answer.QUESTION)
    assert (desk.ticket(number).status, desk.ticket(number).turn) == ("in_work", "partner")
    desk.do(
        relay_answer,
        "gordeeva",
        later(AT, hours=2),
        number=vendor,
        message=message,
        text="Какая у вас версия платформы?",
        kind=Answer.QUESTION,
    )
    assert (desk.ticket(number).status, desk.ticket(number).turn) == ("waiting", "client")
    assert desk.told("saveliev", number)[-1] == "relayed"
    assert desk.ticket(vendor).status == "waiting", (
        "the vendor is answered in the vendor's ticket, by the partner"
    )
    desk.do(write_reply, "gordeeva", later(AT, hours=3), number=vendor, text="8.3.24")
    assert (desk.ticket(vendor).turn, desk.ticket(number).status) == ("vendor", "waiting")
    assert list(verify()) == []


@pytest.mark.clause("L3")
def test_the_client_hears_the_partners_words_alone(desk: Desk) -> None:
    number, vendor, message = answered(desk)
    client = desk.cast.actor("saveliev", later(AT, hours=1))
    seen = doors.ticket(client, number)
    history = [of_entry(row).ru for row in doors.journal(client, seen)]
    assert history[-1] == "1С работает над обращением"
    assert [said.text for said in doors.messages(client, seen)][-1] == "Смотрим дампы"

    file = desk.do(lambda actor, at: doors.files(actor, doors.ticket(actor, vendor)).get(), "gordeeva", AT)
    desk.do(
        relay_answer,
        "gordeeva",
        later(AT, hours=2),
        number=vendor,
        message=message,
        text="Поставьте обновление",
        kind=Answer.SOLUTION,
        files=[file.pk],
    )
    client = desk.cast.actor("saveliev", later(AT, hours=2))
    seen = doors.ticket(client, number)
    said = list(doors.messages(client, seen))[-1]
    assert (said.text, said.author_name, said.kind, said.final) == (
        "Поставьте обновление", "Гордеева Алина Викторовна", "solution", True,
    )  # fmt: skip
    [copy] = doors.files(client, seen)
    assert (copy.name, copy.message_id) == ("патч.zip", said.pk)
    assert desk.ticket(number).status == "answered"


def test_only_the_vendors_messages_are_relayed(desk: Desk) -> None:
    number, vendor, message = answered(desk)
    own = desk.messages(vendor)[0].pk
    given = {"text": "x", "kind": Answer.ANSWER}
    with pytest.raises(Invalid):
        desk.do(relay_answer, "gordeeva", later(AT, hours=2), number=vendor, message=own, **given)
    with pytest.raises(Invalid):
        desk.do(relay_answer, "gordeeva", later(AT, hours=2), number=number, message=message, **given)
    with pytest.raises((Refused, Invalid)):
        desk.do(relay_answer, "titova", later(AT, hours=2), number=vendor, message=message, **given)
    with pytest.raises(doors.Closed):
        desk.do(relay_answer, "saveliev", later(AT, hours=2), number=vendor, message=message, **given)


def test_relaying_into_a_ticket_that_ended_meanwhile_says_so(desk: Desk) -> None:
    from kabinet.actions.tickets.close import withdraw_ticket

    number, vendor, message = answered(desk)
    version = desk.ticket(number).version
    desk.do(withdraw_ticket, "saveliev", later(AT, hours=2), number=number, reason="Само прошло")
    with pytest.raises(Conflict) as conflict:
        desk.do(
            relay_answer,
            "gordeeva",
            later(AT, hours=3),
            number=vendor,
            message=message,
            text="x",
            kind=Answer.SOLUTION,
            version=version,
        )
    assert [(entry.kind, entry.actor_name) for entry in conflict.value.entries] == [
        ("withdrawn", "Савельев Игорь Петрович")
    ]
    assert desk.ticket(vendor).status == "withdrawn"
