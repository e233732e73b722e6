"""Somebody who signed in: one kept connection, cookies, and what a browser says."""

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from time import perf_counter
from urllib.parse import urlencode

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
IDLE = 5.0
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """`seconds` from the first byte asked to the last byte read; `weight` in bytes as they travelled."""

    status: int
    seconds: float
    weight: int
    body: bytes
    location: str
    asked: int
    headers: Mapping[str, str]

    @property
    def text(self) -> str:
        """The page itself."""
        return self.body.decode()


@dataclass(slots=True)
class Visitor:
    """One person's browser; while `counting` it asks how often a page asks the database."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    connection: HTTPConnection | None = None
    token: str = ""
    counting: bool = False
    used: float = 0.0

    def sign_in(self, login: str, password: str) -> "Visitor":
        """Through the front door."""
        self.get("/sign-in/")
        answer = self.post("/sign-in/", {"login": login, "password": password})
        if answer.status != 303:
            raise SystemExit(f"bench/pages/run: {login} could not sign in: {answer.status}")
        return self

    def get(self, path: str) -> Answer:
        """A page."""
        answer = self.ask("GET", path, None, {})
        if found := TOKEN.search(answer.text):
            self.token = found[1]
        return answer

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        """A form of the last page that had one."""
        body = urlencode({**fields, "csrfmiddlewaretoken": self.token})
        return self.ask("POST", path, body, FORM)

    def twin(self) -> "Visitor":
        """The same session on a connection of its own."""
        return Visitor(self.port, dict(self.cookies), token=self.token)

    def hang_up(self) -> None:
        """Nothing of the line is left open on this side; the next question opens another."""
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def _connected(self) -> HTTPConnection:
        """The kept connection, or a new one where the server may have closed it for want of questions."""
        if self.connection is None or perf_counter() - self.used > IDLE:
            self.hang_up()
            self.connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
            self.connection.connect()
        self.used = perf_counter()
        return self.connection

    def ask(self, method: str, path: str, body: str | bytes | None, more: Mapping[str, str]) -> Answer:
        """As it is told, with the cookies that were given."""
        connection = self._connected()
        headers = {
            "Accept-Encoding": "gzip",
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
            **more,
        }
        headers |= {"X-Bench-Count": "1"} if self.counting else {}
        begun = perf_counter()
        connection.request(method, path, body, headers)
        with connection.getresponse() as response:
            content = response.read()
        seconds = perf_counter() - begun
        for line in response.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        plain = gzip.decompress(content) if response.headers.get("Content-Encoding") == "gzip" else content
        asked = int(response.headers.get("X-Bench-Count", 0))
        location = response.headers.get("Location", "")
        heads = dict(response.headers.items())
        return Answer(response.status, seconds, len(content), plain, location, asked, heads)
