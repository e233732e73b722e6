"""Hands of the people who work in a Request Tracker: what they do there, and what they find."""

import base64
import json
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

ACCOUNT, SECRET, PERSON = "kabinet", "hidden-word-9", "petrov"
ROOT: Final = ("root", "password")


@dataclass(frozen=True)
class Tracker:
    """Where it is."""

    url: str

    def ask(self, method: str, path: str, said: object = None, who: tuple[str, str] = ROOT) -> Any:
        """What it answers."""
        head = base64.b64encode(f"{who[0]}:{who[1]}".encode()).decode()
        asked = urllib.request.Request(
            f"{self.url}/REST/2.0/{path}",
            data=None if said is None else json.dumps(said).encode(),
            method=method,
            headers={"Authorization": f"Basic {head}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return json.load(answer)

    def answers(self) -> bool:
        """Whether it is there."""
        with suppress(OSError):
            return "Version" in self.ask("GET", "rt")
        return False

    def as_person(self, method: str, path: str, said: object = None) -> Any:
        """The person who works there asks."""
        return self.ask(method, path, said, (PERSON, SECRET))

    def subjects(self) -> dict[str, str]:
        """Of every ticket, by key."""
        found = self.ask("GET", "tickets?query=id%3E0&fields=Subject&per_page=100")["items"]
        return {str(row["id"]): row["Subject"] for row in found}

    def said(self, ticket: str) -> list[tuple[str, str]]:
        """Kind and text of everything said there, in order."""
        path = f"ticket/{ticket}/history?fields=Type&per_page=100"
        kinds = {row["id"]: row["Type"] for row in self.ask("GET", path)["items"]}
        found = []
        for key, kind in kinds.items():
            if kind in ("Create", "Correspond", "Comment"):
                fields = "attachments?fields=Content,ContentType"
                parts = self.ask("GET", f"transaction/{key}/{fields}")["items"]
                found += [
                    (kind, str(part["Content"])) for part in parts if part["ContentType"] == "text/plain"
                ]
        return found

    def status(self, ticket: str) -> str:
        """That desk's own word."""
        return str(self.ask("GET", f"ticket/{ticket}")["Status"])
