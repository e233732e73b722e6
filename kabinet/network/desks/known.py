"""Which programs a bridge can speak to."""

from collections.abc import Callable, Mapping
from typing import Final

from kabinet.network.desks import Desk, Place
from kabinet.network.desks.request_tracker import RequestTracker

REQUEST_TRACKER: Final = "request_tracker"
KNOWN: Final[Mapping[str, Callable[[Place], Desk]]] = {REQUEST_TRACKER: RequestTracker}
NAMES: Final[Mapping[str, str]] = {REQUEST_TRACKER: "Request Tracker 5"}


def desk_at(program: str, place: Place) -> Desk:
    """The desk there."""
    return KNOWN[program](place)
