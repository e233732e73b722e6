"""Joint work with the client's participants, and showing words to more people."""

from io import BytesIO

import pytest

from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.audience import widen_audience
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.level import change_level
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.actions.vendor.participants import end_participation, invite_participant
from kabinet.records import doors
from kabinet.regulation.facts import Answer
from tests.desk import WISH, Desk, later, msk, passed_on

AT = msk("2024-03-14 10:05")
IN_AN_HOUR = later(AT, hours=1)


def invited(desk: Desk, login: str = "orlova", level: int = 3) -> tuple[str, str]:
    number, vendor = passed_on(desk, AT, level=level)
    desk.do(invite_participant, "gordeeva", IN_AN_HOUR, number=vendor, person=desk.cast.person[login])
    return number, vendor


@pytest.mark.clause("P5c", "P4.4")
def test_a_contact_is_invited_reads_joint_words_alone_and_writes(desk: Desk) -> None:
    _number, vendor = invited(desk)
    late = later(IN_AN_HOUR, minutes=1)
    desk.do(answer_ticket, "titova", late, number=vendor, text="Это прочтёт только партнёр")
    desk.do(answer_ticket, "titova", late, number=vendor, text="Это прочтут все", joint=True)
    desk.do(write_reply, "orlova", later(late, minutes=1), number=vendor, text="Пишу сама")
    actor = desk.cast.actor("orlova", later(late, minutes=2))
    ticket = doors.ticket(actor, vendor)
    assert [said.text for said in doors.messages(actor, ticket)] == ["Это прочтут все", "Пишу сама"]
    assert [row.kind for row in doors.journal(actor, ticket)] == ["invited", "answered", "replied"]
    with pytest.raises(doors.Closed):
        doors.sheet(actor, ticket)
    assert not doors.clock_runs(actor, ticket)
    last = desk.messages(vendor)[-1]
    assert (last.author_name, last.side, last.audience) == ("Орлова Наталья Сергеевна", "client", "joint")
    assert list(verify(tickets=[vendor])) == []


@pytest.mark.clause("P5c")
def test_notices_of_joint_things_reach_participants_and_of_other_things_do_not(desk: Desk) -> None:
    _number, vendor = invited(desk)
    late = later(IN_AN_HOUR, minutes=1)
    desk.do(answer_ticket, "titova", late, number=vendor, text="Партнёру")
    desk.do(answer_ticket, "titova", later(late, minutes=1), number=vendor, text="Всем", joint=True)
    desk.do(write_note, "titova", later(late, minutes=2), number=vendor, text="Себе")
    assert desk.told("orlova", vendor) == ["invited", "answered"]
    assert desk.told("saveliev", vendor) == []
    desk.do(
        end_participation,
        "gordeeva",
        later(late, minutes=3),
        number=vendor,
        person=desk.cast.person["orlova"],
    )
    desk.do(answer_ticket, "titova", later(late, minutes=4), number=vendor, text="Всем", joint=True)
    assert desk.told("orlova", vendor) == ["invited", "answered", "left"]


@pytest.mark.clause("P5c")
def test_level_4_takes_the_view_at_once_and_a_higher_level_gives_it_back(desk: Desk) -> None:
    _number, vendor = invited(desk)
    late = later(IN_AN_HOUR, minutes=1)
    desk.do(change_level, "titova", late, number=vendor, level=4, **WISH)
    with pytest.raises(doors.Closed):
        doors.ticket(desk.cast.actor("orlova", late), vendor)
    with pytest.raises(Refused) as refused:
        desk.do(answer_ticket, "titova", late, number=vendor, text="Всем", joint=True)
    assert refused.value.verdict.clause == "P5c"
    with pytest.raises(Refused) as refused:
        desk.do(invite_participant, "gordeeva", late, number=vendor, person=desk.cast.person["saveliev"])
    assert refused.value.verdict.clause == "P5c"
    desk.do(change_level, "titova", later(late, minutes=1), number=vendor, level=3, reason="Всё-таки сбой")
    assert doors.ticket(desk.cast.actor("orlova", later(late, minutes=1)), vendor)


@pytest.mark.clause("P5c")
@pytest.mark.parametrize("login", ["frolov", "newcomer", "leaver", "stranger", "gordeeva", "titova"])
def test_only_confirmed_contacts_of_the_tickets_client_are_invited(desk: Desk, login: str) -> None:
    _number, vendor = passed_on(desk, AT)
    with pytest.raises(Invalid) as invalid:
        desk.do(invite_participant, "gordeeva", IN_AN_HOUR, number=vendor, person=desk.cast.person[login])
    assert invalid.value.field == "person"


def test_nobody_is_invited_twice_and_whoever_left_can_be_invited_anew(desk: Desk) -> None:
    _number, vendor = invited(desk)
    person, late = desk.cast.person["orlova"], later(IN_AN_HOUR, minutes=1)
    with pytest.raises(Invalid):
        desk.do(invite_participant, "gordeeva", late, number=vendor, person=person)
    desk.do(end_participation, "orlova", late, number=vendor, person=person)
    with pytest.raises(doors.Closed):
        doors.ticket(desk.cast.actor("orlova", late), vendor)
    with pytest.raises(Invalid):
        desk.do(end_participation, "gordeeva", late, number=vendor, person=person)
    desk.do(invite_participant, "gordeeva", later(late, minutes=1), number=vendor, person=person)
    assert desk.kinds(vendor)[-3:] == ["invited", "left", "invited"]


@pytest.mark.clause("P5c")
def test_a_participant_sends_no_colleague_away(desk: Desk) -> None:
    _number, vendor = invited(desk)
    desk.do(invite_participant, "gordeeva", IN_AN_HOUR, number=vendor, person=desk.cast.person["saveliev"])
    with pytest.raises(Refused) as refused:
        desk.do(end_participation, "orlova", IN_AN_HOUR, number=vendor, person=desk.cast.person["saveliev"])
    assert refused.value.verdict.code == "participation_of_others"


@pytest.mark.clause("P5d", "P5c")
def test_a_participants_reply_is_the_applicants_and_no_contact_of_the_support(desk: Desk) -> None:
    _number, vendor = invited(desk, level=1)
    late = later(IN_AN_HOUR, minutes=1)
    desk.do(write_reply, "orlova", late, number=vendor, text="Сервер снова упал")
    assert desk.ticket(vendor).first_contact_at is None
    desk.do(
        answer_ticket,
        "titova",
        later(late, minutes=5),
        number=vendor,
        text="Дампы есть?",
        kind=Answer.QUESTION,
    )
    desk.do(write_reply, "orlova", later(late, minutes=30), number=vendor, text="Дампы у Гордеевой")
    answered = [row for row in desk.runs(vendor) if row[0] == "answer"]
    assert [(row[4], row[5]) for row in answered] == [(later(late, minutes=30), "met")]
    assert desk.ticket(vendor).level == 1
    assert list(verify(tickets=[vendor])) == []


def test_joint_words_are_of_the_vendors_ticket_alone(desk: Desk) -> None:
    number, _vendor = passed_on(desk, AT)
    with pytest.raises(Invalid):
        desk.do(answer_ticket, "gordeeva", IN_AN_HOUR, number=number, text="Всем", joint=True)


@pytest.mark.clause("L3", "U3.6c")
def test_a_note_is_shown_with_chosen_files_and_is_no_contact(desk: Desk) -> None:
    number = desk.register(AT).number
    files = [
        desk.do(attach, "gordeeva", AT, name=name, content=BytesIO(b"x")).pk for name in ("а.txt", "б.txt")
    ]
    desk.do(write_note, "gordeeva", later(AT, minutes=5), number=number, text="Похоже на память", files=files)
    key = desk.messages(number)[-1].pk
    given = {"number": number, "message": key, "audience": "public", "files": files[:1]}
    desk.do(widen_audience, "gordeeva", later(AT, minutes=9), **given)
    actor = desk.cast.actor("saveliev", later(AT, minutes=10))
    ticket = doors.ticket(actor, number)
    assert [said.text for said in doors.messages(actor, ticket)][-1] == "Похоже на память"
    assert [file.name for file in doors.files(actor, ticket)] == ["а.txt"]
    row = desk.journal(number)[-1]
    assert (row.kind, row.audience, row.data["was"]) == ("widened", "public", "partner")
    assert row.occurred_at == later(AT, minutes=9)
    assert ticket.first_contact_at is None
    assert desk.told("saveliev", number)[-1] == "widened"
    assert list(verify(tickets=[number])) == []


@pytest.mark.clause("P5c")
def test_words_are_shown_onward_once_and_by_their_own_side(desk: Desk) -> None:
    _number, vendor = invited(desk)
    desk.do(write_note, "titova", IN_AN_HOUR, number=vendor, text="Наша догадка")
    key = desk.messages(vendor)[-1].pk
    step = {"number": vendor, "message": key}
    with pytest.raises(Refused) as refused:
        desk.do(widen_audience, "titova", IN_AN_HOUR, audience="joint", **step)
    assert refused.value.verdict.code == "only_wider"
    desk.do(widen_audience, "titova", IN_AN_HOUR, audience="vendor_leg", **step)
    with pytest.raises(Refused) as refused:
        desk.do(widen_audience, "gordeeva", IN_AN_HOUR, audience="joint", **step)
    assert refused.value.verdict.code == "words_of_others"
    desk.do(widen_audience, "titova", IN_AN_HOUR, audience="joint", **step)
    actor = desk.cast.actor("orlova", IN_AN_HOUR)
    assert [said.text for said in doors.messages(actor, doors.ticket(actor, vendor))] == ["Наша догадка"]
    with pytest.raises(Refused):
        desk.do(widen_audience, "titova", IN_AN_HOUR, audience="vendor", **step)
