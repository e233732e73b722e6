"""A network that breaks at a chosen moment."""

from collections.abc import Callable

from playwright.sync_api import Page, Route

from tests.browser import Live
from tests.cast import Cast


def signed_in(page: Page, live: Live, cast: Cast, login: str) -> Page:
    """A page in whose browser this person has a session."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    cast.sign_in(client, login)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live.url}])
    return page


def end_sessions() -> None:
    """Everybody's, as when they run out."""
    from django.db import transaction

    from kabinet.records.models import Session
    from kabinet.records.security.reach import as_system

    with transaction.atomic(), as_system("a test"):
        Session.objects.all().delete()


def cut(page: Page, how: Callable[[Route], None]) -> None:
    """What becomes of every form that is sent from now on; drafts and questions go through."""
    page.route("**/*", lambda route: how(route) if _sends(route) else route.continue_())


def lost(page: Page, send: Callable[[], None]) -> str:
    """`send` sends a form; the server does what it is asked, and its answer, which is given back here, never comes."""
    gone: list[str] = []

    def drop(route: Route) -> None:
        if gone:
            route.continue_()
            return
        route.fetch(max_redirects=0)
        route.abort("aborted")
        gone.append(route.request.url)

    cut(page, drop)
    send()
    for _ in range(200):
        if gone:
            return gone[0]
        page.wait_for_timeout(50)
    raise AssertionError("nothing was sent")


def _sends(route: Route) -> bool:
    return route.request.method == "POST" and route.request.is_navigation_request()
