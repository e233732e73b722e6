"""What pages quote: a clause by where it stands, the law's words in the reader's language, a person's name."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import get_language

from kabinet.regulation.clauses import clauses
from kabinet.regulation.text import Text


class Cited(NamedTuple):
    """`words` are the place («табл. 2, п. 3.6»); both are empty where nothing is cited."""

    words: str = ""
    url: str = ""


def cited(clause: str | None) -> Cited:
    """The clause with this id."""
    known = clauses().get(clause or "")
    return Cited(spoken(known.place), reverse("clause", args=[known.id])) if known else Cited()


def spoken(text: Text) -> str:
    """The text in the reader's language."""
    return text.say(get_language() or "ru")


def called(name: str) -> str:
    """«Гордеева Алина Викторовна» as people call her: «Алина Гордеева»."""
    words = name.split()
    return f"{words[1]} {words[0]}" if len(words) == 3 else name
