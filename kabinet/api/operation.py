"""One operation of the API: its address and method, what it takes and gives, and the function that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponseBase
from msgspec import Struct

from kabinet.actions.organisations.api_tokens import Used
from kabinet.records import doors
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.organisation.api_scopes import Scope
from kabinet.regulation.text import Text

Asked = TypeVar("Asked", bound=Struct)


@dataclass(frozen=True)
class Call:
    """One request, read and understood. `version` is the one that If-Match names, None for any; `dry`: nothing of it is to
    stand; `content` is the file that was the body."""

    actor: Actor
    at: datetime
    token: Used
    query: Struct | None = None
    body: Struct | None = None
    version: int | None = None
    dry: bool = False
    content: bytes = b""
    request: HttpRequest | None = None

    @cached_property
    def zone(self) -> ZoneInfo:
        """The person's."""
        return ZoneInfo(doors.person(self.actor).zone)

    def asked(self, shape: type[Asked]) -> Asked:
        """The query in its type."""
        return _held(self.query, shape)

    def sent(self, shape: type[Asked]) -> Asked:
        """The body in its type."""
        return _held(self.body, shape)


@dataclass(frozen=True, slots=True)
class Reply:
    """`version` becomes the ETag; `following` is an address."""

    body: Struct
    version: int | None = None
    following: str = ""


Does = Callable[..., Reply | HttpResponseBase]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """`path` is below /api/v1, its parameters in braces. Without a `scope` every token may; `acts` are done once under an
    Idempotency-Key; `conditional` ones need If-Match. Without an `answer` it gives a file; one that `takes_file` has its
    content as the body. `law`: the acts on a ticket that it does."""

    method: str
    path: str
    name: str
    summary: Text
    does: Does
    scope: Scope | None = None
    query: type[Struct] | None = None
    body: type[Struct] | None = None
    answer: type[Struct] | None = None
    status: int = 200
    acts: bool = False
    conditional: bool = False
    versioned: bool = False
    takes_file: bool = False
    law: tuple[Act, ...] = ()


def _held(found: Any, shape: type[Asked]) -> Asked:
    if not isinstance(found, shape):
        raise TypeError(f"the operation declares no {shape.__name__}")
    return found
