"""The page of passing on, as somebody with a browser uses it."""

import re
from typing import Any

from django.test import Client

from tests.pages.forms import fields

COMPLETE = {
    "changes": "12 марта: платформа 8.3.23.1997, теперь 8.3.24.1467",
    "source_kind": ["known", "similar"],
    "source_title": ["60014312", "U-46980"],
    "source_outcome": ["не совпадает", "не помогло"],
    "pass_on_reason": "Планы запросов одинаковы, время растёт внутри сервера",
}
HTMX = {"HX-Request": "true"}


def opened(client: Client, number: str) -> tuple[str, dict[str, Any]]:
    """The page and its form."""
    answer = client.get(f"/tickets/{number}/pass-on/")
    assert answer.status_code == 200
    return answer.text, fields(answer.text, "pass-on")


def post(
    client: Client, number: str, page: str = "send", form: dict[str, Any] | None = None, **changes: Any
) -> Any:
    """The page's own form with these changes, sent to one of its addresses; None takes a field away."""
    known = opened(client, number)[1] if form is None else form
    data = {name: value for name, value in {**known, **changes}.items() if value is not None}
    return client.post(
        f"/tickets/{number}/pass-on/{page}/", data, headers=HTMX if page.endswith("?hx") else {}
    )


def document(html: str) -> str:
    """What the vendor sees, without the marks of additions and without needless space."""
    found = re.search(r'<article class="document">(.*?)</article>', html, re.DOTALL)
    assert found
    return " ".join(re.sub(r"</?ins>", "", found[1]).split())


def items(html: str) -> dict[str, tuple[str, str]]:
    """Item -> how it stands, and what is said about it."""
    heads = re.findall(
        r'class="item-head ([\w-]+)" id="head-(\w+)".*?<span class="origin">([^<]*)</span>', html, re.DOTALL
    )
    return {code: (look, about) for look, code, about in heads}


def refusals(html: str) -> list[tuple[str, str]]:
    """Everything that stands against it: the words and the clause."""
    found = re.findall(r'<div class="banner bad">.*?<b>([^<]*)</b>(.*?)</div>', html, re.DOTALL)
    return [(reason, "".join(re.findall(r"/rules/clause/([\w.]+)/", rest))) for reason, rest in found]
