"""The past: two years of tickets that came to their end, every piece of the repertoire at least once, the others drawn."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from kabinet.demonstration.repertoire import PIECES, Piece
from kabinet.demonstration.rights import span
from kabinet.demonstration.scenes.casting import Cast
from kabinet.demonstration.scenes.scene import Plot, Scene
from kabinet.demonstration.scenes.speech import additions
from kabinet.demonstration.tables import Story, stories

# How many tickets a client has beside the others, as far as its time with its partner goes.
SHARES = {
    "zmk": 22,
    "kedr": 12,
    "vodokanal": 9,
    "atlant": 8,
    "vostok": 9,
    "bank": 6,
    "farm": 5,
    "energo": 5,
    "les": 8,
}
# This part of the tickets is from the last days, as many as these: a desk that grows.
RECENT, LATELY = 0.15, 60
# Days beyond those of the piece, for what may come in its way.
SPARE = 6


def past(cast: Cast, rng: Random, tickets: int) -> Iterator[tuple[Scene, Plot]]:
    """Scenes for about so many tickets of both legs, and never fewer than one of each piece."""
    used: Counter[str] = Counter()
    for place, piece in enumerate(_drawn(rng, tickets)):
        scene = _scene(cast, Random(f"{cast.seed}:{place}"), piece, used)  # noqa: S311
        yield scene, piece.plot(scene)


def _drawn(rng: Random, tickets: int) -> list[Piece]:
    chosen = list(PIECES)
    made = sum(piece.tickets for piece in chosen)
    while made < tickets:
        piece = rng.choices(PIECES, [each.weight for each in PIECES])[0]
        chosen.append(piece)
        made += piece.tickets
    return chosen


def _scene(cast: Cast, rng: Random, piece: Piece, used: Counter[str]) -> Scene:
    story, days = _story(rng, piece, used), piece.days + SPARE
    client = _client(cast, rng, days)
    first, last = span(cast.world, client)
    latest = last - days
    earliest = max(first, latest - LATELY) if rng.random() < RECENT else first
    start = cast.start(rng, story, client, earliest, latest)
    scene = cast.scene(rng, story, client, start, days, production=piece.production)
    scene.speech = replace(scene.speech, additions=additions(rng, story))
    return scene


def _client(cast: Cast, rng: Random, days: int) -> str:
    """One of those whose time with their partner is long enough."""
    spans = {client: span(cast.world, client) for client in SHARES}
    fitting = [client for client, (first, last) in spans.items() if first + days < last]
    if not fitting:
        raise ValueError(f"at {cast.world.at} the regulation is not yet in force for long enough to tell of")
    return rng.choices(fitting, [SHARES[client] for client in fitting])[0]


def _story(rng: Random, piece: Piece, used: Counter[str]) -> Story:
    """One of the least told so far."""
    fitting = [story for story in stories().values() if story.level in piece.levels]
    least = min(used[story.key] for story in fitting)
    story = rng.choice([each for each in fitting if used[each.key] == least])
    used[story.key] += 1
    return story
