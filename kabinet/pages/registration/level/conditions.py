"""What the first step says over the questions that other answers led to: how many, and what a single «no» comes to."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kabinet.pages.registration.law_words import within
from kabinet.pages.registration.level.judgement import Judged
from kabinet.pages.ui import amounts
from kabinet.regulation.pack import Question
from kabinet.regulation.ticket import criticality

FEW = {1: gettext_noop("одно"), 2: gettext_noop("два"), 3: gettext_noop("три"), 4: gettext_noop("четыре")}


def title(found: Judged) -> str:
    """«Уточните три условия»."""
    count = len(conditional(found))
    noun = amounts.plural(count, "условие", "условия", "условий")
    number = _(FEW[count]) if count in FEW else str(count)
    return _("Уточните %(count)s %(conditions)s") % {"count": number, "conditions": noun}


def single_no(found: Judged) -> str:
    """«Если хотя бы одно «нет», это уровень 2: первый ответ за 4 рабочих часа»; empty when it depends on which one."""
    levels = set(_levels_of_a_no(found))
    level = levels.pop() if len(levels) == 1 else None
    if level is None:
        return ""
    said = _("Если хотя бы одно «нет», это уровень %(level)s") % {"level": level}
    if found.terms is None:
        return f"{said}."
    answer = _("первый ответ %(within)s") % {"within": within(found.terms, level)}
    return f"{said}: {answer}."


def conditional(found: Judged) -> list[Question]:
    """The questions asked because of other answers."""
    return [each for each in criticality.asked(found.typed.answers, found.leg) if each.asked_when]


def _levels_of_a_no(found: Judged) -> Iterator[int | None]:
    questions = [each.code for each in conditional(found) if not each.choices]
    agreed = {**found.typed.answers, **dict.fromkeys(questions, True)}
    for code in questions:
        yield criticality.judge({**agreed, code: False}, True, True, found.leg).symptoms
