"""Open tickets that are at the vendor when the world is built, or wait for what the vendor said to be relayed."""

from collections.abc import Callable, Mapping

from kabinet.demonstration.plots.present import begun
from kabinet.demonstration.scenes import client_leg, vendor_leg
from kabinet.demonstration.scenes.enclosures import diagnostics, logcfg
from kabinet.demonstration.scenes.scene import Plot, Scene
from kabinet.regulation.facts import Answer
from kabinet.regulation.legs import LegCode


def _sent(scene: Scene) -> Plot:
    """Passed on some hours after the contact that the client's next news counts from."""
    yield from begun(scene)
    yield client_leg.acknowledges(scene)
    scene.passes(20, 60)
    yield client_leg.notes(scene)
    scene.passes(30, 90)
    yield vendor_leg.passes_on(scene)


def _taken(scene: Scene) -> Plot:
    scene.passes(10, 50, LegCode.VENDOR)
    yield vendor_leg.takes(scene)
    scene.passes(10, 50, LegCode.VENDOR)


def passed(scene: Scene) -> Plot:
    """The vendor is at it."""
    yield from _sent(scene)
    yield from _taken(scene)
    yield vendor_leg.acknowledges(scene)
    scene.passes(20, 60, LegCode.VENDOR)
    yield vendor_leg.notes(scene)


def asked_by_vendor(scene: Scene) -> Plot:
    """The vendor wants to know something; the partner has not asked the client yet."""
    yield from _sent(scene)
    yield from _taken(scene)
    yield vendor_leg.asks(scene, logcfg())


def returned(scene: Scene) -> Plot:
    """The vendor sent it back for what is missing."""
    yield from _sent(scene)
    yield from _taken(scene)
    yield vendor_leg.acknowledges(scene)
    scene.passes(10, 30, LegCode.VENDOR)
    yield vendor_leg.returns(scene, "scenario", "missing_scenario")
    scene.passes(20, 60)
    yield vendor_leg.supplies(scene, "scenario", scene.speech.phrase("scenario"))


def objected_there(scene: Scene) -> Plot:
    """The vendor refused and owes an answer to the partner's objection."""
    yield from _sent(scene)
    yield from _taken(scene)
    yield vendor_leg.refuses(scene, "hardware")
    scene.passes(20, 60)
    yield vendor_leg.questions_refusal(scene)


def answered_by_vendor(scene: Scene) -> Plot:
    """The vendor's answer waits to be relayed."""
    yield from _sent(scene)
    yield from _taken(scene)
    yield vendor_leg.solves(scene)


def passed_new(scene: Scene) -> Plot:
    """Just sent: `now` is the instant from which the vendor's first answer is owed."""
    at = scene.now
    scene.now = scene.before(at, 300)
    yield client_leg.registers(scene, diagnostics(scene))
    scene.passes(10, 40)
    yield client_leg.takes(scene)
    scene.passes(20, 90)
    yield client_leg.acknowledges(scene)
    scene.until(at)
    yield vendor_leg.passes_on(scene)


def proposed(scene: Scene) -> Plot:
    """Critical and working again in part: the vendor proposes a lower level, the partner has not answered."""
    contact = scene.now
    scene.now = contact - 22 * 60
    yield client_leg.registers(scene, diagnostics(scene))
    scene.passes(3, 8)
    yield client_leg.takes(scene)
    scene.until(contact)
    yield client_leg.acknowledges(scene)
    scene.passes(20, 40)
    yield vendor_leg.passes_on(scene)
    scene.passes(10, 30, LegCode.VENDOR)
    yield vendor_leg.takes(scene)
    scene.passes(30, 60, LegCode.VENDOR)
    yield vendor_leg.works_around(scene, final=False)
    scene.passes(30, 60, LegCode.VENDOR)
    yield vendor_leg.proposes_level(scene, 2)


def planned(scene: Scene) -> Plot:
    """Critical, with a plan of the vendor that waits for agreement; `now` is the first contact with the client."""
    contact = scene.now
    scene.now = contact - 22 * 60
    yield client_leg.registers(scene, diagnostics(scene))
    scene.passes(3, 8)
    yield client_leg.takes(scene)
    scene.until(contact)
    yield client_leg.acknowledges(scene)
    scene.passes(20, 40)
    yield client_leg.notes(scene)
    yield vendor_leg.passes_on(scene)
    scene.passes(10, 30, LegCode.VENDOR)
    yield vendor_leg.takes(scene)
    scene.passes(5, 20, LegCode.VENDOR)
    yield vendor_leg.acknowledges(scene)
    scene.passes(60, 120, LegCode.VENDOR)
    yield vendor_leg.plans(scene)


def critical(scene: Scene) -> Plot:
    """Critical at both legs, with a question that the client has an hour to answer; `now` is that of the question."""
    question = scene.now
    scene.now = question - 177 * 60
    yield client_leg.registers(scene, diagnostics(scene), logcfg())
    scene.now += 6 * 60
    yield client_leg.takes(scene)
    scene.now += 22 * 60 + 17
    yield client_leg.asks(scene)
    scene.now += 24 * 60 + 41
    yield client_leg.replies(scene, diagnostics(scene))
    scene.now += 46 * 60
    yield client_leg.notes(scene)
    scene.now += 7 * 60
    yield vendor_leg.passes_on(scene)
    scene.now += 31 * 60
    yield vendor_leg.takes(scene)
    scene.now += 25 * 60
    yield vendor_leg.asks(scene, logcfg())
    scene.now += 8 * 60
    yield vendor_leg.replies(scene, scene.speech.phrase("question_wait"))
    scene.until(question)
    yield vendor_leg.relays(scene, scene.speech.same("vendor_question"), kind=Answer.QUESTION)


COURSES: Mapping[str, Callable[[Scene], Plot]] = {
    "passed_late": passed_new,
    **{
        each.__name__: each
        for each in (
            *(passed, asked_by_vendor, returned, objected_there, answered_by_vendor, passed_new, planned),
            *(proposed, critical),
        )
    },
}
