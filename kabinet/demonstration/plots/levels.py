"""Tickets whose level is not what it first was, or not what the symptoms led to."""

from kabinet.demonstration.plots.usual import ended, opened
from kabinet.demonstration.scenes import client_leg
from kabinet.demonstration.scenes.scene import Plot, Scene


def raised(scene: Scene) -> Plot:
    """It became worse: the author raises it."""
    yield from opened(scene)
    scene.passes(10, 60)
    yield client_leg.acknowledges(scene)
    scene.passes(100, 400)
    yield client_leg.raises(scene, 2)
    scene.passes(30, 100)
    yield client_leg.offers_workaround(scene, final=False)
    scene.days(1, 2)
    yield client_leg.solves(scene)
    yield from ended(scene)


def lowered(scene: Scene) -> Plot:
    """It was less than it seemed: the partner proposes to lower it, the author agrees."""
    yield from opened(scene)
    scene.passes(10, 60)
    yield client_leg.asks(scene)
    scene.passes(20, 120)
    yield client_leg.replies(scene)
    scene.passes(10, 60)
    yield client_leg.proposes_level(scene, 3)
    scene.passes(10, 90)
    yield client_leg.agrees_level(scene)
    scene.days(1, 2)
    yield client_leg.solves(scene)
    yield from ended(scene)


def chosen_lower(scene: Scene) -> Plot:
    """The author asks for less than the symptoms would give (U3.5b)."""
    yield client_leg.registers(scene, chosen=scene.story.level + 1)
    scene.passes(20, 120)
    yield client_leg.takes(scene)
    scene.passes(10, 120)
    yield client_leg.solves(scene)
    yield from ended(scene)


def unconfirmed(scene: Scene) -> Plot:
    """Critical by its symptoms, standard for want of the terms (U4e); then the client goes on by themselves."""
    yield client_leg.registers(scene, confirmed=False)
    scene.passes(10, 60)
    yield client_leg.takes(scene)
    scene.passes(5, 40)
    yield client_leg.asks(scene)
    scene.passes(10, 60)
    yield client_leg.replies(scene)
    scene.passes(20, 100)
    yield client_leg.offers_workaround(scene, final=False)
    scene.days(1, 2)
    yield client_leg.solves(scene)
    yield from ended(scene)
