"""«Сроки в календаре» of the reader's profile: the address is made here, and ends here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.organisations import deadline_feeds
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.shell import flash_message, show
from kabinet.regulation.access import Actor
from kabinet.web import security_log

NEW = "new"


@page(MEMBER, "GET", "POST")
def deadline_feed(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """A new address is shown in the answer to the form that asked for it, and never again."""
    if request.method != "POST":
        return _page(request, actor, at)
    wanted = {name: name in request.POST for name in ("everybody", "subjects")}
    if request.POST.get("act") == NEW:
        secret = deadline_feeds.open_feed(actor=actor, at=at, **wanted)
        security_log.tell(request, "address of deadlines made")
        return _page(request, actor, at, said=settings.PUBLIC_URL + reverse("deadlines", args=[secret]))
    if deadline_feeds.change_feed(actor=actor, at=at, **wanted):
        flash_message(request, _("Сохранено: по тому же адресу теперь показывается это."))
    else:
        flash_message(request, _("Адреса уже нет. Чтобы сроки были в календаре, создайте новый."), bad=True)
    return SeeOther(reverse("deadline_feed"))


@page(MEMBER, "POST")
def end(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The address shows nothing any more; calendars that read it say so by themselves."""
    if deadline_feeds.end_feed(actor=actor, at=at):
        security_log.tell(request, "address of deadlines ended")
        flash_message(request, _("Адрес больше ничего не показывает."))
    else:
        flash_message(request, _("Адреса уже нет."))
    return SeeOther(reverse("deadline_feed"))


def summary(actor: Actor) -> Mapping[str, Any]:
    """Of the profile: whether there is an address, and when it was last read."""
    return {"feed": deadline_feeds.feed_of(actor)}


def _page(request: HttpRequest, actor: Actor, at: datetime, said: str = "") -> HttpResponse:
    context = {
        **summary(actor),
        "address": said,
        "webcal": f"webcal://{urlsplit(said).netloc}{urlsplit(said).path}" if said else "",
    }
    return show(request, actor, at, "deadline_feed/choose.html", context, here="me")
