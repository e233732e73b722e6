"""Between the password and the session: a code of the app, a key, or a code that was kept on paper.

Whoever typed the right password is nobody yet. Their session says for ten minutes who they want to be, and where to go; what
they had written waits in it.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.factors import guarding
from kabinet.actions.factors.app import take_code
from kabinet.actions.factors.held import Held, factors_of
from kabinet.actions.factors.local_sign_in import is_let_in
from kabinet.actions.factors.passkeys import Outcome, ask_for_one, possible, take_passkey
from kabinet.actions.factors.recovery import take_recovery
from kabinet.pages.entrance import attempts, known_browsers, letting_in, throttle
from kabinet.pages.entrance.second import challenges
from kabinet.pages.entrance.second.forms import Code, PasskeyAnswer
from kabinet.pages.entrance.throttle import Wait
from kabinet.pages.gate import Steps, stepwise, unsent
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import ANYONE
from kabinet.pages.shell import flash_message
from kabinet.pages.status_codes import TOO_MANY, UNPROCESSABLE
from kabinet.records.doors.record_types import PersonRecord
from kabinet.records.sign_in import ByLogin
from kabinet.regulation.organisation.second_factor import PATIENCE, RECOVERY_CODES, Factor
from kabinet.web import security_log

HALF = "half"  # the session's key for who typed the right password
FEW = 3  # recovery codes left of which one is told to make new ones


@dataclass(frozen=True, slots=True)
class Half:
    """Who typed the right password, when, and where they wanted to go; `since` is what ends it when the password changes."""

    person: int
    login: str
    to: str
    at: str
    since: str

    def lasts(self, at: datetime) -> bool:
        """Not longer than one looks for a telephone."""
        return at - datetime.fromisoformat(self.at) < PATIENCE


def ask(request: HttpRequest, person: PersonRecord, at: datetime, login: str) -> HttpResponse:
    """The password was right: the session remembers it and asks for the second factor."""
    texts = [*unsent.texts(request), *request.session.pop(letting_in.UNSENT, [])]
    half = Half(person.pk, login, letting_in.after(request), at.isoformat(), str(person.sessions_since))
    request.session.flush()
    request.session[HALF] = asdict(half)
    if texts:
        request.session[letting_in.UNSENT] = texts
    security_log.tell(request, "password right", person=person.pk)
    return SeeOther(reverse("second_factor_asked"))


def half_of(request: HttpRequest, at: datetime) -> Half | None:
    """Who is on the way in with this browser, if they are still."""
    said = request.session.get(HALF)
    half = Half(**said) if said else None
    return half if half is not None and half.lasts(at) else None


@stepwise(ANYONE, "GET", "POST", slow=())
def asked(request: HttpRequest, step: Steps, at: datetime) -> HttpResponse:
    """The page that asks for it. Whoever waited too long begins anew."""
    half = half_of(request, at)
    if half is None:
        return anew(request)
    held = factors_of(half.person)
    if "answer" in request.POST:
        return _answered(request, step, at, half, held)
    form = Code(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, step, at, half, form, held)
    if not form.is_valid():
        return _page(request, step, at, half, form, held, UNPROCESSABLE)
    return _tried(request, step, at, half, held, form)


def _tried(
    request: HttpRequest, step: Steps, at: datetime, half: Half, held: Held, form: Code
) -> HttpResponse:
    browser = known_browsers.mark_of(request, half.login)
    tried = throttle.second(half.person, browser)
    if isinstance(tried, Wait):
        return attempts.later(_too_often(request, step, form, held, half, tried, at), tried.seconds)
    factor, left = _taken(half.person, form.cleaned_data["code"], at)
    if factor is None:
        security_log.tell(request, "wrong code", person=half.person)
        form.add_error("code", _wrong(request))
        return _page(request, step, at, half, form, held, UNPROCESSABLE)
    throttle.forgive(tried)
    if left is not None and left <= FEW:
        said = _("Запасных кодов осталось: {left} из {count}. Создайте новые в профиле.")
        flash_message(request, said.format(left=left, count=RECOVERY_CODES))
    return come_in(request, step, at, half, factor)


def come_in(request: HttpRequest, step: Steps, at: datetime, half: Half, factor: Factor) -> HttpResponse:
    """The second factor was right as well; unless the password was changed or its person removed since."""
    person = ByLogin().get_user(half.person)
    if person is None or str(person.sessions_since) != half.since or not is_let_in(person.pk, at):
        return anew(request)
    request.session.pop(HALF, None)
    with step():
        answer = letting_in.let_in(request, person, at, to=half.to, texts=[], factor=factor)
    known_browsers.remember(request, answer, half.login)
    return answer


def anew(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, which says why."""
    if request.session.pop(HALF, None):
        flash_message(request, _("Вход не завершён за десять минут. Введите логин и пароль снова."), bad=True)
    return SeeOther(reverse("sign_in"))


def _wrong(request: HttpRequest) -> str:
    if "recovery" in request.GET:
        return _("Код не подошёл. Каждый запасной код действует один раз: введите другой.")
    return _("Код не подошёл. Каждый код действует один раз: введите тот, что показан сейчас.")


def _taken(person: int, code: str, at: datetime) -> tuple[Factor | None, int | None]:
    """By what the code let in, and how many recovery codes are left if it was one."""
    if take_code(at=at, person=person, code=code):
        return Factor.APP, None
    left = take_recovery(at=at, person=person, code=code)
    return (None, None) if left is None else (Factor.RECOVERY, left)


def _too_often(
    request: HttpRequest, step: Steps, form: Code, held: Held, half: Half, tried: Wait, at: datetime
) -> HttpResponse:
    security_log.tell(request, "codes tried too often", person=half.person)
    if tried.first:
        guarding.tell_of_codes(at=at, person=half.person)
    form.add_error("code", _("Слишком много попыток. Подождите 15 минут и попробуйте снова."))
    return _page(request, step, at, half, form, held, TOO_MANY)


def _answered(request: HttpRequest, step: Steps, at: datetime, half: Half, held: Held) -> HttpResponse:
    """What a key said to the challenge of this session, which is used up by it."""
    state = challenges.take(request, challenges.TO_SIGN_IN, at)
    form = PasskeyAnswer(request.POST)
    outcome = Outcome.REFUSED
    if state is not None and possible() and form.is_valid():
        said = challenges.read(form.cleaned_data["answer"])
        outcome = take_passkey(at=at, person=half.person, state=state, answer=said)
    if outcome is Outcome.TAKEN:
        return come_in(request, step, at, half, Factor.PASSKEY)
    security_log.tell(request, "passkey refused", person=half.person, reason=outcome)
    refused = _("Ответ ключа не подошёл. Попробуйте ещё раз или введите код.")
    if outcome is Outcome.BEHIND:
        refused = _(
            "Счётчик ключа отстал, так бывает у копии: этим ключом войти нельзя. Войдите иначе и удалите его."
        )
    return _page(request, step, at, half, Code(), held, UNPROCESSABLE, refused)


def _page(
    request: HttpRequest,
    step: Steps,
    at: datetime,
    half: Half,
    form: Code,
    held: Held,
    status: int = 200,
    refused: str = "",
) -> HttpResponse:
    asked = ask_for_one(half.person) if held.passkeys and possible() else None
    context = {
        "form": form,
        "held": held,
        "by_recovery": "recovery" in request.GET or not held.app,
        "options": challenges.keep(request, challenges.TO_SIGN_IN, at, asked) if asked else "",
        "refused": refused,
    }
    with step():
        return render(request, "entrance/second/asked.html", context, status=status)
