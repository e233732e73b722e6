"""Pages that the tests' own client rendered, laid out by a browser: no server behind them, the same files beside them."""

import mimetypes
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route

HOST = "http://kabinet.test"
HASH = re.compile(r"\.[0-9a-f]{12}\.")


@contextmanager
def laid_out(
    browser: Browser, pages: Mapping[str, bytes], screen: Mapping[str, Any], *, script: bool = True
) -> Iterator[Page]:
    """A page for which `pages` (path: HTML) are all there is; without `script` it has the markup and the looks alone."""
    context = browser.new_context(**screen)

    def fulfil(route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        if path in pages:
            body = pages[path] if script else re.sub(rb"<script\b[^>]*></script>", b"", pages[path])
            route.fulfill(body=body, content_type="text/html; charset=utf-8")
        elif path.startswith("/static/") and (
            name := finders.find(HASH.sub(".", path.removeprefix("/static/")))
        ):
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            route.fulfill(path=name, content_type=kind)
        else:
            route.fulfill(status=404, body="")

    context.route("**/*", fulfil)
    yield context.new_page()
    context.close()
