"""Two at the very same time, each in a transaction of its own."""

import pytest

from tests.cast import Cast
from tests.database import Database
from tests.pages.organisations.people.people import add, entries, held, people, person, reader, roles, shown
from tests.pages.pass_on.test_at_once import together


@pytest.mark.clause("U5a")
@pytest.mark.clause("P6.1")
def test_of_two_last_seats_given_at_once_one_is_refused_with_the_clause(own_db: Database, cast: Cast) -> None:
    kedr = cast.client["kedr"]
    right = {"roles": ["organisational_contact"]}
    answers = together(
        lambda: add(cast, "dremin", kedr, **right),
        lambda: add(cast, "dremin", kedr, **right, login="other", name="Другой Человек"),
    )
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    refused = next(answer for answer in answers if answer.status_code == 422)
    assert "не больше 2" in shown(refused)
    assert len([*held("zimina"), *(held("other"))]) == 1


@pytest.mark.clause("U5b")
def test_one_login_given_by_two_organisations_at_once(own_db: Database, cast: Cast) -> None:
    answers = together(
        lambda: add(cast, "dremin", cast.client["kedr"]),
        lambda: add(cast, "saveliev", cast.client["zmk"]),
    )
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    assert "Этот логин уже занят" in "".join(map(shown, answers))
    assert len(held("zimina")) == 1


@pytest.mark.clause("L15")
def test_confirmed_and_refused_at_once_one_is_told_calmly(own_db: Database, cast: Cast) -> None:
    who = f"{cast.client['zmk']}-{person('newcomer').pk}"
    answers = together(
        lambda: reader(cast, "vlasov").post("/confirmations/decide/", {"only": who}),
        lambda: reader(cast, "shulgin").post(
            "/confirmations/decide/", {"who": [who], "decision": "refuse", "reason": "Нет на портале"}
        ),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 303]
    told = next(shown(answer) for answer in answers if answer.status_code == 200)
    assert "Уже подтверждено: Власов" in told or "Уже отказано: Шульгин" in told
    assert len(entries(cast.client["zmk"])) == 1


@pytest.mark.clause("U5d")
def test_removed_twice_at_once(own_db: Database, cast: Cast) -> None:
    address = people(cast.client["zmk"], f"{cast.person['orlova']}/remove/")
    answers = together(*[lambda: reader(cast, "saveliev").post(address)] * 2)
    assert sorted(answer.status_code for answer in answers) in ([303, 303], [303, 404])
    assert roles("orlova") == {}
    assert len(entries(cast.client["zmk"])) == 1
