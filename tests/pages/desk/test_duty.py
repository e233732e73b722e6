"""Days of duty in the order of call: who is called on which night, and what the page says of this week."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from kabinet.actions.on_call.order import Days, keep_step
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.calling import DAY, NIGHT, Pages, look
from tests.cast import Cast
from tests.desk import Desk, later, msk
from tests.fixtures_pages import Reader
from tests.pages.desk.test_on_call import ORDER, keys, read

THURSDAY, FRIDAY = 3, 4


def order(desk: Desk, *steps: tuple[str, Days]) -> None:
    """The partner's, each waited for ten minutes."""
    for login, days in steps:
        desk.do(keep_step, "arkhipova", DAY, person=desk.cast.person[login], minutes=10, days=days)


def called(desk: Desk, number: str = "") -> list[str]:
    """Logins in the order in which they were called, to one ticket or to the only one."""
    of = {"ticket__number": number} if number else {}
    with as_system("a look from outside"):
        rows = models.JournalEntry.objects.filter(kind="summoned", **of).order_by("pk")
        people = [row.data["called"][0] for row in rows]
    names = {key: login for login, key in desk.cast.person.items()}
    return [names[each] for each in people]


def text(page: str, part: str) -> str:
    _before, _found, rest = page.partition(f'id="{part}"')
    return " ".join(unescape(rest.partition("</section>")[0]).split())


@pytest.fixture
def pages(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Pages:
    return Pages(reader, monkeypatch)


def test_whoever_has_duty_on_that_day_is_called_and_nobody_else(cast: Cast) -> None:
    """The night of a Thursday."""
    desk = Desk(cast)
    order(desk, ("gordeeva", Days([FRIDAY])), ("zhdanov", Days([THURSDAY])), ("arkhipova", Days([THURSDAY])))
    desk.register(NIGHT, level=1)
    for minutes in (0, 10, 20, 30):
        look(later(NIGHT, minutes=minutes))
    assert called(desk) == ["zhdanov", "arkhipova"]


def test_a_night_belongs_to_the_day_on_which_it_began_until_nine(cast: Cast) -> None:
    desk = Desk(cast)
    order(desk, ("gordeeva", Days([FRIDAY])), ("zhdanov", Days([THURSDAY])))
    early = msk("2026-11-27 04:00")
    desk.register(early, level=1)
    look(early)
    assert called(desk) == ["zhdanov"]


def test_a_call_goes_on_by_those_who_had_duty_when_it_began(cast: Cast) -> None:
    """It begins before nine of a Saturday and goes on after."""
    desk = Desk(cast)
    order(desk, ("gordeeva", Days([FRIDAY])), ("zhdanov", Days([5])), ("arkhipova", Days([FRIDAY])))
    early = msk("2026-11-28 08:55")
    desk.register(early, level=1)
    look(early)
    look(later(early, minutes=10))
    assert called(desk) == ["gordeeva", "arkhipova"]


def test_where_nobody_has_duty_the_order_is_called_as_it_stands(cast: Cast, pages: Pages) -> None:
    desk = Desk(cast)
    order(desk, ("gordeeva", Days([0])), ("zhdanov", Days([1])))
    desk.register(NIGHT, level=1)
    look(NIGHT)
    look(later(NIGHT, minutes=10))
    assert called(desk) == ["gordeeva", "zhdanov"]
    page = pages.read("gordeeva", NIGHT, ORDER)
    assert "Сегодня никто не дежурит: зовут всех по порядку." in page
    assert "Сразу: Алина Гордеева." in unescape(page)


def test_who_stands_in_is_called_from_the_first_day_to_the_last(cast: Cast, pages: Pages) -> None:
    desk = Desk(cast)
    night = NIGHT.date()
    order(
        desk,
        ("gordeeva", Days((), cast.person["zhdanov"], night, night + timedelta(days=1))),
        ("arkhipova", Days()),
    )
    first = []
    for days in (-1, 0, 1, 2):
        at = later(NIGHT, days=days)
        number = desk.register(at, level=1).number
        look(at)
        first += called(desk, number)[:1]
    assert first == ["gordeeva", "zhdanov", "zhdanov", "gordeeva"]
    page = unescape(pages.read("gordeeva", NIGHT, ORDER))
    assert "с 26.11.2026 по 27.11.2026 заменяет Павел Жданов" in page
    assert "Сразу: Павел Жданов." in page


def test_a_stand_in_who_left_is_called_no_more_than_anybody_who_left(cast: Cast) -> None:
    desk = Desk(cast)
    order(
        desk,
        ("gordeeva", Days((), cast.person["zhdanov"], NIGHT.date(), NIGHT.date())),
        ("arkhipova", Days()),
    )
    with as_system("rows of a test"):
        models.Membership.objects.filter(person=cast.person["zhdanov"]).update(ended_at=DAY)
    desk.register(NIGHT, level=1)
    look(NIGHT)
    assert called(desk) == ["arkhipova"]


def test_the_box_of_a_call_says_who_of_those_on_duty_is_next(cast: Cast, pages: Pages) -> None:
    desk = Desk(cast)
    order(desk, ("gordeeva", Days([THURSDAY])), ("zhdanov", Days([FRIDAY])), ("arkhipova", Days([THURSDAY])))
    number = desk.register(NIGHT, level=1).number
    look(NIGHT)
    box = pages.box("gordeeva", later(NIGHT, minutes=1), number)
    assert "Архипова" in box
    assert "Жданов" not in box


def test_the_page_shows_this_week_with_today_marked(cast: Cast, pages: Pages) -> None:
    desk = Desk(cast)
    order(desk, ("gordeeva", Days([THURSDAY])), ("zhdanov", Days([FRIDAY, 5])))
    for at, today in ((NIGHT, "чт, 26.11.2026"), (msk("2026-11-27 08:59"), "чт, 26.11.2026")):
        week = text(pages.read("gordeeva", at, ORDER), "duty-week")
        assert week.count("сегодня") == 1
        marked = week.partition("сегодня")[0].rpartition("<dt>")[2]
        assert today in marked
        assert "Алина Гордеева" in marked
    week = text(pages.read("gordeeva", msk("2026-11-27 09:00"), ORDER), "duty-week")
    assert "пт, 27.11.2026" in week.partition("сегодня")[0].rpartition("<dt>")[2]
    assert "МСК" in week


def sent(desk: Desk, browser: Client, **fields: object) -> int:
    data = {"person": desk.cast.person["gordeeva"], "minutes": 15, **fields}
    return browser.post(f"{ORDER}new/", data).status_code


def test_days_and_who_stands_in_are_kept_by_the_form_and_shown_in_it_again(
    desk: Desk, reader: Reader
) -> None:
    lead = reader("arkhipova")
    zhdanov = desk.cast.person["zhdanov"]
    away = {"stand_in": zhdanov, "away_from": "2026-11-30", "away_until": "2026-12-06"}
    assert sent(desk, lead, days=["0", "2"], **away) == 303
    assert "пн, ср" in read(lead)
    form = lead.get(f"{ORDER}{keys()[0]}/").content.decode()
    assert form.count(" checked") == 2
    assert 'value="2026-11-30"' in form
    assert f'<option value="{zhdanov}" selected>' in form
    lead.post(f"{ORDER}{keys()[0]}/", {"person": desk.cast.person["gordeeva"], "minutes": 15})
    assert "каждый день" in read(lead)
    assert "заменяет" not in text(read(lead), "duty-week")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"stand_in": "zhdanov"}, "Укажите и кто заменяет"),
        ({"away_from": "2026-11-30", "away_until": "2026-12-01"}, "Укажите и кто заменяет"),
        (
            {"stand_in": "zhdanov", "away_from": "2026-11-30", "away_until": "2026-11-29"},
            "Последний день раньше первого",
        ),
        (
            {"stand_in": "gordeeva", "away_from": "2026-11-30", "away_until": "2026-11-30"},
            "Заменяет кто-то другой",
        ),
        ({"stand_in": "titova", "away_from": "2026-11-30", "away_until": "2026-11-30"}, "Выберите"),
        ({"days": ["7"]}, "Выберите"),
    ],
)
def test_what_cannot_be_is_said(desk: Desk, reader: Reader, wrong: dict[str, object], says: str) -> None:
    lead = reader("arkhipova")
    fields = {**wrong}
    if "stand_in" in wrong:
        fields["stand_in"] = desk.cast.person[str(wrong["stand_in"])]
    data = {"person": desk.cast.person["gordeeva"], "minutes": 15, **fields}
    answer = lead.post(f"{ORDER}new/", data)
    assert answer.status_code == 422
    assert says in unescape(answer.content.decode())
    assert keys() == []
