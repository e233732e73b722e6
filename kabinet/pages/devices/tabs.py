"""An open tab that tells of what waits for its reader: switched on for one browser, and what has come lately."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.alerts import posting
from kabinet.pages.devices import writing
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.shell import flash_message, open_tab
from kabinet.records import doors
from kabinet.regulation.access import Actor

YEAR: Final = 365 * 24 * 3600
# What a tab has not told of by then, because the machine slept, is no news.
LATELY: Final = timedelta(minutes=10)
MOST: Final = 20


@page(MEMBER, "POST")
def choose(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """By a sound, on the screen, or not at all, in this browser."""
    how = [each for each in open_tab.HOW if each in request.POST]
    answer = SeeOther(f"{reverse('devices')}#open-tab-choice")
    if {open_tab.SOUND, open_tab.SCREEN} & {*how}:
        answer.set_cookie(
            open_tab.COOKIE,
            open_tab.cookie_of(actor, how),
            max_age=YEAR,
            httponly=True,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )
        flash_message(request, _("Этот браузер скажет, когда придёт то, что требует ваших действий."))
    else:
        answer.delete_cookie(open_tab.COOKIE, samesite="Lax")
        flash_message(request, _("В открытой вкладке ничего не звучит и не всплывает."))
    return answer


@page(MEMBER)
def waiting(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Unread notices of the last minutes that must be acted on, for the tab that tells of them (scripts/open_tab.js)."""
    contents, person = open_tab.CONTENTS in open_tab.chosen(request, actor), doors.person(actor)
    whole = doors.notices(actor).select_related("ticket__regulation", "ticket__agreement")
    fresh = whole.filter(read_at=None, created_at__gte=at - LATELY)[:MOST]
    words = [
        writing.message(each, person, contents=contents) for each in fresh if posting.must_be_acted_on(each)
    ]
    said = [
        {"tag": each.tag, "title": each.title, "body": each.body, "url": each.path, "lang": each.language}
        for each in words
    ]
    return JsonResponse({"waiting": said}, headers={"Cache-Control": "no-store"})
