"""Which violations a list shows: of a partner, of a clause, by whether they were answered in time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.pages.lists.filters.offered import is_number
from kabinet.pages.ui.citations import spoken
from kabinet.records.doors.record_types import ViolationRecord
from kabinet.records.versions.vendor_names import clauses_of_partner

STATES = {
    "answered": lazily("Есть ответ"),
    "unanswered": lazily("Ждут ответа"),
    "overdue": lazily("Ответ просрочен"),
    "withdrawn": lazily("Сняты"),
}


def read_wanted(given: Mapping[str, str]) -> Mapping[str, str]:
    """What the address asks, as far as it is offered."""
    partner, clause, state = (given.get(name, "") for name in ("partner", "clause", "state"))
    found = {
        "partner": partner if is_number(partner) else "",
        "clause": clause if clause in clauses_of_partner() else "",
        "state": state if state in STATES else "",
    }
    return {name: value for name, value in found.items() if value}


def narrowed(
    rows: QuerySet[ViolationRecord], wanted: Mapping[str, str], today: date
) -> QuerySet[ViolationRecord]:
    """Those that are wanted; `today` is the vendor's. One that was withdrawn waits for nothing."""
    waiting = Q(answered_at=None, withdrawn_at=None)
    states = {
        "answered": Q(answered_at__isnull=False, withdrawn_at=None),
        "unanswered": waiting,
        "overdue": waiting & Q(answer_by__lt=today),
        "withdrawn": Q(withdrawn_at__isnull=False),
    }
    if "state" in wanted:
        rows = rows.filter(states[wanted["state"]])
    return rows.filter(**{name: wanted[name] for name in ("partner", "clause") if name in wanted})


def state_links(wanted: Mapping[str, str]) -> Iterator[tuple[str, str, bool]]:
    """The states as links, all of them first."""
    now = wanted.get("state", "")
    for code, words in {"": _("Все"), **STATES}.items():
        kept = {name: value for name, value in {**wanted, "state": code}.items() if value}
        yield str(words), f"?{urlencode(kept)}", code == now


def filter_form(wanted: Mapping[str, str], partners: Sequence[tuple[int, str]]) -> forms.Form:
    """Partner, where there is more than one, and clause."""
    form = forms.Form(initial=dict(wanted), auto_id="filter-%s")
    named: list[tuple[Any, str]] = [(code, spoken(each.place)) for code, each in clauses_of_partner().items()]
    for name, label, values in (("partner", _("Партнёр"), partners), ("clause", _("Пункт"), named)):
        if values:
            choices = [("", _("Любые")), *values]
            form.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)
    return form
