"""Tickets that go as they should."""

from kabinet.demonstration.scenes import client_leg
from kabinet.demonstration.scenes.enclosures import diagnostics, logcfg
from kabinet.demonstration.scenes.scene import Plot, Scene
from kabinet.regulation.facts import Answer


def opened(scene: Scene) -> Plot:
    """Registered; somebody takes it or is given it."""
    yield client_leg.registers(scene, diagnostics(scene) if scene.rng.random() < 0.2 else None)
    scene.passes(5, 40)
    yield client_leg.assigns(scene) if scene.rng.random() < 0.3 else client_leg.takes(scene)


def ended(scene: Scene) -> Plot:
    """The solution that waits is accepted, some say thanks first."""
    scene.passes(20, 300)
    if scene.rng.random() < 0.35:
        yield client_leg.thanks(scene)
        scene.passes(1, 3)
    yield client_leg.accepts(scene)


def quick(scene: Scene) -> Plot:
    """Solved with the first answer."""
    yield from opened(scene)
    scene.passes(10, 70)
    yield client_leg.solves(scene)
    yield from ended(scene)


def asked(scene: Scene) -> Plot:
    """A question, an answer with a file, a solution."""
    yield from opened(scene)
    scene.passes(10, 60)
    yield client_leg.asks(scene)
    scene.passes(15, 400)
    yield client_leg.replies(scene, diagnostics(scene) if scene.rng.random() < 0.5 else None)
    if scene.rng.random() < 0.6:
        scene.passes(10, 60)
        yield client_leg.notes(scene)
    scene.passes(40, 600)
    yield client_leg.solves(scene)
    yield from ended(scene)


def long(scene: Scene) -> Plot:
    """Weeks, with news in time."""
    yield from opened(scene)
    scene.passes(20, 90)
    yield client_leg.asks(scene)
    scene.days(0, 1)
    yield client_leg.replies(scene, diagnostics(scene))
    for _ in range(scene.rng.randint(1, 2)):
        scene.days(2, 3)
        yield client_leg.notes(scene)
        scene.passes(5, 30)
        yield client_leg.updates(scene)
    scene.days(1, 2)
    yield client_leg.offers_workaround(scene, final=False)
    scene.days(1, 2)
    yield client_leg.solves(scene)
    yield from ended(scene)


def called(scene: Scene) -> Plot:
    """The first contact is a call."""
    yield from opened(scene)
    scene.passes(5, 30)
    yield client_leg.calls(scene, asks=True)
    scene.passes(60, 240)
    yield client_leg.replies(scene)
    scene.passes(40, 400)
    yield client_leg.solves(scene)
    yield from ended(scene)


def handed_over(scene: Scene) -> Plot:
    """Begun by one, done by another."""
    yield client_leg.registers(scene)
    scene.passes(5, 40)
    yield client_leg.takes(scene)
    scene.passes(20, 60)
    yield client_leg.acknowledges(scene)
    scene.passes(30, 200)
    yield client_leg.notes(scene, scene.speech.phrase("handover"), by=scene.company.engineer)
    scene.passes(1, 5)
    yield client_leg.assigns(scene, to=scene.company.expert)
    scene.passes(30, 200)
    yield client_leg.says(scene, scene.speech.text("solution"), kind=Answer.SOLUTION, by=scene.company.expert)
    yield from ended(scene)


def worked_around(scene: Scene) -> Plot:
    """A workaround is the end of the matter."""
    yield from opened(scene)
    scene.passes(10, 60)
    yield client_leg.says(scene, scene.speech.text("question"), kind=Answer.QUESTION)
    scene.passes(30, 300)
    yield client_leg.replies(scene, logcfg())
    scene.passes(40, 400)
    yield client_leg.offers_workaround(scene, final=True)
    yield from ended(scene)
