"""On which days a client's tickets could be registered and worked on, with every right there is."""

from kabinet.demonstration.world import World
from kabinet.records.versions import newest_pack
from kabinet.regulation.organisation.versions import version_of

TWO_YEARS = -730


def span(world: World, client: str) -> tuple[int, int]:
    """The first and the last such day, counted from the day of building; a day is left at either end for other zones."""
    row = world.clients[client]
    partners = [world.partners[key] for key in world.group(row["partner"])]
    held = [status for partner in partners for status in partner["statuses"]]
    bound = (version_of(newest_pack()).binding - world.day(0)).days
    first = max(TWO_YEARS, bound, row["agreement"]["first"], min(status["first"] for status in held))
    contract = row["contract"]
    paid = contract["first"] - 1 if "earlier_level" in contract else contract["last"]
    last = min(0, row["licence"]["last"], paid, max(status.get("last", 0) for status in held))
    return first + 1, last - 1
