"""The registration form of a scene as its author fills it in: known values come from the system's card and their record."""

from typing import Any

from kabinet.actions.tickets.registration.judgement import CriticalTerms
from kabinet.demonstration.founding import phone
from kabinet.demonstration.scenes.scene import Scene
from kabinet.demonstration.world import Row

# The questions about the symptoms answered so that they lead to the level.
SYMPTOMS: dict[int, dict[str, str | bool]] = {
    1: {"happens": "failure", "no_other_way": True, "no_other_version": True, "no_backup": True},
    2: {"happens": "partial"},
    3: {"happens": "isolated"},
    4: {"happens": "wish"},
}
# So long ago a ticket was written about the platform of then, not that of the system's card.
OLD = -100


def form(scene: Scene, *, confirmed: bool = True, chosen: int | None = None) -> dict[str, Any]:
    """The arguments of `register_ticket`. `confirmed`: whether a critical ticket's author promises to be reachable."""
    story = scene.story
    asks = story.level == 1 and confirmed
    return {
        "system": scene.world.system[scene.client, scene.system],
        "values": _values(scene),
        "symptoms": symptoms(scene),
        "chosen_level": chosen,
        "critical": CriticalTerms(phone(scene.world, scene.company.author), True, True) if asks else None,
        "service": story.service,
        "impact": story.impact,
        "subject": scene.speech.text("subject"),
    }


def symptoms(scene: Scene) -> dict[str, str | bool]:
    """What leads to the story's level; a slowdown says that it is one."""
    said = dict(SYMPTOMS[scene.story.level])
    if scene.story.slow:
        said["slower"] = True
        said["over_twice"] = scene.story.level == 2
    return said


def _values(scene: Scene) -> dict[str, str]:
    client, card, author = scene.world.clients[scene.client], _card(scene), scene.company.author
    old = scene.world.days_until(scene.now) < OLD
    values = {
        "description": scene.speech.text("description"),
        "product": f"{card['product']} {card['configuration']}",
        "platform": scene.speech.words["platform"] if old else card["platform"],
        "client_environment": card["client_environment"],
        "server_os": card["server_os"],
        "server_hardware": card["hardware"],
        "dbms": card["dbms"],
        "company": client["name"],
        "delivery": client["licence"]["delivery"],
        "contact": scene.world.people[author]["name"],
        "phone": phone(scene.world, author),
        "email": f"{author}@{scene.client}.example",
    }
    return values | _advised(scene)


def _advised(scene: Scene) -> dict[str, str]:
    """Recent changes, and for a slowdown the measurements, where the story has them."""
    fields = {"changes": "changes", "performance_before": "before", "performance_after": "after"}
    texts = scene.story.texts
    return {field: scene.speech.text(turn) for field, turn in fields.items() if turn in texts}


def _card(scene: Scene) -> Row:
    systems = scene.world.clients[scene.client]["system"]
    return next(row for row in systems if row["name"] == scene.system)
