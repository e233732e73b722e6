"""What is said in one scene: the story's texts and the phrases of every day, filled in for this ticket."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from kabinet.demonstration.tables import Story, table

# Between the oldest ticket and the newest, platforms went through all versions.
HISTORY = 730


@dataclass(frozen=True)
class Speech:
    """`words` fill the marks of the texts, the same all through one ticket; `additions` stand behind a turn's text."""

    rng: Random
    story: Story
    words: Mapping[str, str]
    additions: Mapping[str, str] = field(default_factory=dict)
    repeated: dict[str, str] = field(default_factory=dict)

    def text(self, turn: str, otherwise: str = "") -> str:
        """The story's text at this turn; `otherwise` is the phrase for stories that do not have it."""
        said = self.story.texts.get(turn)
        filled = self.phrase(otherwise) if said is None else said.format_map(self.words)
        return filled + self.additions.get(turn, "")

    def phrase(self, name: str) -> str:
        """One of the phrases of that name."""
        found = table("phrases")[name]
        return str(found if isinstance(found, str) else self.rng.choice(found))

    def same(self, name: str) -> str:
        """One of the phrases of that name, the same all through the ticket: what the vendor says the partner repeats."""
        return self.repeated.setdefault(name, self.phrase(name))

    def to(self, reader: str, *parts: str) -> str:
        """A message to somebody by their full name: greeted, then what is to be said, a paragraph each."""
        greeting = self.phrase("hello").format(name=called(reader))
        return "\n\n".join([greeting, *(part for part in parts if part)])


def words(rng: Random, days: int) -> dict[str, str]:
    """One word of each list; `days` (negative) says how old the ticket is and so which platform it speaks of."""
    lists = dict(table("words"))
    platforms = lists.pop("platforms")
    newest = len(platforms) - 1
    place = max(1, min(newest, round(newest * (1 + days / HISTORY))))
    chosen = {name: rng.choice(options) for name, options in lists.items()}
    return chosen | {"platform": platforms[place], "former": platforms[place - 1]}


def additions(rng: Random, story: Story) -> dict[str, str]:
    """What this author adds to the story, so that two tickets about one thing are not written alike."""
    phrases = table("phrases")
    tail = rng.choice(phrases["tail"]) if story.service == "problem" and story.level > 1 else ""
    said = {"description": rng.choice(phrases["detail"]), "reply": rng.choice(phrases["aside"])}
    return {"subject": tail} | {turn: f" {words}" for turn, words in said.items() if words}


def called(name: str) -> str:
    """First name and patronymic of «Фамилия Имя Отчество»."""
    return name.partition(" ")[2] or name
