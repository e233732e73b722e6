"""Violations: registered with their evidence, shown to the partner, answered, withdrawn (L17b)."""

import pytest

from tests.cast import Cast
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
