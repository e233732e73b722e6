"""What happens in the other desk stands here: once, in the name of the bridge, as words that move no clock; a ticket that
was made there is registered under every demand of the regulation."""

from typing import Any

from django.db import transaction

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.network.desks import Said, What
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.facts import Answer
from tests.cast import Cast
from tests.desk import Desk
from tests.fixtures_bridges import Bridged, Scripted
from tests.jobs.bridges.looks import AT, MINUTE, arrivals, bridge, deliveries, links


def registering(cast: Cast) -> dict[str, Any]:
    return {"registers": True, "level": 3, "impact": "minor", "system": cast.system["erp"]}


def test_what_is_said_there_is_said_here_once_by_nobody_of_ours(
    scripted: Scripted, bridged: Bridged, carry: Any, cast: Cast
) -> None:
    bridged(cast, "saveliev", AT)
    desk = Desk(cast)
    number = desk.register(AT + MINUTE).number
    carry(AT + 2 * MINUTE)
    before = desk.ticket(number)
    scripted.happen(What.SAID, "100", "Перезапустили, стало хуже.")
    scripted.words["1"] = Said(
        "Перезапустили, стало <b>хуже</b>.<script>x()</script>", ("dump.zip",), tagged=True
    )
    for minute in range(3, 8):
        carry(AT + minute * MINUTE)
    [said] = [each for each in desk.messages(number) if each.kind == "bridged"]
    assert (said.author_id, said.side, said.audience) == (None, "client", "public")
    assert "Петров" in said.author_name
    assert "стало **хуже**" in said.text or "стало хуже" in said.text
    assert "dump.zip" in said.text
    assert "x()" not in said.text
    fact = desk.journal(number)[-1]
    assert (fact.kind, fact.actor_id, fact.side, fact.clause) == ("bridged", None, "system", "L8")
    after = desk.ticket(number)
    assert (after.status, after.turn, after.next_due_at) == (before.status, before.turn, before.next_due_at)
    assert "bridged" in desk.told("gordeeva", number)
    assert "bridged" not in desk.told("saveliev", number)
    # Nothing of it goes back.
    carry(AT + 10 * MINUTE)
    assert len(scripted.tickets["100"]) == 2
    assert len(deliveries()) == 1


def test_an_answer_there_ends_the_silence_after_a_solution(
    scripted: Scripted, bridged: Bridged, carry: Any, cast: Cast
) -> None:
    bridged(cast, "saveliev", AT)
    desk = Desk(cast)
    number = desk.register(AT + MINUTE).number
    given = {"number": number, "text": "Поставьте исправление.", "kind": Answer.SOLUTION}
    desk.do(answer_ticket, "gordeeva", AT + 2 * MINUTE, **given)
    carry(AT + 3 * MINUTE)
    assert desk.ticket(number).answered_at == AT + 2 * MINUTE
    scripted.happen(What.SAID, "100", "Не помогло.")
    carry(AT + 30 * MINUTE)
    assert desk.ticket(number).answered_at == AT + 30 * MINUTE


def test_what_is_said_in_a_ticket_that_is_none_of_ours_is_not_even_read(
    scripted: Scripted, bridged: Bridged, carry: Any, cast: Cast
) -> None:
    bridged(cast, "saveliev", AT)
    carry(AT)
    scripted.happen(What.CREATED, "7", "Наше внутреннее.")
    scripted.happen(What.SAID, "7", "И это.")
    carry(AT + MINUTE)
    assert arrivals() == []
    assert "read" not in scripted.asked


def test_nothing_that_happened_before_it_was_switched_on_crosses(
    scripted: Scripted, bridged: Bridged, carry: Any, cast: Cast
) -> None:
    scripted.subjects["7"] = "Старое"
    scripted.happen(What.CREATED, "7", "Старое.")
    bridged(cast, "saveliev", AT, **registering(cast))
    carry(AT)
    carry(AT + MINUTE)
    assert [row for row in arrivals() if row.state == "done"] == []


def test_a_ticket_made_there_is_registered_here_with_number_and_link_on_both_sides(
    scripted: Scripted, bridged: Bridged, carry: Any, cast: Cast
) -> None:
    bridged(cast, "saveliev", AT, levels={"2": "90"}, **registering(cast))
    carry(AT)
    scripted.subjects["7"], scripted.levels["7"] = "Не проводится реализация", "90"
    scripted.happen(What.CREATED, "7", "Ошибка блокировки при проведении.")
    scripted.happen(What.SAID, "7", "Уже у троих.")
    carry(AT + MINUTE)
    [link] = links()
    number = link.ticket.number
    assert (link.born_there, link.foreign, link.url) == (True, "7", "https://rt.zmk.example/7")
    ticket = Desk(cast).ticket(number)
    assert (ticket.subject, ticket.level) == ("Не проводится реализация", 2)
    assert (ticket.foreign_desk, ticket.foreign_number, ticket.foreign_url) == ("RT ЗМК", "7", link.url)
    assert [each.kind for each in Desk(cast).messages(number)] == ["statement", "bridged"]
    carry(AT + 2 * MINUTE)
    [told] = scripted.tickets["7"][1:]
    assert number in told
    assert f"/tickets/{number}/" in told
    assert "Ошибка блокировки" not in told


def test_what_the_regulation_refuses_lies_with_its_reason_and_holds_what_follows(
    scripted: Scripted, bridged: Bridged, carry: Any, cast: Cast, send: Any, see: Any
) -> None:
    """Whoever stands behind the bridge is no authorised person: nothing is registered in their name (U3.4a)."""
    key = bridged(cast, "arefyev", AT, **registering(cast))
    carry(AT)
    scripted.subjects["7"] = "Не проводится реализация"
    scripted.happen(What.CREATED, "7", "Ошибка блокировки при проведении.")
    carry(AT + MINUTE)
    [row] = arrivals()
    assert row.state == "dead"
    assert row.verdict["ru"]
    assert row.verdict["ru"] in see("arefyev", f"/bridges/{key}/")
    send("saveliev", f"/bridges/{key}/resume/")
    send("saveliev", f"/bridges/{key}/repeat/")
    carry(AT + 100_000 * MINUTE)
    assert [each.state for each in arrivals()] == ["done"]
    assert links()[0].born_there


def test_a_critical_word_of_theirs_promises_nothing_in_a_persons_name(
    scripted: Scripted, bridged: Bridged, carry: Any, cast: Cast
) -> None:
    """U4e: the terms were confirmed by nobody, so it is a standard ticket until a person raises it."""
    bridged(cast, "saveliev", AT, levels={"1": "100"}, **registering(cast))
    carry(AT)
    scripted.subjects["7"], scripted.levels["7"] = "Всё стоит", "100"
    scripted.happen(What.CREATED, "7", "Сервер не запускается.")
    carry(AT + MINUTE)
    [link] = links()
    assert link.ticket.level > 1


def test_a_desk_that_runs_wild_fills_no_queue_and_loses_nothing(
    scripted: Scripted, bridged: Bridged, carry: Any, cast: Cast, monkeypatch: Any
) -> None:
    monkeypatch.setattr("kabinet.actions.bridges.registering.MOST", 2)
    bridged(cast, "saveliev", AT, **registering(cast))
    carry(AT)
    for key in ("7", "8", "9"):
        scripted.subjects[key] = f"Обращение {key}"
        scripted.happen(What.CREATED, key, "Не работает.")
    carry(AT + MINUTE)
    assert len(links()) == 2
    carry(AT + 30 * MINUTE)
    assert len(links()) == 2
    carry(AT + 90 * MINUTE)
    assert len(links()) == 3


def test_a_partners_own_desk_says_what_it_says_in_the_partners_name(
    scripted: Scripted, bridged: Bridged, carry: Any, cast: Cast
) -> None:
    key = bridged(cast, "arkhipova", AT, name="OTRS Контура")
    desk = Desk(cast)
    number = desk.register(AT + MINUTE).number
    carry(AT + 2 * MINUTE)
    scripted.happen(What.SAID, "100", "Смотрим дампы.")
    carry(AT + 3 * MINUTE)
    [said] = [each for each in desk.messages(number) if each.kind == "bridged"]
    assert said.side == "partner"
    assert "bridged" in desk.told("saveliev", number)
    assert desk.ticket(number).first_contact_at is None
    assert bridge(key).organisation_id == cast.partner["kontur"]


def test_nothing_is_registered_when_the_agreement_names_the_desk_no_more(
    scripted: Scripted, bridged: Bridged, carry: Any, cast: Cast
) -> None:
    bridged(cast, "saveliev", AT, **registering(cast))
    carry(AT)
    with transaction.atomic(), as_system("another agreement"):
        models.Agreement.objects.filter(client=cast.client["zmk"]).update(third_party_desk="")
    scripted.subjects["7"] = "Не проводится"
    scripted.happen(What.CREATED, "7", "Ошибка блокировки.")
    carry(AT + MINUTE)
    assert links() == []
    [row] = arrivals()
    assert (row.state, "больше не называет" in row.verdict["ru"]) == ("dead", True)
