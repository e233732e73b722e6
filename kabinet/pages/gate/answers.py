"""Answers that say whether something was done."""

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseRedirect

# A form that cannot be taken comes back with all that was typed; one that somebody else overtook, with what they did.
UNPROCESSABLE, CONFLICT, FORBIDDEN = (
    int(each) for each in (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT, HTTPStatus.FORBIDDEN)
)


class SeeOther(HttpResponseRedirect):
    """303: after an act the browser reads another page; reloading it does nothing twice."""

    status_code = 303


class Elsewhere(SeeOther):
    """303 without an act: what was sent has no place here any more, and the way on is this."""


class Report(HttpResponse):
    """An act whose answer is the page itself: what became of each of many."""
