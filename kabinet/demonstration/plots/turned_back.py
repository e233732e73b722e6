"""Tickets that the vendor sends back, refuses, or does not have to answer after all."""

from collections.abc import Generator
from typing import Any

from kabinet.demonstration.plots.passed import brought_back, received, sent
from kabinet.demonstration.plots.usual import ended
from kabinet.demonstration.scenes import client_leg, vendor_leg
from kabinet.demonstration.scenes.scene import Plot, Scene, Step
from kabinet.regulation.legs import LegCode

VENDOR_REFUSALS = ("third_party", "hardware", "optimisation", "development")


def returned(scene: Scene) -> Plot:
    """Information is missing; the partner gives it item by item (P5e)."""
    values = yield from _sent_back(scene)
    for item, value in values.items():
        yield vendor_leg.supplies(scene, item, value)
        scene.passes(5, 40)
    scene.days(1, 2, LegCode.VENDOR)
    yield from brought_back(scene)


def returned_at_once(scene: Scene) -> Plot:
    """The same, given all at once."""
    values = yield from _sent_back(scene)
    yield vendor_leg.completes(scene, **values)
    scene.days(1, 2, LegCode.VENDOR)
    yield from brought_back(scene)


def returned_in_vain(scene: Scene) -> Plot:
    """Of one item the partner says why it cannot be had; the vendor asks once more and then does without."""
    items = yield from _sent_back(scene)
    given, lacking = items
    yield vendor_leg.supplies(scene, given, items[given])
    scene.passes(5, 40)
    yield vendor_leg.explains(scene, lacking)
    scene.passes(30, 200, LegCode.VENDOR)
    yield vendor_leg.returns(scene, "diagnostics", "missing_journal")
    scene.passes(30, 200, LegCode.VENDOR)
    yield vendor_leg.does_without(scene)
    scene.days(1, 2, LegCode.VENDOR)
    yield from brought_back(scene)


def _sent_back(scene: Scene) -> Generator[Step, Any, dict[str, str]]:
    """What the vendor then lacks, with the partner's answers."""
    case, phrase, values = _missing(scene)
    yield from sent(scene)
    scene.passes(20, 100, LegCode.VENDOR)
    yield vendor_leg.takes(scene)
    scene.passes(5, 30, LegCode.VENDOR)
    yield vendor_leg.acknowledges(scene)
    scene.passes(5, 40, LegCode.VENDOR)
    yield vendor_leg.returns(scene, case, phrase)
    scene.passes(60, 300)
    return values


def _missing(scene: Scene) -> tuple[str, str, dict[str, str]]:
    speech = scene.speech
    if scene.rng.random() < 0.5:
        scenario = {"scenario": speech.phrase("scenario"), "scenario_verified": "да"}
        return "scenario", "missing_scenario", scenario
    research = {"sources": speech.phrase("sources"), "pass_on_reason": speech.phrase("pass_on_reason")}
    return "research", "missing_research", research


def refused(scene: Scene) -> Plot:
    """The vendor refuses; the partner finds the way by itself."""
    yield from sent(scene)
    yield from received(scene)
    scene.passes(60, 300, LegCode.VENDOR)
    yield vendor_leg.refuses(scene, scene.rng.choice(VENDOR_REFUSALS))
    scene.passes(60, 300)
    yield client_leg.offers_workaround(scene, final=True)
    yield from ended(scene)


def refusal_lifted(scene: Scene) -> Plot:
    """The vendor refuses, the partner objects and is right."""
    yield from sent(scene)
    yield from received(scene)
    scene.passes(60, 200, LegCode.VENDOR)
    yield vendor_leg.refuses(scene, "third_party")
    scene.passes(60, 200)
    yield vendor_leg.questions_refusal(scene)
    scene.passes(60, 300, LegCode.VENDOR)
    yield vendor_leg.answers_objection(scene, upheld=True)
    scene.days(1, 2, LegCode.VENDOR)
    yield from brought_back(scene)


def withdrawn(scene: Scene) -> Plot:
    """The partner finds the solution first."""
    yield from sent(scene)
    yield from received(scene)
    scene.days(1, 2)
    yield vendor_leg.withdraws(scene)
    scene.passes(5, 30)
    yield client_leg.solves(scene)
    yield from ended(scene)


def closed(scene: Scene) -> Plot:
    """The partner settles it before it answers: closed there by its word, solved here."""
    yield from sent(scene)
    scene.passes(20, 100, LegCode.VENDOR)
    yield vendor_leg.takes(scene)
    scene.passes(10, 60, LegCode.VENDOR)
    yield vendor_leg.asks(scene)
    scene.days(2, 3)
    yield vendor_leg.replies(scene, scene.speech.same("vendor_settled"))
    scene.passes(20, 60, LegCode.VENDOR)
    yield vendor_leg.closes(scene)
    scene.passes(30, 200)
    yield client_leg.solves(scene)
    yield from ended(scene)


def sent_twice(scene: Scene) -> Plot:
    """Solved by the vendor, accepted, back again: it goes on anew."""
    yield from sent(scene)
    yield from received(scene)
    scene.days(1, 2, LegCode.VENDOR)
    yield from brought_back(scene)
    scene.days(2, 5)
    yield client_leg.reopens(scene)
    scene.passes(20, 60)
    yield client_leg.acknowledges(scene)
    scene.passes(20, 100)
    yield vendor_leg.passes_on(scene)
    yield from received(scene)
    scene.passes(100, 400, LegCode.VENDOR)
    yield vendor_leg.works_around(scene, final=True)
    scene.passes(15, 90)
    yield vendor_leg.relays_workaround(scene, final=True)
    yield from ended(scene)


def withdrawn_by_client(scene: Scene) -> Plot:
    """The client takes the ticket back, and the vendor's goes with it."""
    yield from sent(scene)
    yield from received(scene)
    scene.days(1, 2)
    yield client_leg.withdraws(scene)


def left_waiting(scene: Scene) -> Plot:
    """Nobody at the partner looks at the vendor's solution while the client is away: it closes there by silence."""
    yield from sent(scene)
    yield from received(scene)
    scene.days(1, 2, LegCode.VENDOR)
    yield vendor_leg.solves(scene)
    for _ in range(2):
        scene.days(4, 4)
        yield client_leg.updates(scene)
    scene.days(3, 3)
    yield client_leg.solves(scene)
    yield from ended(scene)
