"""The link of a letter that ends letters of its kind for its reader, and does nothing else; nobody signs in for it."""

from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from kabinet.actions.letters import choices
from kabinet.actions.notices import wording
from kabinet.actions.notices.kinds import Declared
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import ANYONE
from kabinet.pages.ui.vendor_words import say
from kabinet.records.doors import Closed

SALT = "no more letters of this kind"
LONGEST = 200
DIGESTS = "digests"


def link_of(person: int, declared: Declared) -> str:
    """Path of the page for this person and kind; it holds as long as the installation's secret key."""
    token = Signer(salt=SALT).sign(f"{person}:{choices.key_of(declared)}")
    return reverse("letters_off", args=[token])


def link_of_digests(person: int) -> str:
    """The same of a digest: it ends letters of all kinds that come in digests."""
    return reverse("letters_off", args=[Signer(salt=SALT).sign(f"{person}:{DIGESTS}")])


@csrf_exempt
@page(ANYONE, "GET", "POST")
def switch_off(request: HttpRequest, actor: None, at: datetime, token: str) -> HttpResponse:
    """A mailer posts here without a cookie and follows no redirect (RFC 8058); a person presses the button first. Looking
    changes nothing, for scanners of mail open every link."""
    person, declared = _signed(token)
    if request.method == "POST":
        if declared is None:
            choices.switch_off_digests(at=at, person=person)
        else:
            choices.switch_off(at=at, person=person, declared=declared)
    kind = _("Сводки") if declared is None else say(wording.title(declared))
    context = {"done": request.method == "POST", "digests": declared is None, "kind": kind}
    return render(request, "letters/off.html", context)


def _signed(token: str) -> tuple[int, Declared | None]:
    """Whose letters and of which kind, None of what comes in digests; Closed for what was not signed here."""
    try:
        person, _between, key = Signer(salt=SALT).unsign(token[:LONGEST]).partition(":")
    except BadSignature:
        raise Closed from None
    declared = choices.by_key(key)
    if (declared is None and key != DIGESTS) or not person.isdecimal():
        raise Closed
    return int(person), declared
