"""A form that was sent is judged once: what the page says and what the act does come from one judgement."""

from collections.abc import Iterator

import pytest

from kabinet.regulation import access
from kabinet.regulation.access import Act, Actor, Case, Verdict
from kabinet.regulation.pack import Pack
from tests.pages.registration.walk import WRITTEN, Walk


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[Act]:
    """Every act that the law is asked about from now on."""
    asked: list[Act] = []
    failures = access.failures

    def counted(actor: Actor, act: Act, case: Case, pack: Pack) -> Iterator[Verdict]:
        asked.append(act)
        return failures(actor, act, case, pack)

    monkeypatch.setattr(access, "failures", counted)
    return asked


@pytest.mark.parametrize(
    ("written", "status"),
    [({}, 303), ({"description": ""}, 422), ({"contact": "999999"}, 422)],
    ids=["registered", "incomplete", "no such contact"],
)
def test_one_sending_is_one_judgement(
    walk: Walk, judged: list[Act], written: dict[str, str], status: int
) -> None:
    url = walk.begin()
    judged.clear()
    assert walk.post(url, WRITTEN | written).status_code == status
    assert judged.count(Act.REGISTER) == 1
    assert len(walk.tickets()) == (status == 303)
