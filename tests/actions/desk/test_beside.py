"""What stands beside a ticket: links, duplicates, watchers, tags, mentions; and who is told of it."""

import pytest

from kabinet.actions.desk.link import link_tickets, unlink_tickets
from kabinet.actions.desk.mention import called
from kabinet.actions.desk.merge import merge_ticket
from kabinet.actions.desk.tag import named, tag_ticket, untag_ticket
from kabinet.actions.desk.watch import add_watcher, unwatch_ticket, watch_ticket
from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.close import reopen_ticket
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.records import doors, models
from kabinet.records.doors import Closed
from kabinet.records.security.reach import as_system
from tests.desk import Desk, later, msk, passed_on

AT = msk("2024-03-14 10:05")


def links(number: str) -> list[tuple[str, str, str]]:
    with as_system("a look from outside"):
        rows = models.TicketLink.objects.filter(ticket__number=number).order_by("other_number")
        return [(row.other_number, row.kind, row.audience) for row in rows]


def test_a_link_stands_on_both_and_its_end_too(desk: Desk) -> None:
    one, two = desk.register(AT).number, desk.register(later(AT, minutes=1)).number
    desk.do(link_tickets, "saveliev", later(AT, minutes=5), number=one, other=two.lower())
    assert links(one) == [(two, "related", "public")]
    assert links(two) == [(one, "related", "public")]
    with pytest.raises(Invalid) as again:
        desk.do(link_tickets, "gordeeva", later(AT, minutes=6), number=two, other=one)
    assert again.value.field == "other"
    desk.do(unlink_tickets, "gordeeva", later(AT, minutes=7), number=two, other=one)
    assert links(one) == links(two) == []
    assert desk.kinds(one)[-2:] == desk.kinds(two)[-2:] == ["linked", "unlinked"]
    assert not list(verify(tickets=[one, two]))


def test_tickets_of_two_clients_are_linked_for_the_partner_alone(desk: Desk) -> None:
    one, two = desk.register(AT).number, desk.register(AT, "dremin", system="holding").number
    desk.do(link_tickets, "gordeeva", later(AT, minutes=5), number=one, other=two)
    assert links(one) == [(two, "related", "partner")]
    saveliev = desk.cast.actor("saveliev", AT)
    ticket = doors.ticket(saveliev, one)
    assert two not in str([row.data for row in doors.history(saveliev, ticket)])
    assert doors.beside(saveliev, "public", ticket).links == ()


def test_nobody_links_what_they_do_not_reach(desk: Desk) -> None:
    one, two = desk.register(AT).number, desk.register(AT, "dremin", system="holding").number
    for typed in (two, "U-999999", "чепуха", "\0", one, "٣"):
        with pytest.raises(Invalid):
            desk.do(link_tickets, "saveliev", later(AT, minutes=5), number=one, other=typed)
    with pytest.raises(Closed):
        desk.do(link_tickets, "stranger", later(AT, minutes=5), number=one, other=two)
    with pytest.raises(Refused):
        desk.do(link_tickets, "frolov", later(AT, minutes=5), number=one, other=desk.register(AT).number)


def test_a_link_to_a_vendor_ticket_stays_between_partner_and_vendor(desk: Desk) -> None:
    one = desk.register(AT).number
    _, vendor = passed_on(desk, AT)
    desk.do(link_tickets, "gordeeva", later(AT, hours=1), number=one, other=vendor)
    assert links(one) == [(vendor, "related", "partner")]
    assert links(vendor) == [(one, "related", "vendor_leg")]
    titova = desk.cast.actor("titova", later(AT, hours=1))
    assert doors.beside(titova, "vendor", doors.ticket(titova, vendor)).links == ()


def test_a_duplicate_ends_and_its_people_follow_the_main_ticket(desk: Desk) -> None:
    main = desk.register(AT).number
    before = desk.runs(main)
    twin = desk.register(later(AT, minutes=2), "orlova").number
    desk.do(watch_ticket, "frolov", later(AT, minutes=3), number=twin)
    desk.do(merge_ticket, "gordeeva", later(AT, minutes=9), number=twin, into=main, reason="Тот же сбой")
    assert desk.ticket(twin).closed_at == later(AT, minutes=9)
    assert [row[5] for row in desk.runs(twin)] == ["stopped"]
    assert desk.runs(main) == before
    assert links(twin) == [(main, "duplicated", "public")]
    assert links(main) == [(twin, "duplicate", "public")]
    assert not list(verify(tickets=[main, twin]))
    assert "merged" in desk.told("orlova", twin)
    desk.do(answer_ticket, "gordeeva", later(AT, minutes=20), number=main, text="Чиним")
    assert "answered" in desk.told("orlova", main)
    assert "answered" in desk.told("frolov", main)


def test_a_duplicate_that_is_opened_again_goes_its_own_way(desk: Desk) -> None:
    main, twin = desk.register(AT).number, desk.register(later(AT, minutes=2)).number
    desk.do(merge_ticket, "gordeeva", later(AT, minutes=9), number=twin, into=main)
    desk.do(reopen_ticket, "saveliev", later(AT, hours=1), number=twin, reason="Это другой сбой")
    assert links(twin) == [(main, "related", "public")]
    assert not list(verify(tickets=[main, twin]))


def test_what_is_not_one_matter_is_not_merged(desk: Desk) -> None:
    one, other = desk.register(AT).number, desk.register(AT, "dremin", system="holding").number
    client, vendor = passed_on(desk, AT)
    for into in (other, vendor, "U-1", one):
        with pytest.raises(Invalid) as wrong:
            desk.do(merge_ticket, "gordeeva", later(AT, hours=1), number=one, into=into)
        assert wrong.value.field == "into"
    with pytest.raises(Refused) as refused:
        desk.do(merge_ticket, "gordeeva", later(AT, hours=1), number=client, into=one)
    assert refused.value.verdict.code == "merge_child_open"
    with pytest.raises(Refused):
        desk.do(merge_ticket, "saveliev", later(AT, hours=1), number=one, into=client)


def test_nothing_is_merged_into_a_duplicate(desk: Desk) -> None:
    main, twin, third = (desk.register(later(AT, minutes=n)).number for n in range(3))
    desk.do(merge_ticket, "gordeeva", later(AT, minutes=9), number=twin, into=main)
    with pytest.raises(Refused) as refused:
        desk.do(merge_ticket, "gordeeva", later(AT, minutes=10), number=third, into=twin)
    assert (refused.value.verdict.code, refused.value.verdict.clause) == ("merge_ended", None)


def test_watchers_hear_what_their_side_hears(desk: Desk) -> None:
    number = desk.register(AT).number
    desk.do(watch_ticket, "frolov", later(AT, minutes=1), number=number)
    desk.do(watch_ticket, "arkhipova", later(AT, minutes=1), number=number)
    desk.do(watch_ticket, "arkhipova", later(AT, minutes=1), number=number)
    desk.do(write_note, "gordeeva", later(AT, minutes=2), number=number, text="Между нами")
    desk.do(answer_ticket, "gordeeva", later(AT, minutes=3), number=number, text="Смотрим")
    assert desk.told("frolov", number) == ["answered"]
    assert set(desk.told("arkhipova", number)) >= {"noted", "answered"}
    desk.do(unwatch_ticket, "frolov", later(AT, minutes=4), number=number)
    desk.do(answer_ticket, "gordeeva", later(AT, minutes=5), number=number, text="Ещё")
    assert desk.told("frolov", number) == ["answered"]


def test_a_watcher_who_left_is_told_nothing(desk: Desk) -> None:
    number = desk.register(AT).number
    desk.do(watch_ticket, "frolov", later(AT, minutes=1), number=number)
    with as_system("a test"):
        models.Membership.objects.filter(person=desk.cast.person["frolov"]).update(
            ended_at=later(AT, minutes=2)
        )
    desk.do(answer_ticket, "gordeeva", later(AT, minutes=3), number=number, text="Смотрим")
    assert desk.told("frolov", number) == []


def test_an_author_who_went_to_another_client_is_told_nothing(desk: Desk) -> None:
    number = desk.register(AT).number
    with as_system("a test"):
        mine = models.Membership.objects.filter(person=desk.cast.person["saveliev"])
        mine.filter(role="organisational_contact").update(ended_at=AT)
        mine.update(organisation=desk.cast.client["vostok"])
    desk.do(answer_ticket, "gordeeva", later(AT, minutes=3), number=number, text="Смотрим")
    assert "answered" not in desk.told("saveliev", number)


def test_who_may_watch(desk: Desk) -> None:
    number, vendor = passed_on(desk, AT)
    with pytest.raises(Closed):
        desk.do(watch_ticket, "stranger", later(AT, hours=1), number=number)
    with pytest.raises(Refused):
        desk.do(watch_ticket, "lapteva", later(AT, hours=1), number=number)
    desk.do(watch_ticket, "lapteva", later(AT, hours=1), number=vendor)
    desk.do(write_reply, "gordeeva", later(AT, hours=2), number=vendor, text="Дампы приложены")
    assert "replied" in desk.told("lapteva", vendor)


def test_a_colleague_is_asked_to_watch(desk: Desk) -> None:
    number = desk.register(AT).number
    for _ in range(2):
        desk.do(
            add_watcher, "gordeeva", later(AT, minutes=1), number=number, person=desk.cast.person["yusupov"]
        )
    assert desk.kinds(number).count("watcher_added") == 1
    assert desk.told("yusupov", number) == ["watcher_added"]
    assert "watcher_added" not in desk.told("zhdanov", number)
    with pytest.raises(Invalid):
        desk.do(add_watcher, "gordeeva", AT, number=number, person=desk.cast.person["saveliev"])
    with pytest.raises(Refused):
        desk.do(add_watcher, "saveliev", AT, number=number, person=desk.cast.person["orlova"])


def test_tags_are_the_serving_sides_own(desk: Desk) -> None:
    number = desk.register(AT).number
    for name in ("  Астра   Linux ", "#астра linux", "Астра\0linux"):
        desk.do(tag_ticket, "gordeeva", later(AT, minutes=1), number=number, name=name)
    assert desk.kinds(number).count("tagged") == 1
    assert desk.journal(number)[-1].audience == "partner"
    actor = desk.cast.actor("saveliev", AT)
    assert doors.beside(actor, "public", doors.ticket(actor, number)).tags == ()
    actor = desk.cast.actor("gordeeva", AT)
    assert doors.tags_used(actor, "client") == ["астра linux"]
    desk.do(untag_ticket, "gordeeva", later(AT, minutes=3), number=number, name="АСТРА LINUX")
    assert desk.kinds(number)[-1] == "untagged"
    assert not list(verify(tickets=[number]))
    with pytest.raises(Refused):
        desk.do(tag_ticket, "saveliev", later(AT, minutes=4), number=number, name="срочно")


@pytest.mark.parametrize("typed", ["", " # ", "\0\0", "x" * 41])
def test_what_is_no_tag(typed: str) -> None:
    with pytest.raises(Invalid):
        named(typed)


def test_a_mentioned_colleague_watches_and_is_told_so(desk: Desk) -> None:
    number = desk.register(AT).number
    text = "@Жданов, посмотри. Писать на help@zhdanov.ru не надо, @нечто тоже."
    desk.do(write_note, "gordeeva", later(AT, minutes=1), number=number, text=text)
    with as_system("a look from outside"):
        told = models.Notice.objects.get(person=desk.cast.person["zhdanov"], kind="noted")
        assert told.data["you"]
        watchers = models.Watcher.objects.values_list("person", "audience")
        assert list(watchers) == [(desk.cast.person["zhdanov"], "partner")]


@pytest.mark.parametrize("word", ["saveliev", "Савельев", "SAVELIEV."])
def test_who_cannot_read_a_note_is_not_called_in_it(desk: Desk, word: str) -> None:
    number = desk.register(AT).number
    with pytest.raises(Invalid, match="will not read") as refused:
        desk.do(write_note, "gordeeva", later(AT, minutes=1), number=number, text=f"Спросим @{word}")
    assert refused.value.field == "text"
    assert desk.messages(number)[-1].kind == "statement"


def test_a_surname_of_several_needs_the_login(desk: Desk) -> None:
    with as_system("a test"):
        models.Person.objects.filter(login="melnik").update(name="Жданов Олег")
    actor = desk.cast.actor("gordeeva", AT)
    with pytest.raises(Invalid) as several:
        called(actor, "@жданов?")
    assert "@melnik, @zhdanov" in several.value.verdict.remedy.ru
    assert called(actor, "@melnik?") == [desk.cast.person["melnik"]]
