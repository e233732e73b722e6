"""The page of an outage says which letters of that time still wait for the reader's desk (U3.4a)."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from kabinet.records.models import Outage
from tests.clock import AT
from tests.desk import later
from tests.letters_in import VENDORS, Inbox, letter
from tests.pages.outages.test_declaring import rows, typed
from tests.some import some

pytestmark = [pytest.mark.usefixtures("stated_instant"), pytest.mark.clause("U3.4a")]
See = Callable[..., str]
BEGAN = later(AT, hours=-3)


@pytest.fixture
def outage(send: Callable[..., Any], inbox: Inbox) -> Outage:
    """The vendor's, of the last three hours, over an hour ago."""
    fields = {"reason": "Авария", "began_at": typed(BEGAN), "ends_at": typed(later(AT, hours=-1))}
    assert send("shulgin", "/outages/new/", **fields).status_code == 303
    return rows()[-1]


def waiting(see: See, login: str, outage: Outage) -> list[str]:
    """The subjects on the list, in their order; AssertionError where there is none."""
    (section,) = re.findall(
        r'<section id="not-entered">.*?</section>', see(login, f"/outages/{outage.pk}/"), re.DOTALL
    )
    return re.findall(r"<b>([^<]*)</b>", section)


def come(inbox: Inbox, subject: str, at: datetime, **more: Any) -> None:
    box = more.pop("box", None)
    made = letter(subject=subject, **more)
    made.replace_header("Message-ID", f"<{subject.replace(' ', '.')}@mailer.example>")
    assert inbox.come(made, at, **({"box": box} if box else {}))
    inbox.read(at)


def test_letters_of_that_time_wait_on_its_page_until_somebody_has_dealt_with_them(
    outage: Outage, inbox: Inbox, see: See, send: Callable[..., Any]
) -> None:
    come(inbox, "before", later(BEGAN, minutes=-1))
    come(inbox, "second", later(BEGAN, minutes=20))
    come(inbox, "first", BEGAN)
    come(inbox, "nobody knows", later(BEGAN, minutes=30), sender="chuzhoy@elsewhere.example")
    come(inbox, "after", later(AT, minutes=-59))
    for subject, at in (("held before", later(BEGAN, minutes=-1)), ("held after", later(AT, minutes=-59))):
        come(inbox, subject, at, sender="chuzhoy@elsewhere.example")
    assert waiting(see, "gordeeva", outage) == ["first", "second", "nobody knows"]
    page = see("gordeeva", f"/outages/{outage.pk}/")
    assert "внесите его в обращение" in page
    assert "Такого адреса нет ни у одного контакта" in page
    assert 'href="/calls/new/"' in page
    (first,) = [each for each in some(inbox.rows()) if each.subject == "first"]
    assert f'href="/letters/held/{first.pk}/"' in page
    send("gordeeva", f"/letters/held/{first.pk}/discard/", reason="Повтор")
    assert waiting(see, "gordeeva", outage) == ["second", "nobody knows"]


def test_each_desk_has_its_own_and_nobody_else_any(outage: Outage, inbox: Inbox, see: See) -> None:
    come(inbox, "to the partner", BEGAN)
    come(inbox, "to the vendor", BEGAN, box=VENDORS, sender="gordeeva@kontur.example")
    assert waiting(see, "zhdanov", outage) == ["to the partner"]
    assert waiting(see, "titova", outage) == ["to the vendor"]
    assert "/calls/new/" not in see("titova", f"/outages/{outage.pk}/")
    assert waiting(see, "yusupov", outage) == [], "another partner's, with a desk of its own"
    for login in ("saveliev", "lapteva"):
        page = see(login, f"/outages/{outage.pk}/")
        assert "not-entered" not in page
        assert "to the " not in page


def test_when_none_waits_it_says_so(outage: Outage, see: See) -> None:
    assert waiting(see, "gordeeva", outage) == []
    assert "Писем этого времени, которые ждут разбора, нет." in see("gordeeva", f"/outages/{outage.pk}/")


def test_of_one_that_goes_on_everything_until_now_counts(
    inbox: Inbox, see: See, send: Callable[..., Any]
) -> None:
    assert send("shulgin", "/outages/new/", reason="Авария", began_at=typed(BEGAN)).status_code == 303
    come(inbox, "just now", later(AT, minutes=-1))
    assert waiting(see, "gordeeva", rows()[-1]) == ["just now"]


def test_more_letters_than_stand_there_are_counted(
    outage: Outage, inbox: Inbox, see: See, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kabinet.pages.outages.views.MOST_LETTERS", 2)
    for minutes in range(2):
        come(inbox, f"letter {minutes}", later(BEGAN, minutes=minutes))
    assert "Показаны первые" not in see("gordeeva", f"/outages/{outage.pk}/")
    for minutes in range(2, 5):
        come(inbox, f"letter {minutes}", later(BEGAN, minutes=minutes))
    assert waiting(see, "gordeeva", outage) == ["letter 0", "letter 1"]
    page = see("gordeeva", f"/outages/{outage.pk}/")
    assert "Показаны первые 2; ещё 3 ждут разбора" in page
    assert 'href="/letters/held/"' in page.partition("Показаны первые")[2]
