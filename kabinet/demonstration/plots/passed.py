"""Tickets that go on to the vendor and come back with an answer."""

from kabinet.demonstration.plots.usual import ended, opened
from kabinet.demonstration.scenes import client_leg, vendor_leg
from kabinet.demonstration.scenes.enclosures import diagnostics, logcfg
from kabinet.demonstration.scenes.scene import Plot, Scene
from kabinet.regulation.clocks import ClockName
from kabinet.regulation.facts import Answer
from kabinet.regulation.legs import LegCode


def sent(scene: Scene) -> Plot:
    """What the partner does before it asks the vendor."""
    yield from opened(scene)
    scene.passes(10, 50)
    yield client_leg.asks(scene)
    scene.passes(15, 55)
    yield client_leg.replies(scene, diagnostics(scene))
    scene.passes(20, 60)
    yield client_leg.notes(scene)
    scene.passes(20, 200)
    yield vendor_leg.passes_on(scene)


def received(scene: Scene) -> Plot:
    """The vendor takes it and says so."""
    scene.passes(10, 60, LegCode.VENDOR)
    yield vendor_leg.takes(scene)
    scene.passes(10, 100, LegCode.VENDOR)
    yield vendor_leg.acknowledges(scene)


def brought_back(scene: Scene) -> Plot:
    """The vendor's solution goes to the client, who accepts it: both tickets close."""
    yield vendor_leg.solves(scene)
    scene.passes(15, 120)
    yield vendor_leg.relays_solution(scene)
    yield from ended(scene)


def solved(scene: Scene) -> Plot:
    """The vendor solves it, the client is told meanwhile."""
    yield from sent(scene)
    yield from received(scene)
    scene.days(1, 2, LegCode.VENDOR)
    yield client_leg.updates(scene, phrase="update_passed")
    scene.days(1, 2, LegCode.VENDOR)
    yield from brought_back(scene)


def worked_around(scene: Scene) -> Plot:
    """The vendor's workaround is enough."""
    yield from sent(scene)
    yield from received(scene)
    scene.passes(100, 500, LegCode.VENDOR)
    yield vendor_leg.notes(scene)
    scene.passes(60, 300, LegCode.VENDOR)
    yield vendor_leg.works_around(scene, final=True)
    scene.passes(15, 90)
    yield vendor_leg.relays_workaround(scene, final=True)
    yield from ended(scene)


def asked(scene: Scene) -> Plot:
    """The vendor's question goes to the client and the answer back."""
    yield from sent(scene)
    scene.passes(20, 100, LegCode.VENDOR)
    yield vendor_leg.takes(scene)
    scene.passes(10, 60, LegCode.VENDOR)
    yield vendor_leg.asks(scene, logcfg())
    scene.passes(10, 60)
    yield vendor_leg.relays(scene, scene.speech.same("vendor_question"), kind=Answer.QUESTION)
    scene.passes(60, 400)
    yield client_leg.replies(scene, diagnostics(scene))
    scene.passes(15, 60)
    yield vendor_leg.replies(scene, scene.speech.phrase("question_passed_back"), scene.speech.text("reply"))
    scene.days(1, 2, LegCode.VENDOR)
    yield from brought_back(scene)


def late_reaction(scene: Scene) -> Plot:
    """The vendor answers too late."""
    yield from sent(scene)
    scene.misses(ClockName.REACTION, 10, 120, LegCode.VENDOR)
    yield vendor_leg.takes(scene)
    scene.passes(2, 10, LegCode.VENDOR)
    yield vendor_leg.says(scene, scene.speech.phrase("sorry"), scene.speech.phrase("vendor_first"))
    scene.days(1, 2, LegCode.VENDOR)
    yield from brought_back(scene)


def late_update(scene: Scene) -> Plot:
    """The vendor forgets to say how it stands; the partner does not."""
    yield from sent(scene)
    yield from received(scene)
    scene.days(3, 3)
    yield client_leg.updates(scene, phrase="update_passed")
    scene.misses(ClockName.UPDATE, 30, 300, LegCode.VENDOR)
    yield vendor_leg.updates(scene, scene.speech.phrase("sorry"))
    scene.passes(20, 90)
    yield client_leg.updates(scene, phrase="update_passed")
    scene.days(1, 2, LegCode.VENDOR)
    yield from brought_back(scene)


def reclassified(scene: Scene) -> Plot:
    """The vendor puts the level right by itself (P5f)."""
    yield from sent(scene)
    scene.passes(30, 100, LegCode.VENDOR)
    yield vendor_leg.takes(scene)
    scene.passes(5, 20, LegCode.VENDOR)
    other, why = (3, "vendor_lower") if scene.level == 2 else (2, "vendor_raise")
    yield vendor_leg.changes_level(scene, other, why)
    scene.passes(10, 40, LegCode.VENDOR)
    yield vendor_leg.acknowledges(scene)
    scene.days(1, 2, LegCode.VENDOR)
    yield from brought_back(scene)


def unanswered(scene: Scene) -> Plot:
    """Relayed and never looked at: both tickets close by silence, each on its day."""
    yield from sent(scene)
    yield from received(scene)
    scene.days(1, 2, LegCode.VENDOR)
    yield vendor_leg.solves(scene)
    scene.passes(15, 120)
    yield vendor_leg.relays_solution(scene)


def declined(scene: Scene) -> Plot:
    """The relayed workaround does not help, so the partner declines it at the vendor as well."""
    yield from sent(scene)
    yield from received(scene)
    scene.passes(100, 500, LegCode.VENDOR)
    yield vendor_leg.works_around(scene, final=True)
    scene.passes(15, 60)
    yield vendor_leg.relays_workaround(scene, final=True)
    scene.passes(60, 300)
    yield client_leg.declines(scene)
    scene.passes(15, 60)
    yield vendor_leg.declines(scene)
    scene.days(1, 2, LegCode.VENDOR)
    yield from brought_back(scene)
