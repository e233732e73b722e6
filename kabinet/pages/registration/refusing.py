"""The page instead of the form when nothing can be registered: every reason at once, each with its clause and the way on."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.pages.errors.menders import menders
from kabinet.pages.registration.drafts import drafts
from kabinet.pages.registration.said import verdict
from kabinet.pages.shell import show
from kabinet.regulation.access import Actor, OrgKind, Verdict

FORBIDDEN = 403


def crumbs(actor: Actor) -> list[dict[str, str]]:
    """The way back to the list."""
    ours = actor.kind is OrgKind.PARTNER
    return [{"url": home(actor), "label": _("Очередь") if ours else _("Обращения")}]


def home(actor: Actor) -> str:
    """The list of a client, or the queue of whoever writes down a client's call."""
    return reverse("queue" if actor.kind is OrgKind.PARTNER else "tickets")


def refuse(
    request: HttpRequest, actor: Actor, at: datetime, failed: Sequence[Verdict], kept: bool = False
) -> HttpResponse:
    """`kept`: what was typed is safe in a draft."""
    verdicts = [verdict(each) for each in failed]
    helpers = menders(actor, at, failed)
    context = {
        "verdicts": verdicts,
        "menders": helpers,
        "kept": kept,
        "crumbs": crumbs(actor),
        "home": home(actor),
        **drafts(actor),
    }
    return show(request, actor, at, "registration/refused.html", context, here="new", status=FORBIDDEN)
