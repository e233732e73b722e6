"""The law's words for a page: verdicts, terms, hours, in the reader's language."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext as _

from kabinet.pages.ui import term_words
from kabinet.pages.ui.citations import cited_rule, spoken
from kabinet.pages.ui.locale_formats import SPACE
from kabinet.regulation.access import Verdict
from kabinet.regulation.terms import Terms, Unit
from kabinet.regulation.text import Text
from kabinet.regulation.working_time.explanation import amount


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict in words."""

    reason: str
    remedy: str
    clause: str


def say(text: Text) -> str:
    """In the reader's language."""
    return spoken(text)


def verdict(of: Verdict) -> Said:
    """Why not, and who can mend it."""
    return Said(say(of.reason), say(of.remedy), of.clause or "")


def with_clause(of: Verdict) -> str:
    """The same in one line, with the clause to read on."""
    place, words = cited_rule(of.clause), f"{say(of.reason)}. {say(of.remedy)}."
    if not place.words:
        return words
    return format_html('{} <a class="clause" href="{}">{}</a>', words, place.url, place.words)


def within(terms: Terms, level: int) -> str:
    """«за 4 рабочих часа»."""
    return _("за %(amount)s") % {"amount": say(amount(terms.level(level).reaction)).replace(" ", SPACE)}


def hours(terms: Terms, level: int) -> str:
    """When the clocks of a level run: «круглосуточно, без выходных»."""
    if terms.level(level).reaction.unit is Unit.HOURS:
        return say(term_words.ROUND_THE_CLOCK)
    return say(term_words.hours(terms.hours))


def promises(terms: Terms, level: int) -> list[tuple[str, str]]:
    """A row of Table 2 as it applies: names and values."""
    return [
        (_("Первый ответ"), within(terms, level)),
        (_("Обновления"), say(term_words.every(terms.level(level).update))),
        (_("Часы работы"), hours(terms, level)),
    ]
