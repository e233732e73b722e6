"""The tickets that are open at the end, from their table: whatever the day and the hour, there is work in every queue."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random
from typing import Any

from kabinet.demonstration.plots import present, present_passed
from kabinet.demonstration.scenes import hours
from kabinet.demonstration.scenes.casting import Cast
from kabinet.demonstration.scenes.scene import Plot, Scene
from kabinet.demonstration.tables import stories, table
from kabinet.regulation.clocks import ClockName

COURSES = {**present.COURSES, **present_passed.COURSES}
# From which clock and on which leg a course's `left` counts; the client's next news where nothing is said.
AIMS: Mapping[str, tuple[ClockName, str]] = {
    "new": (ClockName.REACTION, "client"),
    "given": (ClockName.REACTION, "client"),
    "claimed": (ClockName.REACTION, "client"),
    "passed_new": (ClockName.REACTION, "vendor"),
    "passed_late": (ClockName.REACTION, "vendor"),
}
# No clock runs in the end: `left` says how long ago it stopped.
STILL = ("solved", "objected")
PARTS = ("author", "engineer", "expert", "vendor")
# For how long before the end everybody of an open ticket must have been there.
AROUND = 25
HOUR = 3600


def open_now(cast: Cast) -> Iterator[tuple[Scene, Plot]]:
    """A scene for each row of present.toml."""
    for place, row in enumerate(table("present")["ticket"]):
        scene = _scene(cast, Random(f"{cast.seed}:open:{place}"), row)  # noqa: S311
        yield scene, COURSES[row["course"]](scene)


def _scene(cast: Cast, rng: Random, row: Mapping[str, Any]) -> Scene:
    story, client, start = stories()[row["story"]], row["client"], _around(cast, row)
    drawn = cast.scene(rng, story, client, start, AROUND, system=row.get("system", ""))
    named = {part: row[part] for part in PARTS if part in row}
    scene = replace(drawn, company=replace(drawn.company, **named))
    scene.now = _anchor(scene, row["course"], row["left"])
    return scene


def _around(cast: Cast, row: Mapping[str, Any]) -> int:
    """While the partner could still act, for casting."""
    return cast.end - AROUND * hours.DAY if row["course"] != "left_behind" else cast.end - 80 * hours.DAY


def _anchor(scene: Scene, course: str, left: float) -> int:
    """The instant that the course's plot is told around."""
    if course == "critical":
        return scene.end - HOUR + int(left * 60)
    if course in STILL:
        return hours.shifted(scene.calendar(), scene.end, int(left * 60))
    return present.aimed(scene, *_aim(course, left))


def _aim(course: str, left: float) -> tuple[ClockName, float, str]:
    clock, leg = AIMS.get(course, (ClockName.UPDATE, "client"))
    return clock, left, leg
