"""Each thread speaks the language of its own reader, and ends with none."""

from threading import Barrier, Thread

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext

from kabinet.config.language import Language


def request_in(language: str | None) -> HttpRequest:
    from django.conf import settings

    request = HttpRequest()
    if language:
        request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = language
    return request


def test_two_threads_at_once_speak_each_its_own() -> None:
    both, said, after = Barrier(2, timeout=30), {}, {}

    def answer(request: HttpRequest) -> HttpResponse:
        both.wait()
        words = HttpResponse(f"{get_language()} {gettext('Обращения')}")
        both.wait()
        return words

    def read(name: str, language: str | None) -> None:
        before = get_language()
        said[name] = Language(answer)(request_in(language))
        after[name] = (before, get_language())

    threads = [Thread(target=read, args=each) for each in (("Anna", "en"), ("Boris", None))]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    assert said["Anna"].content.decode() == "en Tickets"
    assert said["Boris"].content.decode() == "ru Обращения"
    assert after == dict.fromkeys(("Anna", "Boris"), ("ru", "ru"))
    assert said["Anna"].headers["Content-Language"] == "en"
