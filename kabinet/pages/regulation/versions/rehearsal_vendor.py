"""What a partner and the vendor fill in and read by a version: passing on, return, completion, the document (P5b, P5e)."""

from types import SimpleNamespace
from typing import Any

from django.template.loader import render_to_string

from kabinet.actions.tickets.registration.named_contact import NamedContact
from kabinet.pages.pass_on import items
from kabinet.pages.pass_on.document import Told, document
from kabinet.pages.pass_on.form import form_of
from kabinet.pages.pass_on.typed import Typed
from kabinet.pages.regulation.versions.rehearsal_client import AT
from kabinet.pages.regulation.versions.rehearsal_common import opened
from kabinet.pages.tickets.acts.completion import Return, typed
from kabinet.regulation.pack import Leg, Pack, offered
from kabinet.regulation.text import Text
from kabinet.regulation.ticket import completeness


def passing_on(pack: Pack, leg: Leg) -> None:
    """The items of a critical level and of another, empty and filled in, and the document that comes of them."""
    for row in {level.needs_critical_terms: level for level in leg.levels}.values():
        for values in ({}, filled(leg)):
            shown = _shown(leg, row.number, values)
            form = form_of(shown, tried=True)
            for item in items.items(shown, form):
                context = {
                    "item": item,
                    "form": form,
                    "rows": (),
                    "number": "U-1",
                    "promised": {},
                    "shown": shown,
                }
                if "partner_phone" in form.fields:
                    context["phone"] = form["partner_phone"]
                render_to_string("pass_on/item_body.html", context)
            _document(leg, row.number, values)


def _shown(leg: Leg, level: int, values: dict[str, Any]) -> Any:
    """A passing on as the page has it, with nothing behind it."""
    ticket = SimpleNamespace(level=level, system=None, number="U-1", contact_id=None, contact_name="")
    found = SimpleNamespace(
        leg=leg,
        ticket=ticket,
        values=values,
        symptoms={},
        level=level,
        notice=None,
        service="",
        contacts=(),
        named=NamedContact(None),
        items=completeness.items(leg, level, values, slowdown=True, defect=True),
        missing=completeness.check(leg, level, values, slowdown=True, defect=True).missing,
    )
    return SimpleNamespace(
        found=found, known=found, typed=Typed(), faults=(), draft=None, level=level, slow=True, foreign=None
    )


def _document(leg: Leg, level: int, values: dict[str, Any]) -> None:
    """As the page of passing on shows it, and as the vendor's ticket does."""
    empty: dict[str, Any] = {}
    for known in (empty, None):
        told = Told(leg=leg, values=values, level=level, sender="…", known=known)
        render_to_string("pass_on/document.html", {"document": document(told), "at": AT, "zone": AT.tzinfo})


def filled(leg: Leg) -> dict[str, Any]:
    """A value for every field: of a choice its first."""
    return {field.code: next((each.code for each in offered(field, leg)), "…") for field in leg.form}


def returned(pack: Pack, leg: Leg) -> None:
    """The form that returns a ticket, and the fields that complete it."""
    form = Return(opened(leg))
    for field in dict.fromkeys(code for case in leg.return_cases for code in case.missing):
        form.fields[field] = typed(leg, leg.field(field))
    render_to_string("tickets/acts/fields.html", {"form": form})


PARTS = {
    Text("Передача вендору", "Passing on to the vendor"): passing_on,
    Text("Возврат и дополнение", "Return and completion"): returned,
}
