"""All filters as one form: for phones, for a period of one's own, and for whoever reads without a script."""

from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.pages import shell_facts
from kabinet.pages.gate import page
from kabinet.pages.gate_rules import CLIENT
from kabinet.pages.shell import show
from kabinet.pages.tickets.list.asked import VIEWS, Asked, asked
from kabinet.pages.tickets.list.choices import FILTERS, Reading, choices
from kabinet.regulation.access import Actor


@page(CLIENT)
def filtering(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The form; sending it leads to the list."""
    facts = shell_facts.facts(actor, at)
    form = made(asked(request.GET), Reading(actor, at, facts.zone))
    context = {"form": form, "list_url": reverse("tickets")}
    return show(request, actor, at, "tickets/list/filtering.html", context, here="tickets", facts=facts)


def made(wanted: Asked, reader: Reading) -> forms.Form:
    """A native select for each filter, and two days."""
    form = forms.Form(initial=wanted.query.dict())
    views = [(key, str(title)) for key, (title, _line) in VIEWS.items()]
    form.fields["show"] = forms.ChoiceField(label=_("Какие"), choices=views, required=False)
    for each in FILTERS:
        if each.name != "since":
            offered = [("", _("Любые")), *choices(each.name, reader)]
            form.fields[each.name] = forms.ChoiceField(label=str(each.label), choices=offered, required=False)
    for name, label in (("since", _("Получены с")), ("until", _("Получены по"))):
        widget = forms.DateInput(attrs={"type": "date"})
        form.fields[name] = forms.CharField(label=label, widget=widget, required=False)
    return form
