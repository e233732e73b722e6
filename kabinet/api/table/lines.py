"""How a line of the table reads: what is read, and what is done with a ticket."""

from typing import Any

from kabinet.api import shapes, taken
from kabinet.api.operation import Does, Operation
from kabinet.regulation.access import Act
from kabinet.regulation.organisation.api_scopes import Scope
from kabinet.regulation.text import Text

OF = "/tickets/{number}"


def read_line(path: str, name: str, does: Does, ru: str, en: str, **more: Any) -> Operation:
    """Something that is there; `more` as Operation has it."""
    return Operation(
        method="GET",
        path=path,
        name=name,
        does=does,
        summary=Text(ru, en),
        **{"scope": Scope.READ, **more},
    )


def act_line(
    path: str, name: str, does: Does, body: type, words: tuple[str, str], *law: Act, **more: Any
) -> Operation:
    """An act, below one ticket but for a `path` that begins with a slash; `law` are those that it does."""
    found: dict[str, Any] = {"conditional": True, "status": 200, **more}
    return Operation(
        method="POST",
        path=path if path.startswith("/") else f"{OF}/{path}",
        name=name,
        does=does,
        summary=Text(*words),
        body=body,
        answer=shapes.Done,
        query=taken.DryRun,
        scope=Scope.WRITE,
        acts=True,
        versioned=True,
        law=law,
        **found,
    )
