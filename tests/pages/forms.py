"""A form as a browser would send it: what stands in the page, with what a person changes."""

from html.parser import HTMLParser


class _Controls(HTMLParser):
    """The successful controls of the form with this id."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form, self.inside, self.there = form, False, False
        self.found: dict[str, list[str]] = {}
        self.select: str | None = None
        self.area: str | None = None
        self.options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("id") == self.form
            self.there |= self.inside
        if not self.inside or "disabled" in given:
            return
        name = given.get("name")
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "select":
            self.select, self.options = name, []
        elif tag == "option" and self.select:
            self.options.append((given.get("value") or "", "selected" in given))
        elif tag == "textarea" and name:
            self.area = name
            self.found.setdefault(name, []).append("")

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        kind = given.get("type") or "text"
        if kind in ("file", "submit") or (kind in ("checkbox", "radio") and "checked" not in given):
            return
        self.found.setdefault(name, []).append(given.get("value") or ("on" if kind == "checkbox" else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.area = None
        elif tag == "select" and self.select:
            chosen = [value for value, selected in self.options if selected] or [self.options[0][0]]
            self.found.setdefault(self.select, []).append(chosen[0])
            self.select = None

    def handle_data(self, data: str) -> None:
        if self.area:
            self.found[self.area][-1] += data.removeprefix("\n") if not self.found[self.area][-1] else data


def fields(html: str, form: str) -> dict[str, list[str]]:
    """Name -> values of the form with this id."""
    parser = _Controls(form)
    parser.feed(html)
    assert parser.there, f"there is no form {form}"
    return parser.found
