"""The reader's language: chosen here, kept in this browser and on the person (U3.3)."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from kabinet.actions.organisations.contacts.language import choose_language
from kabinet.pages.gate import page, person
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import ANYONE
from kabinet.pages.ui.theme import YEAR, way_back
from kabinet.records import doors

CHOSEN = "language"  # the session's key for what was chosen on the sign-in page


@page(ANYONE, "POST")
def language(request: HttpRequest, actor: None, at: datetime) -> HttpResponse:
    """The same page again, in the language chosen; somebody signed in reads it everywhere from now on."""
    response = SeeOther(way_back(request))
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return response
    reader = person.signed_in(request, at)
    if reader is None:
        request.session[CHOSEN] = chosen
    else:
        choose_language(actor=reader, at=at, language=chosen)
    return kept(response, chosen)


def welcomed(request: HttpRequest, response: HttpResponse, at: datetime) -> HttpResponse:
    """Somebody has just signed in: what they chose at the door becomes theirs, else this browser speaks their language."""
    reader = person.signed_in(request, at)
    if reader is None:
        return response
    chosen = request.session.pop(CHOSEN, "")
    if chosen:
        choose_language(actor=reader, at=at, language=chosen)
    theirs = doors.person(reader).language
    return kept(response, theirs) if theirs != get_language() else response


def kept(response: HttpResponse, language: str) -> HttpResponse:
    """In this browser for a year."""
    name, secure = settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_COOKIE_SECURE
    response.set_cookie(name, language, max_age=YEAR, samesite="Lax", secure=secure)
    return response
