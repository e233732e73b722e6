"""What changes by what one signs in is asked with the password once more, unless it was typed a few minutes ago."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.http import HttpRequest, HttpResponse

from kabinet.actions.factors import guarding
from kabinet.pages.entrance import attempts, throttle
from kabinet.pages.entrance.second.forms import PasswordAgain
from kabinet.pages.entrance.throttle import Wait
from kabinet.pages.gate import Steps
from kabinet.pages.gate.person import browsers
from kabinet.pages.status_codes import TOO_MANY, UNAVAILABLE
from kabinet.pages.ui.act_page import Shown, answer_form
from kabinet.records import doors, hashing
from kabinet.records.sign_in import ByLogin
from kabinet.regulation.access import Actor
from kabinet.regulation.organisation.second_factor import Factor, is_fresh

Made = TypeVar("Made")


class TooOften(Exception):
    """The password was tried too often."""

    def __init__(self, wait: Wait) -> None:
        super().__init__("a password is tried too often")
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Owner:
    """Who changes their own; `fresh` when no password is asked, `by_provider` when this session came from one."""

    actor: Actor
    login: str
    fresh: bool
    by_provider: bool


def owner(request: HttpRequest, step: Steps, at: datetime) -> Owner:
    """Who asks. Raises what the gate raises."""
    with step() as actor:
        login = doors.person(actor).login
    browser = browsers(request)
    fresh = browser.begun is not None and is_fresh(browser.begun, browser.factor, at)
    return Owner(actor, login, fresh, browser.factor == Factor.PROVIDER)


def answer(
    request: HttpRequest,
    at: datetime,
    who: Owner,
    form: PasswordAgain,
    *,
    show: Shown,
    act: Callable[[], Made],
    done: Callable[[Made], HttpResponse],
) -> HttpResponse:
    """As answer_form, with the password looked at before `act`: outside any transaction, within the limits of signing in."""

    def proved() -> Made:
        if "password" in form.fields:
            _prove(request, at, who.login, form.cleaned_data["password"])
        return act()

    try:
        return answer_form(request, form, show=show, act=proved, done=done)
    except hashing.Busy:
        form.add_error(None, attempts.busy())
        return attempts.later(show(status=UNAVAILABLE), hashing.RETRY_AFTER)
    except TooOften as tired:
        form.add_error(None, attempts.words(tired.wait))
        return attempts.later(show(status=TOO_MANY), tired.wait.seconds)


def _prove(request: HttpRequest, at: datetime, login: str, password: str) -> None:
    tried = attempts.begin(request, login, at)
    if isinstance(tried, Wait):
        raise TooOften(tried)
    if ByLogin().authenticate(request, login, password) is None:
        attempts.failed(request, login)
        raise guarding.wrong_password()
    throttle.forgive(tried)
