"""The queue at a chosen instant: order, heads, the strip, what an empty view says."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.take import take_ticket
from kabinet.actions.vendor.pass_on import pass_on_ticket
from kabinet.pages.lists.queue import showing
from kabinet.pages.lists.queue.parameters import asked
from kabinet.regulation.facts import Answer
from tests.desk import Desk, msk

MOSCOW = ZoneInfo("Europe/Moscow")
AT = msk("2024-03-14 14:42")


def seen(desk: Desk, login: str, query: str = "", at: datetime = AT, page: str = "queue") -> dict:
    """What the templates are given for this reader at `at`."""
    actor = desk.cast.actor(login, at)
    request = RequestFactory().get(f"/queue/?{query}")
    zone = ZoneInfo("Asia/Yekaterinburg") if login == "yusupov" else MOSCOW
    return showing.page_of(request, actor, at, page, zone)


def heads(context: dict) -> list[tuple[str, str, list[str]]]:
    return [(group.title, group.words, [row.number for row in group.rows]) for group in context["groups"]]


@pytest.fixture
def day(desk: Desk) -> dict[str, str]:
    """Thursday: one late, one today, one on Friday, one next week, one that waits for its applicant; names to numbers."""
    late = desk.register(
        msk("2024-03-13 10:00"), level=2, login="dremin", system="holding"
    )  # due in 2 working hours
    today = desk.register(msk("2024-03-14 11:00"), level=2)
    friday = desk.register(msk("2024-03-14 12:30"), level=3)
    week = desk.register(msk("2024-03-14 12:00"), level=2)
    still = desk.register(msk("2024-03-14 12:30"), level=2)
    for number, kind in ((week.number, Answer.ANSWER), (still.number, Answer.SOLUTION)):
        desk.do(answer_ticket, "zhdanov", msk("2024-03-14 13:00"), number=number, text="Ответ", kind=kind)
    return {
        "late": late.number,
        "today": today.number,
        "friday": friday.number,
        "week": week.number,
        "still": still.number,
    }


@pytest.mark.clause("U3.6a")
def test_the_next_deadline_leads_over_all_clients(desk: Desk, day: dict[str, str]) -> None:
    assert heads(seen(desk, "gordeeva")) == [
        ("Просрочено", "1", [day["late"]]),
        ("Сегодня", "до конца рабочего дня 3\u00a0ч\u00a018\u00a0мин", [day["today"]]),
        ("Завтра, пт\u00a015\u00a0марта", "1", [day["friday"]]),
        ("Позже", "1", [day["week"]]),
        ("Часы стоят", "1", [day["still"]]),
    ]


def test_the_strip_counts_what_the_groups_show(desk: Desk, day: dict[str, str]) -> None:
    cells = seen(desk, "gordeeva")["cells"]
    assert [(cell.figure, cell.words + cell.more, cell.levels) for cell in cells] == [
        ("1", "просрочено", (2,)),
        ("1", "сегодня до 18:00", (2,)),
        ("1", "завтра, пт\u00a015\u00a0марта", (3,)),
        ("1", "позже", (2,)),
        ("1", "часы остановлены", (2,)),
    ]
    assert [cell.bad for cell in cells] == [True, False, False, False, False]


@pytest.mark.parametrize("key", ["today", "next", "later", "stopped"])
def test_a_cell_of_the_strip_shows_its_own(desk: Desk, day: dict[str, str], key: str) -> None:
    named = {"today": "today", "next": "friday", "later": "week", "stopped": "still"}
    context = seen(desk, "gordeeva", f"due={key}")
    assert [row.number for row in context["rows"]] == [day[named[key]]]
    assert [cell.key for cell in context["cells"] if cell.current] == [key]


def test_on_friday_the_next_day_is_monday(desk: Desk, day: dict[str, str]) -> None:
    context = seen(desk, "gordeeva", at=msk("2024-03-15 16:00"))
    assert {cell.key: cell.words for cell in context["cells"]}["next"] == "пн\u00a018\u00a0марта"


@pytest.mark.clause("U3.6.1")
def test_what_runs_day_and_night_falls_due_under_its_own_day_off(desk: Desk) -> None:
    """Not under the next working day: whoever has the duty at the weekend looks for today and tomorrow."""
    saturday = desk.register(msk("2024-03-16 21:40"), level=1).number  # due at 23:40
    night = desk.register(msk("2024-03-16 22:30"), level=1).number  # due on Sunday 00:30
    monday = desk.register(msk("2024-03-15 17:59"), level=2).number
    for at in (msk("2024-03-16 22:40"), msk("2024-03-15 18:30")):
        context = seen(desk, "gordeeva", at=at)
        shown = [(title, numbers) for title, _, numbers in heads(context)]
        assert ("Пн\u00a018\u00a0марта", [monday]) in shown
        friday = at < msk("2024-03-16 00:00")
        sunday = "Вс\u00a017\u00a0марта" if friday else "Завтра, вс\u00a017\u00a0марта"
        assert (f"{sunday}, нерабочий день", [night]) in shown
        today = "Завтра, сб\u00a016\u00a0марта, нерабочий день" if friday else "Сегодня"
        assert (today, [saturday]) in shown
        counts = {cell.key: (cell.figure, cell.words) for cell in context["cells"]}
        assert counts["off"] == ("2" if friday else "1", "в нерабочие дни")
        assert counts["next"][0] == "1"
    context = seen(desk, "gordeeva", "due=off", at=msk("2024-03-16 22:40"))
    assert [row.number for row in context["rows"]] == [night]
    assert "off" not in {cell.key for cell in seen(desk, "gordeeva", at=msk("2024-03-14 14:00"))["cells"]}


def test_days_are_those_of_the_reader(desk: Desk, day: dict[str, str]) -> None:
    """At 22:30 in Moscow it is already Friday in the Urals, and Friday's tickets are today's."""
    at = msk("2024-03-14 22:30")
    titles = {row: title for title, _, rows in heads(seen(desk, "yusupov", at=at)) for row in rows}
    assert titles[day["friday"]] == "Сегодня"
    titles = {row: title for title, _, rows in heads(seen(desk, "gordeeva", at=at)) for row in rows}
    assert titles[day["friday"]].startswith("Завтра")


def test_outside_working_hours_nothing_is_left_of_the_day(desk: Desk) -> None:
    desk.register(msk("2024-03-14 17:00"), level=1)
    context = seen(desk, "gordeeva", at=msk("2024-03-14 18:20"))
    assert heads(context)[0][:2] == ("Сегодня", "рабочего времени сегодня больше нет")
    assert context["cells"][1].more == ""


def test_a_breach_is_recorded_before_the_head_says_so(desk: Desk, day: dict[str, str]) -> None:
    from kabinet.actions.journal.deadlines import settle_due

    settle_due(at=AT)
    assert heads(seen(desk, "gordeeva"))[0][1] == "1 — нарушение записано"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("show=overdue", ["late"]),
        ("show=unassigned", ["late", "today", "friday", "week", "still"]),
        ("show=ours", ["late", "today", "friday", "week"]),
        ("show=mine", ["today"]),
        ("show=critical", []),
        ("level=3", ["friday"]),
        ("turn=client", ["still"]),
        ("status=answered", ["still"]),
        ("state=closed", []),
        ("client={kedr}", ["late"]),
        ("client={kedr}&system={holding}", ["late"]),
        ("assignee={gordeeva}", ["today"]),
        ("show=ours&level=2&client={kedr}", ["late"]),
        ("nonsense=1&level=9999999999999&show=everything", ["late", "today", "friday", "week", "still"]),
    ],
)
def test_views_and_filters(desk: Desk, day: dict[str, str], query: str, names: list[str]) -> None:
    if "mine" in query or "assignee" in query:
        desk.do(take_ticket, "gordeeva", msk("2024-03-14 14:00"), number=day["today"])
    keys = {**desk.cast.client, **desk.cast.system, **desk.cast.person}
    context = seen(desk, "gordeeva", query.format_map(keys))
    assert [row.number for row in context["rows"]] == [day[name] for name in names]


@pytest.mark.parametrize(
    ("query", "title", "words"),
    [
        ("show=overdue", "Просроченных нет", "Ближайший срок — сегодня в 18:00,"),
        ("show=critical", "Критических обращений нет", ""),
        ("show=mine", "На вас ничего не назначено", ""),
        ("level=4", "По этим условиям ничего нет", ""),
    ],
)
def test_what_an_empty_view_says(desk: Desk, query: str, title: str, words: str) -> None:
    number = desk.register(msk("2024-03-14 14:00"), level=2).number
    empty = seen(desk, "gordeeva", query)["empty"]
    assert empty.title == title
    if words:
        assert (empty.words, empty.link_words) == (words, number)


def test_an_empty_queue(desk: Desk) -> None:
    assert seen(desk, "gordeeva")["empty"].title == "Открытых обращений нет"
    assert seen(desk, "zhdanov", page="vendor_tickets")["empty"].title == "В 1С ничего не передано"


@pytest.mark.clause("L3")
def test_the_vendors_queue_and_what_the_partner_has_sent(desk: Desk) -> None:
    number = desk.register(msk("2024-03-14 10:00"), level=2).number
    values = {"sources": "ИТС — не описано", "pass_on_reason": "Внутри платформы", "changes": "Нет"}
    sent = desk.do(pass_on_ticket, "zhdanov", msk("2024-03-14 11:00"), number=number, values=values)
    row = seen(desk, "titova")["groups"][0].rows[0]
    assert (row.number, row.client, row.assignee_side) == (
        sent.number,
        "Северный Контур · АО «ЗМК»",
        "vendor",
    )
    assert row.take_url == f"/queue/{sent.number}/take/"
    row = seen(desk, "zhdanov", page="vendor_tickets")["groups"][0].rows[0]
    assert (row.number, row.holder, row.take_url) == (sent.number, "vendor", "")
    assert row.clock.sub == "первый ответ · до\u00a015:00"
    assert [row.number for row in seen(desk, "zhdanov")["rows"]] == [number]


def test_the_address_keeps_only_what_is_known() -> None:
    found = asked(QueryDict("show=mine&level=2&x=1&client=-3&turn=nobody&state=open&after=%5B1%5D"), "client")
    assert found.query.dict() == {"show": "mine", "level": "2", "after": "[1]"}
    assert found.address(level=None) == "?show=mine"
    assert found.address(client=5) == "?show=mine&level=2&client=5"
    assert asked(QueryDict(""), "client").address() == "?"
