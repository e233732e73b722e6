"""What a key is asked is of one session, for ten minutes, and is answered once."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from kabinet.actions.factors.passkeys import Asked
from kabinet.pages.entrance import throttle
from kabinet.regulation.organisation.second_factor import PATIENCE

TO_ADD, TO_SIGN_IN = "passkey_to_add", "passkey_to_sign_in"  # keys of the session


def keep(request: HttpRequest, name: str, at: datetime, asked: Asked) -> str:
    """Keeps what was asked, and gives what the browser is told, as JSON."""
    request.session[name] = {"state": dict(asked.state), "at": at.isoformat()}
    return json.dumps(plain(asked.options))


def take(request: HttpRequest, name: str, at: datetime) -> Mapping[str, Any] | None:
    """What was asked in this session, this once; None when nothing was, too long ago, or it was answered."""
    kept = request.session.pop(name, None)
    if kept is None or at - datetime.fromisoformat(kept["at"]) >= PATIENCE:
        return None
    state: Mapping[str, Any] = kept["state"]
    return state if throttle.first_use(str(state["challenge"])) else None


def read(text: str) -> Mapping[str, Any]:
    """An answer as it came, no longer than its form lets it be; an empty one for what is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def plain(options: object) -> object:
    """The library's mappings as JSON has them."""
    if isinstance(options, Mapping):
        return {name: plain(each) for name, each in options.items() if each is not None}
    return [plain(each) for each in options] if isinstance(options, list | tuple) else options
