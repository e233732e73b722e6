"""«Второй фактор»: what the reader has beside the password, recovery codes, and ending each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.factors.app import remove_app
from kabinet.actions.factors.demand import is_demanded
from kabinet.actions.factors.held import factors_of, has_password
from kabinet.actions.factors.recovery import make_codes
from kabinet.pages.entrance import letting_in
from kabinet.pages.entrance.second.forms import PasswordAgain
from kabinet.pages.entrance.second.password_again import Owner, answer, owner
from kabinet.pages.gate import Steps, person, stepwise
from kabinet.pages.gate.answers import Report, SeeOther
from kabinet.pages.gate.person import browsers
from kabinet.pages.gate.rules import ENTERING
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.citations import spoken
from kabinet.records import doors
from kabinet.regulation.access import Actor
from kabinet.regulation.organisation.second_factor import APP_WORDS, RECOVERY_CODES, Factor
from kabinet.regulation.text import Text
from kabinet.web import security_log


@stepwise(ENTERING)
def own(request: HttpRequest, step: Steps, at: datetime) -> HttpResponse:
    """What there is, and the ways to each change."""
    who = owner(request, step, at)
    with step() as actor:
        context = {
            "factors": doors.factors(actor),
            "count": RECOVERY_CODES,
            "by_provider": who.by_provider,
            "has_password": has_password(actor.person),
            "demanded": is_demanded(actor.person),
        }
        return show_own(request, actor, at, "own", context)


@stepwise(ENTERING, "GET", "POST")
def codes(request: HttpRequest, step: Steps, at: datetime) -> HttpResponse:
    """New recovery codes: the answer shows them, and nothing shows them again."""
    who = owner(request, step, at)
    form = PasswordAgain(request.POST if request.method == "POST" else None, fresh=who.fresh)

    def shown(status: int = 200) -> HttpResponse:
        with step() as actor:
            context = {"form": form, "factors": doors.factors(actor), "count": RECOVERY_CODES}
            return show_own(request, actor, at, "codes", context, status)

    def done(made: Sequence[str]) -> HttpResponse:
        security_log.tell(request, "recovery codes made")
        return show_codes(request, step, at, made)

    return answer(
        request,
        at,
        who,
        form,
        show=shown,
        act=lambda: make_codes(actor=who.actor, at=at),
        done=done,
    )


@stepwise(ENTERING, "GET", "POST")
def remove(request: HttpRequest, step: Steps, at: datetime) -> HttpResponse:
    """The app signs nobody in any more."""
    who = owner(request, step, at)
    return removing(request, step, at, who, what=APP_WORDS, act=lambda: remove_app(actor=who.actor, at=at))


def removing(
    request: HttpRequest, step: Steps, at: datetime, who: Owner, *, what: Text, act: Callable[[], bool]
) -> HttpResponse:
    """The page that asks once more, and with the password, whether a factor is to end."""
    form = PasswordAgain(request.POST if request.method == "POST" else None, fresh=who.fresh)

    def shown(status: int = 200) -> HttpResponse:
        with step() as actor:
            context = {"form": form, "what": spoken(what), "last": _is_last(actor)}
            return show_own(request, actor, at, "remove", context, status)

    def done(gone: bool) -> HttpResponse:
        security_log.tell(request, "factor removed")
        flash_message(request, _("Удалено.") if gone else _("Этого уже нет."))
        return SeeOther(reverse("second_factor"))

    return answer(request, at, who, form, show=shown, act=act, done=done)


def show_codes(
    request: HttpRequest, step: Steps, at: datetime, made: Sequence[str], to: str = ""
) -> HttpResponse:
    """The codes, this once; then on `to` where the reader was going."""
    context = {"codes": made, "to": to or reverse("second_factor")}
    with step() as actor:
        page = show_own(request, actor, at, "codes_made", context)
    return Report(page.content, headers={"Cache-Control": "no-store"})


def added(
    request: HttpRequest, step: Steps, at: datetime, who: Owner, factor: Factor, said: str
) -> HttpResponse:
    """What every new factor ends with: recovery codes come with the first one, and whoever had to set one up goes on."""
    security_log.tell(request, "factor added", factor=factor)
    if not who.by_provider:
        browsers(request).proved(factor)
    made = None if factors_of(who.actor.person).codes else make_codes(actor=who.actor, at=at)
    to = letting_in.factor_is_there(request)
    if made is None:
        flash_message(request, said)
        return SeeOther(to or reverse("second_factor"))
    return show_codes(request, step, at, made, to)


def show_own(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    name: str,
    context: Mapping[str, object],
    status: int = 200,
) -> HttpResponse:
    """One of these pages; with nothing around it for whoever may go nowhere else yet."""
    if wanted := person.WANTED in request.session:
        actor = replace(actor, confirmed=False)
    whole = {"wanted": wanted, "part": name != "own", **context}
    return show(request, actor, at, f"entrance/second/{name}.html", whole, here="me", status=status)


def _is_last(actor: Actor) -> bool:
    found = doors.factors(actor)
    return (found.app is not None) + len(found.passkeys) == 1
