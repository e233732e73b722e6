"""What was answered about the symptoms, for whoever judges the level (U3.5b, U3.5c, P4.7a)."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from kabinet.pages.ui.citations import spoken
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.pack import Question
from kabinet.regulation.ticket import criticality


class Symptoms(NamedTuple):
    """Questions with their answers. `note` says where the level is another than they come to; `lower`: it is lower."""

    answers: tuple[tuple[str, str], ...]
    note: str
    lower: bool


def symptoms(opened: TicketView) -> Symptoms | None:
    """None of a ticket whose symptoms nobody was asked about: one from a third-party desk."""
    known, leg = opened.ticket.sheet.symptoms, opened.leg
    if not known:
        return None
    answers = tuple((spoken(each.text), _answer(each, known)) for each in criticality.asked(known, leg))
    judged = criticality.judge(known, production=True, terms_confirmed=True, leg=leg).symptoms
    return Symptoms(answers, "".join(_note(opened, judged)), (judged or 0) < opened.ticket.level)


def symptoms_beside(opened: TicketView) -> Mapping[str, Any]:
    """For the page of an act that judges the level."""
    return {"symptoms": symptoms(opened)}


def _answer(question: Question, known: Mapping[str, Any]) -> str:
    answer = known.get(question.code)
    chosen = next((each.name for each in question.choices if each.code == answer), None)
    if chosen is not None:
        return spoken(chosen)
    return _("да") if answer is True else _("нет")


def _note(opened: TicketView, judged: int | None) -> Iterator[str]:
    if judged is None or judged == opened.ticket.level:
        return
    said = {"judged": judged, "level": opened.ticket.level}
    lower = _("Уровень ниже, чем по симптомам: по симптомам %(judged)s, сейчас %(level)s")
    higher = _("Уровень выше, чем по симптомам: по симптомам %(judged)s, сейчас %(level)s")
    yield (lower if judged < opened.ticket.level else higher) % said
