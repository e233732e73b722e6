"""How long a program that was away is left alone, so that nobody else waits for it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

FIRST_REST: Final = timedelta(seconds=5)
LAST_REST: Final = timedelta(minutes=5)


@dataclass(slots=True)
class Rests:
    """Of each service: longer each time."""

    _until: dict[str, datetime] = field(default_factory=dict)
    _times: dict[str, int] = field(default_factory=dict)

    def note_away(self, service: str, at: datetime, seconds: int = 0) -> None:
        """It did not answer, or said for how many seconds it wants to be left alone."""
        times = self._times[service] = self._times.get(service, 0) + 1
        rest = min(FIRST_REST * 2 ** min(times - 1, 16), LAST_REST)
        self._until[service] = at + max(rest, timedelta(seconds=seconds))

    def note_there(self, service: str) -> None:
        """It answered."""
        self._until.pop(service, None)
        self._times.pop(service, None)

    def until(self, service: str, at: datetime) -> datetime | None:
        """When it is asked again; None when at once."""
        until = self._until.get(service)
        return until if until is not None and at < until else None
