"""What the reader changes of their own: password, time zone, keys. The particulars are the administrators' (U5c)."""

from datetime import datetime
from zoneinfo import available_timezones

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.organisations.contacts import provider_accounts
from kabinet.actions.organisations.contacts.access_link import change_password
from kabinet.actions.organisations.contacts.zone import choose_zone
from kabinet.actions.unit.mistakes import Mistaken
from kabinet.pages.entrance import attempts, throttle
from kabinet.pages.entrance.forms import OtherPassword
from kabinet.pages.entrance.throttle import Wait
from kabinet.pages.gate import Steps, page, stepwise
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.person import BEGUN, browsers
from kabinet.pages.gate.rules import SIGNED_IN
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.act_page import answer_form
from kabinet.pages.ui.theme import YEAR
from kabinet.records import doors, hashing
from kabinet.regulation.access import Actor
from kabinet.web import security_log

KEYS = "keys"  # the cookie that switches the keyboard's short ways off
# Where people are who use this: Russia from west to east, then its neighbours.
ZONES = (
    "Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk", "Asia/Novosibirsk",
    "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Magadan", "Asia/Kamchatka",
    "Europe/Minsk", "Asia/Almaty", "Asia/Tashkent", "Asia/Yerevan", "Asia/Baku", "Asia/Bishkek",
)  # fmt: skip


@stepwise(SIGNED_IN, "GET", "POST")
def password(request: HttpRequest, step: Steps, at: datetime) -> HttpResponse:
    """The old one is asked; every other session ends, this one goes on."""
    form = OtherPassword(request.POST if request.method == "POST" else None)
    with step() as actor:
        login = doors.person(actor).login

    def shown(status: int = 200) -> HttpResponse:
        with step() as actor:
            return show(
                request, actor, at, "entrance/password.html", {"form": form}, here="me", status=status
            )

    def act() -> datetime | Wait:
        return _changed(request, actor, login, form, at)

    def done(goes_on: datetime | Wait) -> HttpResponse:
        if isinstance(goes_on, Wait):
            form.add_error(None, attempts.words(goes_on))
            return attempts.later(shown(status=429), goes_on.seconds)
        security_log.tell(request, "password changed")
        before = browsers(request).row_key
        request.session.cycle_key()
        provider_accounts.carry_over(key=before, to=browsers(request).row_key)
        request.session[BEGUN] = goes_on.isoformat()
        flash_message(request, _("Пароль изменён. Остальные сеансы завершены."))
        return SeeOther(reverse("me"))

    try:
        return answer_form(request, form, show=shown, act=act, done=done)
    except hashing.Busy:
        form.add_error(None, attempts.busy())
        return attempts.later(shown(status=503), hashing.RETRY_AFTER)


def _changed(
    request: HttpRequest, actor: Actor, login: str, form: OtherPassword, at: datetime
) -> datetime | Wait:
    """From which instant sessions hold, or that it was tried too often."""
    tried = attempts.begin(request, login, at)
    if isinstance(tried, Wait):
        return tried
    given = form.cleaned_data
    try:
        goes_on = change_password(actor=actor, at=at, old=given["old"], new=given["new"])
    except Mistaken as mistaken:  # by hand: a wrong password is written down
        if mistaken.field == "old":
            attempts.failed(request, login)
        raise
    throttle.forgive(tried)
    return goes_on


@page(SIGNED_IN, "POST")
def zone(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """In which zone the pages tell the time."""
    chosen = request.POST.get("zone", "")
    if chosen in available_timezones():
        choose_zone(actor=actor, at=at, zone=chosen)
        flash_message(request, _("Часовой пояс изменён."))
    else:
        flash_message(request, _("Выберите часовой пояс из списка."), bad=True)
    return SeeOther(reverse("me"))


@page(SIGNED_IN, "POST")
def keys(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Short ways by single keys, on or off in this browser."""
    response = SeeOther(reverse("me"))
    if request.POST.get("keys") == "off":
        secure = settings.LANGUAGE_COOKIE_SECURE
        response.set_cookie(KEYS, "off", max_age=YEAR, samesite="Lax", secure=secure)
    else:
        response.delete_cookie(KEYS, samesite="Lax")
    return response
