"""The access token that a program shows, as it stands in its header."""

import re
from typing import Final

BEARER: Final = re.compile(r"Bearer ([A-Za-z0-9_]{1,80})", re.IGNORECASE)


def token_in(authorization: str) -> str:
    """What the program shows; empty for nothing, and for what cannot be a token."""
    found = BEARER.fullmatch(authorization)
    return found[1] if found else ""
