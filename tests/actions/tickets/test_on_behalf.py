"""Staff register a telephone call in the name of the client's authorised contact (U3.4a)."""

import pytest

from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.registration.on_behalf import Called
from kabinet.actions.tickets.registration.register import register_ticket
from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.records import doors
from tests.desk import Desk, later, msk

pytestmark = pytest.mark.clause("U3.4a")
AT = msk("2024-03-14 11:00")


def call(desk: Desk, who: str = "orlova", login: str = "gordeeva", **given):
    called = Called(desk.cast.person[who], given.pop("occurred_at", None), given.pop("reason", ""))
    return desk.do(register_ticket, login, AT, called=called, **desk.form(**given))


def test_the_ticket_is_the_contacts_and_names_who_wrote_it_down(desk: Desk) -> None:
    ticket = call(desk)
    assert (ticket.author_name, ticket.channel) == ("Орлова Наталья Сергеевна", "telephone")
    row = desk.journal(ticket.number)[0]
    assert (row.actor_name, row.data["name"]) == ("Гордеева Алина Викторовна", "Орлова Наталья Сергеевна")
    assert desk.messages(ticket.number)[0].author_name == "Гордеева Алина Викторовна"
    assert "registered" in desk.told("orlova", ticket.number)
    assert doors.ticket(desk.cast.actor("saveliev", AT), ticket.number)
    assert list(verify(tickets=[ticket.number])) == []


def test_it_counts_from_the_call(desk: Desk) -> None:
    then = later(AT, hours=-1)
    ticket = call(desk, occurred_at=then, reason="Не было связи")
    assert ticket.registered_at == then
    assert desk.runs(ticket.number)[0][2:4] == (then, msk("2024-03-14 18:00"))
    row = desk.journal(ticket.number)[0]
    assert (row.occurred_at, row.recorded_at, row.data["reason"]) == (then, AT, "Не было связи")
    assert list(verify(tickets=[ticket.number])) == []


def test_what_fell_due_meanwhile_is_on_record(desk: Desk) -> None:
    then = later(AT, hours=-4)
    ticket = call(desk, level=1, occurred_at=then, reason="Авария у нас самих")
    assert desk.kinds(ticket.number)[:2] == ["registered", "breached"]
    assert ticket.breaches == 1
    assert list(verify(tickets=[ticket.number])) == []


@pytest.mark.parametrize(
    ("hours", "reason", "code"),
    [(73, "Отпуск", "backdate_late"), (2, "", "backdate_reason"), (2, " ", "backdate_reason")],
)
def test_only_so_far_back_and_with_a_reason(desk: Desk, hours: int, reason: str, code: str) -> None:
    """Rules of the cabinet's own: no clause."""
    with pytest.raises(Refused) as refused:
        call(desk, occurred_at=later(AT, hours=-hours), reason=reason)
    assert (refused.value.verdict.code, refused.value.verdict.clause) == (code, None)


def test_not_in_the_time_to_come(desk: Desk) -> None:
    with pytest.raises(Invalid):
        call(desk, occurred_at=later(AT, hours=1), reason="Завтра")


@pytest.mark.clause("U3.5a")
@pytest.mark.parametrize("who", ["frolov", "arefyev", "newcomer", "stranger", "gordeeva"])
def test_only_for_an_authorised_contact(desk: Desk, who: str) -> None:
    with pytest.raises(Refused) as refused:
        call(desk, who)
    assert "contact_not_authorised" in {verdict.code for verdict in refused.value.verdicts}


def test_staff_register_nothing_in_their_own_name(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        desk.register(AT, login="gordeeva")
    assert "contact_not_authorised" in {verdict.code for verdict in refused.value.verdicts}


@pytest.mark.clause("L13")
def test_a_colleague_of_the_group_registers_for_the_servicing_partner(desk: Desk) -> None:
    assert call(desk, login="yusupov").partner_name == "Северный Контур"


def test_another_partner_finds_no_such_client(desk: Desk) -> None:
    with pytest.raises((doors.Closed, Refused)):
        call(desk, login="choi")
