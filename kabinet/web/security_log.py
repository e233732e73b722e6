"""What somebody has to be able to look up after an attack: who came in or was turned back, from where.

One line an event in the log `kabinet.security`: its name, the person's key (never a login: a password is easily typed
there), the address that asked, the method and the path. A query is left out, for links carry their secret in it; so is
everything typed.
"""

import logging
from collections.abc import Mapping
from http import HTTPStatus

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest

from kabinet.actions.unit.errors import Conflict, Refused
from kabinet.records.doors import Closed
from kabinet.web import caller

LOG = logging.getLogger("kabinet.security")
LONGEST_PATH = 200


def tell(request: HttpRequest, event: str, *, person: int | None = None, **more: int | str) -> None:
    """One event; `person` is whom it is about, else whoever is signed in."""
    who = person if person is not None else _signed_in(request)
    said: Mapping[str, int | str] = {
        "person": "nobody" if who is None else who,
        "address": caller.address_of(request),
        **more,
    }
    words = " ".join(f"{name}={_plain(str(value))}" for name, value in said.items())
    LOG.info("%s %s %s %s", event, words, request.method, _plain(request.path))


def turned_back(request: HttpRequest, refusal: Exception, *, person: int | None = None) -> None:
    """Somebody was told that there is nothing here, or that they may not."""
    if isinstance(refusal, Conflict):
        return
    status = HTTPStatus.NOT_FOUND if isinstance(refusal, Closed) else HTTPStatus.FORBIDDEN
    code = refusal.verdict.code if isinstance(refusal, Refused) else type(refusal).__name__.lower()
    tell(request, "turned back", person=person, status=int(status), reason=code)


def _signed_in(request: HttpRequest) -> str | None:
    return request.session.get(SESSION_KEY) if hasattr(request, "session") else None


def _plain(said: str) -> str:
    """Nothing that could begin a line of its own, or look like the end of this one's field."""
    return "".join(sign if sign.isprintable() and sign != " " else "_" for sign in said)[:LONGEST_PATH]
