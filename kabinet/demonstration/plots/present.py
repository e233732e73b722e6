"""Tickets that are open when the world is built, each so that its next deadline is as near as it should be.

Every course begins with the instant from which that deadline counts (`scene.now`) and tells first what came before it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from kabinet.actions.unit.instants import moment
from kabinet.demonstration.rights import span
from kabinet.demonstration.scenes import client_leg, hours, vendor_leg
from kabinet.demonstration.scenes.enclosures import diagnostics
from kabinet.demonstration.scenes.scene import Plot, Scene
from kabinet.regulation.clocks import ClockName
from kabinet.regulation.legs import LegCode

# From nine o'clock to closing.
EVENING = 9 * 3600


def aimed(scene: Scene, clock: ClockName, left: float, leg: str = LegCode.CLIENT) -> int:
    """The instant from which the clock counts when `left` minutes of service time remain at the scene's end."""
    terms = scene.terms(leg).level(scene.story.level)
    term = terms.reaction if clock is ClockName.REACTION else terms.update
    if term is None:
        raise ValueError(f"level {scene.story.level} has no {clock}")
    calendar = scene.calendar(leg)
    return hours.start_of(hours.shifted(calendar, scene.end, int(left * 60)), term, calendar)


def new(scene: Scene) -> Plot:
    """Nobody has it."""
    yield client_leg.registers(scene, diagnostics(scene))


def given(scene: Scene) -> Plot:
    """Somebody has it and has not begun."""
    yield client_leg.registers(scene)
    scene.passes(3, 15)
    yield client_leg.assigns(scene)


def begun(scene: Scene, before: float = 90) -> Plot:
    """Registered and taken some time before the contact at `now`."""
    contact = scene.now
    scene.now = scene.before(contact, before)
    yield client_leg.registers(scene, diagnostics(scene) if scene.rng.random() < 0.4 else None)
    scene.passes(before / 6, before / 3)
    yield client_leg.takes(scene)
    scene.until(contact)


def in_work(scene: Scene) -> Plot:
    """The first answer is given; they wrote since."""
    yield from begun(scene)
    yield client_leg.acknowledges(scene)
    scene.passes(20, 60)
    yield client_leg.notes(scene)
    scene.passes(30, 90)
    yield client_leg.replies(scene, said=scene.speech.text("reply"))


def claimed(scene: Scene) -> Plot:
    """Nobody answered in time; a call in time was written down today, and the client has not said yet whether it was."""
    yield client_leg.registers(scene)
    scene.passes(10, 20)
    rang = scene.now
    yield client_leg.takes(scene)
    scene.until(hours.shifted(scene.calendar(), scene.end, -12 * 60))
    late: dict[str, Any] = {"occurred_at": moment(rang), "reason": scene.speech.phrase("call_late")}
    yield client_leg.calls(scene, **late)


def free(scene: Scene) -> Plot:
    """Answered, and belongs to nobody."""
    contact = scene.now
    scene.now = scene.before(contact, 120)
    yield client_leg.registers(scene)
    scene.until(contact)
    yield client_leg.acknowledges(scene)


def waiting(scene: Scene) -> Plot:
    """The client has to answer."""
    yield from begun(scene)
    yield client_leg.asks(scene)


def solved(scene: Scene) -> Plot:
    """A solution waits; all clocks stand."""
    yield from begun(scene, 200)
    yield client_leg.solves(scene)


def objected(scene: Scene) -> Plot:
    """Refused, and the author objects: the partner owes the answer, no clock runs."""
    yield from begun(scene, 200)
    yield client_leg.refuses(scene, "third_party")
    scene.passes(30, 90)
    yield client_leg.objects(scene)


def declined(scene: Scene) -> Plot:
    """The solution did not help: the news is owed from the moment of saying so."""
    said = scene.now
    scene.now = scene.before(said, 700)
    yield client_leg.registers(scene)
    scene.passes(20, 60)
    yield client_leg.takes(scene)
    scene.passes(60, 200)
    yield client_leg.solves(scene)
    scene.until(said)
    yield client_leg.declines(scene)
    scene.passes(30, 90)
    yield client_leg.notes(scene)


def reopened(scene: Scene) -> Plot:
    """Closed ten days before, and it came back."""
    back = scene.now
    scene.now = scene.before(back, 3000)
    yield client_leg.registers(scene)
    scene.passes(20, 60)
    yield client_leg.takes(scene)
    scene.passes(60, 200)
    yield client_leg.solves(scene)
    scene.passes(30, 120)
    yield client_leg.accepts(scene)
    scene.until(back)
    yield client_leg.reopens(scene)


def drawn_out(scene: Scene) -> Plot:
    """Weeks and weeks with news in time, the last at `now`; registered on the last days on which the client could."""
    last = scene.now
    scene.now = _evening(scene, -200)
    yield client_leg.registers(scene)
    scene.passes(20, 60)
    yield client_leg.takes(scene)
    scene.passes(10, 60)
    yield client_leg.asks(scene)
    scene.passes(60, 300)
    yield client_leg.replies(scene)
    yield from _news_until(scene, last)


def _news_until(scene: Scene, last: int) -> Plot:
    """News in time, the last at that instant."""
    calendar = scene.calendar()
    yield client_leg.updates(scene)
    while calendar.add_days(scene.now, 9) < last:
        scene.now = calendar.add_days(scene.now, scene.rng.randint(7, 8))
        yield client_leg.updates(scene)
    scene.until(last)
    yield client_leg.updates(scene)


def outlived(scene: Scene) -> Plot:
    """Passed on in the last days of the licence; after they were over the vendor refused, the partner goes on (P2.4)."""
    last, calendar = scene.now, scene.calendar()
    scene.now = _evening(scene, -420)
    paid_until = _evening(scene, 0)
    yield client_leg.registers(scene)
    scene.passes(10, 30)
    yield client_leg.takes(scene)
    scene.passes(10, 30)
    yield client_leg.asks(scene)
    scene.passes(20, 60)
    yield client_leg.replies(scene, diagnostics(scene))
    scene.passes(20, 60)
    yield vendor_leg.passes_on(scene)
    scene.passes(20, 60, LegCode.VENDOR)
    yield vendor_leg.acknowledges(scene)
    scene.until(calendar.add_days(paid_until, 2))
    yield vendor_leg.refuses(scene, "not_entitled")
    scene.passes(30, 90)
    yield from _news_until(scene, last)


def left_behind(scene: Scene) -> Plot:
    """Begun in the last days of the partner's status; nobody may go on."""
    scene.now = _evening(scene, -scene.rng.randint(700, 1000))
    lost = scene.now
    yield client_leg.registers(scene)
    scene.passes(20, 60)
    yield client_leg.takes(scene)
    scene.passes(10, 60)
    yield client_leg.asks(scene)
    scene.passes(60, 300)
    yield client_leg.replies(scene, diagnostics(scene))
    scene.until(scene.calendar().add_days(lost, 12))
    yield client_leg.replies(scene, said="Есть ли новости? Ответа нет вторую неделю.")


def _evening(scene: Scene, minutes: float) -> int:
    """So many minutes of service time from the evening of the last day on which the client had every right."""
    _, last = span(scene.world, scene.client)
    evening = int(scene.world.morning(last).timestamp()) + EVENING
    return hours.shifted(scene.calendar(), evening, int(minutes * 60))


COURSES: Mapping[str, Callable[[Scene], Plot]] = {
    each.__name__: each
    for each in (
        new,
        given,
        in_work,
        claimed,
        free,
        waiting,
        solved,
        objected,
        declined,
        reopened,
        drawn_out,
        outlived,
        left_behind,
    )
}
