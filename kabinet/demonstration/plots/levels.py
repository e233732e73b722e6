"""Tickets whose level is not what it first was, or not what the symptoms led to."""

from kabinet.demonstration import client_leg as client
from kabinet.demonstration.plots.usual import ended, opened
from kabinet.demonstration.scene import Plot, Scene


def raised(scene: Scene) -> Plot:
    """It became worse: the author raises it."""
    yield from opened(scene)
    scene.passes(10, 60)
    yield client.acknowledges(scene)
    scene.passes(100, 400)
    yield client.raises(scene, 2)
    scene.passes(30, 100)
    yield client.offers_workaround(scene, final=False)
    scene.days(1, 2)
    yield client.solves(scene)
    yield from ended(scene)


def lowered(scene: Scene) -> Plot:
    """It was less than it seemed: the partner proposes to lower it, the author agrees."""
    yield from opened(scene)
    scene.passes(10, 60)
    yield client.asks(scene)
    scene.passes(20, 120)
    yield client.replies(scene)
    scene.passes(10, 60)
    yield client.proposes_level(scene, 3)
    scene.passes(10, 90)
    yield client.agrees_level(scene)
    scene.days(1, 2)
    yield client.solves(scene)
    yield from ended(scene)


def chosen_lower(scene: Scene) -> Plot:
    """The author asks for less than the symptoms would give (U3.5b)."""
    yield client.registers(scene, chosen=scene.story.level + 1)
    scene.passes(20, 120)
    yield client.takes(scene)
    scene.passes(10, 120)
    yield client.solves(scene)
    yield from ended(scene)


def unconfirmed(scene: Scene) -> Plot:
    """Critical by its symptoms, standard for want of the terms (U4e); then the client goes on by themselves."""
    yield client.registers(scene, confirmed=False)
    scene.passes(10, 60)
    yield client.takes(scene)
    scene.passes(5, 40)
    yield client.asks(scene)
    scene.passes(10, 60)
    yield client.replies(scene)
    scene.passes(20, 100)
    yield client.offers_workaround(scene, final=False)
    scene.days(1, 2)
    yield client.solves(scene)
    yield from ended(scene)
