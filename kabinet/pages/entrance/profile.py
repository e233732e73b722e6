"""What the reader changes of their own: password, time zone, keys. The particulars are the administrators' (U5c)."""

from datetime import datetime
from functools import partial
from zoneinfo import available_timezones

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.organisations.contacts.access_link import change_password
from kabinet.actions.organisations.contacts.zone import choose_zone
from kabinet.pages.entrance import throttle
from kabinet.pages.entrance.forms import OtherPassword
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.person import BEGUN
from kabinet.pages.gate.rules import SIGNED_IN
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.act_page import answer_form
from kabinet.pages.ui.theme import YEAR
from kabinet.records import doors
from kabinet.regulation.access import Actor

KEYS = "keys"  # the cookie that switches the keyboard's short ways off
# Where people are who use this: Russia from west to east, then its neighbours.
ZONES = (
    "Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk", "Asia/Novosibirsk",
    "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Magadan", "Asia/Kamchatka",
    "Europe/Minsk", "Asia/Almaty", "Asia/Tashkent", "Asia/Yerevan", "Asia/Baku", "Asia/Bishkek",
)  # fmt: skip


@page(SIGNED_IN, "GET", "POST")
def password(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The old one is asked; every other session ends, this one goes on."""
    form = OtherPassword(request.POST if request.method == "POST" else None)
    shown = partial(show, request, actor, at, "entrance/password.html", {"form": form}, here="me")

    def act() -> datetime | None:
        """From which instant sessions hold; None when it was tried too often."""
        tried = throttle.attempt(doors.person(actor).login, throttle.address_of(request))
        if tried is None:
            return None
        given = form.cleaned_data
        goes_on = change_password(actor=actor, at=at, old=given["old"], new=given["new"])
        throttle.forgive(tried)
        return goes_on

    def done(goes_on: datetime | None) -> HttpResponse:
        if goes_on is None:
            form.add_error(None, _("Слишком много попыток. Подождите 15 минут и попробуйте снова."))
            return shown(status=429)
        request.session.cycle_key()
        request.session[BEGUN] = goes_on.isoformat()
        flash_message(request, _("Пароль изменён. Остальные сеансы завершены."))
        return SeeOther(reverse("me"))

    return answer_form(request, form, show=shown, act=act, done=done)


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
