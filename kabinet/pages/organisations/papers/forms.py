"""What the forms of this room have in common, and how refusals of acts become errors of their fields."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kabinet.actions.organisations.papers.paperwork import Overtaken
from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.regulation.clauses import clauses
from kabinet.regulation.verdict import Verdict

# What a form carries of the page that it stood on: no argument of the act.
AROUND = ("seen", "reckoned")
FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)


class DayField(forms.DateField):
    """A day by the browser's own control."""

    def __init__(self, **options: Any) -> None:
        control = forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "min": str(FIRST), "max": str(LAST)}
        )
        super().__init__(widget=control, input_formats=["%Y-%m-%d", "%d.%m.%Y"], **options)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not FIRST <= day <= LAST:
            raise forms.ValidationError(_("Такого дня не бывает в бумагах: проверьте год."))
        return day


class PaperForm(forms.Form):
    """`given` is what the act is called with; `FAULTS` leads denials of the law to the field that they are about."""

    FAULTS: ClassVar[Mapping[str, str]] = {"status_reason": "reason"}

    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in AROUND}

    def refuse(self, refused: Refused) -> bool:
        """Says it beside its field, or over the form; False for what is no fault of the form."""
        if isinstance(refused, Overtaken):
            return self._overtaken(refused)
        field = refused.field if isinstance(refused, Invalid) else self.FAULTS.get(refused.verdict.code)
        if field is None:
            return False
        for verdict in refused.verdicts:
            self.add_error(field if field in self.fields else None, words(verdict))
        return True

    def _overtaken(self, refused: Overtaken) -> bool:
        """Sent again, it replaces what somebody else wrote: the person has been told."""
        self.data = {**{name: self.data[name] for name in self.data}, "seen": refused.stamp}
        self.add_error(None, words(refused.verdict))
        return True


class ReasonForm(PaperForm):
    """A reason, which goes into the history and to those concerned."""

    reason = forms.CharField(label=_("Причина"), widget=forms.Textarea, max_length=2000)


class Sure(PaperForm):
    """Nothing to type."""


def words(verdict: Verdict) -> str:
    """Reason, way out and the place in the regulation."""
    language = get_language() or "ru"
    said = f"{verdict.reason.say(language)}. {verdict.remedy.say(language)}"
    place = clauses()[verdict.clause].place.say(language) if verdict.clause else ""
    return f"{said} ({place})." if place else f"{said}."
