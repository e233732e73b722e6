"""What the forms of acts have in common, and how the law's refusals become errors of their fields."""

from typing import Any, Unpack

from django import forms
from django.utils.html import format_html

from kabinet.actions.unit.errors import Incomplete, Invalid, Refused
from kabinet.pages.tickets.acts.attached import FilesField
from kabinet.pages.ui.act_page import RefusableForm
from kabinet.pages.ui.citations import cited_rule, spoken
from kabinet.pages.ui.forms import FieldWords, Files, Initial, Sent
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import Verdict

# Denials that say no more than that a field is empty or wrong: they belong beside the field.
DENIALS = {
    "plan_reasons": "reasons",
    "close_reason": "reason",
    "word_not_theirs": "word",
    "merge_ended": "into",
    "merge_lower": "into",
    "child_open": "reason",
    "change_reason": "reason",
    "ground_missing": "ground",
    "ground_not_recovered": "ground",
    "ground_symptoms": "level",
    "symptoms_open": "ground",
    "refusal_evidence": "text",
    "refusal_reason": "reason",
    "return_case": "cases",
    "backdate_reason": "reason",
    "backdate_late": "occurred_at",
    "late_question": "asks",
    "answer_closed": "occurred_at",
    "not_production": "level",
    "terms_unconfirmed": "level",
    "terms_not_given": "level",
    "level_higher": "level",
    "stated_agree": "level",
    "recovered_agree": "level",
    "level_not_yours": "level",
    "level_alone": "level",
    "unagreed_level": "level",
    "still_entitled": "reason",
    "objection_answer": "text",
}


class JudgedByTheAct(forms.ChoiceField):
    """A key out of those that were drawn; whether it can still be chosen, the act says with its reason."""

    def __init__(self, *, widget: type[forms.Widget] = forms.Select, **words: Unpack[FieldWords]) -> None:
        super().__init__(required=False, widget=widget, **words)

    def valid_value(self, value: object) -> bool:
        return str(value).isdecimal() and len(str(value)) < 19

    def clean(self, value: object) -> int:
        return int(super().clean(value) or 0)


class ActForm(RefusableForm):
    """A form about one ticket; `given` is what its act is called with beside actor, instant, number and version."""

    DENIALS = DENIALS

    def __init__(
        self, opened: TicketView, data: Sent = None, files: Files = None, *, initial: Initial = None
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.opened = opened
        self.prepare()
        for field in self.fields.values():
            if isinstance(field, FilesField):
                field.say_limit(opened.actor)

    @property
    def has_files(self) -> bool:
        """Whether files can be sent with it."""
        return any(isinstance(field, FilesField) for field in self.fields.values())

    def prepare(self) -> None:
        """Choices that depend on the ticket."""

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def refuse(self, refused: Refused) -> bool:
        """False, too, for a denial about a field that this form has not got: then the page says why."""
        if not isinstance(refused, Invalid) and self.field_of(refused) not in self.fields:
            return False
        return super().refuse(refused)

    def words(self, verdict: Verdict) -> str:
        return refusal_words(verdict)

    def ask(self, incomplete: Incomplete) -> None:
        """Beside every field that is missing."""
        for gap in incomplete.missing:
            self.put_beside(gap.field, spoken(gap.text))


def refusal_words(verdict: Verdict) -> str:
    """Why not, and the way out, with the clause to read on."""
    place = cited_rule(verdict.clause)
    words = f"{spoken(verdict.reason)}. {spoken(verdict.remedy)}."
    if not place.words:
        return words
    return format_html('{} <a class="clause" href="{}">{}</a>', words, place.url, place.words)


class Sure(ActForm):
    """Nothing to type: the page says what will happen."""
