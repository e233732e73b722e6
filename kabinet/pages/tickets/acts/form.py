"""What the forms of acts have in common, and how the law's refusals become errors of their fields."""

from typing import Any

from django import forms
from django.utils.html import format_html

from kabinet.actions.unit.errors import Incomplete, Invalid, Refused
from kabinet.pages.ui.citations import cited, spoken
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import Verdict

# Denials that say no more than that a field is empty or wrong: they belong beside the field.
FAULTS = {
    "plan_reasons": "reasons",
    "close_reason": "reason",
    "word_not_theirs": "word",
    "merge_ended": "into",
    "merge_lower": "into",
    "child_open": "reason",
    "change_reason": "reason",
    "refusal_evidence": "text",
    "refusal_reason": "reason",
    "return_case": "cases",
    "backdate_reason": "reason",
    "backdate_late": "occurred_at",
    "late_question": "asks",
    "not_production": "level",
    "terms_unconfirmed": "level",
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

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def valid_value(self, value: Any) -> bool:
        return str(value).isdecimal() and len(str(value)) < 19

    def clean(self, value: Any) -> int:
        return int(super().clean(value) or 0)


class ActForm(forms.Form):
    """A form about one ticket; `given` is what its act is called with beside actor, instant, number and version."""

    def __init__(self, opened: TicketView, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opened = opened
        self.prepare()

    def prepare(self) -> None:
        """Choices that depend on the ticket."""

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def refuse(self, refused: Refused) -> bool:
        """Says it beside the field whose value cannot be taken; False when it is about no field of this form."""
        verdict = refused.verdict
        field = refused.field if isinstance(refused, Invalid) else FAULTS.get(verdict.code)
        if not isinstance(refused, Invalid) and field not in self.fields:
            return False
        self.add_error(field if field in self.fields else None, said(verdict))
        return True

    def ask(self, incomplete: Incomplete) -> None:
        """Beside every field that is missing."""
        for gap in incomplete.missing:
            self.add_error(gap.field if gap.field in self.fields else None, spoken(gap.text))


def said(verdict: Verdict) -> str:
    """Why not, and the way out, with the clause to read on."""
    place = cited(verdict.clause)
    words = f"{spoken(verdict.reason)}. {spoken(verdict.remedy)}."
    if not place.words:
        return words
    return format_html('{} <a class="clause" href="{}">{}</a>', words, place.url, place.words)


class Sure(ActForm):
    """Nothing to type: the page says what will happen."""
