"""Violations: registered with their evidence, shown to the partner, answered, withdrawn (L17b)."""

import re
from datetime import date, timedelta

import pytest

from tests.cast import Cast
from tests.desk import MOSCOW
from tests.markup import one_line
from tests.pages.oversight.test_reports import TEXT


@pytest.fixture
def violation(cast: Cast, desk, now):
    """What the auditor's form sends, on a ticket of Kontur."""
    return {
        "partner": cast.partner["kontur"],
        "clause": "U3.6c",
        "occurred_on": now.date().isoformat(),
        "text": "Первый ответ опоздал на два дня",
        "tickets": desk.register(now).number,
    }


@pytest.mark.clause("L17b")
def test_registered_with_evidence_told_answered_and_kept_in_the_partners_history(
    cast: Cast, violation, see, send
):
    sent = send("lapteva", "/violations/new/", **violation)
    assert sent.status_code == 303
    assert "зарегистрировала нарушение" in see("arkhipova", "/notices/")
    shown = see("gordeeva", sent.url)
    for words in (violation["text"], violation["tickets"], "Лаптева Вера Павловна"):
        assert words in shown
    assert send("gordeeva", f"{sent.url}answer/", text="Нет").status_code == 403
    assert send("arkhipova", f"{sent.url}answer/", text="Усилили смену").status_code == 303
    assert "Усилили смену" in see("lapteva", sent.url)
    assert sent.url in see("lapteva", f"/oversight/{cast.partner['kontur']}/")
    assert sent.url in see("gordeeva", f"/oversight/{cast.partner['kontur']}/")
    assert _history(cast, "gordeeva", "kontur") == ["violation_answered", "violation_registered"]


@pytest.mark.clause("L17b")
def test_without_evidence_it_is_not_registered_and_nothing_typed_is_lost(violation, send):
    answer = send("lapteva", "/violations/new/", **violation | {"tickets": " , "})
    assert answer.status_code == 422
    assert "нужно подтвердить" in answer.content.decode()
    assert violation["text"] in answer.content.decode()
    assert (
        send("lapteva", "/violations/new/", **violation | {"tickets": "", "evidence": "Письмо"}).status_code
        == 303
    )


@pytest.mark.clause("L17b", "L10")
def test_a_clients_report_is_evidence(cast: Cast, violation, see, send, now):
    day = now.date().isoformat()
    sent = send(
        "saveliev", "/refusal-reports/new/", partner=cast.partner["kontur"], occurred_on=day, text=TEXT
    )
    key = sent.url.split("/")[2]
    page = see(
        "lapteva", f"/violations/new/?partner={cast.partner['kontur']}&report={key}&clause=L10&day={day}"
    )
    assert f'<option value="{key}" selected>' in page
    made = send("lapteva", "/violations/new/", **violation | {"tickets": "", "report": key, "clause": "L10"})
    assert sent.url in see("gordeeva", made.url)


@pytest.mark.clause("L17b")
def test_withdrawn_with_a_reason_it_counts_no_more_and_stays_on_record(cast: Cast, violation, see, send):
    url = send("lapteva", "/violations/new/", **violation).url
    assert send("lapteva", f"{url}withdraw/", reason=" ").status_code == 422
    for login in ("arkhipova", "vlasov", "shulgin"):
        assert send(login, f"{url}withdraw/", reason="Так").status_code == 403
    assert send("lapteva", f"{url}withdraw/", reason="Ошибка в календаре").status_code == 303
    assert "Ошибка в календаре" in see("gordeeva", url)
    assert "сняла нарушение" in see("arkhipova", "/notices/")
    assert "снято" in see("gordeeva", "/violations/")
    assert url not in see("lapteva", "/oversight/")


def test_only_an_auditor_registers_and_evidence_is_of_this_partner(cast: Cast, violation, desk, send, now):
    for login, status in (("vlasov", 403), ("shulgin", 403), ("titova", 403), ("arkhipova", 404)):
        assert send(login, "/violations/new/", **violation).status_code == status
    foreign = desk.register(now, "stranger", system="pirs").number
    answer = send("lapteva", "/violations/new/", **violation | {"tickets": f"{foreign}, U-999999"})
    assert answer.status_code == 422
    assert f"нет обращений {foreign}, U-999999" in answer.content.decode()
    assert (
        send("lapteva", "/violations/new/", **violation | {"clause": "X9", "partner": "zz"}).status_code
        == 422
    )


def test_sent_twice_it_is_one(violation, send):
    assert len({send("lapteva", "/violations/new/", **violation).url for _ in range(2)}) == 1


def test_other_partners_and_clients_learn_nothing(violation, send, status):
    url = send("lapteva", "/violations/new/", **violation).url
    for login in ("choi", "saveliev", "stranger"):
        assert status(login, url) == 404
    assert status("titova", url) == 403


def _history(cast: Cast, login: str, partner: str) -> list[str]:
    from kabinet.records import doors
    from tests.pages.problems.keeping import AT

    return [row.kind for row in doors.entries(cast.actor(login, AT), cast.partner[partner])]


@pytest.mark.clause("L17b")
def test_the_form_preselects_no_partner_and_lists_clauses_that_bind_one_in_whole_words(see) -> None:
    from kabinet.records.versions.vendor_names import clauses, clauses_of_partner

    page = see("lapteva", "/violations/new/")
    partners = re.search(r'<select name="partner".*?</select>', page)
    assert partners
    assert re.findall(r'<option value="([^"]*)" selected', partners[0]) == [""]
    offered = re.findall(r'<option value="([LUP][^"]+)">([^<]+)</option>', page)
    assert {code for code, _ in offered} == set(clauses_of_partner())
    assert {"P4.8.1a", "P5f", "L17a"} <= clauses().keys() - clauses_of_partner().keys()
    for code, words in offered:
        rule = clauses()[code].rule.ru
        kept = words.partition(": ")[2].replace("&quot;", '"').removesuffix("…")
        assert rule.startswith(kept), code
        assert len(kept) == len(rule) or not rule[len(kept)].isalnum(), code


def test_a_clause_that_binds_nobody_of_a_partner_is_refused(violation, send) -> None:
    for clause in ("P5f", "L17a", "P4.8.1a"):
        answer = send("lapteva", "/violations/new/", **violation | {"clause": clause})
        assert answer.status_code == 422, clause


@pytest.mark.clause("L17b")
def test_the_partner_is_asked_to_answer_by_a_day_and_reminded_before_it_and_on_it(
    cast: Cast, violation, see, send, now
) -> None:
    from kabinet.actions.organisations.oversight.reminders import remind_of_violations

    last = now + timedelta(days=8)
    for day, status in ((now - timedelta(days=1), 422), (now + timedelta(days=400), 422), (last, 303)):
        sent = send("lapteva", "/violations/new/", **violation | {"answer_by": day.date().isoformat()})
        assert sent.status_code == status, day
    assert f"Ответа ждут по {last:%d.%m.%Y}" in see("arkhipova", sent.url).replace("\xa0", " ")
    told = [remind_of_violations(at=now + timedelta(days=days)) for days in (1, 5, 5, 6, 8, 8, 9)]
    assert told == [0, 1, 0, 0, 1, 0, 0]
    notices = see("arkhipova", "/notices/").replace("\xa0", " ")
    for left in (3, 0):
        assert re.search(
            rf"ещё не ответили: фирма «1С» ждёт ответа по [^,<]+, осталось дней: {left}\b", notices
        )
    assert send("arkhipova", f"{sent.url}answer/", text="Усилили смену").status_code == 303
    other = send("lapteva", "/violations/new/", **violation | {"text": "Ещё одно"})
    assert send("arkhipova", f"{other.url}answer/", text="Да").status_code == 303
    assert remind_of_violations(at=now + timedelta(days=10)) == 0


@pytest.mark.clause("L17b")
@pytest.mark.parametrize(("left", "reminded"), [(8, (5, 8)), (3, (3,)), (2, (2,)), (0, ())])
def test_the_page_says_on_which_days_the_partner_is_reminded_yet(
    violation, see, send, now, left: int, reminded: tuple[int, ...]
) -> None:
    from kabinet.records.models import Violation
    from kabinet.records.security.reach import as_system

    answer_by = now.astimezone(MOSCOW).date() + timedelta(days=left)
    url = send("lapteva", "/violations/new/", **violation).url
    with as_system("a test"):
        Violation.objects.filter(pk=url.split("/")[2]).update(answer_by=answer_by)
    days = ", ".join(f"{now.astimezone(MOSCOW) + timedelta(days=each):%d.%m.%Y}" for each in reminded)
    for login in ("lapteva", "arkhipova"):
        page = one_line(see(login, url))
        assert f"Ответа ждут по {answer_by:%d.%m.%Y}" in page
        assert ("Партнёру напомнят" in page) == bool(reminded)
        assert f"Партнёру напомнят: {days}." in page or not reminded


@pytest.mark.clause("L17b")
def test_the_list_is_cut_by_answer_partner_and_clause(cast: Cast, violation, see, send) -> None:
    from kabinet.records.models import Violation
    from kabinet.records.security.reach import as_system

    answered, waiting, overdue, taken = (
        send("lapteva", "/violations/new/", **violation | {"text": words, "clause": clause}).url
        for words, clause in (("Раз", "U3.6c"), ("Два", "U3.6a"), ("Три", "U3.6c"), ("Четыре", "U3.6c"))
    )
    send("arkhipova", f"{answered}answer/", text="Да")
    send("lapteva", f"{taken}withdraw/", reason="Ошибка")
    with as_system("a test"):
        Violation.objects.filter(pk=overdue.split("/")[2]).update(answer_by=date(2020, 1, 1))
    kontur, primsoft = cast.partner["kontur"], cast.partner["primsoft"]
    cuts = {
        "": {answered, waiting, overdue, taken},
        "state=answered": {answered},
        "state=unanswered": {waiting, overdue},
        "state=overdue": {overdue},
        "state=withdrawn": {taken},
        "clause=U3.6a": {waiting},
        f"partner={kontur}&state=answered": {answered},
        f"partner={primsoft}": set(),
        "state=x&partner=%00&clause=X9": {answered, waiting, overdue, taken},
    }
    for query, expected in cuts.items():
        page = see("lapteva", f"/violations/?{query}")
        assert set(re.findall(r'href="(/violations/\d+/)"', page)) == expected, query
        assert f"Строк в списке: {len(expected)}" in one_line(page)


@pytest.mark.clause("L17b")
def test_a_violation_leads_to_the_status_it_may_cost_and_back(violation, see, send) -> None:
    url = send("lapteva", "/violations/new/", **violation).url
    assert "Статус партнёра" in see("lapteva", url)
    page = see("shulgin", url)
    way = re.search(r'href="(/statuses/\d+/withdraw/)"', page)
    assert way
    assert way[0] not in see("lapteva", url)
    assert f'href="{url}"' in see("shulgin", way[1])


# How many days are left until the last one, and what the page and the list say of it.
LEFT = (
    (1, "Ответа ждут по", "ждёт ответа по"),
    (0, "Ответа ждут по", "ждёт ответа по"),
    (-1, "Ответа ждали по", "ответ просрочен:"),
)


@pytest.mark.clause("L17b")
@pytest.mark.parametrize(("left", "on_page", "in_list"), LEFT)
def test_an_answer_is_late_the_day_after_its_last_one(
    violation, see, send, now, left: int, on_page: str, in_list: str
) -> None:
    from kabinet.records.models import Violation
    from kabinet.records.security.reach import as_system

    url = send("lapteva", "/violations/new/", **violation).url
    last = now.astimezone(MOSCOW).date() + timedelta(days=left)
    with as_system("a test"):
        Violation.objects.filter(pk=url.split("/")[2]).update(answer_by=last)
    for login in ("lapteva", "arkhipova"):
        assert f"{on_page} {last:%d.%m.%Y}" in one_line(see(login, url))
        assert f"{in_list} {last:%d.%m.%Y}" in one_line(see(login, "/violations/"))
    overdue = re.findall(r'href="(/violations/\d+/)"', see("lapteva", "/violations/?state=overdue"))
    assert overdue == ([url] if left < 0 else [])


@pytest.mark.clause("L17b")
def test_the_last_day_is_the_regulations_own_where_nobody_names_another(violation, see, send, now) -> None:
    last = now.date() + timedelta(days=10)
    assert f'name="answer_by" value="{last.isoformat()}"' in see("lapteva", "/violations/new/")
    url = send("lapteva", "/violations/new/", **violation).url
    assert f"Ответа ждут по {last:%d.%m.%Y}" in one_line(see("arkhipova", url))


# First and last day of the status beside that of the violation, today; whether it is told of, and can be withdrawn.
HELD = (
    ((-40, None), True, True),
    ((-40, 0), True, True),
    ((-40, -1), True, False),
    ((-40, -5), True, False),
    ((-40, -6), False, False),
)


@pytest.mark.clause("L17b")
@pytest.mark.parametrize(("days", "told", "can_end"), HELD)
def test_the_status_at_stake_was_held_on_the_day_of_the_violation_or_later(
    cast: Cast, violation, see, send, now, days: tuple[int, int | None], told: bool, can_end: bool
) -> None:
    from kabinet.records.models import PartnerStatus
    from kabinet.records.security.reach import as_system

    happened = now.date() - timedelta(days=5)
    url = send("lapteva", "/violations/new/", **violation | {"occurred_on": happened.isoformat()}).url
    first, last = (None if each is None else now.date() + timedelta(days=each) for each in days)
    with as_system("a test"):
        PartnerStatus.objects.filter(partner=cast.partner["kontur"]).update(first_day=first, last_day=last)
    page = one_line(see("shulgin", url))
    assert (f"с {first:%d.%m.%Y}" in page) is told
    assert bool(re.search(r"/statuses/\d+/withdraw/", page)) is can_end
