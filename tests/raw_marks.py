"""No page of any test shows a mark that should have been filled in, or a value as Python writes it.

Every page that a test asks for in its own process is read, whatever the test is about: which page says such a thing depends
on what happened to its ticket, and no table of pages has all of that.
"""

import re
from typing import Any

MARKS = re.compile(r"%\((?!x\))\w+\)[sd]|\{[Vv]endor_\w+\}")
VALUES = re.compile(r">\s*(?:True|False|None)\s*<|<(?:Text|Clause|Level)\(")
# Pages on which the texts of a regulation are edited or quoted, marks and all.
TEXTS = ("/regulations/", "/rules/", "/look/")


def read_every_page() -> None:
    """From now on; a test that types such a mark itself calls it x."""
    from django.test import Client

    asked = Client.request

    def request(self: Client, **environ: Any) -> Any:
        answer = asked(self, **environ)
        path = str(environ.get("PATH_INFO", ""))
        page = not answer.streaming and "html" in answer.headers.get("Content-Type", "")
        found = raw(answer.content.decode()) if page and not path.startswith(TEXTS) else []
        if found:
            raise AssertionError(f"{path} shows {found}")
        return answer

    Client.request = request  # type: ignore[method-assign]


def raw(markup: str) -> list[str]:
    """What is not filled in."""
    return [
        markup[max(0, found.start() - 80) : found.end() + 40]
        for mark in (MARKS, VALUES)
        for found in mark.finditer(markup)
    ]
