"""A form sent by a script carries a key: done once under it, however often it comes, and known to have been done.

The browser keeps what was typed until it knows that this very sending was done (docs/pages.md, "Nothing typed is lost").
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from kabinet.actions.unit.sendings import begin_sending, drop_sending, end_sending
from kabinet.pages.gate.answers import Elsewhere, Report, SeeOther
from kabinet.pages.shell import flash_message
from kabinet.regulation.access import Actor

FIELD = "sending"


def once(
    request: HttpRequest, actor: Actor | None, at: datetime, view: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """The view's answer, or the way to what this very sending did before."""
    key = sending(request)
    if actor is None or key is None:
        return view()
    if answer := begin_sending(actor=actor, at=at, key=key):
        flash_message(request, _("Это уже отправлено раньше: второй раз ничего не сделано."))
        return SeeOther(answer)
    response = view()
    if _done(response):
        end_sending(actor=actor, key=key, answer=response.headers.get("Location", ""))
    else:
        drop_sending(actor=actor, key=key)
    return response


def sending(request: HttpRequest) -> UUID | None:
    """The key of a form that was sent; parts of a page that follow what is typed send none."""
    if request.method != "POST" or request.headers.get("HX-Request"):
        return None
    try:
        return UUID(request.POST.get(FIELD, "")[:36])
    except ValueError:
        return None


def _done(response: HttpResponseBase) -> bool:
    return isinstance(response, SeeOther | Report) and not isinstance(response, Elsewhere)
