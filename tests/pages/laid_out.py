"""Pages that the tests' own client rendered, laid out by a browser: no server behind them, the same files beside them.

They come through a proxy of the test's own: what Playwright fulfils by itself, the browser keeps nothing of, and asks for
every style and font anew with every page.
"""

import mimetypes
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page

HOST = "http://kabinet.test"
HASH = re.compile(r"\.[0-9a-f]{12}\.")
SCRIPTS = re.compile(rb"<script\b[^>]*></script>")


@contextmanager
def laid_out(
    browser: Browser, pages: Mapping[str, bytes], screen: Mapping[str, Any], *, script: bool = True
) -> Iterator[Page]:
    """A page for which `pages` (path: HTML) are all there is; without `script` it has the markup and the looks alone."""
    with _proxy(pages, script=script) as address:
        context = browser.new_context(**screen, proxy={"server": address})
        yield context.new_page()
        context.close()


@contextmanager
def _proxy(pages: Mapping[str, bytes], *, script: bool) -> Iterator[str]:
    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.removeprefix(HOST)
            if path in pages:
                body = pages[path] if script else SCRIPTS.sub(b"", pages[path])
                self._say(200, body, "text/html; charset=utf-8", "no-store")
            elif path.startswith("/static/") and (
                name := finders.find(HASH.sub(".", path.removeprefix("/static/")))
            ):
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                self._say(200, Path(name).read_bytes(), kind, "max-age=3600")
            else:
                self._say(404, b"", "text/plain", "no-store")

        def _say(self, status: int, body: bytes, kind: str, kept: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", kept)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
