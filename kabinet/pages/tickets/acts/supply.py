"""One missing item of a returned ticket, ticked off by itself (P5e)."""

from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kabinet.actions.unit.errors import Incomplete, Refused
from kabinet.actions.vendor.missing_items import Missing, still_missing
from kabinet.actions.vendor.return_back import supply_item
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import Elsewhere
from kabinet.pages.gate.rules import TICKET
from kabinet.pages.shell import surroundings
from kabinet.pages.tickets.acts.attached import FilesField, keys
from kabinet.pages.tickets.acts.completion import FILES, field_text, typed
from kabinet.pages.tickets.acts.form import ActForm
from kabinet.pages.tickets.acts.frame import ActPage, acted, form_page
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy as lazily
from kabinet.queries.ticket_view import TicketView, view_ticket
from kabinet.records import doors
from kabinet.regulation.access import Act, Actor


class Item(ActForm):
    """The one field; `code` is its name in the form of the registration."""

    code: str

    def prepare(self) -> None:
        field = self.opened.leg.field(self.code)
        if self.code == FILES:
            self.fields["value"] = FilesField(label=spoken(field.label))
            return
        self.fields["value"] = typed(self.opened.leg, field)
        self.initial.setdefault("value", self.opened.ticket.sheet.values.get(self.code, ""))

    def given(self) -> dict[str, Any]:
        value = self.cleaned_data["value"]
        return (
            {"files": tuple(keys(self.opened, value))} if self.code == FILES else {"value": field_text(value)}
        )

    def ask(self, incomplete: Incomplete) -> None:
        for gap in incomplete.missing:
            self.add_error("value", spoken(gap.text))


@page(TICKET, "GET", "POST", files=True)
def supply(request: HttpRequest, actor: Actor, at: datetime, number: str, item: str) -> HttpResponse:
    """What was given meanwhile leads back to the ticket, where it is ticked off."""
    facts = surroundings.facts(actor, at)
    found = view_ticket(actor, at, facts.zone, number)
    if not (verdict := found.may(Act.SUPPLY)).allowed:
        raise Refused(verdict)
    lacking = still_missing(found.entries)
    if lacking is None or item not in lacking.items:
        raise doors.Closed
    if item in lacking.given:
        return Elsewhere(reverse("ticket", args=[found.number]))
    spec = _of_item(item, lacking)
    if request.method == "POST":
        return acted(request, spec, found, facts)
    return form_page(request, spec, found, facts, spec.form(found))


def _of_item(item: str, lacking: Missing) -> ActPage:
    return ActPage(
        act=Act.SUPPLY,
        title=lazily("Дополнить сведения"),
        verb=lazily("Готово"),
        icon="check",
        form=type("Item", (Item,), {"code": item}),
        does=partial(supply_item, item=item),
        done=lazily("Пункт дополнен."),
        consequence=partial(_left, lacking, item),
    )


def _left(lacking: Missing, item: str, opened: TicketView) -> str:
    if lacking.left == [item]:
        return _("Это последний пункт: обращение сразу вернётся на своё место в очереди %(vendor_name_gen)s.")
    return _("После этого пункта останется ещё %(left)s.") % {"left": len(lacking.left) - 1}
