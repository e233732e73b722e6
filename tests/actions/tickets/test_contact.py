"""The contact NAMED in a ticket, who need not be its author: chosen, told, replaced (U3.5e, U3.4b, P4.7b)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kabinet.actions.desk.merge import merge_ticket
from kabinet.actions.handover import handover
from kabinet.actions.journal.auto_close import close_silent_tickets
from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.journal.verify import verify
from kabinet.actions.organisations.contacts.removal import remove_contact
from kabinet.actions.tickets.accept import accept_solution, decline_solution
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.call import log_call
from kabinet.actions.tickets.close import reopen_ticket
from kabinet.actions.tickets.contact import change_contact
from kabinet.actions.tickets.level import change_level
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.objection import answer_objection, object_to
from kabinet.actions.tickets.proposal import propose_level
from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.actions.tickets.registration.on_behalf import Called
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.tickets.take import assign_ticket, take_ticket
from kabinet.actions.unit.errors import Conflict, Invalid, Refused
from kabinet.actions.vendor.pass_on import pass_on_ticket
from kabinet.actions.vendor.relay import relay_answer
from kabinet.records import models
from kabinet.records.doors import Closed
from kabinet.records.security.reach import as_system
from kabinet.regulation.facts import Answer
from tests.actions.handover.test_handover import AFTER, change_partner, lead
from tests.desk import ITEMS, SYMPTOMS, Desk, later, msk

AT = msk("2024-03-14 10:05")


def named(desk: Desk, who: str = "arefyev", login: str = "saveliev", **changes: Any) -> str:
    """A ticket of `login` whose contact is `who`."""
    return str(desk.register(AT, login, contact=desk.cast.person[who], **changes).number)


def told(desk: Desk, login: str, number: str) -> list[tuple[str, str]]:
    """Kind and subject of each notice of a person about a ticket."""
    with as_system("a look from outside"):
        rows = models.Notice.objects.filter(person=desk.cast.person[login], subject_key=number)
        return sorted(rows.values_list("kind", "data__reader"))


@pytest.mark.clause("U3.5e", "U3.4b")
@pytest.mark.parametrize("who", ["orlova", "arefyev", "frolov"])
def test_the_person_named_is_on_the_ticket_and_told(desk: Desk, who: str) -> None:
    number = named(desk, who)
    ticket = desk.ticket(number)
    person = models.Person.objects.filter(pk=desk.cast.person[who])
    assert (ticket.author_name, ticket.contact_id) == ("Савельев Игорь Петрович", desk.cast.person[who])
    with as_system("a look from outside"):
        assert ticket.contact_name == person.get().name
    assert told(desk, who, number) == [("registered", "applicant")]
    assert told(desk, "saveliev", number) == []


@pytest.mark.clause("U3.5e")
def test_without_a_choice_it_is_whoever_asks(desk: Desk) -> None:
    own = desk.register(AT, "orlova")
    assert (own.contact_id, own.contact_name) == (own.author_id, own.author_name)
    assert told(desk, "orlova", own.number) == [("registered", "applicant")]
    call = Called(desk.cast.person["orlova"])
    called = desk.register(AT, "gordeeva", called=call)
    assert called.contact_id == called.author_id == desk.cast.person["orlova"]
    other = desk.register(AT, "gordeeva", called=call, contact=desk.cast.person["arefyev"])
    assert (other.author_id, other.contact_id) == (desk.cast.person["orlova"], desk.cast.person["arefyev"])
    assert [told(desk, who, other.number) for who in ("orlova", "arefyev")] == [
        [("registered", "applicant")]
    ] * 2


@pytest.mark.clause("U3.5e", "U3.4b")
@pytest.mark.parametrize("who", ["newcomer", "leaver", "loner", "stranger", "dremin", "gordeeva", "titova"])
def test_nobody_else_can_be_named(desk: Desk, who: str) -> None:
    with pytest.raises(Invalid) as invalid:
        named(desk, who)
    verdict = invalid.value.verdict
    assert (invalid.value.field, verdict.clause) == ("contact", "U3.4b")
    assert "организационным вопросам" in verdict.remedy.ru
    with as_system("a look from outside"):
        assert not models.Ticket.objects.exists()


@pytest.mark.clause("U3.5e")
def test_a_typed_name_names_nobody(desk: Desk) -> None:
    form = desk.form()
    typed = form | {"values": {**form["values"], "contact": "Пупкин Василий"}}
    with pytest.raises(Invalid) as invalid:
        desk.register(AT, values=typed["values"])
    assert (invalid.value.field, invalid.value.verdict.clause) == ("contact", "U3.5e")
    assert "Пупкин Василий" in invalid.value.verdict.reason.ru
    own = {**form["values"], "contact": "Савельев Игорь Петрович"}
    assert desk.register(AT, values=own).contact_id == desk.cast.person["saveliev"]


@pytest.mark.clause("U6a")
def test_telephone_and_address_are_the_persons_unless_corrected(desk: Desk) -> None:
    values = {code: said for code, said in desk.form()["values"].items() if code not in ("phone", "email")}
    ticket = desk.ticket(named(desk, "orlova", values=values))
    assert (ticket.contact_phone, ticket.contact_email) == ("+7 900 000-41-17", "orlova@zmk.example")
    corrected = {**values, "phone": "+7 900 000-99-99"}
    ticket = desk.ticket(named(desk, "orlova", values=corrected))
    assert (ticket.contact_phone, ticket.contact_email) == ("+7 900 000-99-99", "orlova@zmk.example")
    with as_system("a look from outside"):
        assert models.Sheet.objects.get(ticket=ticket).values["contact"] == ticket.contact_name


STEPS: list[tuple[str, str, Callable[..., Any], dict[str, Any]]] = [
    ("taken", "gordeeva", take_ticket, {}),
    ("assigned", "gordeeva", assign_ticket, {"assignee": "zhdanov"}),
    ("question", "zhdanov", answer_ticket, {"text": "Какая версия?", "kind": Answer.QUESTION}),
    ("a colleague replies", "saveliev", write_reply, {"text": "8.3.24"}),
    ("a call", "zhdanov", log_call, {"reached": True, "text": "Поговорили"}),
    ("a level raised", "saveliev", change_level, {"level": 2, "reason": "Хуже", "symptoms": SYMPTOMS[2]}),
    ("a level proposed", "zhdanov", propose_level, {"level": 3, "reason": "Работает"}),
    ("a solution", "zhdanov", answer_ticket, {"text": "Обновите", "kind": Answer.SOLUTION}),
    ("declined", "saveliev", decline_solution, {"reason": "Не помогло"}),
    ("a solution again", "zhdanov", answer_ticket, {"text": "Ещё", "kind": Answer.SOLUTION}),
    ("accepted", "saveliev", accept_solution, {}),
    ("reopened", "saveliev", reopen_ticket, {"reason": "Снова"}),
    ("refused", "zhdanov", refuse_ticket, {"reason": "optimisation", "text": "Не наше"}),
    ("objected to", "saveliev", object_to, {"text": "Наше"}),
    ("upheld", "zhdanov", answer_objection, {"upheld": True, "text": "Верно"}),
    ("a note of the partner's own", "zhdanov", write_note, {"text": "Между нами"}),
]


@pytest.mark.clause("U3.5e")
def test_whatever_the_author_is_told_the_contact_is_told_too(desk: Desk) -> None:
    """Author and contact stand by: a colleague and the partner act. Both are told the same, fact by fact."""
    call = Called(desk.cast.person["orlova"])
    number = desk.register(AT, "gordeeva", called=call, contact=desk.cast.person["arefyev"]).number
    at, seen = AT, 1
    for name, login, step, given in STEPS:
        at = later(at, minutes=20)
        if "assignee" in given:
            given = given | {"assignee": desk.cast.person[given["assignee"]]}
        desk.do(step, login, at, number=number, **given)
        author, contact = told(desk, "orlova", number), told(desk, "arefyev", number)
        assert author == contact, name
        assert len(author) > seen or name.startswith("a note"), name
        seen = len(author)


@pytest.mark.clause("U3.5e")
def test_what_happens_by_itself_is_told_too(desk: Desk) -> None:
    number = named(desk, "arefyev", "orlova")
    with as_system("the worker"):
        settle_due(at=later(AT, days=5))
    desk.do(answer_ticket, "gordeeva", later(AT, days=6), number=number, text="Вот", kind=Answer.SOLUTION)
    for days in (14, 18, 22, 26, 40, 60):
        close_silent_tickets(at=later(AT, days=days))
    kinds = [kind for kind, _ in told(desk, "arefyev", number)]
    assert {"breached", "answered", "closing_announced", "closed_by_silence"} <= set(kinds)
    assert kinds.count("registered") == 1


def test_author_and_contact_in_one_person_are_told_once(desk: Desk) -> None:
    number = str(desk.register(AT).number)
    desk.do(answer_ticket, "gordeeva", later(AT, minutes=5), number=number, text="Смотрим")
    assert told(desk, "saveliev", number) == [("answered", "applicant"), ("registered", "applicant")]


@pytest.mark.clause("U3.5e", "U3.4b")
def test_the_contact_stays_told_when_the_author_leaves(desk: Desk) -> None:
    number = named(desk, "orlova")
    _leaves(desk, "saveliev", by="arefyev")
    desk.do(answer_ticket, "gordeeva", later(AT, hours=2), number=number, text="Смотрим")
    assert "answered" in desk.told("orlova", number)
    assert desk.told("saveliev", number) == []
    assert "answered" not in desk.told("arefyev", number)


@pytest.mark.clause("U3.4b")
def test_in_the_place_of_a_contact_who_left_the_organisational_ones_are_told(desk: Desk) -> None:
    number = named(desk, "orlova")
    _leaves(desk, "orlova", by="arefyev")
    desk.do(answer_ticket, "gordeeva", later(AT, hours=2), number=number, text="Смотрим")
    assert "answered" in desk.told("arefyev", number)
    assert "answered" in desk.told("saveliev", number)
    assert "answered" not in desk.told("orlova", number)
    desk.do(change_contact, "gordeeva", later(AT, hours=3), number=number, contact=desk.cast.person["frolov"])
    assert desk.told("frolov", number) == ["contact_changed"]
    assert "contact_changed" not in desk.told("orlova", number)


def _leaves(desk: Desk, login: str, by: str) -> None:
    desk.do(
        remove_contact,
        by,
        later(AT, hours=1),
        organisation=desk.cast.client["zmk"],
        person=desk.cast.person[login],
    )


@pytest.mark.clause("U3.5e")
@pytest.mark.parametrize("login", ["saveliev", "orlova", "arefyev", "gordeeva", "zhdanov", "yusupov"])
def test_who_may_name_another_contact(desk: Desk, login: str) -> None:
    number = named(desk, "frolov", "orlova")
    key = desk.cast.person["saveliev"]
    desk.do(change_contact, login, later(AT, minutes=5), number=number, contact=key)
    ticket = desk.ticket(number)
    assert (ticket.contact_name, ticket.contact_email) == ("Савельев Игорь Петрович", "saveliev@zmk.example")
    row = desk.journal(number)[-1]
    assert (row.kind, row.audience) == ("contact_changed", "public")
    assert (row.data["name"], row.data["was"]) == ("Савельев Игорь Петрович", "Фролов Кирилл Андреевич")
    assert desk.told("frolov", number) == ["registered", "contact_changed"]
    assert desk.told("saveliev", number) == ([] if login == "saveliev" else ["contact_changed"])
    assert ("contact_changed" in desk.told("orlova", number)) is (login != "orlova")
    assert list(verify()) == []


@pytest.mark.parametrize(
    ("login", "code"), [("frolov", "not_contact"), ("lapteva", "auditor"), ("arkhipova", "")]
)
def test_and_who_may_not(desk: Desk, login: str, code: str) -> None:
    number = named(desk, "frolov")
    given = {"number": number, "contact": desk.cast.person["orlova"]}
    if not code:
        desk.do(change_contact, login, AT, **given)
        return
    with pytest.raises(Refused) as refusal:
        desk.do(change_contact, login, AT, **given)
    assert refusal.value.verdict.code == code


def test_strangers_find_no_ticket_and_a_closed_one_keeps_its_contact(desk: Desk) -> None:
    number = named(desk, "frolov")
    given = {"number": number, "contact": desk.cast.person["orlova"]}
    for login in ("stranger", "titova", "choi"):
        with pytest.raises(Closed):
            desk.do(change_contact, login, AT, **given)
    desk.do(answer_ticket, "gordeeva", AT, number=number, text="Вот", kind=Answer.SOLUTION)
    desk.do(accept_solution, "saveliev", AT, number=number)
    with pytest.raises(Refused) as refusal:
        desk.do(change_contact, "saveliev", AT, **given)
    assert refusal.value.verdict.code == "ended"


@pytest.mark.parametrize("who", ["newcomer", "leaver", "stranger", "gordeeva", "dremin"])
def test_a_change_names_confirmed_contacts_of_the_client_alone(desk: Desk, who: str) -> None:
    number = named(desk, "orlova")
    with pytest.raises(Invalid) as invalid:
        desk.do(change_contact, "saveliev", AT, number=number, contact=desk.cast.person[who])
    assert (invalid.value.field, invalid.value.verdict.clause) == ("contact", "U3.4b")
    assert desk.ticket(number).contact_id == desk.cast.person["orlova"]


def test_the_same_again_is_no_change_but_another_telephone_is(desk: Desk) -> None:
    number = str(desk.register(AT).number)
    given = {"number": number, "contact": desk.cast.person["saveliev"]}
    with pytest.raises(Invalid):
        desk.do(change_contact, "saveliev", AT, **given)
    desk.do(change_contact, "gordeeva", AT, **given, phone="+7 900 000-99-99")
    assert desk.ticket(number).contact_phone == "+7 900 000-99-99"
    assert desk.journal(number)[-1].data == {"name": "Савельев Игорь Петрович", "same": True}
    assert desk.told("saveliev", number).count("contact_changed") == 1


def test_two_who_name_another_contact_at_once_meet(desk: Desk) -> None:
    number = str(desk.register(AT).number)
    version = desk.ticket(number).version
    desk.do(
        change_contact, "gordeeva", AT, number=number, contact=desk.cast.person["orlova"], version=version
    )
    with pytest.raises(Conflict):
        desk.do(
            change_contact, "saveliev", AT, number=number, contact=desk.cast.person["frolov"], version=version
        )


@pytest.mark.clause("P4.7b")
def test_the_partners_contact_is_named_and_told(desk: Desk) -> None:
    number, at = _in_work(desk), later(AT, minutes=30)
    own = desk.do(
        pass_on_ticket, "zhdanov", at, number=number, values=ITEMS, contact=desk.cast.person["melnik"]
    )
    assert (own.author_id, own.contact_id) == (desk.cast.person["zhdanov"], desk.cast.person["melnik"])
    assert desk.told("melnik", own.number) == ["registered"]
    assert desk.told("zhdanov", own.number) == []
    with as_system("a look from outside"):
        values = models.Sheet.objects.get(ticket=own).values
    assert values["partner_contact"] == own.contact_name
    desk.do(answer_ticket, "titova", later(at, minutes=5), number=own.number, text="Смотрим")
    assert "answered" in desk.told("melnik", own.number)


@pytest.mark.clause("P4.7b", "P4.4")
@pytest.mark.parametrize("who", ["saveliev", "choi", "titova", "loner"])
def test_nobody_else_is_the_partners_contact(desk: Desk, who: str) -> None:
    number = _in_work(desk)
    with pytest.raises(Invalid) as invalid:
        desk.do(
            pass_on_ticket,
            "zhdanov",
            later(AT, hours=1),
            number=number,
            values=ITEMS,
            contact=desk.cast.person[who],
        )
    assert (invalid.value.field, invalid.value.verdict.clause) == ("partner_contact", "L14")


@pytest.mark.clause("P4.7b")
def test_a_typed_name_is_no_contact_of_the_partners(desk: Desk) -> None:
    number = _in_work(desk)
    values = {**ITEMS, "partner_contact": "Сидоров"}
    with pytest.raises(Invalid) as invalid:
        desk.do(pass_on_ticket, "zhdanov", later(AT, hours=1), number=number, values=values)
    assert (invalid.value.field, invalid.value.verdict.clause) == ("partner_contact", "P4.7b")


@pytest.mark.clause("P4.7b", "P5b")
def test_the_vendor_reads_the_clients_contact_of_now(desk: Desk) -> None:
    number = _in_work(desk)
    desk.do(
        change_contact, "gordeeva", later(AT, minutes=20), number=number, contact=desk.cast.person["frolov"]
    )
    typed = {**ITEMS, "contact": "Пупкин"}
    vendor = desk.do(pass_on_ticket, "zhdanov", later(AT, hours=1), number=number, values=typed)
    with as_system("a look from outside"):
        values = models.Sheet.objects.get(ticket=vendor).values
    assert (values["contact"], values["email"]) == ("Фролов Кирилл Андреевич", "frolov@zmk.example")


@pytest.mark.clause("P4.7b")
def test_another_contact_of_the_partner_on_the_vendor_leg(desk: Desk) -> None:
    number = _in_work(desk)
    vendor = desk.do(pass_on_ticket, "zhdanov", later(AT, hours=1), number=number, values=ITEMS).number
    at = later(AT, hours=2)
    for who in ("saveliev", "titova"):
        with pytest.raises(Invalid):
            desk.do(change_contact, "gordeeva", at, number=vendor, contact=desk.cast.person[who])
    with pytest.raises(Refused):
        desk.do(change_contact, "titova", at, number=vendor, contact=desk.cast.person["razin"])
    desk.do(change_contact, "gordeeva", at, number=vendor, contact=desk.cast.person["yusupov"])
    assert desk.told("yusupov", vendor) == ["contact_changed"]
    assert "contact_changed" in desk.told("zhdanov", vendor)
    desk.do(answer_ticket, "titova", later(AT, hours=3), number=vendor, text="Смотрим")
    assert "answered" in desk.told("yusupov", vendor)


@pytest.mark.clause("U3.5e")
def test_a_relayed_answer_and_the_end_reach_the_contact(desk: Desk) -> None:
    number = _in_work(desk)
    vendor = desk.do(pass_on_ticket, "zhdanov", later(AT, hours=1), number=number, values=ITEMS).number
    desk.do(
        answer_ticket, "titova", later(AT, hours=2), number=vendor, text="Исправлено", kind=Answer.SOLUTION
    )
    message = [each.pk for each in desk.messages(vendor) if each.side == "vendor"][-1]
    given = {"message": message, "text": "1С: исправлено", "kind": Answer.SOLUTION}
    desk.do(relay_answer, "zhdanov", later(AT, hours=3), number=vendor, **given)
    desk.do(accept_solution, "saveliev", later(AT, hours=4), number=number)
    assert {"passed_on", "relayed", "accepted"} <= set(desk.told("arefyev", number))


def _in_work(desk: Desk) -> str:
    number = named(desk, "arefyev")
    desk.do(answer_ticket, "gordeeva", later(AT, minutes=10), number=number, text="Смотрим")
    return number


def test_the_contact_of_a_duplicate_follows_the_main_ticket(desk: Desk) -> None:
    duplicate, main = named(desk, "arefyev"), named(desk, "frolov", "orlova")
    desk.do(merge_ticket, "gordeeva", later(AT, minutes=5), number=duplicate, into=main)
    desk.do(answer_ticket, "gordeeva", later(AT, minutes=6), number=main, text="Смотрим")
    for who in ("arefyev", "frolov", "saveliev", "orlova"):
        assert "answered" in desk.told(who, main), who


@pytest.mark.clause("U3.5e")
@pytest.mark.parametrize("gone", [False, True])
def test_with_a_new_partner_the_contact_goes_along(desk: Desk, gone: bool) -> None:
    number = named(desk, "orlova")
    change_partner(desk.cast)
    lead(desk)
    if gone:
        desk.do(
            remove_contact,
            "arefyev",
            AFTER - timedelta(hours=1),
            organisation=desk.cast.client["zmk"],
            person=desk.cast.person["orlova"],
        )
    row = desk.do(handover.ask_handover, "saveliev", AFTER, number=number)
    desk.do(handover.give_handover, "arkhipova", AFTER, number=number)
    ticket = desk.do(handover.take_handover, "choi", AFTER, handover=row.pk)
    kept = desk.ticket(ticket.number)
    assert kept.contact_id == desk.cast.person["saveliev" if gone else "orlova"]
    assert "registered" in desk.told("saveliev" if gone else "orlova", ticket.number)
