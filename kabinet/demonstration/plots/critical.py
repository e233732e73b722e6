"""Critical tickets at the partner: day and night, with the client's hour for every question."""

from kabinet.demonstration.plots.usual import ended
from kabinet.demonstration.scenes import client_leg
from kabinet.demonstration.scenes.enclosures import diagnostics
from kabinet.demonstration.scenes.scene import Plot, Scene
from kabinet.regulation.clocks import ClockName
from kabinet.regulation.facts import Answer


def taken_up(scene: Scene) -> Plot:
    """Registered with both promises, called back within the hour."""
    yield client_leg.registers(scene, diagnostics(scene))
    scene.passes(4, 15)
    yield client_leg.takes(scene)
    scene.passes(5, 30)
    yield client_leg.calls(scene)
    scene.passes(5, 15)
    yield client_leg.asks(scene)


def solved(scene: Scene) -> Plot:
    """Answered in time, worked around, solved the next day."""
    yield from taken_up(scene)
    scene.passes(10, 50)
    yield client_leg.replies(scene, diagnostics(scene))
    scene.passes(10, 60)
    yield client_leg.notes(scene)
    scene.passes(30, 150)
    yield client_leg.offers_workaround(scene, final=False)
    scene.passes(300, 600)
    yield client_leg.solves(scene)
    yield from ended(scene)


def unanswered(scene: Scene) -> Plot:
    """Nobody answers within the hour: lowered to 2 by itself (U4d)."""
    yield from taken_up(scene)
    scene.misses(ClockName.ANSWER, 20, 90)
    yield client_leg.replies(scene)
    scene.passes(60, 200)
    yield client_leg.solves(scene)
    yield from ended(scene)


def unreachable(scene: Scene) -> Plot:
    """Nobody takes the call: lowered to 2 at once (U4d)."""
    yield client_leg.registers(scene)
    scene.passes(4, 15)
    yield client_leg.takes(scene)
    scene.passes(10, 30)
    yield client_leg.acknowledges(scene)
    scene.passes(20, 60)
    yield client_leg.calls(scene, "call_missed", reached=False)
    scene.passes(30, 60)
    yield client_leg.asks(scene)
    scene.passes(60, 200)
    yield client_leg.replies(scene)
    scene.passes(60, 300)
    yield client_leg.solves(scene)
    yield from ended(scene)


def late(scene: Scene) -> Plot:
    """The night duty comes too late."""
    yield client_leg.registers(scene)
    scene.misses(ClockName.REACTION, 5, 35)
    yield client_leg.takes(scene)
    scene.passes(1, 4)
    yield client_leg.says(
        scene, scene.speech.phrase("sorry"), scene.speech.text("workaround"), kind=Answer.WORKAROUND
    )
    scene.passes(200, 500)
    yield client_leg.solves(scene)
    yield from ended(scene)
