"""The language of a page: the reader's choice in a cookie, else Russian. A browser's own language decides nothing."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from kabinet.records.versions import vendor_names


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
