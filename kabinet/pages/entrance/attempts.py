"""One try of a password at a page: its places, what is said when there are none, and who learns of it."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kabinet.actions.organisations.contacts.guarding import tell_of_tries
from kabinet.pages.entrance import known_browsers, throttle
from kabinet.pages.entrance.throttle import Attempt, Wait
from kabinet.records.sign_in import with_login
from kabinet.web import caller, security_log


def begin(request: HttpRequest, login: str, at: datetime) -> Attempt | Wait:
    """Takes the places of a try; whose login it is learns once in a while that there were none left."""
    browser = known_browsers.mark_of(request, login)
    tried = throttle.attempt(login, caller.address_of(request), browser)
    if isinstance(tried, Wait):
        person = with_login(login)
        security_log.tell(request, "tried too often", person=person.pk if person else None)
        if tried.first and person is not None:
            tell_of_tries(at=at, person=person.pk)
    return tried


def failed(request: HttpRequest, login: str) -> None:
    """The password was wrong, or nobody has the login."""
    person = with_login(login)
    security_log.tell(request, "wrong password", person=person.pk if person else None)


def words(wait: Wait) -> str:
    """When it can be tried again."""
    if wait.seconds < throttle.WINDOW_SECONDS:
        return _("Этот логин пробуют слишком часто с разных адресов. Попробуйте снова через минуту.")
    return _("Слишком много попыток. Подождите 15 минут и попробуйте снова.")


def busy() -> str:
    """Nothing was looked at."""
    return _("Сейчас входят слишком многие сразу. Пароль не проверен: повторите через несколько секунд.")


def later(answer: HttpResponse, seconds: int) -> HttpResponse:
    """The answer says to programs when to come again."""
    answer.headers["Retry-After"] = str(seconds)
    return answer
