"""Setting up an app: its secret as a picture and as text, and the code that proves that the app has it."""

from datetime import datetime

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kabinet.actions.factors import app
from kabinet.pages.entrance.second.forms import NewApp
from kabinet.pages.entrance.second.own import added, show_own
from kabinet.pages.entrance.second.password_again import Owner, answer, owner
from kabinet.pages.gate import Steps, stepwise
from kabinet.pages.gate.rules import ENTERING
from kabinet.records import sealing
from kabinet.regulation.organisation.second_factor import Factor

NEW = "new_app"  # the session's key for a secret that is not anybody's yet, sealed


@stepwise(ENTERING, "GET", "POST")
def new_app(request: HttpRequest, step: Steps, at: datetime) -> HttpResponse:
    """The same secret until it is confirmed, so that a code that failed costs no second look at the picture."""
    who = owner(request, step, at)
    sealed = _sealed(request, who)
    form = NewApp(request.POST if request.method == "POST" else None, fresh=who.fresh)

    def shown(status: int = 200) -> HttpResponse:
        with step() as actor:
            response = show_own(
                request, actor, at, "new_app", {"form": form, **_to_scan(sealed, who)}, status
            )
        response.headers["Cache-Control"] = "no-store"
        return response

    def done(_nothing: None) -> HttpResponse:
        return _done(request, step, at, who)

    def act() -> None:
        app.set_app(actor=who.actor, at=at, sealed=sealed, code=form.cleaned_data["code"])

    return answer(request, at, who, form, show=shown, act=act, done=done)


def _done(request: HttpRequest, step: Steps, at: datetime, who: Owner) -> HttpResponse:
    """Recovery codes come with the first factor."""
    del request.session[NEW]
    return added(
        request, step, at, who, Factor.APP, _("Приложение добавлено: при входе Кабинет спросит код.")
    )


def _sealed(request: HttpRequest, who: Owner) -> str:
    sealed: str = request.session.get(NEW, "")
    try:
        app.secret_of(sealed, who.actor.person)
    except sealing.Unreadable:  # none yet, or somebody else's
        sealed = request.session[NEW] = app.new_secret(who.actor.person)
    return sealed


def _to_scan(sealed: str, who: Owner) -> dict[str, str]:
    secret = app.secret_of(sealed, who.actor.person)
    issuer = _("Кабинет {host}").format(host=settings.PUBLIC_HOST)
    address = app.address_of(sealed, who.actor.person, login=who.login, issuer=issuer)
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return {"picture": _picture(address), "secret": groups, "address": address}


def _picture(address: str) -> SafeString:
    """A QR code as SVG: dark on light in every theme, for a camera reads it."""
    drawn = segno.make(address, error="m").svg_inline(
        omitsize=True, svgclass="qr", lineclass=None, light="#fff", border=3
    )
    return mark_safe(drawn)  # noqa: S308  of a library, and what it says of the person are modules
