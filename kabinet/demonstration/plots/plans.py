"""Critical tickets at the vendor: plans that are agreed to, refused, or left without an answer (P4.8.2)."""

from kabinet.demonstration.plots.critical import taken_up
from kabinet.demonstration.plots.passed import brought_back
from kabinet.demonstration.plots.usual import ended
from kabinet.demonstration.scenes import client_leg, vendor_leg
from kabinet.demonstration.scenes.enclosures import diagnostics
from kabinet.demonstration.scenes.scene import Plot, Scene
from kabinet.regulation.clocks import ClockName
from kabinet.regulation.facts import Answer
from kabinet.regulation.legs import LegCode


def sent(scene: Scene) -> Plot:
    """Passed on as critical within hours, first contact by the vendor within two."""
    yield from taken_up(scene)
    scene.passes(10, 50)
    yield client_leg.replies(scene, diagnostics(scene))
    scene.passes(5, 30)
    yield client_leg.notes(scene)
    scene.passes(5, 40)
    yield vendor_leg.passes_on(scene)
    scene.passes(5, 30, LegCode.VENDOR)
    yield vendor_leg.takes(scene)
    scene.passes(5, 40, LegCode.VENDOR)
    yield vendor_leg.acknowledges(scene)


def agreed(scene: Scene) -> Plot:
    """The plan is agreed to and kept."""
    yield from sent(scene)
    scene.passes(60, 200, LegCode.VENDOR)
    yield vendor_leg.plans(scene)
    scene.passes(10, 50)
    yield vendor_leg.agrees(scene)
    scene.passes(5, 20)
    yield client_leg.updates(scene, phrase="update_passed")
    scene.passes(200, 500, LegCode.VENDOR)
    yield from brought_back(scene)


def objected(scene: Scene) -> Plot:
    """The plan is refused with reasons; a workaround comes instead."""
    yield from sent(scene)
    scene.passes(60, 200, LegCode.VENDOR)
    yield vendor_leg.plans(scene)
    scene.passes(10, 50)
    yield vendor_leg.objects(scene)
    scene.passes(60, 200, LegCode.VENDOR)
    yield vendor_leg.works_around(scene, final=False)
    scene.passes(5, 20)
    yield vendor_leg.relays_workaround(scene, final=False)
    scene.passes(200, 500, LegCode.VENDOR)
    yield from brought_back(scene)


def left(scene: Scene) -> Plot:
    """The plan is left without an answer until its time is over; the vendor lowers the ticket (P4.8.2b)."""
    yield from sent(scene)
    scene.passes(60, 200, LegCode.VENDOR)
    yield vendor_leg.plans(scene)
    scene.passes(100, 200)
    yield client_leg.updates(scene, phrase="update_passed")
    scene.misses(ClockName.AGREEMENT, 5, 30, LegCode.VENDOR)
    yield vendor_leg.lowers_unagreed(scene, 2)
    scene.passes(1, 5)
    yield vendor_leg.says(scene, scene.speech.phrase("plan_left"))
    scene.passes(100, 400, LegCode.VENDOR)
    yield from brought_back(scene)


def recovered(scene: Scene) -> Plot:
    """It works again in part: lowering is proposed, declined, proposed again and agreed (P4.8.2c)."""
    yield from sent(scene)
    scene.passes(30, 90, LegCode.VENDOR)
    yield vendor_leg.works_around(scene, final=False)
    scene.passes(10, 30)
    yield vendor_leg.relays_workaround(scene, final=False)
    scene.passes(20, 60, LegCode.VENDOR)
    yield vendor_leg.proposes_level(scene, 2)
    scene.passes(10, 40)
    yield vendor_leg.declines_level(scene)
    scene.passes(120, 240, LegCode.VENDOR)
    yield vendor_leg.proposes_level(scene, 2)
    scene.passes(10, 40)
    yield vendor_leg.agrees_level(scene)
    scene.passes(100, 400, LegCode.VENDOR)
    yield from brought_back(scene)


def client_silent(scene: Scene) -> Plot:
    """The vendor's question reaches the client, who does not answer within the hour: both tickets are lowered (P5d)."""
    yield from sent(scene)
    scene.passes(20, 60, LegCode.VENDOR)
    yield vendor_leg.asks(scene)
    scene.passes(2, 8)
    yield vendor_leg.replies(scene, scene.speech.phrase("question_wait"))
    scene.passes(1, 4)
    yield vendor_leg.relays(scene, scene.speech.same("vendor_question"), kind=Answer.QUESTION)
    scene.misses(ClockName.ANSWER, 30, 120)
    yield client_leg.replies(scene, diagnostics(scene))
    scene.passes(20, 60)
    yield vendor_leg.replies(scene, scene.speech.phrase("question_passed_back"))
    scene.passes(100, 400, LegCode.VENDOR)
    yield vendor_leg.works_around(scene, final=True)
    scene.passes(15, 60)
    yield vendor_leg.relays_workaround(scene, final=True)
    yield from ended(scene)
