"""Passing on: what has to hold, what goes over, and that nothing else does."""

from io import BytesIO
from typing import Any

import pytest

from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.close import close_ticket, reopen_ticket, withdraw_ticket
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.drafts.draft import save_draft
from kabinet.actions.tickets.drafts.stored import place_of
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.registration.judgement import CriticalTerms
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.tickets.take import take_ticket
from kabinet.actions.unit.errors import Incomplete, Invalid, Refused
from kabinet.actions.vendor.pass_on import pass_on_ticket, preview_pass_on
from kabinet.records import doors, models
from kabinet.records.security.reach import as_system
from tests.desk import CONFIRMED, ITEMS, SYMPTOMS, Desk, later, msk, passed_on

AT = msk("2024-03-14 10:05")
NEXT = later(AT, hours=1)


def refusals(
    desk: Desk, login: str, number: str, at: Any = NEXT, **given: Any
) -> list[tuple[str | None, str]]:
    with pytest.raises(Refused) as refused:
        desk.do(pass_on_ticket, login, at, number=number, **({"values": ITEMS} | given))
    return [(verdict.clause, verdict.code) for verdict in refused.value.verdicts]


@pytest.mark.clause("P2.5")
def test_only_a_certified_employee_sends(desk: Desk) -> None:
    number = desk.register(AT).number
    assert ("P2.5", "certificate_missing") in refusals(desk, "gordeeva", number)
    assert refusals(desk, "saveliev", number)[0][1] == "only_partner"
    desk.do(preview_pass_on, "melnik", msk("2024-06-30 18:00"), number=number, values=ITEMS)
    late = msk("2024-07-01 10:00")
    assert refusals(desk, "melnik", number, late) == [("P2.5", "certificate_ended")]
    assert desk.do(
        pass_on_ticket, "melnik", msk("2024-06-30 18:00"), number=number, values=ITEMS
    ).author_name.startswith("Мельник")


@pytest.mark.clause("P2.5")
def test_a_colleague_prepares_and_a_certified_one_sends(desk: Desk) -> None:
    number = desk.register(AT).number
    draft = desk.do(save_draft, "gordeeva", NEXT, kind="pass_on", content={"values": ITEMS}, ticket=number)
    file = desk.do(attach, "gordeeva", NEXT, name="дамп.txt", content=BytesIO(b"dump"), draft=draft.pk)
    again = desk.do(save_draft, "yusupov", NEXT, kind="pass_on", content={"values": ITEMS}, ticket=number)
    assert again.pk == draft.pk, "one draft a ticket, shared by the group"
    vendor = desk.do(pass_on_ticket, "zhdanov", NEXT, number=number, values=ITEMS)
    with as_system("a look"):
        assert not models.Draft.objects.exists()
        sent = models.File.objects.get(pk=file.pk)
    assert (sent.ticket_id, sent.audience) == (vendor.pk, "vendor_leg")


@pytest.mark.clause("P2.4")
def test_everything_that_stands_against_it_is_named(desk: Desk) -> None:
    number = desk.register(msk("2024-02-28 10:00"), "lukin", system="sklad").number
    codes = [code for _, code in refusals(desk, "gordeeva", number, msk("2024-03-01 10:00"))]
    assert codes == ["not_sender", "licence_ended", "certificate_missing"]


@pytest.mark.clause("P2.6")
def test_the_seller_stands_on_the_ticket_whoever_of_the_group_sends(desk: Desk) -> None:
    with as_system("papers of the test"):
        models.Licence.objects.filter(client=desk.cast.client["zmk"]).update(
            seller=desk.cast.partner["kontur-ural"]
        )
    number = desk.register(AT).number
    vendor = desk.do(pass_on_ticket, "zhdanov", NEXT, number=number, values=ITEMS)
    assert (vendor.partner_id, vendor.partner_name) == (desk.cast.partner["kontur-ural"], "Контур Урал")
    with as_system("papers of the test"):
        models.Licence.objects.filter(client=desk.cast.client["kedr"]).update(
            seller=desk.cast.partner["primsoft"]
        )
    with pytest.raises(Refused) as refused:
        desk.register(AT, "dremin", system="holding")
    assert refused.value.verdict.code == "licence_other_partner"


@pytest.mark.clause("P5b")
@pytest.mark.clause("P5a")
@pytest.mark.clause("P2.3")
def test_every_missing_item_is_named_at_once(desk: Desk) -> None:
    number = desk.register(AT, symptoms={**SYMPTOMS[3], "slower": True}).number
    with pytest.raises(Incomplete) as incomplete:
        desk.do(pass_on_ticket, "zhdanov", NEXT, number=number, values={}, defect=True)
    assert {gap.field for gap in incomplete.value.missing} == {
        "changes", "performance_before", "performance_after", "sources", "scenario", "scenario_verified", "pass_on_reason",
    }  # fmt: skip
    assert desk.kinds(number) == ["registered"]


@pytest.mark.clause("L3")
@pytest.mark.clause("P4.7a")
def test_what_the_client_said_is_carried_over_and_shown_first(desk: Desk) -> None:
    number = desk.register(AT).number
    passing = desk.do(preview_pass_on, "zhdanov", NEXT, number=number, values=ITEMS)
    assert (passing.level, passing.can_be_sent) == (3, True)
    assert passing.values["server_os"] == "Astra Linux SE 1.7.5"
    assert passing.values["partner_contact"] == "Жданов Павел Николаевич"
    environment = next(item for item in passing.items if item.item.code == "environment")
    assert [origin.ru for origin in environment.origins] == ["из обращения клиента"]
    vendor = desk.do(pass_on_ticket, "zhdanov", NEXT, number=number, values=ITEMS)
    with as_system("a look"):
        sheet = models.Sheet.objects.get(ticket=vendor)
    assert sheet.values == passing.values
    assert vendor.next_due_at == passing.reaction.at


@pytest.mark.clause("P4.7a")
def test_another_level_needs_a_reason(desk: Desk) -> None:
    number = desk.register(AT).number
    with pytest.raises(Invalid) as invalid:
        desk.do(pass_on_ticket, "zhdanov", NEXT, number=number, values=ITEMS, level=2)
    assert invalid.value.field == "level_reason"
    vendor = desk.do(
        pass_on_ticket,
        "zhdanov",
        NEXT,
        number=number,
        values=ITEMS,
        level=2,
        level_reason="Задевает отгрузку",
    )
    assert vendor.level == 2
    with as_system("a look"):
        assert models.Sheet.objects.get(ticket=vendor).level_reason == "Задевает отгрузку"


@pytest.mark.clause("P5d")
@pytest.mark.parametrize(
    ("critical", "level"), [(None, 3), (CriticalTerms("1", True, False), 3), (CONFIRMED, 1)]
)
def test_a_critical_ticket_needs_the_confirmations_of_both(
    desk: Desk, critical: CriticalTerms | None, level: int
) -> None:
    number = desk.register(AT, level=1).number
    passing = desk.do(preview_pass_on, "zhdanov", NEXT, number=number, values=ITEMS, critical=critical)
    assert (passing.level, passing.notice is not None) == (level, level == 3)
    vendor = desk.do(pass_on_ticket, "zhdanov", NEXT, number=number, values=ITEMS, critical=critical)
    assert vendor.level == level
    assert "unconfirmed" in desk.journal(vendor.number)[0].data or level == 1


@pytest.mark.clause("P4.8b")
def test_levels_1_and_2_are_for_production(desk: Desk) -> None:
    number = desk.register(AT, system="zup").number
    given = {"level": 2, "level_reason": "x"}
    assert refusals(desk, "zhdanov", number, **given) == [("P4.8b", "not_production")]


@pytest.mark.clause("L3")
def test_only_what_was_chosen_goes_over_as_copies(desk: Desk) -> None:
    number = desk.register(AT).number
    log = desk.do(attach, "saveliev", AT, name="журнал.log", content=BytesIO(b"EXCP"))
    dump = desk.do(attach, "saveliev", AT, name="дамп.bin", content=BytesIO(b"\x00\x01"))
    desk.do(
        write_reply, "saveliev", later(AT, minutes=5), number=number, text="Журнал", files=[log.pk, dump.pk]
    )
    desk.do(write_reply, "saveliev", later(AT, minutes=6), number=number, text="Лишнее")
    desk.do(write_note, "gordeeva", later(AT, minutes=7), number=number, text="Между нами")
    chosen = next(message for message in desk.messages(number) if message.text == "Журнал")
    vendor = desk.do(
        pass_on_ticket, "zhdanov", NEXT, number=number, values=ITEMS, messages=[chosen.pk], files=[log.pk]
    )

    titova = desk.cast.actor("titova", NEXT)
    seen = doors.ticket(titova, vendor.number)
    messages = list(doors.messages(titova, seen))
    assert [(message.text, message.author_name) for message in messages] == [
        ("Журнал", "Савельев Игорь Петрович"),
        (desk.messages(number)[0].text, "Жданов Павел Николаевич"),
    ]
    [copy] = doors.files(titova, seen)
    assert (copy.name, copy.sha256, copy.message_id) == ("журнал.log", log.sha256, messages[0].pk)
    assert copy.pk != log.pk
    assert place_of(copy).read_bytes() == b"EXCP"
    assert "registered" in desk.told("titova", vendor.number)
    assert desk.told("saveliev", vendor.number) == [], (
        "the client's people take no part in the vendor's ticket"
    )


def test_something_of_another_ticket_cannot_be_chosen(desk: Desk) -> None:
    number, other = desk.register(AT).number, desk.register(AT).number
    foreign = desk.messages(other)[0].pk
    with pytest.raises(Invalid) as invalid:
        desk.do(pass_on_ticket, "zhdanov", NEXT, number=number, values=ITEMS, messages=[foreign])
    assert invalid.value.field == "carried"


def test_a_note_of_the_partners_own_is_never_carried(desk: Desk) -> None:
    number = desk.register(AT).number
    desk.do(write_note, "gordeeva", later(AT, minutes=7), number=number, text="Между нами")
    [own] = [message.pk for message in desk.messages(number) if message.text == "Между нами"]
    with pytest.raises(Invalid) as invalid:
        desk.do(pass_on_ticket, "zhdanov", NEXT, number=number, values=ITEMS, messages=[own])
    assert invalid.value.field == "carried"


def test_one_open_vendor_ticket_at_a_time(desk: Desk) -> None:
    number, vendor = passed_on(desk, AT)
    assert refusals(desk, "zhdanov", number) == [(None, "already_passed")]
    desk.do(withdraw_ticket, "zhdanov", NEXT, number=vendor)
    assert desk.ticket(number).status == "in_work"
    second = desk.do(pass_on_ticket, "zhdanov", later(NEXT, hours=1), number=number, values=ITEMS)
    with pytest.raises(Refused) as refused:
        desk.do(reopen_ticket, "zhdanov", later(NEXT, hours=2), number=vendor, reason="Вернулись")
    assert refused.value.verdict.code == "already_passed"
    assert desk.ticket(number).vendor_status == "registered"
    assert desk.kinds(second.number) == ["registered"]
    assert list(verify()) == []


@pytest.mark.clause("L3")
def test_the_client_ticket_does_not_close_behind_the_vendor_unless_somebody_says_why(desk: Desk) -> None:
    from kabinet.actions.tickets.answer import answer_ticket
    from kabinet.regulation.facts import Answer

    number, vendor = passed_on(desk, AT)
    desk.do(answer_ticket, "gordeeva", NEXT, number=number, text="Нашли сами", kind=Answer.SOLUTION)
    silent = later(NEXT, days=20)
    with pytest.raises(Refused) as refused:
        desk.do(close_ticket, "gordeeva", silent, number=number, reason="")
    assert (refused.value.verdict.clause, refused.value.verdict.code) == (None, "child_open")
    desk.do(close_ticket, "gordeeva", silent, number=number, reason="Клиент молчит")
    assert (desk.ticket(number).status, desk.ticket(vendor).status) == ("closed", "registered")
    desk.do(take_ticket, "titova", later(silent, hours=1), number=vendor)
    assert desk.kinds(number)[-1] == "closed", "a ticket at its end is left alone"
    assert list(verify()) == []
