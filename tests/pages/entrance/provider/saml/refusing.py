"""Whoever came back with something that proves nothing: turned back with the one page, and nothing is bound."""

import re
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from kabinet.records.models import ProviderAccount, ProviderSession
from kabinet.records.security.reach import as_system


def kept() -> int:
    with transaction.atomic(), as_system("a test"):
        return ProviderAccount.objects.count() + ProviderSession.objects.count()


def refused(answer: Any, client: Client, log: pytest.LogCaptureFixture, why: str) -> None:
    assert answer.status_code == 403, answer.content.decode()
    assert "Вход не подтверждён" in answer.content.decode()
    assert client.get("/me/").status_code == 303
    assert kept() == 0
    found = [each for each in log.messages if each.startswith("provider refused ")]
    assert [re.findall(r"reason=(\S+)", each) for each in found] == [[why.replace(" ", "_")]]
