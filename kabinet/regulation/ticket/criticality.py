"""From symptoms to a level (U3.5b, U3.5c, P4.7a), and what the level needs before it can be had."""

from collections.abc import Mapping
from dataclasses import dataclass

from kabinet.regulation.pack.leg import Leg
from kabinet.regulation.pack.symptoms import Answers, Criterion, Question
from kabinet.regulation.pack.words import Level
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import ALLOWED, Verdict, deny

PRODUCTION = Text("система промышленная", "the system is in production")
TERMS = Text("условия связи подтверждены", "the terms of contact are confirmed")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the answers come to.

    `symptoms` is the level that the symptoms alone say, `level` the one that the ticket gets; both None while
    an open question decides. `open` are codes of the questions and promises still to answer. `refused` says
    why `symptoms` cannot be had (U3.6d); `notice` what is said before sending when the level became another
    one for want of confirmation (U4e).
    """

    symptoms: int | None
    level: int | None
    reasons: tuple[Text, ...]
    questions_open: tuple[str, ...]
    refused: Verdict | None = None
    notice: Verdict | None = None


def judge(answers: Answers, production: bool, terms_confirmed: bool | None, leg: Leg) -> Judgement:
    """The level by the symptoms; `terms_confirmed` None means that nobody was asked yet."""
    open_ = tuple(question.code for question in asked(answers, leg) if _undecided(question, answers))
    row = _row(answers, leg)
    reasons = symptoms_in_words(answers, leg)
    if row is None or _may_rise(row, answers, leg):
        return Judgement(None, None, reasons, open_)
    return _fitted(leg.level(row.level), reasons, production, terms_confirmed, leg)


def asked(answers: Answers, leg: Leg) -> tuple[Question, ...]:
    """The questions that these answers lead to, in order."""
    return tuple(each for each in leg.symptoms if _holds(each.asked_when or {}, answers))


def is_slow(answers: Answers, leg: Leg) -> bool:
    """Whether the answers make the ticket one about slowness."""
    return any(answers.get(each.code) is True for each in leg.symptoms if each.slowness)


def choose(judgement: Judgement, chosen: int, leg: Leg) -> Verdict:
    """Whether the applicant may have `chosen`: a lower level than judged always, a higher one never (U3.5b)."""
    if judgement.level is None:
        return deny(leg, "symptoms_open")
    if chosen >= judgement.level:
        return ALLOWED
    blocked = judgement.refused or judgement.notice
    return (
        blocked
        if blocked and chosen == judgement.symptoms
        else deny(leg, "level_higher", level=judgement.level)
    )


def is_lower_choice(judgement: Judgement, chosen: int) -> bool:
    """Whether `chosen` is below what was judged, which the ticket's history must say."""
    return judgement.level is not None and chosen > judgement.level


def symptoms_in_words(answers: Answers, leg: Leg) -> tuple[Text, ...]:
    """What was answered, a line an answer."""
    said = (_because(question, answers.get(question.code)) for question in asked(answers, leg))
    return tuple(text for text in said if text)


def _fitted(
    level: Level, reasons: tuple[Text, ...], production: bool, terms: bool | None, leg: Leg
) -> Judgement:
    number = level.number
    if level.production_only and not production:
        refused = deny(leg, "not_production", level=number, offered=level.not_production_level)
        return Judgement(number, level.not_production_level, reasons, (), refused=refused)
    if level.production_only:
        reasons = (PRODUCTION, *reasons)
    return (
        _critical(level, reasons, terms, leg)
        if level.needs_critical_terms
        else Judgement(number, number, reasons, ())
    )


def _critical(level: Level, reasons: tuple[Text, ...], terms: bool | None, leg: Leg) -> Judgement:
    if terms is None:
        return Judgement(level.number, level.number, reasons, tuple(term.code for term in leg.critical_terms))
    if terms:
        return Judgement(level.number, level.number, (*reasons, TERMS), ())
    notice = deny(leg, "terms_unconfirmed", offered=level.unconfirmed_level)
    return Judgement(level.number, level.unconfirmed_level, reasons, (), notice=notice)


def _row(answers: Answers, leg: Leg) -> Criterion | None:
    return next((row for row in leg.criteria if _holds(row.when, answers)), None)


def _may_rise(row: Criterion, answers: Answers, leg: Leg) -> bool:
    """Whether a row above `row` still could hold once the open required questions are answered."""
    above = leg.criteria[: leg.criteria.index(row)]
    open_ = {each.code for each in leg.symptoms if _undecided(each, answers) and _reachable(each, answers)}
    return any(
        _holds({key: part for key, part in up.when.items() if key not in open_}, answers) for up in above
    )


def _holds(when: Mapping[str, str | bool], answers: Answers) -> bool:
    return all(answers.get(code) == wanted for code, wanted in when.items())


def _reachable(question: Question, answers: Answers) -> bool:
    """Whether the question is asked now or could be, once what it hangs on is answered."""
    return all(answers.get(code, wanted) == wanted for code, wanted in (question.asked_when or {}).items())


def _undecided(question: Question, answers: Answers) -> bool:
    return question.required and question.code not in answers


def _because(question: Question, answer: str | bool | None) -> Text | None:
    if isinstance(answer, bool):
        return question.yes if answer else question.no
    return next((choice.because for choice in question.choices if choice.code == answer), None)
