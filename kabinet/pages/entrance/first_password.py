"""Behind the link that a contact was handed: the password is set, once."""

from datetime import datetime
from functools import partial

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from kabinet.actions.factors.local_sign_in import is_let_in
from kabinet.actions.organisations.contacts.access_link import Key, handed_by, of_key, set_password
from kabinet.pages.entrance import attempts
from kabinet.pages.entrance.forms import NewPassword
from kabinet.pages.gate import Steps, stepwise
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import ANYONE
from kabinet.pages.shell import flash_message
from kabinet.pages.ui.act_page import answer_form
from kabinet.records import doors, hashing, sealing
from kabinet.web import security_log

KEPT = "welcome"  # the session's key for what the link carried, so that no address has it; sealed, so that no table has
PURPOSE = "what a link carried"


@stepwise(ANYONE, "GET", "POST")
def welcome(request: HttpRequest, step: Steps, at: datetime) -> HttpResponse:
    """The link's secret goes into the session at once and the address forgets it; then the form."""
    if "key" in request.GET:
        request.session[KEPT] = [request.GET.get("who", ""), sealing.seal(request.GET["key"], PURPOSE, 0)]
        return _quiet(SeeOther(reverse("welcome")))
    key = _key(request)
    person = of_key(key) if key else None
    if key is None or person is None:
        return _spent(request)
    form = NewPassword(request.POST if request.method == "POST" else None)
    shown = partial(render, request, "entrance/welcome.html", {"form": form, "person": person})
    try:
        answer = answer_form(
            request,
            form,
            show=shown,
            act=lambda: set_password(at=at, key=key, password=form.cleaned_data["new"]),
            done=lambda set_by: _done(request, set_by.pk, person.login, at),
        )
    except hashing.Busy:
        form.add_error(None, attempts.busy())
        answer = attempts.later(shown(status=503), hashing.RETRY_AFTER)
    except doors.Closed:
        return _spent(request)
    return _quiet(answer)


def tell_who_handed(request: HttpRequest, person: int) -> None:
    """At the next sign-in: who had been shown the link by which this password was set."""
    if by := handed_by(person):
        said = _(
            "Пароль задан по ссылке, которую получил сотрудник: {name}. Если задавали не вы, смените его."
        )
        flash_message(request, said.format(name=by))


def _spent(request: HttpRequest) -> HttpResponse:
    return _quiet(render(request, "entrance/welcome.html", {"spent": True}, status=410))


def _done(request: HttpRequest, person: int, login: str, at: datetime) -> HttpResponse:
    security_log.tell(request, "password set by a link", person=person)
    auth.logout(request)
    if is_let_in(person, at):
        flash_message(request, _("Пароль задан. Войдите с ним."))
    else:
        flash_message(
            request, _("Пароль задан, но вход по паролю сейчас закрыт. Войдите через внешнюю систему входа.")
        )
    return SeeOther(f"{reverse('sign_in')}?{urlencode({'login': login})}")


def _key(request: HttpRequest) -> Key | None:
    who, sealed = request.session.get(KEPT, ["", ""])
    try:
        secret = sealing.unseal(sealed, PURPOSE, 0)
    except sealing.Unreadable:  # none yet
        return None
    return Key(int(who), secret) if who.isdecimal() and len(who) < 18 and "\0" not in secret else None


def _quiet(response: HttpResponse) -> HttpResponse:
    """Nothing is kept."""
    response.headers["Cache-Control"] = "no-store"
    return response
