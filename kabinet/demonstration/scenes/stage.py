"""Plays many scenes at once in the order of time, and does the worker's part where it falls due.

So everything is recorded in the order in which it happened, as it would have been: numbers rise with the days, deadlines are
noticed a second after they passed, silence is announced and closes on its days.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from io import BytesIO
from typing import Any

from kabinet.actions.journal import auto_close
from kabinet.actions.journal.deadlines import settle_ticket
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.unit.instants import epoch, moment
from kabinet.demonstration.scenes.scene import Plot, Scene, Step
from kabinet.demonstration.world import World
from kabinet.records import doors
from kabinet.records.models import Ticket
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor
from kabinet.regulation.ticket import lifecycle

READING = "the demonstration looks at its tickets"
NOTICED = 1  # seconds after a deadline at which the worker has it on record
AGAIN = 3600


@dataclass(slots=True)
class Playing:
    """A scene under way: its next step, None when the plot is over, and the steps of silence done since each offer."""

    scene: Scene
    plot: Plot
    step: Step | None = None
    silent: dict[int, tuple[int, int]] = field(default_factory=dict)
    late: int = 0

    def next(self) -> int | None:
        """When something happens here next, None when nothing does before the scene's end."""
        instants = [at for at, _ in self.by_itself()]
        if self.step is not None:
            instants.append(self.step.at)
        at = min(instants, default=None)
        return None if at is None or at > self.scene.end else at

    def by_itself(self) -> Iterable[tuple[int, Ticket]]:
        """When the worker has something to do for each ticket, if nobody acts before."""
        for ticket in self.scene.tickets.values():
            if ticket.next_due_at is not None:
                yield epoch(ticket.next_due_at) + NOTICED, ticket
            if ticket.answered_at is not None:
                yield max(self._silence(ticket), self.late), ticket

    def _silence(self, ticket: Ticket) -> int:
        """When the solution that waits is announced to close, or closes, next."""
        since = epoch(ticket.answered_at) if ticket.answered_at else 0
        known, done = self.silent.get(ticket.pk, (since, 0))
        due = lifecycle.silence(since, doors.leg_of(ticket), doors.calendar_of(ticket))
        return [*due.notices, due.closes][done if known == since else 0]


def play(world: World, scenes: Iterable[tuple[Scene, Plot]]) -> None:
    """Every scene to its end; in a transaction, whose reach is nobody's afterwards."""
    playing = [Playing(scene, plot) for scene, plot in scenes]
    for each in playing:
        each.step = next(each.plot, None)
    waiting = [(at, place) for place, each in enumerate(playing) if (at := each.next()) is not None]
    heapify(waiting)
    while waiting:
        at, place = heappop(waiting)
        _happens(world, playing[place], at)
        if (then := playing[place].next()) is not None:
            heappush(waiting, (then, place))


def _happens(world: World, playing: Playing, at: int) -> None:
    scene = playing.scene
    if playing.step is not None and playing.step.at == at:
        result = act(world, playing.step, scene)
        _looked(scene, result)
        playing.step = _sent(playing.plot, result)
        return
    ticket = next(ticket for due, ticket in playing.by_itself() if due == at)
    if not settle_ticket(at=moment(at), ticket_id=ticket.pk):
        _silent(playing, ticket, at)
    _looked(scene, None)


def _sent(plot: Plot, result: Any) -> Step | None:
    try:
        return plot.send(result)
    except StopIteration:
        return None


def _silent(playing: Playing, ticket: Ticket, at: int) -> None:
    """One step of silence; when it was too early after all, it is tried again."""
    done = auto_close.announce(at=moment(at), ticket_id=ticket.pk) or auto_close.close_by_silence(
        at=moment(at), ticket_id=ticket.pk
    )
    since = epoch(ticket.answered_at) if ticket.answered_at else 0
    known, steps = playing.silent.get(ticket.pk, (since, 0))
    if done:
        playing.silent[ticket.pk] = (since, (steps if known == since else 0) + 1)
    playing.late = 0 if done else at + AGAIN


def act(world: World, step: Step, scene: Scene | None = None) -> Any:
    """One act of one person, who is asked who they are as at any page."""
    at = moment(step.at)
    actor = actor_of(world, step.login, step.at, scene)
    given = dict(step.given)
    if scene is not None and step.leg:
        given["number"] = scene.tickets[step.leg].number
    if step.enclosed:
        files = [
            attach(actor=actor, at=at, name=each.name, content=BytesIO(each.content.encode()))
            for each in step.enclosed
        ]
        given["files"] = [file.pk for file in files]
    return step.act(actor=actor, at=at, **given)


def actor_of(world: World, login: str, at: int, scene: Scene | None = None) -> Actor:
    """The person as they are then; somebody of several clients works for the scene's."""
    known = {member.organisation for member in world.members if member.login == login}
    client = scene.client if scene is not None and scene.client in known else None
    found = doors.actor_of(world.person[login], world.organisation[client] if client else None, moment(at))
    if found is None or not found.confirmed:
        raise ValueError(f"{login} is not there yet, or not any more")
    return found


def _looked(scene: Scene, result: Any) -> None:
    """The scene's tickets as they now stand: an act on one may have moved the other."""
    if isinstance(result, Ticket) and set(scene.tickets) <= {result.leg}:
        scene.tickets[result.leg] = result
        return
    keys = {ticket.pk for ticket in scene.tickets.values()}
    keys |= {result.pk} if isinstance(result, Ticket) else set()
    with as_system(READING):
        rows = Ticket.objects.filter(pk__in=keys).select_related("regulation", "calendar", "agreement")
        # A ticket passed on again has a newer one beside the older at the vendor.
        scene.tickets.update({ticket.leg: ticket for ticket in rows.order_by("pk")})
