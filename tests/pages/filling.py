"""A form filled in by somebody who answers everything that it asks: each empty control gets a value that it can take."""

from html.parser import HTMLParser
from typing import Any

TYPED = {"tel": "+7 900 000-41-17", "email": "somebody@zmk.example", "url": "", "number": "3", "hidden": ""}


class _Asked(HTMLParser):
    """Name -> values; radios and selects take their first answer, boxes are ticked."""

    def __init__(self, form: str, tick: bool) -> None:
        super().__init__()
        self.form, self.tick, self.inside, self.there = form, tick, False, False
        self.found: dict[str, list[str]] = {}
        self.radios: set[str] = set()
        self.checked: set[str] = set()
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = self.form in (given.get("id"), given.get("action"))
            self.there |= self.inside
        if self.inside and (name := given.get("name")):
            getattr(self, f"_{tag}", lambda *_: None)(name, given)
        elif self.inside and tag == "option" and self.select and given.get("value"):
            chosen = "selected" in given
            if chosen or self.select not in self.found:
                self.found[self.select] = [given["value"]]

    def _input(self, name: str, given: dict[str, str]) -> None:
        kind, value = given.get("type", "text"), given.get("value", "")
        if kind == "radio":
            if "checked" in given or name not in self.found:
                self.found[name] = [value]
        elif kind == "checkbox":
            if self.tick or "checked" in given:
                self.found.setdefault(name, []).append(value or "on")
        elif kind not in ("file", "submit"):
            self.found.setdefault(name, []).append(value or TYPED.get(kind, "текст"))

    def _select(self, name: str, given: dict[str, str]) -> None:
        self.select = name

    def _textarea(self, name: str, given: dict[str, str]) -> None:
        self.area = name
        self.found[name] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = ""
        elif tag == "textarea" and self.area:
            self.found[self.area][0] = self.found[self.area][0].strip() or "Написано"
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.found[self.area][0] += data


def filled(html: str, form: str, *, tick: bool = True, **changes: Any) -> dict[str, Any]:
    """What would be sent of the form with this id, or of this address."""
    asked = _Asked(form, tick)
    asked.feed(html)
    assert asked.there, f"there is no form {form}"
    return asked.found | changes
