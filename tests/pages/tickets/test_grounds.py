"""A level lowered by one side alone names its ground: wrong by which symptoms, or the system works again (P5f, P4.8.2c)."""

import re

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, passed_on

WRONG = {"level": "4", "reason": "Это пожелание", "ground": "misclassified", "q-happens": "wish"}


@pytest.fixture
def vendor(desk: Desk, now) -> str:
    """A ticket of level 3 at 1C."""
    return passed_on(desk, later(now, hours=-3))[1]


@pytest.mark.clause("P5f")
def test_the_form_asks_for_the_ground_and_the_history_keeps_it_in_words(vendor: str, see, send) -> None:
    form = see("titova", f"/tickets/{vendor}/level/")
    assert "На каком основании понижаете" in form
    assert 'name="q-happens"' in form
    assert send("titova", f"/tickets/{vendor}/level/", **WRONG).status_code == 303
    for login in ("zhdanov", "titova", "lapteva"):
        page = see(login, f"/tickets/{vendor}/")
        assert "Уровень понижен без согласия: 3 → 4. Он был выбран неверно" in page, login
    told = " ".join(see("zhdanov", "/notices/").replace("\xa0", " ").split())
    assert "понижен без вашего согласия" in told, re.findall(r"Уровень обращения.{0,80}", told)
    listed = see("lapteva", "/oversight/lists/lowered-alone/?state=misclassified")
    assert vendor in listed
    assert "Он был выбран неверно" in listed


REFUSED = {
    "no ground": ({"ground": ""}, "на каком основании"),
    "an unknown ground": ({"ground": "mood"}, ""),
    "no symptoms": ({"q-happens": ""}, "Ответьте на вопросы о симптомах"),
    "symptoms of the level as it is": ({"q-happens": "isolated"}, "Симптомы ведут на уровень 3"),
    "recovery of what does not work yet": ({"ground": "recovered"}, "Работа ещё не восстановлена"),
}


@pytest.mark.clause("P5f", "P4.8.2c")
@pytest.mark.parametrize("case", REFUSED)
def test_without_a_ground_that_holds_nothing_changes(desk: Desk, vendor: str, send, case: str) -> None:
    change, words = REFUSED[case]
    answer = send("titova", f"/tickets/{vendor}/level/", **WRONG | change)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Это пожелание" in answer.content.decode()
    assert desk.ticket(vendor).level == 3


def test_a_higher_level_needs_no_ground(desk: Desk, vendor: str, send) -> None:
    raised = {"level": "2", "reason": "Стоит отгрузка", "ground": ""}
    assert send("titova", f"/tickets/{vendor}/level/", **raised).status_code == 303
    assert "ground" not in desk.journal(vendor)[-1].data


def test_what_works_again_is_a_ground_of_its_own(desk: Desk, vendor: str, send, now) -> None:
    given = {"number": vendor, "text": "Ключ запуска", "kind": Answer.WORKAROUND}
    desk.do(answer_ticket, "titova", later(now, hours=-1), **given)
    said = {"level": "4", "reason": "Обход дан", "ground": "recovered"}
    assert send("titova", f"/tickets/{vendor}/level/", **said).status_code == 303
    row = next(row for row in reversed(desk.journal(vendor)) if row.kind == "level_changed")
    assert (row.data["ground"], row.clause) == ("recovered", "P5f")
