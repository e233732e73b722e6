"""All filters of a list as one form of native selects, with two days for a period of one's own."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from kabinet.pages.lists.filters.offered import FilterChoice

# These have a usual value of their own; any other filter may be left open.
WHOLE = ("state", "group", "show")


class Asking(NamedTuple):
    """One select."""

    name: str
    label: str
    values: Sequence[FilterChoice]


def made(query: QueryDict, asked: Iterable[Asking]) -> forms.Form:
    """The form as the list stands; a filter without values is left out."""
    form = forms.Form(initial=query.dict())
    for name, label, values in asked:
        if values:
            open_end = [] if name in WHOLE else [("", _("Любые"))]
            form.fields[name] = forms.ChoiceField(label=label, choices=[*open_end, *values], required=False)
    for name, label in (("since", _("Получены с")), ("until", _("Получены по"))):
        widget = forms.DateInput(attrs={"type": "date"})
        form.fields[name] = forms.CharField(label=label, widget=widget, required=False)
    return form
