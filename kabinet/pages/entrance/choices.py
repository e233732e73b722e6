"""What a reader chooses for themselves: whom to work for, how pages look, in which language."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kabinet.pages import shell_nav
from kabinet.pages.entrance.workplaces import workplaces
from kabinet.pages.gate import page
from kabinet.pages.gate_answers import SeeOther
from kabinet.pages.gate_person import ORGANISATION
from kabinet.pages.gate_rules import ANYONE, MEMBER, SIGNED_IN
from kabinet.pages.look.say import phone
from kabinet.pages.look.theme import YEAR, way_back
from kabinet.pages.rules.wording import place
from kabinet.pages.shell import show
from kabinet.records import doors
from kabinet.regulation.access import Actor


@page(MEMBER)
def home(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The first line of the reader's side; somebody of several organisations says first for which one they are here."""
    if ORGANISATION not in request.session:
        mine = workplaces(actor)
        if sum(each.open for each in mine) > 1:
            return show(request, actor, at, "entrance/choose.html", {"organisations": mine})
    return SeeOther(shell_nav.first(actor))


@page(SIGNED_IN)
def me(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The reader's own record and choices."""
    person = doors.person(actor)
    facts = (
        (_("Логин портала"), person.login),
        (_("Почта"), person.email),
        (_("Телефон"), phone(person.phone)),
        (_("Часовой пояс"), place(person.zone, get_language() or "ru")),
    )
    context = {"person": person, "facts": facts, "organisations": workplaces(actor)}
    return show(request, actor, at, "entrance/me.html", context, here="me")


@page(SIGNED_IN, "POST")
def organisation(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Work for another of one's organisations from now on."""
    chosen = request.POST.get("organisation", "")
    if chosen not in {str(each.id) for each in workplaces(actor) if each.open}:
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
