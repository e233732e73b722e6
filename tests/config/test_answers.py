"""What goes with every answer: headers, language, and the health of the process."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from kabinet.config.language import Language
from kabinet.config.serving.headers import Headers


@pytest.fixture
def page(rf: RequestFactory) -> HttpRequest:
    return rf.get("/")


def plain(_: HttpRequest) -> HttpResponse:
    return HttpResponse("a page")


def test_nothing_but_our_own_files_runs(page: HttpRequest) -> None:
    policy = Headers(plain)(page).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_plain_http_promises_no_https(page: HttpRequest) -> None:
    assert "Strict-Transport-Security" not in Headers(plain)(page).headers


def test_https_is_promised_for_a_year(page: HttpRequest, settings: object) -> None:
    settings.HTTPS = True  # type: ignore[attr-defined]
    assert Headers(plain)(page).headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_a_view_may_be_stricter(page: HttpRequest) -> None:
    def download(_: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    assert Headers(download)(page).headers["Content-Security-Policy"] == "sandbox"


@pytest.mark.parametrize(("cookie", "spoken"), [("", "ru"), ("en", "en"), ("de", "ru"), ("../en", "ru")])
def test_the_language_is_the_readers_own_choice(rf: RequestFactory, cookie: str, spoken: str) -> None:
    request = rf.get("/", headers={"Accept-Language": "en-GB"})
    request.COOKIES["django_language"] = cookie
    answer = Language(lambda _: HttpResponse(translation.get_language()))(request)
    assert (answer.headers["Content-Language"], answer.content) == (spoken, spoken.encode())


def test_health(db: None, client: Client) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.content.split(b"\n")[0]) == (200, b"ok")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_foreign_host_is_not_answered(db: None, client: Client) -> None:
    with pytest.raises(Exception, match="Invalid HTTP_HOST header"):
        RequestFactory().get("/", headers={"Host": "evil.example"}).get_host()
