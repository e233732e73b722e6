"""Who plays in one ticket: the people of the client, of its partner and of the vendor who can do their part all along."""

from collections.abc import Collection
from dataclasses import dataclass
from random import Random

from kabinet.demonstration.world import World


@dataclass(frozen=True, slots=True)
class Company:
    """Logins. `expert` holds the certificate and sends to the vendor, `lead` gives the tickets out."""

    author: str
    engineer: str
    expert: str
    lead: str
    vendor: str


def company(world: World, rng: Random, client: str, first: int, last: int) -> Company:
    """Somebody for each part who is there from day `first` to day `last`, counted from the day of building."""
    partner = str(world.clients[client]["partner"])
    group = world.group(partner)

    def one(role: str, *places: str) -> str:
        return rng.choice(there(world, role, places, first, last))

    experts = [
        login
        for login in there(world, "authorised_employee", group, first, last)
        if certified(world, login, first, last)
    ]
    return Company(
        author=one("authorised_person", client),
        engineer=one("engineer", partner),
        expert=rng.choice(experts),
        lead=one("coordinator", partner),
        vendor=one("engineer", "vendor"),
    )


def there(world: World, role: str, places: Collection[str], first: int, last: int) -> list[str]:
    """Everybody with the role in these organisations on all days from `first` to `last`."""
    return [
        member.login
        for member in world.members
        if member.organisation in places and role in member.roles and member.there(first, last)
    ]


def certified(world: World, login: str, first: int, last: int) -> bool:
    """Whether they held the certificate on all those days."""
    paper = world.people[login].get("certificate", {"first": last + 1})
    return bool(paper["first"] <= first and last <= paper.get("last", last))
