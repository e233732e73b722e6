"""Where the reader is signed in, and ending it: one of their sessions, or all others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.organisations.contacts import sessions
from kabinet.pages.browsers import browser_named
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.person import browsers
from kabinet.pages.gate.rules import SIGNED_IN
from kabinet.pages.shell import flash_message
from kabinet.pages.ui.amounts import hours
from kabinet.pages.ui.citations import spoken
from kabinet.queries.admission import Session
from kabinet.records import doors
from kabinet.regulation.access import Actor
from kabinet.regulation.organisation.second_factor import FACTOR_WORDS, Factor


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One session: in which browser, since when, when it was last in use, by what it was opened; `current` is the reader's
    own."""

    key: str
    browser: str
    begun: datetime
    seen: datetime
    factor: str
    current: bool


def own_sessions(request: HttpRequest, actor: Actor, at: datetime) -> Iterator[OwnSession]:
    """Those that have not ended by themselves, and were not ended with the password; this one first."""
    person, current = doors.person(actor), browsers(request).row_key
    rows = sorted(doors.sessions(actor), key=lambda row: row.pk != current)
    for row in rows:
        if row.begun is None or row.seen is None:
            continue
        mine = Session(actor.person, None, None, row.begun, row.seen)
        ended = person.sessions_since is not None and row.begun < person.sessions_since
        if row.pk == current or (mine.lasts(at) and not ended):
            by = spoken(FACTOR_WORDS[Factor(row.factor)])
            yield OwnSession(row.pk, browser_named(row.browser), row.begun, row.seen, by, row.pk == current)


def lasting() -> tuple[str, str]:
    """How long a session lasts at most, and without its person doing anything."""
    return hours(settings.SESSION_COOKIE_AGE), hours(settings.SESSION_IDLE_AGE)


@page(SIGNED_IN, "POST")
def end(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Ends the session that was named, or all others without a name; this one ends by signing out."""
    this, key = browsers(request).row_key, request.POST.get("session", "")
    if not key:
        ended = sessions.end_other_sessions(actor=actor, at=at, but=this)
        said = _("Завершено сеансов: {count}.").format(count=ended)
        flash_message(request, said if ended else _("Других сеансов нет."))
    elif key == this or "\0" in key:
        raise doors.Closed
    elif sessions.end_session(actor=actor, at=at, key=key):
        flash_message(request, _("Сеанс завершён: там снова нужно войти."))
    else:
        flash_message(request, _("Этого сеанса уже нет."))
    return SeeOther(reverse("me") + "#sessions")
