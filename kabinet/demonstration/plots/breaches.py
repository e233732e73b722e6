"""Deadlines missed by the partner."""

from collections.abc import Generator
from typing import Any

from kabinet.actions.unit.instants import moment
from kabinet.demonstration.plots.usual import ended, opened
from kabinet.demonstration.scenes import client_leg
from kabinet.demonstration.scenes.scene import Plot, Scene, Step
from kabinet.records.versions import newest_pack
from kabinet.regulation.clocks import ClockName
from kabinet.regulation.facts import Answer
from kabinet.regulation.legs import LegCode
from kabinet.regulation.ticket.lifecycle import limits

# A call is written down at most so long afterwards, in seconds.
LATEST = (limits(newest_pack().leg(LegCode.CLIENT)).backdate_hours - 1) * 3600


def late_reaction(scene: Scene) -> Plot:
    """The first answer comes after the deadline, with an apology."""
    yield client_leg.registers(scene)
    scene.misses(ClockName.REACTION, 6, 150)
    yield client_leg.takes(scene)
    scene.passes(2, 12)
    yield client_leg.says(
        scene, scene.speech.phrase("sorry"), scene.speech.text("question"), kind=Answer.QUESTION
    )
    scene.passes(30, 200)
    yield client_leg.replies(scene)
    scene.passes(60, 300)
    yield client_leg.solves(scene)
    yield from ended(scene)


def late_update(scene: Scene) -> Plot:
    """Taken up in time, then forgotten."""
    yield from opened(scene)
    scene.passes(10, 60)
    yield client_leg.acknowledges(scene)
    scene.misses(ClockName.UPDATE, 15, 500)
    yield client_leg.updates(scene, scene.speech.phrase("sorry"))
    scene.days(1, 2)
    yield client_leg.solves(scene)
    yield from ended(scene)


def late_on_record(scene: Scene) -> Plot:
    """A call in time is written down after the deadline; the author confirms it: the breach is void (docs/journal.md)."""
    if (yield from _written_late(scene)):
        scene.passes(30, 120)
        yield client_leg.confirms_call(scene)
    scene.passes(60, 200)
    yield client_leg.solves(scene)
    yield from ended(scene)


def late_denied(scene: Scene) -> Plot:
    """The author knows of no such call: the breach stands."""
    if (yield from _written_late(scene)):
        scene.passes(30, 120)
        yield client_leg.denies_call(scene)
    scene.passes(20, 60)
    yield client_leg.updates(scene, scene.speech.phrase("sorry"))
    scene.passes(60, 200)
    yield client_leg.solves(scene)
    yield from ended(scene)


def _written_late(scene: Scene) -> Generator[Step, Any, bool]:
    """Whether it could be written down as of then.

    Where holidays came between, nothing can be written down so late any more, and the call is made again.
    """
    yield client_leg.registers(scene)
    scene.passes(30, 60)
    rang = scene.now
    scene.misses(ClockName.REACTION, 10, 40)
    yield client_leg.takes(scene)
    scene.passes(1, 4)
    fits = scene.now - rang < LATEST
    late: dict[str, Any] = {"occurred_at": moment(rang), "reason": scene.speech.phrase("call_late")}
    yield client_leg.calls(scene, **(late if fits else {}))
    return fits


def neglected(scene: Scene) -> Plot:
    """Late from the first answer on."""
    yield client_leg.registers(scene)
    scene.misses(ClockName.REACTION, 40, 300)
    yield client_leg.takes(scene)
    scene.passes(2, 12)
    yield client_leg.updates(scene, scene.speech.phrase("sorry"))
    scene.misses(ClockName.UPDATE, 60, 400)
    yield client_leg.updates(scene, scene.speech.phrase("sorry"))
    scene.days(1, 2)
    yield client_leg.solves(scene)
    yield from ended(scene)
