"""The demonstration's texts and aims, without a database."""

from collections import Counter
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

import pytest

from kabinet.demonstration.chronicle import past
from kabinet.demonstration.present import _anchor, _scene, open_now
from kabinet.demonstration.scenes.casting import Cast
from kabinet.demonstration.scenes.speech import Speech, words
from kabinet.demonstration.tables import Story, stories, table
from kabinet.demonstration.world import World
from kabinet.regulation.pack import pack
from kabinet.regulation.working_time import due
from tests.demonstration.conftest import AT
from tests.some import some

TURNS = (
    "subject",
    "description",
    "question",
    "reply",
    "note",
    "vendor_answer",
    "workaround",
    "solution",
    "thanks",
)
MOSCOW = ZoneInfo("Europe/Moscow")
# A working afternoon, a Sunday, the New Year's holidays, a minute after opening, the eve of a long weekend.
INSTANTS = [
    AT,
    datetime(2026, 11, 22, 16, 40, tzinfo=MOSCOW),
    datetime(2027, 1, 5, 3, 10, tzinfo=MOSCOW),
    datetime(2026, 3, 9, 9, 31, tzinfo=MOSCOW),
    datetime(2026, 4, 30, 17, 59, tzinfo=MOSCOW),
]


@pytest.mark.parametrize("story", stories().values(), ids=stories().keys())
def test_every_text_is_there_and_filled_in(story: Story) -> None:
    speech = Speech(Random(1), story, words(Random(1), -300))
    said = [speech.text(turn) for turn in (*TURNS, *story.texts)]
    assert not [text for text in said if "{" in text]
    assert len(speech.text("subject")) <= 200


@pytest.mark.parametrize("leg", ["client", "vendor"])
def test_services_impacts_and_refusals_are_the_regulation_s(leg: str) -> None:
    law = pack("corp_4_0").leg(leg)
    assert {story.service for story in stories().values()} <= {service.code for service in law.services}
    fits = {(impact.code, level) for impact in law.impacts for level in impact.fits}
    assert {(story.impact, story.level) for story in stories().values()} <= fits
    known = {reason.code for each in ("client", "vendor") for reason in pack("corp_4_0").leg(each).reasons}
    assert set(table("phrases")["refusal"]) == known


def test_no_story_is_told_too_often() -> None:
    subjects = Counter(scene.speech.text("subject") for scene, _ in past(Cast(World(AT), 1), Random(1), 400))
    assert max(subjects.values()) <= 5
    assert len(subjects) > 100


def test_the_same_seed_and_instant_give_the_same_world() -> None:
    def told(seed: int) -> list[tuple[object, ...]]:
        cast = Cast(World(AT), seed)
        scenes = [scene for scene, _ in [*past(cast, Random(seed), 120), *open_now(cast)]]
        return [
            (scene.now, scene.client, scene.story.key, scene.company, scene.speech.words) for scene in scenes
        ]

    assert told(1) == told(1)
    assert told(1) != told(2)


@pytest.mark.parametrize("at", INSTANTS, ids=str)
def test_open_tickets_are_aimed_at_any_hour(at: datetime) -> None:
    """The deadline that a row of the table speaks of comes as many minutes of service time from the end as it says."""
    cast = Cast(World(at), 1)
    for row in some(table("present")["ticket"]):
        scene = _scene(cast, Random(1), row)
        if row["course"] in ("new", "given"):
            term = scene.terms().level(scene.story.level).reaction
            deadline = due(scene.now, term, scene.calendar())
            assert scene.calendar().worked(scene.end, deadline) == row["left"] * 60
        assert _anchor(scene, row["course"], row["left"]) == scene.now
        assert scene.now < scene.end
