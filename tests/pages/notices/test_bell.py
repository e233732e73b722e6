"""The page of notices: unread first, by day and by kind, several read at once and taken back, and why each came (L6)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from kabinet.actions.notices.subjects import Subject
from kabinet.actions.notices.ticket_notices import ToldAs
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.reply import write_reply
from kabinet.pages.notices import listing, why
from kabinet.records.models import Notice
from kabinet.records.security.reach import as_system
from kabinet.regulation.facts import Answer
from tests.cast import Cast
from tests.pages.notices.test_notices import AT, gordeeva, page, read_state, told

__all__ = ["gordeeva", "told"]
DAY = timedelta(days=1)
pytestmark = pytest.mark.clause("L6")


def words(html: str) -> list[str]:
    """What each notice is about, in the order of the page."""
    return re.findall(r'<p class="small dim">([^<]+)</p>', html)


def read(key: object) -> None:
    with transaction.atomic(), as_system("a test"):
        Notice.objects.filter(pk=key).update(read_at=AT)


def buttons(html: str) -> list[str]:
    return [" ".join(each.split()) for each in re.findall(r"Прочитать: \d+", html)]


def test_unread_ones_stand_first_whenever_they_came(told, gordeeva: Client) -> None:
    told("gordeeva", AT, subject="старое непрочитанное")
    read(told("gordeeva", AT + DAY, subject="новое прочитанное"))
    assert words(page(gordeeva)) == ["старое непрочитанное", "новое прочитанное"]


def test_unread_ones_alone_if_asked(told, gordeeva: Client) -> None:
    told("gordeeva", subject="непрочитанное")
    read(told("gordeeva", subject="прочитанное"))
    assert words(page(gordeeva, "/notices/?show=unread")) == ["непрочитанное"]
    read_all = gordeeva.post("/notices/read/?show=unread")["Location"]
    assert "Таких уведомлений нет" in page(gordeeva, read_all)


def test_pages_go_from_the_unread_to_the_read_and_show_each_once(told, gordeeva: Client) -> None:
    many = listing.SIZE + 20
    for number in range(many):
        key = told("gordeeva", AT + timedelta(minutes=number), subject=f"№{number};")
        if number % 2:
            read(key)
    first = page(gordeeva)
    link = re.search(r'href="\?(after=[^"]+)"', first)
    assert link
    second = page(gordeeva, f"/notices/?{link[1]}")
    shown = [*words(first), *words(second)]
    unread = [f"№{number};" for number in reversed(range(many)) if number % 2 == 0]
    assert shown[: len(unread)] == unread
    assert len(shown) == len(set(shown)) == many


@pytest.mark.parametrize("spare", [0, 1])
def test_a_page_that_is_full_of_unread_ones_leads_to_the_read_ones(
    told, gordeeva: Client, spare: int
) -> None:
    for number in range(listing.SIZE + spare):
        told("gordeeva", AT + timedelta(minutes=number), subject=f"н{number};")
    read(told("gordeeva", AT, subject="прочитанное"))
    first = page(gordeeva)
    link = re.search(r'href="\?(after=[^"]+)"', first)
    assert link
    rest = words(page(gordeeva, f"/notices/?{link[1]}"))
    assert rest == [*(["н0;"] if spare else []), "прочитанное"]


def test_a_day_is_read_at_once_with_an_exact_count_and_taken_back(told, gordeeva: Client) -> None:
    keys = [told("gordeeva", AT + timedelta(minutes=number)) for number in range(3)]
    other = told("gordeeva", AT + DAY)
    html = page(gordeeva)
    assert buttons(html) == ["Прочитать: 1", "Прочитать: 3"]
    answer = gordeeva.post("/notices/read/", {"day": "2026-03-12", "seen": "2026-12-01T00:00:00+00:00"})
    after = page(gordeeva, answer["Location"])
    assert "Отмечены прочитанными: 3" in after
    assert read_state(*keys, other) == [True, True, True, False]
    moment = re.search(r'name="read" value="([^"]+)"', after)
    assert moment
    assert gordeeva.post("/notices/unread/", {"read": moment[1]}).status_code == 303
    assert read_state(*keys, other) == [False] * 4
    assert "Снова не прочитано: 3" in page(gordeeva)


def test_a_day_is_the_readers_own(told, gordeeva: Client) -> None:
    """Half past ten in the evening UTC is the next day in Moscow."""
    late = told("gordeeva", AT.replace(hour=22, minute=30))
    gordeeva.post("/notices/read/", {"day": "2026-03-12"})
    assert read_state(late) == [False]
    gordeeva.post("/notices/read/", {"day": "2026-03-13"})
    assert read_state(late) == [True]


def test_a_kind_is_read_at_once_and_others_stay(told, gordeeva: Client) -> None:
    registered = [told("gordeeva"), told("gordeeva", AT + DAY)]
    answered = told("gordeeva", kind="replied", reader="support")
    html = page(gordeeva, "/notices/?by=kind")
    assert sorted(buttons(html)) == ["Прочитать: 1", "Прочитать: 2"]
    assert 'value="tickets.registered"' in html
    gordeeva.post("/notices/read/?by=kind", {"of_kind": "tickets.registered"})
    assert read_state(*registered, answered) == [True, True, False]


def test_by_kind_the_newest_few_of_each_stand_and_lead_to_all(told, gordeeva: Client) -> None:
    for number in range(listing.OF_KIND + 3):
        told("gordeeva", AT + timedelta(minutes=number), subject=f"№{number};")
    told("gordeeva", kind="replied", subject="ответ")
    html = page(gordeeva, "/notices/?by=kind")
    assert len(words(html)) == listing.OF_KIND + 1
    assert "№7;" in html
    assert "№0;" not in html
    assert 'href="?kind=tickets.registered"' in html
    assert len(words(page(gordeeva, "/notices/?kind=tickets.registered"))) == listing.OF_KIND + 3


def test_what_came_after_the_page_was_drawn_stays_unread(told, gordeeva: Client) -> None:
    seen = told("gordeeva", AT)
    later = told("gordeeva", AT + timedelta(minutes=5))
    gordeeva.post("/notices/read/", {"seen": (AT + timedelta(minutes=1)).isoformat()})
    assert read_state(seen, later) == [True, False]


def test_nobody_reads_or_takes_back_for_others(told, gordeeva: Client, cast: Cast, client: Client) -> None:
    mine, others = told("gordeeva"), told("zhdanov")
    answer = gordeeva.post("/notices/read/")
    moment = re.search(r"read=([^&]+)", answer["Location"])
    assert moment
    cast.sign_in(client, "zhdanov")
    client.post("/notices/unread/", {"read": moment[1].replace("%3A", ":").replace("%2B", "+")})
    assert read_state(mine, others) == [True, False]


@pytest.mark.parametrize(
    "sent", [{"day": "x"}, {"day": "9999-12-31"}, {"of_kind": "no.such"}, {"seen": "\0"}]
)
def test_nonsense_breaks_nothing(told, gordeeva: Client, sent: dict[str, str]) -> None:
    told("gordeeva")
    assert gordeeva.post("/notices/read/", sent).status_code == 303
    assert gordeeva.post("/notices/unread/", {"read": sent.get("seen", "x")}).status_code == 303
    for address in ("?kind=x.y", "?after=u.x", "?after=r.", "?by=kind&kind=x", "?read=x", "?show=x"):
        assert gordeeva.get(f"/notices/{address}").status_code == 200


def reasons(see: Any, login: str) -> list[str]:
    return re.findall(r'<details class="why small">.*?<p class="dim">(.*?)</p>', see(login, "/notices/"))


def test_each_says_for_which_part_in_the_ticket_it_came(cast: Cast, desk: Any, see: Any, now: Any) -> None:
    number = desk.register(now - timedelta(hours=3)).number
    assert any("никто не взял" in each for each in reasons(see, "zhdanov"))
    desk.do(
        answer_ticket,
        "gordeeva",
        now - timedelta(hours=2),
        number=number,
        text="Что в журнале?",
        kind=Answer.QUESTION,
    )
    [first, *_] = reasons(see, "saveliev")
    assert "Вы контактное лицо этого обращения" in first
    assert "/rules/clause/U3.5e/" in first
    desk.do(write_reply, "orlova", now - timedelta(hours=1), number=number, text="Вот журнал")
    desk.do(answer_ticket, "gordeeva", now, number=number, text="Спасибо")
    assert any("Вы писали в этом обращении" in each for each in reasons(see, "orlova"))


def test_every_reason_and_every_subject_has_its_words() -> None:
    assert set(why.OF_TICKET) == set(ToldAs)
    assert set(why.ABOUT) == set(Subject)
