"""All filters as one form: for phones, and for whoever reads without a script."""

from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.pages.gate import page
from kabinet.pages.gate_rules import SUPPORT
from kabinet.pages.queue.asked import Asked, asked
from kabinet.pages.queue.choices import choices, offered
from kabinet.pages.queue.showing import leg_of
from kabinet.pages.queue.views import known
from kabinet.pages.shell import show
from kabinet.regulation.access import Actor


@page(SUPPORT)
def filtering(request: HttpRequest, actor: Actor, at: datetime, queue: str) -> HttpResponse:
    """The form; sending it leads to the list."""
    known(queue, actor)
    wanted = asked(request.GET, leg_of(queue, actor))
    context = {"form": form(wanted, actor), "page": queue, "list_url": reverse(queue), "show": wanted.show}
    return show(request, actor, at, "queue/filtering.html", context, here=queue)


def form(wanted: Asked, actor: Actor) -> forms.Form:
    """A select for each filter; a client's systems are there once the client is chosen."""
    made = forms.Form(initial=wanted.query.dict())
    for each in offered(wanted, actor):
        found = choices(each.name, wanted, actor)
        if found:
            everything = [] if each.name == "state" else [("", _("Любые"))]
            label = _("Какие") if each.name == "state" else str(each.label)
            made.fields[each.name] = forms.ChoiceField(
                label=label, choices=[*everything, *found], required=False
            )
    return made
