"""Signing in by portal login and password, and signing out."""

from datetime import datetime

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from kabinet.actions.organisations.contacts.sessions import beginning
from kabinet.pages.entrance import demonstration, languages, throttle
from kabinet.pages.entrance.forms import SignIn
from kabinet.pages.gate import page, unsent
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.person import BEGUN, ORGANISATION
from kabinet.pages.gate.rules import ANYONE, SIGNED_IN
from kabinet.pages.shell import flash_message
from kabinet.pages.status_codes import UNPROCESSABLE
from kabinet.regulation.access import Actor


@page(ANYONE, "GET", "POST")
def sign_in(request: HttpRequest, actor: None, at: datetime) -> HttpResponse:
    """The one page for people who are nobody yet."""
    if request.method != "POST":
        if auth.SESSION_KEY in request.session:
            return SeeOther(after(request))
        return _form(request, SignIn(initial={"login": request.GET.get("login", "")}))
    if "login" not in request.POST:  # what was sent elsewhere, after the session had ended
        return _form(request, SignIn())
    form = SignIn(request.POST)
    if not form.is_valid():
        return _form(request, form, status=UNPROCESSABLE)
    return _tried(request, form, at)


@page(SIGNED_IN, "POST")
def sign_out(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Ends the session here and forgets the pages that this browser kept."""
    auth.logout(request)
    response = SeeOther(reverse("sign_in"))
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def after(request: HttpRequest) -> str:
    """Where somebody goes who has signed in: `next` if it is an address of ours, else home."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("home")


def _tried(request: HttpRequest, form: SignIn, at: datetime) -> HttpResponse:
    login, password = form.cleaned_data["login"], form.cleaned_data["password"]
    tried = throttle.attempt(login, throttle.address_of(request))
    if tried is None:
        form.add_error(None, _("Слишком много попыток. Подождите 15 минут и попробуйте снова."))
        return _form(request, form, status=429)
    person = auth.authenticate(request, username=login, password=password)
    if person is None:
        form.add_error(
            None, _("Логин и пароль не подходят друг к другу. Проверьте раскладку и регистр букв.")
        )
        return _form(request, form, status=UNPROCESSABLE)
    throttle.forgive(tried)
    auth.login(request, person)
    request.session.pop(ORGANISATION, None)
    request.session[BEGUN] = beginning(person, at).isoformat()
    for text in unsent.texts(request):
        flash_message(
            request, _("Не отправлено: сеанс закончился. Вот ваш текст: %(text)s") % {"text": text}, bad=True
        )
    return languages.welcomed(request, SeeOther(after(request)), at)


def _form(request: HttpRequest, form: SignIn, status: int = 200) -> HttpResponse:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    context = {
        "form": form,
        "next": wanted,
        "ended": "ended" in request.GET,
        "unsent": unsent.texts(request),
    }
    if settings.DEMO:
        context |= demonstration.hints()
    return render(request, "entrance/sign_in.html", context, status=status)
