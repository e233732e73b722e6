"""What a reader chooses for themselves: whom to work for; their own page."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kabinet.pages.deadline_feed import address
from kabinet.pages.devices import own_devices
from kabinet.pages.entrance.own_sessions import lasting, own_sessions
from kabinet.pages.entrance.profile import KEYS, ZONES
from kabinet.pages.entrance.workplaces import workplaces
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.person import ORGANISATION
from kabinet.pages.gate.rules import MEMBER, SIGNED_IN
from kabinet.pages.letters import choosing
from kabinet.pages.shell import navigation, show
from kabinet.pages.ui.amounts import phone
from kabinet.pages.ui.term_words import place
from kabinet.records import doors
from kabinet.regulation.access import Actor
from kabinet.regulation.organisation.contact_roles import HEAD_OF


@page(MEMBER)
def home(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The first line of the reader's side; somebody of several organisations says first for which one they are here."""
    if ORGANISATION not in request.session:
        mine = workplaces(actor)
        if sum(each.open for each in mine) > 1:
            return show(request, actor, at, "entrance/choose.html", {"organisations": mine})
    return SeeOther(navigation.first(actor))


@page(SIGNED_IN)
def me(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The reader's own record and choices."""
    person = doors.person(actor)
    facts = (
        (_("Логин портала"), person.login),
        (_("Почта"), person.email),
        (_("Телефон"), phone(person.phone)),
    )
    language = get_language() or "ru"
    context = {
        "person": person,
        "facts": facts,
        "organisations": workplaces(actor),
        "zones": [(zone, place(zone, language)) for zone in dict.fromkeys((*ZONES, person.zone))],
        "letters": choosing.summary(actor, at),
        **address.summary(actor),
        **own_devices.summary(actor),
        "sessions": list(own_sessions(request, actor, at)),
        "lasting": lasting(),
        "factors": doors.factors(actor),
        "keys_off": request.COOKIES.get(KEYS) == "off",
        "manages": HEAD_OF[actor.kind] in actor.roles if actor.kind else False,
    }
    return show(request, actor, at, "entrance/me.html", context, here="me")


@page(SIGNED_IN, "POST")
def organisation(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Work for another of one's organisations from now on."""
    chosen = request.POST.get("organisation", "")
    if chosen not in {str(each.id) for each in workplaces(actor) if each.open}:
        raise doors.Closed
    request.session[ORGANISATION] = int(chosen)
    return SeeOther(reverse("home"))
