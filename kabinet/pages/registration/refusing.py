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
from kabinet.regulation.access import Actor, Verdict

FORBIDDEN = 403


def crumbs() -> list[dict[str, str]]:
    """The way back to the list."""
    return [{"url": reverse("tickets"), "label": _("Обращения")}]


def refuse(
    request: HttpRequest, actor: Actor, at: datetime, failed: Sequence[Verdict], kept: bool = False
) -> HttpResponse:
    """`kept`: what was typed is safe in a draft."""
    verdicts = [verdict(each) for each in failed]
    helpers = menders(actor, at, failed)
    context = {"verdicts": verdicts, "menders": helpers, "kept": kept, "crumbs": crumbs(), **drafts(actor)}
    return show(request, actor, at, "registration/refused.html", context, here="new", status=FORBIDDEN)
