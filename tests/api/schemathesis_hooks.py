"""Read by Schemathesis, in its own environment: it asks of tickets that are there, and looks for words of other tenants.

TICKETS are numbers of the program's own reach, FOREIGN words that stand in no answer to it; both with commas between them.
"""

import os
from typing import Any

import schemathesis

TICKETS, FOREIGN = (os.environ[name].split(",") for name in ("TICKETS", "FOREIGN"))


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    """Three of four numbers become those of tickets that are there."""
    if path_parameters and "number" in path_parameters:
        place = sum(map(ord, str(path_parameters["number"])))
        if place % 4:
            path_parameters["number"] = TICKETS[place % len(TICKETS)]
    return path_parameters


@schemathesis.check
def no_words_of_another_tenant(context: Any, response: Any, case: Any) -> None:
    """In no answer, whatever was asked."""
    said = response.content.decode(errors="replace")
    found = [word for word in FOREIGN if word in said]
    assert not found, f"{found} in the answer"
