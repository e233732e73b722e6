"""The questions about the symptoms inside another form: all of them at once, so that no script is needed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kabinet.pages.ui import amounts
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.forms import Described
from kabinet.regulation.pack import Answers, Leg, Question
from kabinet.regulation.ticket import criticality

YES, NO = "yes", "no"


def fields(leg: Leg) -> dict[str, forms.Field]:
    """One for each question, by the name under which it is sent."""
    return {_name(question): _field(question, leg) for question in leg.symptoms}


def initial(leg: Leg, known: Answers) -> dict[str, Any]:
    """The answers that are known."""
    return {_name(each): _shown(each, known[each.code]) for each in leg.symptoms if each.code in known}


def answers(leg: Leg, data: Mapping[str, Any]) -> Answers:
    """What was answered; questions that these answers do not lead to are passed over."""
    said = {
        each.code: found for each in leg.symptoms if (found := _read(each, data.get(_name(each)))) is not None
    }
    return {each.code: said[each.code] for each in criticality.asked(said, leg) if each.code in said}


def _name(question: Question) -> str:
    return f"q-{question.code}"


def _shown(question: Question, answer: str | bool) -> str | bool:
    return (YES if answer else NO) if question.required and isinstance(answer, bool) else answer


def _read(question: Question, value: str | bool | None) -> str | bool | None:
    if question.choices:
        return value or None
    if question.required:
        return value == YES if value else None
    return bool(value)


def _field(question: Question, leg: Leg) -> forms.Field:
    label = spoken(question.text)
    if question.choices:
        cards = [(each.code, Described(spoken(each.name), spoken(each.hint))) for each in question.choices]
        return forms.ChoiceField(label=label, choices=cards, widget=forms.RadioSelect, required=False)
    if question.required:
        known = [(YES, _("Да")), (NO, _("Нет"))]
        field = forms.ChoiceField(label=label, choices=known, widget=forms.RadioSelect, required=False)
        field.help_text = _only_if(question, leg)
        return field
    return forms.BooleanField(label=label, required=False)


def _only_if(question: Question, leg: Leg) -> str:
    """To which answer the question belongs."""
    for code, wanted in (question.asked_when or {}).items():
        asked = next(each for each in leg.symptoms if each.code == code)
        if found := next((each for each in asked.choices if each.code == wanted), None):
            return _("Если %(answer)s") % {"answer": amounts.quoted(spoken(found.name))}
    return ""
