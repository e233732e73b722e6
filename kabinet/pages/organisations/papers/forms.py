"""What the forms of this room have in common, and how refusals of acts become errors of their fields."""

from datetime import date
from typing import Any, ClassVar, Unpack

from django import forms
from django.utils.translation import gettext_lazy as _

from kabinet.actions.organisations.papers.paperwork import Overtaken
from kabinet.actions.unit.errors import Refused
from kabinet.pages.status_codes import CONFLICT
from kabinet.pages.ui.act_page import RefusableForm
from kabinet.pages.ui.forms import FieldOptions, LongText
from kabinet.records import lengths

# What a form carries of the page that it stood on: no argument of the act.
AROUND = ("seen", "reckoned")
FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)


class DayField(forms.DateField):
    """A day by the browser's own control."""

    def __init__(self, **options: Unpack[FieldOptions]) -> None:
        control = forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "min": str(FIRST), "max": str(LAST)}
        )
        super().__init__(widget=control, input_formats=["%Y-%m-%d", "%d.%m.%Y"], **options)

    def clean(self, value: object) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not FIRST <= day <= LAST:
            raise forms.ValidationError(_("Такого дня не бывает в бумагах: проверьте год."))
        return day


class PaperForm(RefusableForm):
    """`given` is what the act is called with."""

    DENIALS: ClassVar[dict[str, str]] = {"status_reason": "reason"}
    CITES = True

    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in AROUND}

    def refuse(self, refused: Refused) -> bool:
        """After somebody else wrote: sent again, it replaces that; the person has been told."""
        if not isinstance(refused, Overtaken):
            return super().refuse(refused)
        self.data = {**{name: self.data[name] for name in self.data}, "seen": refused.stamp}
        self.add_error(None, self.words(refused.verdict))
        return True

    def status_of(self, refused: Refused) -> int:
        return CONFLICT if isinstance(refused, Overtaken) else super().status_of(refused)


class ReasonForm(PaperForm):
    """A reason, which goes into the history and to those concerned."""

    reason = LongText(label=_("Причина"), max_length=lengths.REASON)


class Sure(PaperForm):
    """Nothing to type."""
