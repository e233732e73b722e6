"""How an open page follows changes: every few seconds it asks whether what it shows is still so.

A page that follows names the state it shows (`stamp`) and asks its own fragment's address with `?seen=<stamp>`. The same
state answers 204, on which htmx leaves the page alone; another one answers the fragment, which names its own stamp.
The cost of a quiet page is the one query that the stamp needs.

    stamp = follow.stamp(ticket.version)
    if quiet := follow.unchanged(request, stamp):
        return quiet
    return render(request, "tickets/talk.html", {..., "stamp": stamp})
"""

from hashlib import blake2s

from django.http import HttpRequest, HttpResponse

EVERY_SECONDS = 4  # within the five that people are promised, the way there and back included


def stamp(*parts: object) -> str:
    """A short name of a state: equal parts, equal stamp. For a list: its rows' numbers and versions."""
    return blake2s("\x1f".join(map(str, parts)).encode(), digest_size=9).hexdigest()


def unchanged(request: HttpRequest, stamp: str) -> HttpResponse | None:
    """204 when the reader already shows this state, otherwise None."""
    if request.GET.get("seen") != stamp:
        return None
    response = HttpResponse(status=204)
    response.headers["Cache-Control"] = "no-store"
    return response
