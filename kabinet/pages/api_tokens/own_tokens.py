"""«Ключи доступа» of the reader's profile: a token is made and shown once, and ends here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily
from django.utils.translation import ngettext

from kabinet.actions.organisations.api_tokens import LONGEST_NAME, end_token, make_token, tokens_of
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import Report, SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.act_page import RefusableForm, answer_form
from kabinet.pages.ui.citations import spoken
from kabinet.records import doors
from kabinet.regulation.access import Actor
from kabinet.regulation.organisation.api_scopes import SCOPE_WORDS, Scope
from kabinet.web import security_log

DAYS = (30, 90, 180, 365)


class NewToken(RefusableForm):
    """What the program is called, what it may do and for how long."""

    name = forms.CharField(label=lazily("Программа"), max_length=LONGEST_NAME)
    scopes = forms.MultipleChoiceField(
        label=lazily("Что ей можно"),
        choices=lambda: [(scope.value, spoken(words)) for scope, words in SCOPE_WORDS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(
        label=lazily("Срок"),
        choices=lambda: [
            (days, ngettext("%(days)s день", "%(days)s дней", days) % {"days": days}) for days in DAYS
        ],
        coerce=int,
        widget=forms.RadioSelect,
    )


@dataclass(frozen=True, slots=True)
class OwnToken:
    """One line: `used` is the hour of its last use."""

    key: int
    name: str
    scopes: str
    expires: datetime
    used: datetime | None
    over: bool


@page(MEMBER, "GET", "POST")
def api_tokens(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """A new token is shown in the answer to the form that asked for it, and never again."""
    form = NewToken(
        request.POST if request.method == "POST" else None, initial={"scopes": [Scope.READ.value]}
    )

    def shown(status: int = 200, token: str = "") -> HttpResponse:
        context = {
            "form": form,
            "tokens": list(_lines(actor, at)),
            "token": token,
            "address": f"{settings.PUBLIC_URL}/api/v1/me",
        }
        return show(request, actor, at, "api_tokens/tokens.html", context, here="me", status=status)

    def made(token: str) -> HttpResponse:
        security_log.tell(request, "access token made")
        # Sent once more it makes no second one, and leads to the list.
        return Report(shown(token=token).content, headers={"Location": reverse("api_tokens")})

    def act() -> str:
        given = form.cleaned_data
        scopes = [Scope(each) for each in given["scopes"]]
        return make_token(actor=actor, at=at, name=given["name"], scopes=scopes, days=given["days"])

    return answer_form(request, form, show=shown, act=act, done=made)


@page(MEMBER, "GET", "POST")
def end(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """Asked before: the program can do nothing from then on."""
    if request.method != "POST":
        found = next((each for each in _lines(actor, at) if each.key == key), None)
        if found is None:
            raise doors.Closed
        return show(request, actor, at, "api_tokens/end.html", {"token": found}, here="me")
    if end_token(actor=actor, at=at, key=key):
        security_log.tell(request, "access token ended")
        flash_message(request, _("Ключ завершён: программа с ним больше ничего не может."))
    else:
        flash_message(request, _("Такого ключа уже нет."))
    return SeeOther(reverse("api_tokens"))


def _lines(actor: Actor, at: datetime) -> Iterator[OwnToken]:
    for row in tokens_of(actor):
        scopes = ", ".join(spoken(SCOPE_WORDS[Scope(each)]) for each in row.scopes.split(","))
        yield OwnToken(row.pk, row.name, scopes, row.expires_at, row.used_at, row.expires_at <= at)
