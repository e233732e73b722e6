"""Lists of oversight across partners: late answers with every cut, and what stands beside the clocks (L17a, L8)."""

import re
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode

import pytest
from django.db import transaction

from kabinet.actions.journal.auto_close import close_silent_tickets
from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.call import log_call
from kabinet.actions.tickets.level import change_level
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.objection import answer_objection, object_to
from kabinet.actions.tickets.proposal import decline_level, propose_level
from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.actions.tickets.take import take_ticket
from kabinet.actions.vendor.return_back import end_return, return_ticket
from kabinet.regulation.facts import Answer
from tests.cast import Cast
from tests.desk import WISH, Desk, later, msk, passed_on
from tests.markup import packed
from tests.some import some

MARCH = msk("2024-03-14 10:05")
NIGHT = msk("2024-03-16 02:00")
PERIOD = "period=2024-03"
LATE = "/oversight/late/"


def rows(page: str) -> list[str]:
    """The numbers of the tickets, line by line."""
    return re.findall(r'<tr data-row><td><a class="link" href="[^"]+">([^<]+)</a>', packed(page))


def settled(at: datetime) -> None:
    """The worker has looked."""
    with transaction.atomic():
        while settle_due(at=at).done:
            pass


@pytest.fixture
def late(desk: Desk) -> dict[str, str]:
    """Late in March: a ticket of ZMK and one of Kedr with Kontur, one of the port with Primsoft, one of Kontur with 1C."""
    zmk = desk.register(MARCH).number
    desk.do(take_ticket, "gordeeva", later(MARCH, hours=1), number=zmk)
    kedr = desk.register(MARCH, "dremin", system="holding", level=2, service="environment").number
    port = desk.register(MARCH, "kim", system="terminal").number
    answered, vendor = passed_on(desk, MARCH, level=4)
    settled(later(MARCH, days=8))
    return {"zmk": zmk, "kedr": kedr, "port": port, "vendor": vendor, "answered": answered}


@pytest.mark.clause("L17a")
def test_all_late_answers_of_a_period_stand_in_one_list_across_partners_and_legs(late, see) -> None:
    page = see("lapteva", f"{LATE}?{PERIOD}")
    assert set(rows(page)) >= {late["zmk"], late["kedr"], late["port"], late["vendor"]}
    assert f"Строк в списке: {len(rows(page))}" in packed(page)
    assert rows(see("lapteva", f"{LATE}?period=2024-02")) == []
    for number in some(rows(page)):
        assert f'href="/tickets/{number}/"' in page


CUTS: dict[str, Callable[[Cast], tuple[dict[str, object], set[str], set[str]]]] = {
    "partner": lambda cast: ({"partner": cast.partner["primsoft"]}, {"port"}, {"zmk", "kedr", "vendor"}),
    "client": lambda cast: ({"client": cast.client["kedr"]}, {"kedr"}, {"zmk", "port", "vendor"}),
    "assignee": lambda cast: ({"assignee": cast.person["gordeeva"]}, {"zmk"}, {"kedr", "port", "vendor"}),
    "service": lambda cast: ({"service": "environment"}, {"kedr"}, {"zmk", "port", "vendor"}),
    "system": lambda cast: ({"system": cast.system["holding"]}, {"kedr"}, {"zmk", "port"}),
    "leg": lambda cast: ({"leg": "vendor"}, {"vendor"}, {"zmk", "kedr", "port"}),
    "clause": lambda cast: ({"clause": "P4.8a"}, {"vendor"}, {"zmk", "kedr", "port"}),
    "clock": lambda cast: ({"clock": "answer"}, set(), {"zmk", "kedr", "port", "vendor"}),
    "level": lambda cast: ({"level": 2}, {"kedr"}, {"zmk", "port", "vendor"}),
    "whose": lambda cast: ({"owes": "vendor"}, {"vendor"}, {"zmk", "kedr", "port"}),
    "days": lambda cast: (
        {"since": "2024-03-14", "until": "2024-03-14"},
        {"kedr"},
        {"vendor", "answered"},
    ),
}


@pytest.mark.clause("L17a")
@pytest.mark.parametrize("cut", CUTS)
def test_the_list_is_cut_by_whatever_an_audit_asks(cast: Cast, late, see, cut: str) -> None:
    query, there, away = CUTS[cut](cast)
    page = see("lapteva", f"{LATE}?{urlencode({'period': '2024-03', **query})}")
    found = set(rows(page))
    assert {late[key] for key in there} <= found
    assert not {late[key] for key in away} & found
    named = [name for name in query if name not in ("since", "until")]
    assert len(re.findall(r'<a class="chip on"', page)) == len(named)
    assert all(f'name="{name}"' in page for name in query if name not in ("assignee", "system"))


@pytest.mark.clause("L17a")
def test_everybody_lists_what_they_may_open_and_a_coordinator_is_told_the_rest(cast: Cast, late, see) -> None:
    assert set(rows(see("arkhipova", f"{LATE}?{PERIOD}"))) >= {late["zmk"], late["kedr"], late["vendor"]}
    assert late["port"] not in rows(see("arkhipova", f"{LATE}?{PERIOD}"))
    assert late["port"] not in rows(see("arkhipova", f"{LATE}?{PERIOD}&partner={cast.partner['primsoft']}"))
    half = see("vlasov", f"{LATE}?{PERIOD}")
    assert set(rows(half)) == {late["vendor"]}
    assert "обращения клиентов открывает проверяющий" in half
    assert "Лаптева" in see("vlasov", f"{LATE}?{PERIOD}&leg=client", 403)


@pytest.mark.clause("L17a")
def test_pages_of_the_list_follow_one_another_by_key(cast: Cast, late) -> None:
    from kabinet.pages.oversight.duties import every_duty
    from kabinet.pages.oversight.periods import span
    from kabinet.records.lists.oversight.deadlines import DeadlinesWanted, count_deadlines, list_deadlines
    from kabinet.records.versions import law_of

    actor, after, seen = cast.actor("lapteva", MARCH), None, []
    duties = tuple(duty for duty, _ in every_duty(law_of(actor)))
    wanted = DeadlinesWanted(duties=duties, period=span("2024-03", MARCH.date()).period)
    while True:
        found, after = list_deadlines(actor, wanted, after, size=1)
        seen += [each.run for each in found]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == count_deadlines(actor, wanted).count


def test_the_list_follows_its_index(cast: Cast, late) -> None:
    from kabinet.records.lists.oversight import deadlines
    from tests.records.security.sql import run

    cast.actor("lapteva", MARCH)
    run("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
    due = deadlines.DUE.replace("%(since)s", "'2024-03-01'").replace("%(until)s", "'2024-04-01'")
    plan = run(
        f"EXPLAIN (COSTS OFF) SELECT r.id FROM clock_run r WHERE {due} AND r.breached_at IS NOT NULL"
        " ORDER BY r.due_at DESC, r.id DESC LIMIT 51"
    )
    assert "clock_run_late" in "\n".join(line for (line,) in plan)


@pytest.mark.parametrize("name", ["refusals", "returns", "without-terms", "late-entries", "closings"])
def test_each_list_of_a_journal_follows_the_index_of_its_kind(cast: Cast, name: str) -> None:
    from kabinet.records.lists.oversight import entries
    from tests.records.security.sql import run

    cast.actor("lapteva", MARCH)
    run("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
    span = entries.SPAN.replace("%(since)s", "'2024-03-01'").replace("%(until)s", "'2024-04-01'")
    # In the index's own order, which no other has: what its rows would cost depends on what the planner knows of the table.
    plan = run(
        f"EXPLAIN (COSTS OFF) SELECT j.id FROM journal_entry j WHERE {span} AND {entries.LISTS[name].where}"
        " ORDER BY j.kind, j.recorded_at, j.id LIMIT 51"
    )
    assert "journal_of_kind" in "\n".join(line for (line,) in plan)


def lowered_alone(desk: Desk) -> str:
    number = passed_on(desk, MARCH)[1]
    desk.do(change_level, "titova", later(MARCH, hours=2), number=number, level=4, **WISH)
    return number


def lowered_by_the_regulation(desk: Desk) -> str:
    vendor = passed_on(desk, NIGHT, level=1)[1]
    asked = later(NIGHT, hours=1)
    desk.do(answer_ticket, "titova", asked, number=vendor, text="Есть копия?", kind=Answer.QUESTION)
    settled(later(asked, hours=3))
    return vendor


def returned(desk: Desk) -> str:
    number = passed_on(desk, MARCH)[1]
    given = {"number": number, "cases": ["scenario"], "text": "Нет сценария"}
    desk.do(return_ticket, "titova", later(MARCH, hours=2), **given)
    # A note moves no status, and what follows the return is no part of it.
    desk.do(write_note, "titova", later(MARCH, hours=3), number=number, text="Ждём")
    desk.do(end_return, "titova", later(MARCH, hours=4), number=number, reason="Хватит того, что есть")
    said = {"number": number, "text": "Нашли причину", "kind": Answer.SOLUTION}
    desk.do(answer_ticket, "titova", later(MARCH, hours=5), **said)
    return number


def refused(desk: Desk) -> str:
    number = desk.register(MARCH).number
    desk.do(refuse_ticket, "gordeeva", later(MARCH, hours=1), number=number, reason="third_party")
    return number


def without_terms(desk: Desk) -> str:
    return desk.register(MARCH, level=1, critical=None, chosen_level=None).number


def called_late(desk: Desk) -> str:
    number = desk.register(NIGHT, level=1).number
    late = {"occurred_at": later(NIGHT, minutes=20), "reason": "Записали утром"}
    desk.do(log_call, "gordeeva", later(NIGHT, hours=5), number=number, reached=True, text="Звонили", **late)
    return number


def declined(desk: Desk) -> str:
    number = desk.register(MARCH, level=2).number
    desk.do(propose_level, "gordeeva", later(MARCH, hours=1), number=number, level=3, reason="Обход есть")
    desk.do(decline_level, "saveliev", later(MARCH, hours=2), number=number, reason="Обход не помогает")
    return number


def closed(desk: Desk) -> str:
    begun = later(MARCH, days=-10)
    number = desk.register(begun).number
    said = {"number": number, "text": "Готово", "kind": Answer.SOLUTION}
    desk.do(answer_ticket, "gordeeva", later(begun, hours=1), **said)
    for days in (10, 16, 18):
        close_silent_tickets(at=later(begun, days=days))
    return number


# A list: what brings a ticket into it, how the list calls what became of it, and what the line says.
HAPPENED: dict[str, tuple[Callable[[Desk], str], str, str]] = {
    "lowered-alone": (lowered_alone, "Уровень был выбран неверно", "3 → 4"),
    "lowered-by-regulation": (lowered_by_the_regulation, "прил. 2, разд. 5", "1 → 2"),
    "returns": (returned, "Закончены", "2 ч"),
    "refusals": (refused, "Возражения не было", "Отказ"),
    "without-terms": (without_terms, "", "условия критических обращений не подтверждены"),
    "late-entries": (called_late, "Ждут ответа", "02:20"),
    "declined-levels": (declined, "", "Обход не помогает"),
    "closings": (closed, "Решение предложено, ответа не было", ""),
}


@pytest.mark.clause("L17a")
@pytest.mark.parametrize("name", HAPPENED)
def test_each_list_counts_its_tickets_and_leads_to_them(cast: Cast, desk: Desk, see, name: str) -> None:
    happens, state, words = HAPPENED[name]
    number = happens(desk)
    leg = "vendor" if number.startswith("V") else "client"
    counts = see("lapteva", f"/oversight/lists/?{PERIOD}")
    address = rf'href="(/oversight/lists/{name}/\?[^"]*leg={leg}[^"]*)">(\d+)</a>'
    links = [(link.replace("&amp;", "&"), int(count)) for link, count in re.findall(address, counts)]
    for link, count in some(links):
        page = see("lapteva", link)
        assert len(rows(page)) == count, link
    page = see("lapteva", f"/oversight/lists/{name}/?{PERIOD}")
    assert number in rows(page)
    # Every state stands in the filter as well.
    assert not state or re.search(rf'<span class="tag">[^<]*{re.escape(state)}[^<]*</span>', page)
    assert words in page.replace("\xa0", " ")
    assert number in rows(see("arkhipova", f"/oversight/lists/{name}/?{PERIOD}"))
    other = f"{PERIOD}&partner={cast.partner['primsoft']}"
    assert rows(see("lapteva", f"/oversight/lists/{name}/?{other}")) == []
    assert rows(see("lapteva", f"/oversight/lists/{name}/?period=2024-05")) == []


def test_no_list_is_forgotten() -> None:
    from kabinet.pages.oversight.lists.names import NAMED
    from kabinet.records.lists.oversight.entries import LISTS

    assert set(LISTS) == set(NAMED) == set(HAPPENED)


@pytest.mark.clause("L17a", "U2b")
def test_a_refusal_counts_from_its_day_whatever_becomes_of_the_objection(cast: Cast, desk: Desk, see) -> None:
    waiting, kept, reversed_ = (refused(desk) for _ in range(3))
    for number in (waiting, kept, reversed_):
        desk.do(object_to, "saveliev", later(MARCH, hours=2), number=number, text="Это сбой платформы")
    for number, upheld in ((kept, False), (reversed_, True)):
        said = {"number": number, "upheld": upheld, "text": "Посмотрели ещё раз"}
        desk.do(answer_objection, "gordeeva", later(MARCH, hours=3), **said)
    record = see("lapteva", f"/oversight/{cast.partner['kontur']}/?{PERIOD}")
    expected = {
        "Возразили, ответа ещё нет": waiting,
        "Возразили, отказ остался в силе": kept,
        "Возразили, отказ отменён": reversed_,
    }
    for words, number in expected.items():
        link = re.search(rf'{words}</span>\s*<a class="link" href="([^"]+)">1</a>', record)
        assert link, words
        assert rows(see("lapteva", link[1].replace("&amp;", "&"))) == [number]


@pytest.mark.clause("L8")
def test_a_client_with_a_desk_is_in_the_figures_unless_the_ticket_carries_its_number(
    cast: Cast, desk: Desk, see
) -> None:
    from kabinet.records.models import Agreement, Ticket
    from kabinet.records.security.reach import as_system

    with transaction.atomic(), as_system("a test"):
        Agreement.objects.filter(client=cast.client["zmk"]).update(third_party_desk="Своя система")
    bare, numbered = desk.register(MARCH).number, desk.register(MARCH).number
    with transaction.atomic(), as_system("a ticket of another desk"):
        Ticket.objects.filter(number=numbered).update(foreign_number="J-1")
    settled(later(MARCH, days=8))
    assert set(rows(see("lapteva", f"{LATE}?{PERIOD}"))) == {bare}
    record = see("lapteva", f"/oversight/{cast.partner['kontur']}/?{PERIOD}")
    assert "0/1" in record
    link = re.search(r'системы учёта\s*\(<a class="link" href="([^"]+)">1</a>\)', record)
    assert link
    assert rows(see("lapteva", link[1].replace("&amp;", "&"))) == [numbered]
    for state, number in (("with", numbered), ("without", bare)):
        page = see("lapteva", f"/oversight/lists/foreign-desks/?{PERIOD}&state={state}")
        assert rows(page) == [number]


@pytest.mark.clause("L17a")
def test_clauses_are_counted_across_partners_and_lead_to_their_tickets(late, see) -> None:
    page = see("lapteva", f"/oversight/clauses/?{PERIOD}")
    assert "/rules/clause/P4.8a/" in page
    links = re.findall(r'href="(/oversight/late/\?[^"]+)">(\d+)</a>', page)
    assert len(links) > 4
    for link, count in links:
        assert len(rows(see("lapteva", link.replace("&amp;", "&")))) == int(count), link


@pytest.mark.parametrize("address", ["/oversight/", LATE, "/oversight/clauses/", "/oversight/lists/"])
def test_a_time_that_lies_ahead_says_so_and_is_not_offered(see, address: str) -> None:
    ahead = see("lapteva", f"{address}?period=2099-01")
    assert "Это время ещё не наступило" in ahead
    now = see("lapteva", address)
    assert "Это время ещё не наступило" not in now
    assert 'aria-label="Позже"' not in now
    assert 'aria-label="Позже"' in see("lapteva", f"{address}?{PERIOD}")


@pytest.mark.parametrize(
    "query",
    ["since=x", "since=2024-03-09&until=2024-03-01", "since=1999-01-01&until=2099-01-01", "until=2024-03-31"]
    + [f"{name}=%00" for name in ("partner", "client", "assignee", "system", "service", "leg", "clause")]
    + ["after=x", "partner=99999999999999999999", "level=9", "clock=x", "state=x", "period=2099"],
)
@pytest.mark.parametrize("address", [LATE, "/oversight/lists/", "/oversight/lists/refusals/"])
def test_hostile_addresses_break_nothing(see, address: str, query: str) -> None:
    see("lapteva", f"{address}?{query}")
