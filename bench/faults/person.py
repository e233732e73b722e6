"""Somebody with a browser who sends a form until it is acknowledged, each time under the same key, as the script does."""

import time
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from bench.faults.ledger import Act, Ledger
from bench.pages.form import form
from bench.pages.visit import FORM, Answer, Visitor

PATIENCE = 300.0  # seconds for one page or act, however often it is asked for
PAUSE = 0.2
DONE, UNAVAILABLE = 303, 503
Fields = Mapping[str, Any]
File = tuple[str, bytes]


class GaveUp(RuntimeError):
    """Not done within PATIENCE, or refused: the walk ends, and the ledger knows."""


class Person:
    """Signed in over a connection of their own."""

    def __init__(self, port: int, ledger: Ledger, login: str, password: str) -> None:
        self.login, self.ledger = login, ledger
        self.visitor = Visitor(port).sign_in(login, password)

    def read(self, path: str) -> str:
        """The page, asked for until it comes."""
        answer = self._until(lambda: self.visitor.get(path), f"GET {path}")
        if answer.status != 200:
            self._refuse(f"{self.login}: GET {path} answered {answer.status}")
        return answer.text

    def form(self, path: str, with_field: str) -> tuple[str, dict[str, str]]:
        """Address and fields of the form of this page."""
        return form(self.read(path), with_field)

    def send(self, act: Act, path: str, fields: Fields, file: File | None = None) -> str:
        """Until it is acknowledged; where it leads."""
        said = {**fields, "sending": str(uuid4()), "csrfmiddlewaretoken": self.visitor.token}
        body, heads = _multipart(said, file) if file else (urlencode(said, doseq=True).encode(), FORM)

        def once() -> Answer:
            act.times += 1
            return self.visitor.ask("POST", path, body, heads)  # type: ignore[arg-type]

        typed = [value for value in fields.values() if isinstance(value, str) and act.mark in value]
        answer = self._until(once, f"POST {path}", typed)
        if answer.status != DONE or answer.location.startswith("/sign-in/"):
            self._refuse(f"{self.login}: {act.kind} {act.mark} answered {answer.status} {answer.location}")
        act.acknowledged = True
        return answer.location

    def _until(self, ask: Any, what: str, typed: list[str] | None = None) -> Answer:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                answer: Answer = ask()
            except (OSError, HTTPException):
                self.visitor.hang_up()
                self._note(0)
            else:
                if answer.status < 500:
                    return answer
                self._note(answer.status)
                self._look(answer, what, typed or [])
            time.sleep(PAUSE)
        self._refuse(f"{self.login}: {what} was not answered within {PATIENCE:.0f} s")
        raise AssertionError  # not reached

    def _look(self, answer: Answer, what: str, typed: list[str]) -> None:
        """What was typed is on the page that could not take it."""
        with self.ledger.lock:
            self.ledger.lost += [f"{what}: {text}" for text in typed if text not in answer.text]

    def _note(self, status: int) -> None:
        with self.ledger.lock:
            self.ledger.answers[status] += 1

    def _refuse(self, words: str) -> None:
        with self.ledger.lock:
            self.ledger.refused.append(words)
        raise GaveUp(words)


def _multipart(fields: Fields, file: File) -> tuple[bytes, Mapping[str, str]]:
    mark = uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="{file[0]}"\r\n'
    parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + file[1] + b"\r\n")
    parts.append(f"--{mark}--\r\n".encode())
    return b"".join(parts), {"Content-Type": f"multipart/form-data; boundary={mark}"}
