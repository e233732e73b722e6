"""A corrected calendar: compared, published for new tickets, brought to open ones by an explicit act alone."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kabinet.actions.journal.verify import verify
from kabinet.actions.regulation import calendar as acts
from kabinet.actions.regulation import calendar_shift
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.records.versions.calendars import newest_calendar, years_of_version
from kabinet.regulation.working_time.years import official_years, table_of, year_of
from tests.desk import Desk, msk
from tests.regulation.working_time.test_year_import import xml

NOW = msk("2026-05-05 12:00")
DECREE = {"number": "512", "day": date(2026, 5, 4), "title": "О переносе выходных дней"}


def corrected(*, off: str = "", worked: str = "") -> bytes:
    """The calendar of 2026 with one more day off, or with one less."""
    raw = xml(2026).decode()
    if off:
        raw = raw.replace(f'<day d="{off}" t="2"/>', "").replace("</days>", f'<day d="{off}" t="1"/></days>')
    if worked:
        lines = [part for part in raw.split("<day ") if not part.startswith(f'd="{worked}"')]
        raw = "<day ".join(lines) + ("" if lines[-1].endswith("</calendar>") else "</days></calendar>")
    return raw.encode()


def prepared(desk: Desk, raw: bytes, at: datetime = NOW, **decree: Any) -> models.VersionDraft:
    return desk.do(acts.import_year, "shulgin", at, raw=raw, **{**DECREE, **decree})


def published(desk: Desk, raw: bytes, at: datetime = NOW) -> models.CalendarVersion:
    draft = prepared(desk, raw, at)
    return desk.do(acts.publish, "shulgin", at, draft=draft.pk, seen=newest_calendar().code)


def deadline(number: str) -> datetime | None:
    with as_system("to look"):
        return models.Ticket.objects.values_list("queue_at", flat=True).get(number=number)


def answered(desk: Desk, at: datetime) -> str:
    number = desk.register(at).number
    desk.do(answer_ticket, "gordeeva", at + timedelta(minutes=20), number=number, text="Смотрим")
    return str(number)


@pytest.mark.clause("U3.6a")
def test_a_day_off_more_moves_open_tickets_only_by_the_explicit_act(desk: Desk) -> None:
    number = answered(desk, msk("2026-04-28 10:00"))
    before = deadline(number)
    assert before == msk("2026-05-14 10:20")
    version = published(desk, corrected(off="05.08"))
    assert deadline(number) == before
    assert desk.do(acts.apply, "shulgin", NOW, version=version.pk).taken == 1
    assert deadline(number) == msk("2026-05-15 10:20")
    assert desk.do(acts.apply, "shulgin", NOW, version=version.pk).taken == 0
    with as_system("to look"):
        kinds = list(
            models.JournalEntry.objects.filter(ticket__number=number)
            .order_by("id")
            .values_list("kind", "system")
        )
    assert kinds[-1] == ("calendar_changed", "calendar")
    assert list(verify()) == []


@pytest.mark.clause("U3.6a")
def test_new_tickets_are_counted_by_it_at_once(desk: Desk) -> None:
    published(desk, corrected(off="05.08"))
    number = answered(desk, NOW)
    assert deadline(number) == msk("2026-05-21 12:20")
    assert list(verify()) == []


@pytest.mark.clause("U3.6a", "P4.8.1a")
def test_a_working_day_more_may_make_a_deadline_past_and_the_breach_has_its_instant(desk: Desk) -> None:
    number = answered(desk, msk("2026-04-28 10:00"))
    at = msk("2026-05-14 09:45")
    draft = prepared(desk, corrected(worked="05.11"), at)
    seen = acts.preview(year_of(draft.content), at)
    assert (seen.open, seen.moved, seen.late) == (1, 1, 1)
    assert [(row.number, row.was, row.becomes, row.late) for row in seen.rows] == [
        (number, msk("2026-05-14 10:20"), msk("2026-05-13 10:20"), True)
    ]
    version = desk.do(acts.publish, "shulgin", at, draft=draft.pk, seen=newest_calendar().code)
    desk.do(acts.apply, "shulgin", at, version=version.pk)
    with as_system("to look"):
        run = models.ClockRun.objects.get(ticket__number=number, name="update", ended_at=None)
    assert run.breached_at == msk("2026-05-13 10:20")
    assert list(verify()) == []


def test_what_the_act_leaves_over_the_job_goes_on_with(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [answered(desk, msk("2026-04-28 10:00") + timedelta(minutes=n)) for n in range(3)]
    version = published(desk, corrected(off="05.08"))
    monkeypatch.setattr(acts, "AT_ONCE", 1)
    assert desk.do(acts.apply, "shulgin", NOW, version=version.pk).taken == 1
    assert calendar_shift.waiting(version) == 2
    assert [acts.go_on(at=NOW, limit=limit).taken for limit in (1, 9, 9)] == [1, 1, 0]
    assert {deadline(number).date() for number in numbers} == {date(2026, 5, 15)}


@pytest.mark.parametrize("login", ["titova", "vlasov", "lapteva", "arkhipova", "saveliev"])
def test_nobody_but_the_administrator_keeps_it(desk: Desk, login: str) -> None:
    with pytest.raises(Refused) as refusal:
        desk.do(acts.import_year, login, NOW, raw=corrected(off="05.08"), **DECREE)
    assert (refusal.value.verdict.code, refusal.value.verdict.clause) == ("only_calendar", None)


@pytest.mark.parametrize("raw", [b"nothing", xml(2026), xml(2025)])
def test_what_changes_nothing_or_the_past_is_refused(desk: Desk, raw: bytes) -> None:
    known = official_years()[2026].decree
    assert known is not None
    decree = {"number": known.number, "day": known.date, "title": known.title}
    with pytest.raises(Invalid) as refusal:
        prepared(desk, raw, **decree)
    assert refusal.value.field == "file"


def test_two_administrators_do_not_publish_past_each_other(desk: Desk) -> None:
    first, seen = prepared(desk, corrected(off="05.08")), newest_calendar().code
    second = prepared(desk, corrected(worked="05.11"))
    desk.do(acts.publish, "shulgin", NOW, draft=first.pk, seen=seen)
    with pytest.raises(Invalid) as refusal:
        desk.do(acts.publish, "shulgin", NOW, draft=second.pk, seen=seen)
    assert refusal.value.field == "seen"
    desk.do(acts.publish, "shulgin", NOW, draft=second.pk, seen=newest_calendar().code)
    tables = years_of_version(newest_calendar().code)
    assert tables[2026].works(date(2026, 5, 11))
    assert tables[2025] == official_years()[2025]
    assert table_of(tables[2026])["decree"]["number"] == "512"
