"""The language of a page: the reader's choice in a cookie, else Russian. A browser's own language decides nothing."""

import threading
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.translation import trans_real

from kabinet.records.versions import vendor_names

# Which language a thread speaks is asked some eight hundred times a page. Django keeps it so that each task of an event loop
# has its own, which takes up to a tenth of the page; Kabinet's pages are made in threads.
trans_real._active = threading.local()  # noqa: SLF001


class Language:
    """Middleware."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer
        self.known = {code for code, _ in settings.LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in self.known else settings.LANGUAGE_CODE
        with translation.override(language), vendor_names.one_request():
            response = self.answer(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        return response
