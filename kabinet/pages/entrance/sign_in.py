"""Signing in by portal login and password, and whatever is asked beside it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.factors.demand import is_demanded
from kabinet.actions.factors.held import factors_of
from kabinet.actions.factors.local_sign_in import is_let_in, local_sign_in
from kabinet.network.provider import LONGEST_ADDRESS
from kabinet.pages.entrance import attempts, demonstration, known_browsers, letting_in, throttle
from kabinet.pages.entrance.forms import LONGEST_LOGIN, SignIn, TypedFirst
from kabinet.pages.entrance.provider import answers
from kabinet.pages.entrance.second import asking
from kabinet.pages.entrance.throttle import Wait
from kabinet.pages.gate import Steps, stepwise, unsent
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import ANYONE
from kabinet.pages.shell import away
from kabinet.pages.status_codes import FORBIDDEN, UNPROCESSABLE
from kabinet.records import hashing
from kabinet.records.sign_in import ByLogin
from kabinet.regulation.organisation.sign_in import LocalSignIn
from kabinet.web import security_log


@stepwise(ANYONE, "GET", "POST")
def sign_in(request: HttpRequest, step: Steps, at: datetime) -> HttpResponse:
    """The one page for people who are nobody yet."""
    if request.method != "POST":
        if auth.SESSION_KEY in request.session:
            return SeeOther(letting_in.after(request))
        return _first(request, step, at, request.GET.get("login", ""))
    if "address" in request.POST and _asks_address(request):
        return _led(request, step, at)
    if "login" not in request.POST:  # what was sent elsewhere, after the session had ended
        return _first(request, step, at)
    form = SignIn(request.POST)
    if not _for_somebody(at):
        return _closed(request, step, at, form)
    if not form.is_valid():
        return _form(request, step, at, form, status=UNPROCESSABLE)
    return _tried(request, step, form, at)


def _first(request: HttpRequest, step: Steps, at: datetime, login: str = "") -> HttpResponse:
    """What somebody meets who comes: the address, where it is asked first, else login and password."""
    typed = TypedFirst(initial={"address": login[:LONGEST_ADDRESS]}) if _asks_address(request) else None
    return _form(request, step, at, _filled(login), typed=typed)


def _filled(login: str) -> SignIn:
    return SignIn(initial={"login": login[:LONGEST_LOGIN]})


def _asks_address(request: HttpRequest) -> bool:
    """Whether the address is typed first: where organisations have providers of their own, and no password was asked for."""
    return bool(settings.SIGN_IN_PROVIDERS.own) and "password" not in request.GET


def _led(request: HttpRequest, step: Steps, at: datetime) -> HttpResponse:
    """To the provider whose domain was typed, else to the portal, else to the password. Nobody's record is looked at: who
    has the address, or whether anybody has, makes no difference."""
    typed = TypedFirst(request.POST)
    if not typed.is_valid():
        return _form(request, step, at, SignIn(), status=UNPROCESSABLE, typed=typed)
    address = typed.cleaned_data["address"]
    provider = settings.SIGN_IN_PROVIDERS.of_address(address)
    if provider is None:
        return _form(request, step, at, _filled(address))
    return answers.going(request, step, provider)


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
    if not is_let_in(person.pk, at):
        security_log.tell(request, "password closed", person=person.pk)
        return _closed(request, step, at, form)
    if factors_of(person.pk).any:
        return asking.ask(request, person, at, login)
    with step():
        to = letting_in.after(request)
        texts, wanted = unsent.texts(request), is_demanded(person.pk)
        answer = letting_in.let_in(request, person, at, to=to, texts=texts, wanted=wanted)
    known_browsers.remember(request, answer, login)
    return answer


def _for_somebody(at: datetime) -> bool:
    """Whether a password is looked at at all."""
    standing = local_sign_in(at)
    return standing.open_to_all(at) or bool(standing.kept)


def _closed(request: HttpRequest, step: Steps, at: datetime, form: SignIn) -> HttpResponse:
    """Passwords do not let this one in: said after the right password alone, or to everybody alike."""
    form.add_error(None, _("Вход по паролю закрыт. Войдите через внешнюю систему входа."))
    typed = TypedFirst() if _asks_address(request) else None
    return _form(request, step, at, form, status=FORBIDDEN, typed=typed)


def _form(
    request: HttpRequest,
    step: Steps,
    at: datetime,
    form: SignIn,
    status: int = 200,
    typed: TypedFirst | None = None,
) -> HttpResponse:
    """The password's form, or that of the address which comes before it."""
    standing = local_sign_in(at)
    with step():
        return _drawn(request, form, status, standing, at, typed)


def _drawn(
    request: HttpRequest,
    form: SignIn,
    status: int,
    standing: LocalSignIn,
    at: datetime,
    typed: TypedFirst | None,
) -> HttpResponse:
    opened = standing.open_to_all(at)
    by_password = typed is None and (opened or (bool(standing.kept) and "password" in request.GET))
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    context: dict[str, Any] = {
        "form": form,
        "typed": typed,
        "opened": opened,
        "next": wanted,
        "ended": "ended" in request.GET,
        "unsent": unsent.texts(request),
        "provider": settings.SIGN_IN_PROVIDERS.portal,
        "own": bool(settings.SIGN_IN_PROVIDERS.own),
        "by_password": by_password,
        "kept": bool(standing.kept) and not by_password,
        "support": settings.SUPPORT_PHONE,
        "outage": away.outage_at_entrance(at),
    }
    if settings.DEMO and (opened or by_password):
        carried = {"password": settings.DEMO_PASSWORD} | ({"next": wanted} if wanted else {})
        context |= {**demonstration.hints(), "to": reverse("sign_in"), "carried": carried}
    return render(request, "entrance/sign_in.html", context, status=status)
