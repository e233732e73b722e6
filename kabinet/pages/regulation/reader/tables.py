"""Table 2 as it applies: the regulation's own rows, or what an agreement made of them with what it changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kabinet.pages.ui import term_words
from kabinet.pages.ui.amounts import unbroken
from kabinet.regulation.pack import Leg
from kabinet.regulation.terms import LevelTerms, Terms, Unit
from kabinet.regulation.text import Text
from kabinet.regulation.working_time.explanation import amount


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of a row; `usual` is the regulation's own where an agreement says another, else empty."""

    words: str
    usual: str = ""


@dataclass(frozen=True, slots=True)
class TermsRow:
    """One row of Table 2."""

    levels: tuple[int, ...]
    reaction: Amount
    update: Amount
    hours: Amount
    clause: str


def rows(leg: Leg, terms: Terms, language: str) -> tuple[TermsRow, ...]:
    """The rows of `leg` under `terms`, which are the leg's own or an agreement's: in the regulation's words where it has
    some, in our own for levels that it does not word."""
    if terms != leg.terms:
        return tuple(_made(leg, terms, sorted(terms.levels), language))
    worded = {number for row in leg.rows for number in row.levels}
    made = _made(leg, terms, sorted(set(terms.levels) - worded), language)
    return tuple(sorted([*_worded(leg, language), *made], key=lambda row: row.levels))


def _worded(leg: Leg, language: str) -> Iterator[TermsRow]:
    for row in leg.rows:
        reaction, update, hours = (
            Amount(unbroken(words.say(language))) for words in (row.reaction, row.update, row.hours)
        )
        yield TermsRow(row.levels, reaction, update, hours, row.clause)


def _made(leg: Leg, terms: Terms, levels: list[int], language: str) -> Iterator[TermsRow]:
    worded = {number: row.hours for row in leg.rows for number in row.levels}
    said = [_row(level, leg.terms, terms, language, worded.get(level)) for level in levels]
    for _same, group in groupby(said, key=lambda row: (row.reaction, row.update, row.hours, row.clause)):
        alike = list(group)
        first = alike[0]
        numbers = tuple(number for row in alike for number in row.levels)
        yield TermsRow(numbers, first.reaction, first.update, first.hours, first.clause)


def _row(level: int, usual: Terms, terms: Terms, language: str, worded: Text | None) -> TermsRow:
    """`worded`: what the regulation says of the level's hours, which no agreement changes where they are round the clock:
    the condition that it names stays (U3.6.1)."""
    own, base = terms.level(level), usual.level(level)
    return TermsRow(
        (level,),
        _amount(amount(own.reaction), amount(base.reaction), language),
        _amount(term_words.every(own.update), term_words.every(base.update), language),
        _amount(_hours(own, terms, worded), _hours(base, usual, worded), language),
        own.clause,
    )


def _amount(own: Text, base: Text, language: str) -> Amount:
    said, usual = (unbroken(each.say(language)) for each in (own, base))
    return Amount(said, "" if own == base else usual)


def _hours(level: LevelTerms, terms: Terms, worded: Text | None) -> Text:
    if level.reaction.unit is Unit.HOURS:
        return worded or term_words.ROUND_THE_CLOCK
    return term_words.hours(terms.hours)
