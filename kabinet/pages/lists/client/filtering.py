"""All filters as one form: for phones, for a period of one's own, and for whoever reads without a script."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import CLIENT
from kabinet.pages.lists.client.choices import FILTERS, Reading, choices_of
from kabinet.pages.lists.client.parameters import VIEWS, asked
from kabinet.pages.lists.filters.form import Asking, made, unasked
from kabinet.pages.lists.filters.offered import FilterChoice
from kabinet.pages.shell import show, surroundings
from kabinet.regulation.access import Actor


@page(CLIENT)
def filtering(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The form; sending it leads to the list."""
    facts = surroundings.facts(actor, at)
    query = asked(request.GET).query
    form = made(query, _asking(Reading(actor, at, facts.zone)))
    context = {"form": form, "list_url": reverse("tickets"), "kept": unasked(form, query)}
    return show(request, actor, at, "lists/filters/filtering.html", context, here="tickets", facts=facts)


def _asking(reader: Reading) -> Iterator[Asking]:
    """A native select for each filter."""
    yield Asking("show", _("Какие"), [FilterChoice(key, str(title)) for key, (title, _line) in VIEWS.items()])
    for each in FILTERS:
        if each.name != "since":
            yield Asking(each.name, str(each.label), choices_of(each.name, reader))
    yield Asking("group", _("Сгруппировать"), choices_of("group", reader))
