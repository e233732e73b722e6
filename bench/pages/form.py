"""Forms as a browser sends them: what a page's form holds before anybody types."""

from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]


class _Forms(HTMLParser):
    """Collects every form's address and its fields; what stands outside and names a form by `form=` is its own."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.inside = False
        self.text: str | None = None
        self.select: str | None = None

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        said = dict(attrs)
        if tag == "form":
            self.inside = True
            self.forms.append((said.get("action") or "", {}))
        elif self.inside and tag in ("input", "textarea", "select", "option"):
            self._field(tag, said)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        if tag == "textarea":
            self.text = None
        if tag == "select":
            self.select = None

    def handle_data(self, data: str) -> None:
        if self.text is not None and self.forms:
            self.forms[-1][1][self.text] += data

    def _field(self, tag: str, said: dict[str, str | None]) -> None:
        name, fields = said.get("name"), self.forms[-1][1]
        if tag == "option" and self.select and ("selected" in said or self.select not in fields):
            fields[self.select] = said.get("value") or ""
        elif tag == "select":
            self.select = name
        elif tag == "textarea" and name:
            self.text = name
            fields[name] = ""
        elif tag == "input" and name and _sent(said):
            fields[name] = said.get("value") or ""


def _sent(said: dict[str, str | None]) -> bool:
    kind = said.get("type")
    return kind not in ("file", "submit") and (kind not in ("radio", "checkbox") or "checked" in said)


def form(page: str, with_field: str) -> tuple[str, dict[str, str]]:
    """Address and fields of the first form that has this field; LookupError when there is none."""
    reader = _Forms()
    reader.feed(page)
    for address, fields in reader.forms:
        if with_field in fields:
            return address, fields
    raise LookupError(f"no form with {with_field}")
