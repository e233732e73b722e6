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


def unasked(form: forms.Form, query: QueryDict) -> list[tuple[str, str]]:
    """What is set and has no field of its own, for the form to keep: names and values."""
    names = (name for name in query if name not in form.fields and name != "after")
    return [(name, query.get(name, "")) for name in names]


def standing(values: Sequence[FilterChoice], chosen: str) -> list[FilterChoice]:
    """The values, and what is chosen where it is none of them: who leads only closed tickets, what another version cites."""
    missing = chosen and chosen not in {each.value for each in values}
    return [*values, *([FilterChoice(chosen, _("как сейчас"))] if missing else [])]


def made(query: QueryDict, asked: Iterable[Asking]) -> forms.Form:
    """The form as the list stands; a filter without values is left out."""
    form = forms.Form(initial=query.dict())
    for name, label, offered in asked:
        if offered:
            values = standing(offered, query.get(name, ""))
            open_end = [] if name in WHOLE else [("", _("Любые"))]
            form.fields[name] = forms.ChoiceField(label=label, choices=[*open_end, *values], required=False)
    for name, label in (("since", _("Получены с")), ("until", _("Получены по"))):
        widget = forms.DateInput(attrs={"type": "date"})
        form.fields[name] = forms.CharField(label=label, widget=widget, required=False)
    return form
