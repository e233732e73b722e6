"""The reader's choice of light, dark or as the system, kept in a cookie."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_noop

YEAR = 365 * 86400
THEMES = {
    "system": gettext_noop("как в системе"),
    "light": gettext_noop("светлое"),
    "dark": gettext_noop("тёмное"),
}


def theme(request: HttpRequest) -> HttpResponse:
    """Stores the choice and goes back to the page it was made on; the script does the same without the round trip."""
    chosen = request.POST.get("theme", "")
    answer = HttpResponseRedirect(way_back(request))
    if chosen in ("light", "dark"):
        answer.set_cookie("theme", chosen, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    else:
        answer.delete_cookie("theme", samesite="Lax")
    return answer


def way_back(request: HttpRequest) -> str:
    referer = request.headers.get("referer", "")
    same_host = url_has_allowed_host_and_scheme(
        referer, {request.get_host()}, require_https=request.is_secure()
    )
    return referer if same_host else "/"


def chosen_theme(cookies: dict[str, str]) -> str:
    """«light», «dark» or «system»."""
    stored = cookies.get("theme", "system")
    return stored if stored in THEMES else "system"
