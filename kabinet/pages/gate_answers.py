"""Answers that are not a page."""

from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """303: after an act the browser reads another page; reloading it does nothing twice."""

    status_code = 303
