"""A client changed its servicing partner: open tickets stay, or go over when both partners consent."""

from datetime import date

import pytest

from kabinet.actions.handover import handover
from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.note import write_note
from kabinet.actions.unit.errors import Refused
from kabinet.records import doors, models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.desk import Desk, msk, passed_on

BEFORE, CHANGE, AFTER = msk("2024-03-14 10:05"), date(2024, 4, 1), msk("2024-04-02 11:00")


def change_partner(cast: Cast, to: str = "primsoft") -> None:
    """From CHANGE on ZMK is served by another partner, which sold it a licence."""
    with as_system("a new agreement"):
        old = models.Agreement.objects.filter(client=cast.client["zmk"]).get()
        models.Agreement.objects.filter(pk=old.pk).update(last_day=date(2024, 3, 31))
        models.Agreement.objects.create(
            client_id=cast.client["zmk"],
            partner_id=cast.partner[to],
            number="СП-9",
            zone="Europe/Moscow",
            first_day=CHANGE,
        )
        sold = models.Licence.objects.filter(client=cast.client["zmk"]).get()
        models.Licence.objects.filter(pk=sold.pk).update(last_day=date(2024, 3, 31))
        models.Licence.objects.create(
            client_id=cast.client["zmk"],
            seller_id=cast.partner[to],
            number="РКЛ-9",
            main_delivery=sold.main_delivery,
            first_day=CHANGE,
            last_day=date(2099, 12, 31),
        )


@pytest.fixture
def talk(desk: Desk) -> str:
    """An open ticket with the former partner, with words in the open and a note of the partner's own."""
    number = desk.register(BEFORE).number
    desk.do(answer_ticket, "gordeeva", msk("2024-03-14 11:00"), number=number, text="Пришлите дамп")
    desk.do(write_note, "gordeeva", msk("2024-03-14 11:05"), number=number, text="Похоже на прошлый раз")
    change_partner(desk.cast)
    return str(number)


def lead(desk: Desk) -> None:
    with as_system("a coordinator"):
        models.Membership.objects.create(
            person_id=desk.cast.person["choi"],
            organisation_id=desk.cast.partner["primsoft"],
            role="coordinator",
            added_at=BEFORE,
            confirmed_at=BEFORE,
        )


@pytest.mark.clause("U1")
def test_new_tickets_go_to_the_new_partner_open_ones_stay(desk: Desk, talk: str) -> None:
    fresh = desk.register(AFTER)
    assert fresh.partner_id == desk.cast.partner["primsoft"]
    with as_system("to look"):
        assert models.Ticket.objects.get(number=talk).partner_id == desk.cast.partner["kontur"]


def test_with_both_consents_it_goes_on_in_a_new_ticket(desk: Desk, talk: str) -> None:
    lead(desk)
    row = desk.do(handover.ask_handover, "saveliev", AFTER, number=talk)
    desk.do(handover.give_handover, "arkhipova", AFTER, number=talk)
    ticket = desk.do(handover.take_handover, "choi", AFTER, handover=row.pk)
    with as_system("to look"):
        former = models.Ticket.objects.get(number=talk)
        assert (former.status, former.closed_at, former.partner_id) == (
            "closed",
            AFTER,
            desk.cast.partner["kontur"],
        )
        said = models.Message.objects.filter(ticket=ticket).order_by("occurred_at", "id")
        assert [each.text for each in said][1:] == ["Пришлите дамп"]
        assert (ticket.author_id, ticket.partner_id) == (former.author_id, desk.cast.partner["primsoft"])
        assert ticket.agreement is not None
        assert ticket.agreement.number == "СП-9"
        assert ticket.first_contact_at is None
    assert desk.cast.actor("choi", AFTER)
    assert not doors.tickets(desk.cast.actor("choi", AFTER)).filter(number=talk).exists()
    assert not doors.tickets(desk.cast.actor("gordeeva", AFTER)).filter(number=ticket.number).exists()
    seen = doors.tickets(desk.cast.actor("saveliev", AFTER)).filter(number__in=[talk, ticket.number])
    assert seen.count() == 2
    assert list(verify()) == []


def test_without_the_former_partners_consent_nothing_moves(desk: Desk, talk: str) -> None:
    lead(desk)
    row = desk.do(handover.ask_handover, "saveliev", AFTER, number=talk)
    with pytest.raises(Refused) as refusal:
        desk.do(handover.take_handover, "choi", AFTER, handover=row.pk)
    assert refusal.value.verdict.code == "handover_not_given"


@pytest.mark.clause("L12b")
def test_a_partner_without_status_holds_nothing_back(desk: Desk, talk: str) -> None:
    lead(desk)
    with as_system("lost"):
        models.PartnerStatus.objects.filter(partner=desk.cast.partner["kontur"]).update(
            last_day=date(2024, 3, 20)
        )
    row = desk.do(handover.ask_handover, "saveliev", AFTER, number=talk)
    assert desk.do(handover.take_handover, "choi", AFTER, handover=row.pk).partner_name == "Примсофт"


@pytest.mark.parametrize(
    ("login", "code"),
    [("orlova", "handover_asker"), ("frolov", "handover_asker"), ("gordeeva", "handover_asker")],
)
def test_who_may_ask(desk: Desk, talk: str, login: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        desk.do(handover.ask_handover, login, AFTER, number=talk)
    assert refusal.value.verdict.code == code


def test_a_stranger_knows_of_none(desk: Desk, talk: str) -> None:
    row = desk.do(handover.ask_handover, "saveliev", AFTER, number=talk)
    for login in ("stranger", "kravets", "titova"):
        with pytest.raises(doors.Closed):
            desk.do(handover.take_handover, login, AFTER, handover=row.pk)
        desk.cast.actor(login, AFTER)
        assert not models.Handover.objects.exists()


def test_declined_and_asked_anew(desk: Desk, talk: str) -> None:
    lead(desk)
    row = desk.do(handover.ask_handover, "saveliev", AFTER, number=talk)
    with pytest.raises(Refused) as twice:
        desk.do(handover.ask_handover, "saveliev", AFTER, number=talk)
    assert twice.value.verdict.code == "handover_asked"
    desk.do(handover.refuse_handover, "choi", AFTER, handover=row.pk, reason="Сначала посмотрим")
    with pytest.raises(Refused):
        desk.do(handover.take_handover, "choi", AFTER, handover=row.pk)
    desk.do(handover.ask_handover, "saveliev", AFTER, number=talk)
    desk.do(handover.decline_handover, "arkhipova", AFTER, number=talk, reason="Решим сегодня")
    desk.do(handover.ask_handover, "saveliev", AFTER, number=talk)
    desk.do(handover.decline_handover, "saveliev", AFTER, number=talk, reason="Передумали")
    assert list(verify()) == []


def test_a_ticket_at_the_vendor_waits(desk: Desk) -> None:
    number, _ = passed_on(desk, BEFORE)
    change_partner(desk.cast)
    with pytest.raises(Refused) as refusal:
        desk.do(handover.ask_handover, "saveliev", AFTER, number=number)
    assert refusal.value.verdict.code == "handover_passed"


def test_with_the_same_partner_there_is_nothing_to_hand_over(desk: Desk) -> None:
    number = desk.register(BEFORE).number
    with pytest.raises(Refused) as refusal:
        desk.do(handover.ask_handover, "saveliev", AFTER, number=number)
    assert refusal.value.verdict.code == "handover_same"
