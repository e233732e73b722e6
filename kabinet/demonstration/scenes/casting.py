"""Puts scenes together: a story at a client, on one of its systems, at an instant, with everybody who plays in it."""

from dataclasses import dataclass
from datetime import datetime, time
from random import Random

from kabinet.actions.unit.instants import epoch
from kabinet.demonstration.scenes.company import company
from kabinet.demonstration.scenes.hours import DAY
from kabinet.demonstration.scenes.scene import Scene
from kabinet.demonstration.scenes.speech import Speech, words
from kabinet.demonstration.tables import Story
from kabinet.demonstration.world import MOSCOW, World
from kabinet.regulation.working_time import Calendar, calendar_of
from kabinet.regulation.working_time.years import LATEST

WORKDAY = 8 * 3600
# The levels before it are for systems in production (U3.6d).
STANDARD = 3


@dataclass(frozen=True)
class Cast:
    """What all scenes have in common."""

    world: World
    seed: int

    @property
    def end(self) -> int:
        """The instant for which the world is built."""
        return epoch(self.world.at)

    def calendar(self, client: str) -> Calendar:
        """The working time that the client agreed on."""
        return calendar_of(self.world.terms(client).hours, LATEST)

    def start(self, rng: Random, story: Story, client: str, first: int, last: int) -> int:
        """An instant on one of these days, counted from the day of building: in working time if it can wait for it."""
        midnight = epoch(datetime.combine(self.world.day(rng.randint(first, last)), time(), MOSCOW))
        if story.level == 1:
            return midnight + rng.randint(0, DAY)
        return self.calendar(client).add_seconds(midnight, rng.randint(60, WORKDAY))

    def scene(
        self,
        rng: Random,
        story: Story,
        client: str,
        start: int,
        days: int,
        *,
        system: str = "",
        production: bool = False,
    ) -> Scene:
        """A scene from `start` on that lasts `days` at most, on the named system or on one that fits."""
        first = self.world.days_until(start)
        return Scene(
            world=self.world,
            rng=rng,
            story=story,
            client=client,
            system=system or self._system(rng, client, production or story.level < STANDARD),
            company=company(self.world, rng, client, first, min(0, first + days)),
            speech=Speech(rng, story, words(rng, first)),
            now=start,
            end=self.end,
        )

    def _system(self, rng: Random, client: str, production: bool) -> str:
        """One of the client's, in production where it has to be, rather so where not."""
        systems = self.world.clients[client]["system"]
        fitting = [row for row in systems if row["production"] or not production]
        return str(rng.choices(fitting, [3 if row["production"] else 1 for row in fitting])[0]["name"])
