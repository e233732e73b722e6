"""What pages quote: a clause by where it stands, the law's words in the reader's language, a person's name, a version by its
name and its number: a number alone says it only beside its name."""

from typing import NamedTuple, Protocol

from django.urls import reverse

from kabinet.pages.ui import vendor_words
from kabinet.records.versions.vendor_names import clauses
from kabinet.regulation.facts import ON_CALL
from kabinet.regulation.text import Text
from kabinet.regulation.ticket.rules import RULED_BY


class Cited(NamedTuple):
    """`words` are the place («табл. 2, п. 3.6»); both are empty where nothing is cited."""

    words: str = ""
    url: str = ""


def cited(clause: str | None) -> Cited:
    """The clause with this id."""
    known = clauses().get(clause or "")
    return Cited(spoken(known.place), reverse("clause", args=[known.id])) if known else Cited()


def cited_rule(clause: str | None) -> Cited:
    """The clause by which something is denied; where the regulation has none it is a rule of the cabinet's own."""
    return cited(clause) if clause else Cited(vendor_words.gettext("правило кабинета"), reverse("own_rules"))


def cited_fact(kind: str, clause: str) -> Cited:
    """The clause by which a fact was recorded, or that a rule of the cabinet's own lets it be."""
    return cited_rule(clause) if clause or kind in RULED_BY or kind in ON_CALL else Cited()


def spoken(text: Text) -> str:
    """The text in the reader's language."""
    return vendor_words.say(text)


def called(name: str) -> str:
    """«Гордеева Алина Викторовна» as people call her: «Алина Гордеева»."""
    words = name.split()
    return f"{words[1]} {words[0]}" if len(words) == 3 else name


class Version(Protocol):
    """A pack, or what the law knows of a published one."""

    @property
    def name(self) -> Text:
        """Its title."""

    @property
    def number(self) -> str:
        """What people call it."""


def titled(version: Version) -> str:
    """«Регламент корпоративной технической поддержки, версия 4.0»: a heading, a line of a list, a link."""
    return vendor_words.gettext("%(name)s, версия %(number)s") % {
        "name": spoken(version.name),
        "number": version.number,
    }


def numbered(version: Version) -> str:
    """«4.0 («Регламент корпоративной технической поддержки»)»: after «версия» in a sentence."""
    return numbered_as(version.name, version.number)


def numbered_as(name: Text, number: str) -> str:
    """The same of one that is no version yet."""
    return vendor_words.gettext("%(number)s («%(name)s»)") % {"name": spoken(name), "number": number}
