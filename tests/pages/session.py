"""A browser of the tests in which a person is signed in already."""

from playwright.sync_api import Page

from tests.browser import Live
from tests.cast import Cast


def signed_in(page: Page, live: Live, cast: Cast, login: str) -> Page:
    """The page, with a session of this person in its browser."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    cast.sign_in(client, login)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live.url}])
    return page
