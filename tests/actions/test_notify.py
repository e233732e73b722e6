"""What notify() refuses: kinds, things and people that no declaration names; and how urgent a notice is."""

from collections.abc import Iterator
from typing import Any

import pytest

from kabinet.actions.notices import kinds, subjects, wording
from kabinet.actions.notices.kinds import Urgency
from kabinet.actions.notices.notify import Telling, notify
from kabinet.actions.notices.subjects import About, Subject
from kabinet.records.models import Notice
from kabinet.records.security.reach import as_system
from kabinet.regulation.facts import Kind
from tests.cast import Cast
from tests.desk import msk

AT = msk("2024-03-14 10:05")


@pytest.fixture
def whole(cast: Cast) -> Iterator[None]:
    with as_system("a test"):
        yield


def telling(cast: Cast, login: str, **changes: Any) -> Telling:
    """The client is told that a licence ends."""
    given: dict[str, Any] = {
        "kind": "licence_ends", "about": subjects.OWN_PAPERS, "at": AT, "data": {}, "organisation": cast.client["zmk"],
    }  # fmt: skip
    return Telling(person=cast.person[login], **given | changes)


def test_what_is_declared_is_told(cast: Cast, whole: None) -> None:
    papers = subjects.papers(cast.client["zmk"])
    notify([telling(cast, "saveliev"), telling(cast, "arkhipova", about=papers)])
    rows = Notice.objects.values_list("person", "kind", "subject", "subject_key")
    assert set(rows) == {
        (cast.person["saveliev"], "licence_ends", "own_papers", ""),
        (cast.person["arkhipova"], "licence_ends", "papers", str(cast.client["zmk"])),
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "a kind that nobody declared"},
        {"kind": "contact_changed"},  # of an organisation: nobody is told
        {"about": subjects.HANDOVERS},
        {"about": About(Subject.PAPERS)},
        {"about": About(Subject.OWN_PAPERS, "7")},
    ],
)
def test_what_is_not_declared_is_refused(cast: Cast, whole: None, changes: dict[str, Any]) -> None:
    with pytest.raises(LookupError):
        notify([telling(cast, "saveliev"), telling(cast, "saveliev", **changes)])
    assert not Notice.objects.exists()


def test_whoever_is_outside_the_audience_is_not_told(cast: Cast, whole: None) -> None:
    with pytest.raises(LookupError):
        notify([telling(cast, "titova")])
    with pytest.raises(LookupError):
        notify([telling(cast, "saveliev", kind="taken", about=subjects.ticket("U-1"), organisation=None, ticket=1,
                        side="support")])  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "data", "urgency"),
    [
        (Kind.BREACHED, {"clock": "reaction"}, Urgency.NOW),
        (Kind.BREACHED, {"clock": "reaction", "barred": True}, Urgency.LATER),
        (Kind.REGISTERED, {"level": 1}, Urgency.NOW),
        (Kind.REGISTERED, {"level": 2}, Urgency.SOON),
        (Kind.LEVEL_CHANGED, {"from": 3, "to": 1}, Urgency.NOW),
        (Kind.LEVEL_CHANGED, {"from": 1, "to": 3}, Urgency.SOON),
        (Kind.ANSWERED, {"answer": "question"}, Urgency.NOW),
        (Kind.ANSWERED, {"answer": "solution"}, Urgency.SOON),
        (Kind.TAKEN, {}, Urgency.LATER),
    ],
)
def test_how_urgent_a_fact_of_a_ticket_is(kind: Kind, data: dict[str, Any], urgency: Urgency) -> None:
    assert wording.urgency(kinds.of_ticket(kind), data) is urgency


def test_what_stops_work_cannot_wait() -> None:
    now = {kind for (_, kind), said in kinds.declared().items() if said.words[None].urgency is Urgency.NOW}
    assert now >= {
        "breached",
        "lowered",
        "status_withdrawn",
        "work_lost",
        "partner_without_status",
        "licence_over",
    }
