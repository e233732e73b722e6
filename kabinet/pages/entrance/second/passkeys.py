"""Keys and passkeys of one's own: added by a script that asks the browser, removed without one."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kabinet.actions.factors.passkeys import add_passkey, ask_to_add, possible, remove_passkey
from kabinet.pages.entrance.second import challenges
from kabinet.pages.entrance.second.forms import NewPasskey
from kabinet.pages.entrance.second.own import added, removing, show_own
from kabinet.pages.entrance.second.password_again import answer, owner
from kabinet.pages.gate import Steps, stepwise
from kabinet.pages.gate.rules import ENTERING
from kabinet.records import doors
from kabinet.regulation.organisation.second_factor import Factor, passkey_words


@stepwise(ENTERING, "GET", "POST")
def add(request: HttpRequest, step: Steps, at: datetime) -> HttpResponse:
    """The key is asked anew for each look at the page."""
    who = owner(request, step, at)
    state = challenges.take(request, challenges.TO_ADD, at) if request.method == "POST" else None
    form = NewPasskey(request.POST if request.method == "POST" else None, fresh=who.fresh)

    def shown(status: int = 200) -> HttpResponse:
        options = ""
        if possible():
            asked = ask_to_add(who.actor.person, who.login, who.actor.name)
            options = challenges.keep(request, challenges.TO_ADD, at, asked)
        with step() as actor:
            context = {"form": form, "options": options, "possible": possible()}
            return show_own(request, actor, at, "add_passkey", context, status)

    def act() -> None:
        given = form.cleaned_data
        said = challenges.read(given["answer"])
        add_passkey(actor=who.actor, at=at, name=given["name"], state=state, answer=said)

    def done(_nothing: None) -> HttpResponse:
        said = _("Ключ добавлен: при входе Кабинет спросит его.")
        return added(request, step, at, who, Factor.PASSKEY, said)

    return answer(request, at, who, form, show=shown, act=act, done=done)


@stepwise(ENTERING, "GET", "POST")
def remove(request: HttpRequest, step: Steps, at: datetime, key: int) -> HttpResponse:
    """The key signs nobody in any more."""
    who = owner(request, step, at)
    with step() as actor:
        mine = [each for each in doors.factors(actor).passkeys if each.pk == key]
    if not mine:
        raise doors.Closed

    def act() -> bool:
        return remove_passkey(actor=who.actor, at=at, key=key)

    return removing(request, step, at, who, what=passkey_words(mine[0].name), act=act)
