"""Known problems for tests: put on record through the act."""

from datetime import UTC, datetime
from typing import Any

from tests.cast import Cast

AT = datetime(2024, 3, 14, 11, 42, tzinfo=UTC)
TEXTS = {
    "title": "Утечка памяти rphost при фоновом закрытии месяца",
    "text": "Рабочий процесс растёт, пока идёт закрытие месяца, и перезапускается.",
    "workaround": "Ограничьте память рабочего процесса и закрывайте месяц по частям.",
    "product": "Платформа",
    "affected": "8.3.24 до 8.3.24.1548",
    "fixed_in": "",
}


def kept(cast: Cast, login: str, audience: str, at: datetime = AT, **changes: str) -> str:
    """The number of a problem that this person wrote down."""
    from django.db import transaction

    from kabinet.actions.problems.keep import add_problem

    with transaction.atomic():
        typed: dict[str, Any] = {**TEXTS, "audience": audience, **changes}
        return str(add_problem(actor=cast.actor(login, at), at=at, typed=typed).number)
