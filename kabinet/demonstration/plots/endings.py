"""Tickets that do not simply end with a solution accepted."""

from kabinet.demonstration.plots.usual import ended, opened, quick
from kabinet.demonstration.scenes import client_leg
from kabinet.demonstration.scenes.scene import Plot, Scene
from kabinet.regulation.facts import Answer

# Codes of the pack's reasons that a partner gives, each with its evidence in phrases.toml.
REFUSALS = (
    "application",
    "development",
    "third_party",
    "end_users",
    "optimisation",
    "hardware",
    "beyond_requirements",
    "undocumented",
    "licence_violation",
)


def silence(scene: Scene) -> Plot:
    """Nobody answers the solution: it is announced twice and closes by itself."""
    yield from opened(scene)
    scene.passes(10, 60)
    yield client_leg.asks(scene)
    scene.passes(15, 200)
    yield client_leg.replies(scene)
    scene.passes(40, 300)
    yield client_leg.solves(scene)


def declined(scene: Scene) -> Plot:
    """The first solution does not help."""
    yield from opened(scene)
    scene.passes(10, 60)
    yield client_leg.offers_workaround(scene, final=True)
    scene.passes(60, 400)
    yield client_leg.declines(scene)
    scene.passes(30, 90)
    yield client_leg.notes(scene)
    scene.passes(60, 400)
    yield client_leg.solves(scene)
    yield from ended(scene)


def reopened(scene: Scene) -> Plot:
    """Closed, and it comes back."""
    yield from quick(scene)
    scene.days(3, 9)
    yield client_leg.reopens(scene)
    scene.passes(20, 120)
    yield client_leg.asks(scene)
    scene.passes(20, 200)
    yield client_leg.replies(scene)
    scene.days(0, 1)
    yield client_leg.says(scene, scene.speech.text("workaround"), kind=Answer.WORKAROUND, final=True)
    yield from ended(scene)


def withdrawn(scene: Scene) -> Plot:
    """No longer needed."""
    yield from opened(scene)
    scene.passes(10, 60)
    yield client_leg.acknowledges(scene)
    scene.passes(20, 300)
    yield client_leg.withdraws(scene)


def refused(scene: Scene) -> Plot:
    """Outside the regulation, for one of its reasons."""
    yield from opened(scene)
    scene.passes(15, 90)
    yield client_leg.refuses(scene, scene.rng.choice(REFUSALS))


def refusal_kept(scene: Scene) -> Plot:
    """Refused; the author objects, and the refusal stands."""
    yield from opened(scene)
    scene.passes(15, 90)
    yield client_leg.refuses(scene, scene.rng.choice(("third_party", "hardware")))
    scene.passes(20, 120)
    yield client_leg.objects(scene)
    scene.passes(60, 300)
    yield client_leg.answers_objection(scene, upheld=False)


def refused_and_reopened(scene: Scene) -> Plot:
    """Refused; the author objects and is right."""
    yield from opened(scene)
    scene.passes(15, 90)
    yield client_leg.refuses(scene, "third_party")
    scene.days(0, 1)
    yield client_leg.objects(scene)
    scene.passes(20, 120)
    yield client_leg.answers_objection(scene, upheld=True)
    scene.passes(60, 300)
    yield client_leg.solves(scene)
    yield from ended(scene)


def closed(scene: Scene) -> Plot:
    """The question stays unanswered for all the days; the support closes with a reason."""
    yield from opened(scene)
    scene.passes(10, 60)
    yield client_leg.asks(scene)
    for _ in range(2):
        scene.days(4, 4)
        yield client_leg.updates(scene)
    scene.days(3, 3)
    yield client_leg.closes(scene)


def told_to_close(scene: Scene) -> Plot:
    """The author writes that it is settled; the support closes by that word."""
    yield from opened(scene)
    scene.passes(10, 60)
    yield client_leg.acknowledges(scene)
    scene.passes(60, 300)
    yield client_leg.replies(scene, said=scene.speech.phrase("settled_ourselves"))
    scene.passes(10, 60)
    yield client_leg.closes_by_word(scene)
