"""The first step's rail: which level comes out, why, what it promises, or what is still open."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kabinet.pages.registration.law_words import Said, promises, say, verdict, within
from kabinet.pages.registration.level.judgement import Judged
from kabinet.regulation.pack import Question
from kabinet.regulation.ticket import criticality


@dataclass(frozen=True, slots=True)
class Result:
    """`level` is 0 while it is open or refused: `todo` says what is open, `refused` why the symptoms' level cannot be had.
    `notice` says that it became another one for want of the promises (U4e), `instead` that a lower one was chosen."""

    level: int
    name: str
    within: str
    reasons: list[str]
    promises: list[tuple[str, str]]
    todo: list[str]
    refused: Said | None
    notice: Said | None
    instead: str
    clause: str


def result(found: Judged) -> Result:
    """In the reader's language."""
    level, promise = found.level, found.promise
    under = found.terms
    return Result(
        level=level.number if level else 0,
        name=say(level.name) if level else "",
        within=within(under, level.number) if level and under else "",
        reasons=[say(reason) for reason in found.judgement.reasons],
        promises=promises(under, level.number) if level and under else [],
        todo=todo(found),
        refused=verdict(found.against) if found.against else None,
        notice=verdict(promise.notice) if promise and promise.notice else None,
        instead=instead(found),
        clause=level.clause if level else found.leg.levels[0].clause,
    )


def todo(found: Judged) -> list[str]:
    """What has to be answered before there is a level."""
    system = [_("выберите систему")] if found.typed.system is None else []
    asked = (
        []
        if found.judgement.symptoms
        else [open_question_words(question) for question in open_questions(found)]
    )
    return system + asked


def open_questions(found: Judged) -> list[Question]:
    """The required questions that were asked and not answered."""
    questions = criticality.asked(found.typed.answers, found.leg)
    return [each for each in questions if each.required and each.code not in found.typed.answers]


def open_question_words(question: Question) -> str:
    """A question as a line of what is open."""
    return _("ответьте: %(question)s") % {"question": say(question.text).rstrip("?.").lower()}


def instead(found: Judged) -> str:
    """That the applicant chose another level than the answers say; the ticket's history will say so too (U3.5b)."""
    if found.chosen is None or found.judgement.symptoms is None:
        return ""
    return _("По ответам это уровень %(judged)s. Выбран уровень %(chosen)s, выбор останется в истории.") % {
        "judged": found.judgement.symptoms,
        "chosen": found.chosen,
    }
