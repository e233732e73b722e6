"""The paths that notices of this room open; the pages' own table of addresses is above this floor (a test compares)."""

WAITING = "/papers/waiting/"
OWN_PAPERS = "/papers/"
OWN_SYSTEMS = "/systems/"
BELOW = "/partners/below/"
LEFT = "/handovers/"
CALENDARS = "/calendars/"


def papers(organisation: int) -> str:
    """The papers of another organisation."""
    return f"/organisations/{organisation}/papers/"


def systems(client: int) -> str:
    """The systems of another organisation."""
    return f"/organisations/{client}/systems/"


def proposal(key: int) -> str:
    """A proposed agreement."""
    return f"/agreements/{key}/"


def ticket(number: str) -> str:
    """A ticket."""
    return f"/tickets/{number}/"
