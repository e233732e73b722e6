"""What went wrong before or outside a view is told in the manner of its address: a page, or below /api/ a problem."""

import sys

from django.http import HttpRequest, HttpResponseBase

from kabinet.api import gate as api
from kabinet.pages import gate as pages
from kabinet.pages.errors import failures
from kabinet.pages.errors.unavailable import lack_of, lack_of_version

API = "/api/"


def nowhere(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """Django's handler404."""
    return api.nowhere(request) if request.path.startswith(API) else pages.nowhere(request, exception)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """Django's handler400."""
    return api.failed(400) if request.path.startswith(API) else failures.unreadable(request, exception)


def failed(request: HttpRequest) -> HttpResponseBase:
    """Django's handler500: 503 where something is missing that the server needs."""
    if not request.path.startswith(API):
        return failures.failed(request)
    lack = lack_of(sys.exception()) or lack_of_version(sys.exception())
    return api.failed(503, str(lack.words), lack.seconds) if lack else api.failed(500)
