"""Answers that say whether something was done."""

from django.http import HttpResponse, HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """303: after an act the browser reads another page; reloading it does nothing twice."""

    status_code = 303


class Elsewhere(SeeOther):
    """303 without an act: what was sent has no place here any more, and the way on is this."""


class Report(HttpResponse):
    """An act whose answer is the page itself: what became of each of many."""
