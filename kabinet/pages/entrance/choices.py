"""What a reader chooses for themselves: whom to work for, how pages look, in which language."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kabinet.pages import shell_nav
from kabinet.pages.gate import page
from kabinet.pages.gate_answers import SeeOther
from kabinet.pages.gate_person import ORGANISATION
from kabinet.pages.gate_rules import ANYONE, MEMBER, SIGNED_IN
from kabinet.pages.look.theme import YEAR, way_back
from kabinet.pages.shell import show
from kabinet.records import doors
from kabinet.regulation.access import Actor


@page(MEMBER)
def home(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The first line of the reader's side."""
    return SeeOther(shell_nav.first(actor))


@page(SIGNED_IN)
def me(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The reader's own record and choices."""
    context = {
        "person": doors.person(actor),
        "memberships": doors.memberships(actor),
        "languages": settings.LANGUAGES,
    }
    return show(request, actor, at, "entrance/me.html", context, here="me")


@page(SIGNED_IN, "POST")
def organisation(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Work for another of one's organisations from now on."""
    chosen = request.POST.get("organisation", "")
    mine = {str(membership.organisation_id) for membership in doors.memberships(actor)}
    if chosen not in mine:
        raise doors.Closed
    request.session[ORGANISATION] = int(chosen)
    return SeeOther(reverse("home"))


@page(ANYONE, "POST")
def language(request: HttpRequest, actor: None, at: datetime) -> HttpResponse:
    """Russian or English (U3.3); the same page again, in that language."""
    response = SeeOther(way_back(request))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        name, secure = settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_COOKIE_SECURE
        response.set_cookie(name, chosen, max_age=YEAR, samesite="Lax", secure=secure)
    return response
