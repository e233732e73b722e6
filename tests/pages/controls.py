"""What of a page can be typed into."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

NOT_TYPED = {
    "hidden",
    "checkbox",
    "radio",
    "submit",
    "button",
    "file",
    "date",
    "time",
    "datetime-local",
    "number",
    "image",
}


@dataclass
class Control:
    """A control in which somebody types; `most` is how much, 0 where nothing says so."""

    name: str
    most: int


@dataclass
class Form:
    """One form of a page: where it leads, what it sends as it stands, what can be typed into it."""

    action: str
    method: str
    marks: str = ""  # id and classes
    sent: dict[str, list[str]] = field(default_factory=dict)
    controls: list[Control] = field(default_factory=list)
    offered: dict[str, list[str]] = field(default_factory=dict)  # what can be chosen

    def is_meant(self, css: str) -> bool:
        """By a selector as tests/pages/sendings/forms.py writes them."""
        if css.startswith("form[action"):
            return css.split("=")[1].strip("]'") in self.action
        return not css or css.lstrip("#.") in self.marks.split()

    def filled(self) -> dict[str, list[str]]:
        """As a person sends it who chooses the first of what is offered where nothing is chosen yet."""
        chosen = {name: values[:1] for name, values in self.offered.items()}
        return chosen | {
            name: values for name, values in self.sent.items() if any(values) or name not in chosen
        }


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.open: Form | None = None
        self.by_id: dict[str, Form] = {}
        self.area: tuple[Form, str] | None = None
        self.select: tuple[Form, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(given.get("action", ""), given.get("method", "get").lower())
            self.open.marks = f"{given.get('id', '')} {given.get('class', '')}"
            self.found.append(self.open)
            self.by_id[given.get("id", "")] = self.open
        form = self.by_id.get(given["form"]) if "form" in given else self.open
        if tag == "option" and self.select:
            owner, name = self.select
            if "selected" in given:
                owner.sent[name] = [given.get("value", "")]
            if given.get("value"):
                owner.offered.setdefault(name, []).append(given["value"])
        if form is None or not given.get("name") or "disabled" in given:
            return
        if tag in ("input", "textarea") and "readonly" not in given:
            self._typed(form, tag, given)
        elif tag == "select":
            self.select = (form, given["name"])

    def _typed(self, form: Form, tag: str, given: dict[str, str]) -> None:
        kind = "textarea" if tag == "textarea" else given.get("type", "text")
        name = given["name"]
        if kind == "textarea":
            self.area = (form, name)
        if kind == "radio":
            form.offered.setdefault(name, []).append(given.get("value", ""))
        if kind not in ("file", "submit", "button") and (
            kind not in ("checkbox", "radio") or "checked" in given
        ):
            form.sent.setdefault(name, []).append(given.get("value", "on" if kind == "checkbox" else ""))
        if kind not in NOT_TYPED:
            form.controls.append(Control(name, int(given.get("maxlength", 0))))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data: str) -> None:
        if self.area:
            form, name = self.area
            form.sent[name][-1] += data


def forms(html: str) -> list[Form]:
    """Every form of the page."""
    parser = _Forms()
    parser.feed(html)
    return parser.found


def endless(html: str) -> list[str]:
    """Names of what can be typed into without end."""
    return list(_endless(html))


def _endless(html: str) -> Iterator[str]:
    for form in forms(html):
        for control in form.controls:
            if not control.most:
                yield control.name
