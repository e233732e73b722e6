"""Somebody was recognised, in whatever way: their session begins, and leads to where they wanted to go."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from kabinet.actions.organisations.contacts.sessions import beginning
from kabinet.pages.entrance import first_password, languages
from kabinet.pages.gate import unsent
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.person import BEGUN, ONLY, ORGANISATION, WANTED, browsers
from kabinet.pages.shell import flash_message
from kabinet.records.doors.record_types import PersonRecord
from kabinet.records.sign_in import enter
from kabinet.regulation.organisation.second_factor import Factor
from kabinet.web import security_log

UNSENT = unsent.CARRIED  # the session's key for texts that go along while somebody signs in elsewhere


def after(request: HttpRequest) -> str:
    """Where somebody goes who has signed in: `next` if it is an address of ours, else home."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("home")


def let_in(
    request: HttpRequest,
    person: PersonRecord,
    at: datetime,
    *,
    to: str,
    texts: Sequence[str],
    factor: Factor = Factor.NONE,
    wanted: bool = False,
    only: int | None = None,
) -> HttpResponse:
    """The session begins, by this second factor, and leads `to` a page of ours that says which `texts` were not sent; when a
    second factor is `wanted`, first to where one is set up. `only` is the organisation whose own provider says who it is."""
    enter(person)
    texts = [*texts, *request.session.pop(UNSENT, [])]
    auth.login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.pop(ORGANISATION, None)
    request.session.pop(WANTED, None)
    request.session.pop(ONLY, None)
    if only is not None:
        request.session[ONLY] = request.session[ORGANISATION] = only
    request.session[BEGUN] = beginning(person, at).isoformat()
    browsers(request).begin(person.pk, at, request.headers.get("User-Agent", ""), factor)
    first_password.tell_who_handed(request, person.pk)
    security_log.tell(request, "signed in", person=person.pk, factor=factor or "password")
    if wanted:
        request.session[WANTED], request.session[UNSENT] = to, texts
        return languages.welcomed(request, SeeOther(reverse("second_factor")), at)
    _say_unsent(request, texts)
    return languages.welcomed(request, SeeOther(to), at)


def factor_is_there(request: HttpRequest) -> str:
    """Nothing is wanted any more; where the person was going, empty for one of whom nothing was."""
    to: str = request.session.pop(WANTED, "")
    if to:
        _say_unsent(request, request.session.pop(UNSENT, []))
    return to


def _say_unsent(request: HttpRequest, texts: Sequence[str]) -> None:
    for text in texts:
        flash_message(
            request, _("Не отправлено: сеанс закончился. Вот ваш текст: %(text)s") % {"text": text}, bad=True
        )
