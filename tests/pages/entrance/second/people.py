"""Whoever signs in with something beside the password, as a browser does it."""

import html
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pyotp
from django.db import transaction
from django.test import Client

from kabinet.records.models import Notice, OrganisationEntry, Session
from kabinet.records.security.reach import as_system
from tests.cast_names import PASSWORD
from tests.clock import AT
from tests.markup import packed

SECOND = "/sign-in/second/"
OWN = "/me/second-factor/"


def shown(answer: Any) -> str:
    return html.unescape(packed(answer.content.decode()))


def password(login: str = "saveliev", client: Client | None = None, **more: Any) -> tuple[Client, Any]:
    """A browser in which the right password was typed, and what came."""
    client = client or Client()
    return client, client.post("/sign-in/", {"login": login, "password": PASSWORD, **more})


def code_of(secret: str, at: datetime = AT) -> str:
    return pyotp.TOTP(secret).at(at)


def secret_on(answer: Any) -> str:
    found = re.search(r'<code class="secret-key">([A-Z2-7 ]+)</code>', answer.content.decode())
    assert found is not None
    return found[1].replace(" ", "")


def codes_on(answer: Any) -> list[str]:
    found = re.findall(r"<li><code>([a-z0-9]{5}-[a-z0-9]{5})</code>", packed(answer.content.decode()))
    assert len(found) == 10
    return found


def with_app(login: str = "saveliev", at: datetime = AT) -> tuple[str, list[str]]:
    """The secret of an app that was set up a minute before `at` is asked for, and the recovery codes."""
    client, answer = password(login)
    assert answer.status_code == 303, answer.content
    secret = secret_on(client.get(f"{OWN}app/"))
    made = client.post(f"{OWN}app/", {"code": code_of(secret, at - timedelta(seconds=30))})
    assert made.status_code == 200, shown(made)
    return secret, codes_on(made)


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def told(person: int) -> list[str]:
    with transaction.atomic(), as_system("a test"):
        rows = Notice.objects.filter(person=person).order_by("created_at", "kind")
        return list(rows.values_list("kind", flat=True))


def recorded(organisation: int) -> list[str]:
    with transaction.atomic(), as_system("a test"):
        rows = OrganisationEntry.objects.filter(organisation=organisation).order_by("id")
        return list(rows.values_list("kind", flat=True))


def factors_of_sessions(person: int) -> list[str]:
    with transaction.atomic(), as_system("a test"):
        return sorted(Session.objects.filter(person=person).values_list("factor", flat=True))


Move = Callable[[timedelta], None]
