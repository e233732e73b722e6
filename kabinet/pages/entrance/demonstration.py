"""Who can sign in to the demonstration, and with what: said on the sign-in page of a demonstration alone."""

from typing import Any


def hints() -> dict[str, Any]:
    """`people` by organisation and the one `password` of them all."""
    return {"people": (), "password": ""}
