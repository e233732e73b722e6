"""Acts that are done when the scenes are over: so many minutes before the end, on the tickets that are open then."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from kabinet.demonstration.founding import phone
from kabinet.demonstration.scenes.stage import actor_of
from kabinet.demonstration.tables import stories
from kabinet.demonstration.world import World
from kabinet.records.models import Ticket
from kabinet.records.security.reach import as_system
from kabinet.regulation.legs import LegCode

Row = Mapping[str, Any]


def before(world: World, minutes: int) -> datetime:
    """So many minutes before the end."""
    return world.at - timedelta(minutes=minutes)


def done(world: World, login: str, ago: int, act: Callable[..., Any], **given: Any) -> Any:
    """One act of one person, so many minutes before the end."""
    at = before(world, ago)
    return act(actor=actor_of(world, login, int(at.timestamp())), at=at, **given)


def number_of(world: World, story: str, client: str, leg: str = LegCode.CLIENT) -> str | None:
    """Of the open ticket of this story; None in a world that has none."""
    with as_system("a ticket of the demonstration"):
        tickets = Ticket.objects.filter(client=world.organisation[client], leg=leg, closed_at=None)
        begins = stories()[story].texts["subject"].split("{")[0]
        found = tickets.filter(subject__startswith=begins).order_by("-id").first()
        return found.number if found else None


def form_values(world: World, client: str, system: str, login: str) -> dict[str, str]:
    """What a form takes over from the cards of the client, the system and the person."""
    row = world.clients[client]
    card = next(each for each in row["system"] if each["name"] == system)
    return {
        "product": f"{card['product']} {card['configuration']}",
        "platform": card["platform"],
        "client_environment": card["client_environment"],
        "server_os": card["server_os"],
        "server_hardware": card["hardware"],
        "company": row["name"],
        "delivery": row["licence"]["delivery"],
        "contact": world.people[login]["name"],
        "phone": phone(world, login),
        "email": f"{login}@{client}.example",
    }
