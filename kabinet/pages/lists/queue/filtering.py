"""All filters as one form: for phones, and for whoever reads without a script."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.lists.filters.form import Asking, made, unasked
from kabinet.pages.lists.queue.choices import FILTERS, GROUP, MORE, Menu, choices_of
from kabinet.pages.lists.queue.parameters import asked
from kabinet.pages.lists.queue.showing import leg_of
from kabinet.pages.lists.queue.views import known, reading
from kabinet.pages.shell import show
from kabinet.regulation.access import Actor, OrgKind


@page(SUPPORT)
def filtering(request: HttpRequest, actor: Actor, at: datetime, queue: str) -> HttpResponse:
    """The form; sending it leads to the list."""
    known(queue, actor)
    menu = Menu(asked(request.GET, leg_of(queue, actor)), reading(actor, at))
    form = made(menu.asked.query, _asking(menu))
    context = {"form": form, "list_url": reverse(queue), "kept": unasked(form, menu.asked.query)}
    return show(request, actor, at, "lists/filters/filtering.html", context, here=queue)


def _asking(menu: Menu) -> list[Asking]:
    """A select for each filter that has something to choose from; a client's systems once the client is chosen."""
    every = [each for each in (*FILTERS, *MORE, GROUP) if each.name != "since"]
    if menu.reader.actor.kind != OrgKind.VENDOR:
        every = [each for each in every if each.name != "partner"]
    if not menu.of_desk:
        every = [each for each in every if each.name not in ("assignee", "tag")]
    labels = {"state": _("Какие"), "group": _("Сгруппировать")}
    return [
        Asking(each.name, labels.get(each.name, str(each.label)), choices_of(each.name, menu))
        for each in every
    ]
