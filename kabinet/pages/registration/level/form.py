"""The form of the first step, made of the leg's own questions, promises and levels."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from kabinet.pages.registration.law_words import say
from kabinet.pages.registration.level.judgement import Judged
from kabinet.pages.registration.parsing import NO, YES, name
from kabinet.pages.registration.typed import Typed
from kabinet.pages.ui.forms import Choice, Described
from kabinet.records.doors.record_types import SystemRecord
from kabinet.regulation.pack import Question
from kabinet.regulation.ticket import criticality

TERM = "term-{}"


class Condition(NamedTuple):
    """A question that other answers led to; `drawn` as "cards", "yes-no" or "box"."""

    bound: BoundField
    drawn: str


class LevelForm(forms.Form):
    """Shows what was typed; `bound` when errors are to be shown. Nothing here is required: the law says what is missing."""

    def __init__(self, found: Judged, systems: Iterable[SystemRecord], *, bound: bool = False) -> None:
        values = typed_values(found.typed)
        super().__init__(data=values if bound else None, initial=values)
        self.found = found
        self.questions = criticality.asked(found.typed.answers, found.leg)
        self.fields["system"] = choice_field(_("Система"), grouped(systems), forms.Select)
        for question in self.questions:
            self.fields[name(question)] = question_field(question)
        if found.asks_terms:
            self._add_terms(found)
        if found.offered:
            self.fields["chosen_level"] = choice_field(_("Уровень обращения"), levels(found))

    def _add_terms(self, found: Judged) -> None:
        for term in found.leg.critical_terms:
            self.fields[TERM.format(term.code)] = forms.BooleanField(
                label=say(term.text), help_text=say(term.hint), required=False
            )
        self.fields["phone"] = forms.CharField(
            label=_("По какому телефону звонить"),
            required=False,
            max_length=80,
            widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        )

    def cards(self) -> list[BoundField]:
        """Questions with several answers that are always asked."""
        return [self[name(each)] for each in self.questions if each.choices and not each.asked_when]

    def conditions(self) -> list[Condition]:
        """Questions that other answers led to."""
        return [Condition(self[name(each)], _drawn(each)) for each in self.questions if each.asked_when]

    def marks(self) -> list[BoundField]:
        """What may be marked and need not be answered."""
        plain = (each for each in self.questions if not each.choices and not each.asked_when)
        return [self[name(each)] for each in plain]

    def terms(self) -> list[BoundField]:
        """The promises of a critical ticket."""
        return [
            self[TERM.format(term.code)] for term in self.found.leg.critical_terms if self.found.asks_terms
        ]


def typed_values(typed: Typed) -> dict[str, Any]:
    """What was typed, by the names of the form."""
    said = {
        f"q-{code}": (YES if answer else NO) if isinstance(answer, bool) else answer
        for code, answer in typed.answers.items()
    }
    return said | {
        "system": str(typed.system or ""),
        "phone": typed.phone,
        "term-phone": typed.reachable,
        "term-hour": typed.within_hour,
        "chosen_level": str(typed.chosen_level or ""),
    }


def _drawn(question: Question) -> str:
    return "cards" if question.choices else "yes-no" if question.required else "box"


def question_field(question: Question) -> forms.Field:
    """Cards for several answers, yes and no for what must be answered, else a box to tick."""
    if question.choices:
        cards = [(each.code, Described(say(each.name), say(each.hint))) for each in question.choices]
        return choice_field(say(question.text), cards)
    if question.required:
        return choice_field(say(question.text), [(YES, _("Да")), (NO, _("Нет"))])
    return forms.BooleanField(
        label=say(question.text), required=False, widget=forms.CheckboxInput(attrs={"value": YES})
    )


def choice_field(
    label: str, choices: Sequence[Choice], widget: type[forms.Widget] = forms.RadioSelect
) -> forms.ChoiceField:
    """One of several; whether something was chosen is the law's question."""
    return forms.ChoiceField(label=label, choices=choices, widget=widget, required=False)


def grouped(systems: Iterable[SystemRecord]) -> list[Choice]:
    """The client's systems, those in production first; a system's mark is its group's name."""
    titles: Mapping[bool, str] = {
        True: _("Промышленные"),
        False: _("Не промышленные: уровни 1 и 2 недоступны"),
    }
    groups = groupby(systems, key=lambda system: bool(system.production))
    return [("", _("Выберите систему"))] + [
        (titles[mark], [(str(system.pk), system_words(system)) for system in rows]) for mark, rows in groups
    ]


def system_words(system: SystemRecord) -> str:
    """«ERP Производство · ERP 2.5.14.96»."""
    return f"{system.name} · {system.product} {system.configuration_version}".strip()


def levels(found: Judged) -> list[tuple[str, str]]:
    """The levels that may be chosen; first the judged one, unless it is refused."""
    offered = [(str(level.number), f"{level.number} · {say(level.name)}") for level in found.offered]
    if found.judgement.refused:
        return offered
    return [("", _("По ответам: уровень %(level)s") % {"level": found.judgement.level}), *offered]
