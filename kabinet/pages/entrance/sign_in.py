"""Signing in by portal login and password; whoever was recognised in another way begins a session here too."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from kabinet.actions.organisations.contacts.sessions import beginning
from kabinet.pages import security_log
from kabinet.pages.entrance import (
    attempts,
    demonstration,
    first_password,
    known_browsers,
    languages,
    throttle,
)
from kabinet.pages.entrance.forms import LONGEST_LOGIN, SignIn
from kabinet.pages.entrance.throttle import Wait
from kabinet.pages.gate import Steps, stepwise, unsent
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.person import BEGUN, ORGANISATION, browsers
from kabinet.pages.gate.rules import ANYONE
from kabinet.pages.shell import away, flash_message
from kabinet.pages.status_codes import UNPROCESSABLE
from kabinet.records import hashing
from kabinet.records.doors.record_types import PersonRecord
from kabinet.records.sign_in import ByLogin, enter

UNSENT = "unsent"  # the session's key for texts that go along while somebody signs in elsewhere


@stepwise(ANYONE, "GET", "POST")
def sign_in(request: HttpRequest, step: Steps, at: datetime) -> HttpResponse:
    """The one page for people who are nobody yet."""
    if request.method != "POST":
        if auth.SESSION_KEY in request.session:
            return SeeOther(after(request))
        return _form(
            request, step, at, SignIn(initial={"login": request.GET.get("login", "")[:LONGEST_LOGIN]})
        )
    if "login" not in request.POST:  # what was sent elsewhere, after the session had ended
        return _form(request, step, at, SignIn())
    form = SignIn(request.POST)
    if not form.is_valid():
        return _form(request, step, at, form, status=UNPROCESSABLE)
    return _tried(request, step, form, at)


def after(request: HttpRequest) -> str:
    """Where somebody goes who has signed in: `next` if it is an address of ours, else home."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("home")


def _tried(request: HttpRequest, step: Steps, form: SignIn, at: datetime) -> HttpResponse:
    login, password = form.cleaned_data["login"], form.cleaned_data["password"]
    tried = attempts.begin(request, login, at)
    if isinstance(tried, Wait):
        form.add_error(None, attempts.words(tried))
        return attempts.later(_form(request, step, at, form, status=429), tried.seconds)
    try:
        person = ByLogin().authenticate(request, login, password)
    except hashing.Busy:
        form.add_error(None, attempts.busy())
        return attempts.later(_form(request, step, at, form, status=503), hashing.RETRY_AFTER)
    if person is None:
        attempts.failed(request, login)
        form.add_error(
            None, _("Логин и пароль не подходят друг к другу. Проверьте раскладку и регистр букв.")
        )
        return _form(request, step, at, form, status=UNPROCESSABLE)
    throttle.forgive(tried)
    with step():
        answer = let_in(request, person, at, to=after(request), texts=unsent.texts(request))
    known_browsers.remember(request, answer, login)
    return answer


def let_in(
    request: HttpRequest, person: PersonRecord, at: datetime, *, to: str, texts: Sequence[str]
) -> HttpResponse:
    """Somebody was recognised: their session begins, and leads `to` a page of ours that says which `texts` were not sent."""
    enter(person)
    texts = [*texts, *request.session.pop(UNSENT, [])]
    auth.login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.pop(ORGANISATION, None)
    request.session[BEGUN] = beginning(person, at).isoformat()
    browsers(request).begin(person.pk, at, request.headers.get("User-Agent", ""))
    first_password.tell_who_handed(request, person.pk)
    security_log.tell(request, "signed in", person=person.pk)
    for text in texts:
        flash_message(
            request, _("Не отправлено: сеанс закончился. Вот ваш текст: %(text)s") % {"text": text}, bad=True
        )
    return languages.welcomed(request, SeeOther(to), at)


def _form(request: HttpRequest, step: Steps, at: datetime, form: SignIn, status: int = 200) -> HttpResponse:
    with step():
        return _drawn(request, at, form, status)


def _drawn(request: HttpRequest, at: datetime, form: SignIn, status: int) -> HttpResponse:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    context = {
        "form": form,
        "next": wanted,
        "ended": "ended" in request.GET,
        "unsent": unsent.texts(request),
        "provider": settings.SIGN_IN_PROVIDER,
        "outage": away.outage_at_entrance(at),
    }
    if settings.DEMO:
        context |= demonstration.hints()
    return render(request, "entrance/sign_in.html", context, status=status)
