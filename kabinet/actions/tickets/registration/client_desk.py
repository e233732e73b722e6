"""A client's own desk beside the cabinet: its ticket's number and link stand on the ticket that is registered here (L8)."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from kabinet.actions.tickets.speak import clean
from kabinet.actions.unit.errors import Invalid
from kabinet.records.models import Agreement
from kabinet.regulation.text import Text

NUMBER, URL = "foreign_number", "foreign_url"
FIELDS = frozenset({NUMBER, URL})
LONGEST = {NUMBER: 60, URL: 300}
LINK = Text("Это не адрес страницы", "This is no address of a page")
WHOLE = Text("Вставьте адрес целиком, начиная с https://", "Paste the whole address, from https:// on")
LONG = Text("Слишком длинно", "Too long")
SHORTEN = Text("Сократите", "Shorten it")


def of_registration(agreement: Agreement | None, values: Mapping[str, str]) -> dict[str, str]:
    """The ticket's columns: its desk when the agreement names one, with what was typed of it; nothing otherwise."""
    if agreement is None or not agreement.third_party_desk:
        return {}
    typed = {code: clean(values.get(code, "")) for code in FIELDS}
    for code, most in LONGEST.items():
        if len(typed[code]) > most:
            raise Invalid(code, LONG, SHORTEN)
    if typed[URL] and not is_page(typed[URL]):
        raise Invalid(URL, LINK, WHOLE)
    return {"foreign_desk": agreement.third_party_desk, **typed}


def is_page(typed: str) -> bool:
    """Whether it is the whole address of a web page."""
    try:
        parts = urlsplit(typed)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, typed))
