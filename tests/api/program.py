"""A program of somebody of the cast: it has a token and nothing else."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.test import Client

from kabinet.actions.organisations.api_tokens import make_token
from kabinet.records.security.reach import leave
from kabinet.regulation.organisation.api_scopes import Scope
from tests.cast import Cast
from tests.clock import AT
from tests.desk import later

JSON = "application/json"
PROBLEM = "application/problem+json"
EVERY = tuple(Scope)


@dataclass
class Program:
    """`ask("GET", "/me")` is one request; nobody's reach of before helps it."""

    token: str
    headers: dict[str, str] = field(default_factory=dict)
    environ: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The answer; `headers` by their names with underscores."""
        leave()
        named = {name.replace("_", "-"): value for name, value in {**self.headers, **headers}.items()}
        if self.token:
            named.setdefault("Authorization", f"Bearer {self.token}")
        kind = named.pop("Content-Type", JSON)
        sent = {"data": body, "content_type": kind} if body is not None else {}
        answer = Client().generic(method, f"/api/v1{path}", headers=named, **_encoded(sent), **self.environ)
        leave()
        return answer

    def get(self, path: str, status: int = 200) -> Any:
        """What the answer says."""
        answer = self.ask("GET", path)
        assert answer.status_code == status, (answer.status_code, answer.content)
        return answer.json()


def _encoded(sent: dict[str, Any]) -> dict[str, Any]:
    import json

    if sent and not isinstance(sent["data"], bytes | str):
        sent["data"] = json.dumps(sent["data"])
    return sent


def program(cast: Cast, login: str, *scopes: Scope, at: datetime | None = None) -> Program:
    """With a token made an hour before."""
    made = at or later(AT, hours=-1)
    with transaction.atomic():
        actor = cast.actor(login, made)
        token = make_token(actor=actor, at=made, name="Скрипт", scopes=scopes or EVERY, days=90)
        leave()
    return Program(token)
