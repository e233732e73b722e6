"""Deadlines that fall while a partner may not work are no breaches of its own, on either leg (L12b, L2b)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.journal.verify import verify
from kabinet.actions.organisations.papers.statuses import grant_status
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.call import log_call
from kabinet.actions.tickets.reply import write_reply
from kabinet.records import models
from kabinet.records.lists import compliance
from kabinet.records.security.reach import as_system
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, msk, passed_on
from tests.some import some

FRIDAY = msk("2024-06-28 10:05")  # Stepnoy's status lasts until Sunday, 30 June 2024
MONDAY = msk("2024-07-01 12:00")
SUMMER = compliance.Period(msk("2024-06-01 00:00"), msk("2024-09-01 00:00"))


def settled(at: datetime) -> None:
    with transaction.atomic():
        while settle_due(at=at).done:
            pass


def put(model: str, where: dict[str, Any], **columns: Any) -> None:
    with transaction.atomic(), as_system("another world for a test"):
        getattr(models, model).objects.filter(**where).update(**columns)


def barred(number: str) -> list[tuple[str, int, bool, bool]]:
    """Clock, run, missed, barred."""
    with transaction.atomic(), as_system("a look from outside"):
        rows = models.ClockRun.objects.filter(ticket__number=number).order_by("started_at", "name", "run")
        return [(row.name, row.run, row.breached_at is not None, row.barred) for row in rows]


def figures(desk: Desk, partner: str, leg: str = "client") -> dict[str, tuple[int, int, int]]:
    """Clock -> judged, missed, fallen due without status: by months and altogether."""
    asked = [desk.cast.partner[partner]], leg, SUMMER
    with transaction.atomic():
        lapteva = desk.cast.actor("lapteva", MONDAY)
        rows, whole = compliance.figures(lapteva, *asked), compliance.totals(lapteva, *asked)
    assert by_clock(rows) == by_clock(whole)
    return by_clock(rows)


def by_clock(rows: Sequence[compliance.Figure | compliance.Total]) -> dict[str, tuple[int, int, int]]:
    found: dict[str, tuple[int, int, int]] = {}
    for row in rows:
        was = found.get(row.clock, (0, 0, 0))
        found[row.clock] = (was[0] + row.judged, was[1] + row.missed, was[2] + row.barred)
    return found


def history(desk: Desk, number: str) -> list[bool]:
    """For every missed deadline whether the history says that it is no breach."""
    return [
        bool(row.data.get("barred")) for row in desk.journal(number) if row.kind in ("breached", "lowered")
    ]


@pytest.mark.clause("L12b", "L2b", "U3.6a")
def test_status_ends_a_deadline_passes_status_returns(desk: Desk):
    number = desk.register(FRIDAY, login="panina", system="les_buh").number
    desk.do(answer_ticket, "kravets", later(FRIDAY, hours=2), number=number, text="Смотрим")
    # Ten working days later, on 12 July, with the status ended on 30 June.
    settled(msk("2024-07-15 12:00"))
    assert barred(number) == [("reaction", 1, False, False), ("update", 1, True, True)]
    assert history(desk, number) == [True]
    assert desk.ticket(number).breaches == 0
    assert figures(desk, "stepnoy") == {"reaction": (1, 0, 0), "update": (0, 0, 1)}
    assert list(verify()) == []
    # The status is back: the answer that comes late stays no breach, the next deadline is owed like any other.
    back = msk("2024-07-16 10:00")
    given = {"partner": desk.cast.partner["stepnoy"], "status": "candidate", "first_day": back.date()}
    desk.do(grant_status, "shulgin", back, **given)
    desk.do(answer_ticket, "kravets", later(back, hours=1), number=number, text="Мы вернулись")
    assert barred(number)[1] == ("update", 1, True, True)
    assert figures(desk, "stepnoy")["update"] == (0, 0, 1)
    settled(msk("2024-08-20 12:00"))
    assert barred(number)[2] == ("update", 2, True, False)
    assert history(desk, number) == [True, False]
    assert desk.ticket(number).breaches == 1
    assert figures(desk, "stepnoy")["update"] == (1, 1, 1)
    assert list(verify()) == []


@pytest.mark.clause("L12b", "L2b", "U3.6c")
def test_a_deadline_of_the_last_day_counts_and_that_of_the_next_one_does_not(desk: Desk):
    put("PartnerStatus", {"partner": desk.cast.partner["stepnoy"]}, last_day=FRIDAY.date())
    on_the_day = desk.register(FRIDAY, login="panina", system="les_buh", level=2).number
    the_day_after = desk.register(msk("2024-06-28 16:00"), login="panina", system="les_buh", level=2).number
    settled(later(MONDAY, days=1))
    assert barred(on_the_day) == [("reaction", 1, True, False)]
    assert barred(the_day_after) == [("reaction", 1, True, True)]
    assert sorted(desk.told("panina", on_the_day)) == ["breached", "registered"]
    assert [desk.ticket(each).breaches for each in (on_the_day, the_day_after)] == [1, 0]
    assert figures(desk, "stepnoy") == {"reaction": (1, 1, 1)}
    assert list(verify()) == []


@pytest.mark.clause("L12b", "L13")
def test_a_member_of_a_group_owes_while_another_holds_a_status(desk: Desk):
    put("PartnerStatus", {"partner": desk.cast.partner["kontur"]}, last_day=FRIDAY.date())
    with transaction.atomic(), as_system("another world for a test"):
        ural = desk.cast.partner["kontur-ural"]
        models.PartnerStatus.objects.create(partner_id=ural, status="candidate", first_day=FRIDAY.date())
    number = desk.register(FRIDAY).number
    settled(later(MONDAY, days=9))
    assert barred(number) == [("reaction", 1, True, False)]
    put("GroupMember", {"partner": ural}, last_day=FRIDAY.date())
    other = desk.register(msk("2024-06-28 15:00")).number
    settled(later(MONDAY, days=9))
    assert barred(other) == [("reaction", 1, True, True)]
    assert list(verify()) == []


@pytest.mark.clause("P5d", "L12b")
def test_what_a_partner_owes_the_vendor_is_judged_alike_and_the_vendors_own_is_not(desk: Desk):
    number, vendor = passed_on(desk, msk("2024-06-28 15:00"), level=1)
    desk.do(
        answer_ticket, "titova", msk("2024-06-28 23:30"), number=vendor, text="Версия?", kind=Answer.QUESTION
    )
    put("PartnerStatus", {"partner": desk.cast.partner["kontur"]}, last_day=FRIDAY.date())
    settled(later(MONDAY, days=20))
    runs = {(name, run): (missed, out) for name, run, missed, out in barred(vendor)}
    assert runs["answer", 1] == (True, True)  # half past midnight on Saturday
    assert all(not out for (name, _run), (_missed, out) in runs.items() if name in ("reaction", "update"))
    assert any(missed for (name, _run), (missed, _out) in runs.items() if name == "update")
    assert all(out for _name, _run, missed, out in some(barred(number)) if missed)
    assert list(verify()) == []


@pytest.mark.clause("U4d", "L12b")
def test_a_client_may_answer_and_so_its_hour_counts(desk: Desk):
    number = desk.register(msk("2024-06-30 22:00"), login="panina", system="les_buh", level=1).number
    asked = msk("2024-06-30 23:30")
    desk.do(answer_ticket, "kravets", asked, number=number, text="?", kind=Answer.QUESTION)
    at = msk("2024-07-01 00:20")
    desk.do(write_reply, "panina", at, number=number, text="Версия 2.5")
    runs = {(name, run): (missed, out) for name, run, missed, out in barred(number)}
    assert runs["answer", 1] == (False, False)
    assert desk.ticket(number).level == 1


@pytest.mark.clause("L12b", "L17a")
def test_a_call_written_down_late_leaves_what_was_judged(desk: Desk):
    number = desk.register(msk("2024-06-28 16:00"), login="panina", system="les_buh", level=2).number
    settled(later(MONDAY, hours=4))
    assert barred(number) == [("reaction", 1, True, True)]
    back = {"partner": desk.cast.partner["stepnoy"], "status": "candidate", "first_day": MONDAY.date()}
    desk.do(grant_status, "shulgin", later(MONDAY, hours=5), **back)
    call = {
        "reached": True,
        "text": "Говорили",
        "occurred_at": later(MONDAY, hours=4, minutes=30),
        "reason": "Сеть",
    }
    desk.do(log_call, "kravets", later(MONDAY, hours=6), number=number, **call)
    assert barred(number)[0] == ("reaction", 1, True, True)
    assert list(verify()) == []
