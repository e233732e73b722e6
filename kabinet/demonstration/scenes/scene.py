"""One ticket's play: who is in it, what it is about, what time it is there, and how its tickets stand.

A plot (plots/) is a generator of steps; each step is one act of one person at one instant. Between two steps the plot lets
time pass. The stage (stage.py) plays many scenes at once, in the order of time.
"""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from kabinet.demonstration.scenes import hours
from kabinet.demonstration.scenes.company import Company
from kabinet.demonstration.scenes.speech import Speech
from kabinet.demonstration.tables import Story
from kabinet.demonstration.world import World
from kabinet.records.models import Ticket
from kabinet.records.versions import newest_pack
from kabinet.regulation.clocks import ClockName, Clocks
from kabinet.regulation.legs import LegCode
from kabinet.regulation.terms import Terms
from kabinet.regulation.working_time import AROUND_THE_CLOCK, Calendar, calendar_of
from kabinet.regulation.working_time.years import LATEST

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A small file that goes with what is said."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Step:
    """One act of one person: at `at`, on the ticket of `leg` unless it makes one (`leg` empty)."""

    at: int
    login: str
    act: Callable[..., Any]
    leg: str
    given: Mapping[str, Any]
    enclosed: tuple[Enclosure, ...] = ()


Plot = Generator[Step, Any, None]


@dataclass
class Scene:
    """`now` are epoch seconds; `end` is the instant for which the world is built. `tickets` by leg, as they stand."""

    world: World
    rng: Random
    story: Story
    client: str
    system: str
    company: Company
    speech: Speech
    now: int
    end: int
    tickets: dict[str, Ticket] = field(default_factory=dict)

    @property
    def level(self) -> int:
        """The level of the client's ticket, of the story before there is one."""
        return self.tickets["client"].level if "client" in self.tickets else self.story.level

    def terms(self, leg: str = LegCode.CLIENT) -> Terms:
        """What is owed on the leg."""
        return self.world.terms(self.client) if leg == LegCode.CLIENT else newest_pack().leg(leg).terms

    def calendar(self, leg: str = LegCode.CLIENT) -> Calendar:
        """The leg's working time; a critical ticket knows no nights."""
        level = self.tickets[leg].level if leg in self.tickets else self.level
        return AROUND_THE_CLOCK if level == 1 else calendar_of(self.terms(leg).hours, LATEST)

    def passes(self, least: float, most: float, leg: str = LegCode.CLIENT) -> None:
        """Lets so many minutes of service time pass, seconds at random."""
        seconds = self.rng.randint(int(least * MINUTE), int(most * MINUTE))
        self.now = self.calendar(leg).add_seconds(self.now, seconds)

    def days(self, least: int, most: int, leg: str = LegCode.CLIENT) -> None:
        """Lets working days pass, to another time of day."""
        working = calendar_of(self.terms(leg).hours, LATEST)
        self.now = working.add_days(self.now, self.rng.randint(least, most))
        self.now = working.add_seconds(self.now, self.rng.randint(0, 90 * MINUTE))

    def misses(self, clock: ClockName, least: float, most: float, leg: str = LegCode.CLIENT) -> None:
        """Lets the running deadline pass and so many minutes of service time after it."""
        running = Clocks.from_json(self.tickets[leg].clocks).running(clock)
        if running is None or running.due is None:
            raise ValueError(f"{clock} does not run on {self.tickets[leg].number}")
        self.now = max(self.now, running.due)
        self.passes(least, most, leg)

    def until(self, instant: int) -> None:
        """Moves to a later instant; an earlier one changes nothing."""
        self.now = max(self.now, instant)

    def before(self, instant: int, minutes: float, leg: str = LegCode.CLIENT) -> int:
        """So many minutes of service time before an instant."""
        return hours.shifted(self.calendar(leg), instant, -int(minutes * MINUTE))

    def step(
        self, login: str, act: Callable[..., Any], leg: str, *enclosed: Enclosure | None, **given: Any
    ) -> Step:
        """An act of this person now."""
        return Step(self.now, login, act, leg, given, tuple(each for each in enclosed if each))
