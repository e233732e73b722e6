"""The filters of a list: a form of native controls, and what is set as words that can be taken away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.pages.lists.filters.form import standing
from kabinet.pages.lists.filters.offered import FilterChoice
from kabinet.pages.oversight.duties import LEGS
from kabinet.pages.oversight.lists.asked import Asked
from kabinet.pages.oversight.lists.long_select import LongSelect
from kabinet.records import doors
from kabinet.records.versions import law_of
from kabinet.regulation.access import Actor, OrgKind
from kabinet.regulation.legs import LegCode

MOST = 300  # more than anybody reads through; the lines of a list lead to the rest
Coded = tuple[str, str]
NAMES = {
    "partner": lazily("Партнёр"),
    "client": lazily("Клиент"),
    "leg": lazily("Между кем"),
    "assignee": lazily("Исполнитель"),
    "system": lazily("Система"),
    "service": lazily("Услуга"),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is set: its name and value in words, and the list without it."""

    name: str
    value: str
    clear: str


def choices_of(actor: Actor, asked: Asked) -> Mapping[str, list[Coded]]:
    """Of every filter that all lists have; assignees are of the chosen partner, systems of the chosen client."""
    language, narrowed = get_language() or "ru", asked.narrowed
    partners = [
        (str(each.pk), each.short_name) for each in doors.organisations(actor, OrgKind.PARTNER)[:MOST]
    ]
    clients = [(str(each.pk), each.short_name) for each in doors.organisations(actor, OrgKind.CLIENT)[:MOST]]
    services = law_of(actor).leg(LegCode.CLIENT).services
    found: dict[str, list[Coded]] = {
        "partner": partners if actor.kind is OrgKind.VENDOR else [],
        "client": clients,
        "leg": [(leg, str(words)) for leg, words in LEGS.items()],
        "service": [(each.code, each.name.say(language)) for each in services],
        "assignee": [],
        "system": [],
    }
    if narrowed.partner is not None:
        people = doors.people(actor, narrowed.partner)
        found["assignee"] = [(str(each.person.pk), each.person.name) for each in people]
    if narrowed.client is not None:
        found["system"] = [(str(each.pk), each.name) for each in doors.systems(actor, narrowed.client)]
    return found


def form_of(asked: Asked, choices: Mapping[str, Sequence[Coded]], names: Mapping[str, Any]) -> forms.Form:
    """A select for each filter that has something to offer, and two days."""
    form = forms.Form(initial=asked.query.dict(), auto_id="filter-%s")
    for name, label in names.items():
        if choices.get(name):
            known = [FilterChoice(*each) for each in choices[name]]
            offered = [("", _("Любые")), *standing(known, asked.chosen(name))]
            form.fields[name] = forms.ChoiceField(
                label=label, choices=offered, required=False, widget=LongSelect
            )
    for name, label in (("since", _("Дни с")), ("until", _("Дни по"))):
        day = forms.DateInput(attrs={"type": "date"})
        form.fields[name] = forms.CharField(label=label, widget=day, required=False)
    return form


def chosen_of(
    asked: Asked, choices: Mapping[str, Sequence[Coded]], names: Mapping[str, Any], seen: Mapping[str, str]
) -> Iterator[Chosen]:
    """What is set; `seen` names by a line of the list what no select offers."""
    for name, label in names.items():
        if value := asked.chosen(name):
            words = dict(choices.get(name, ())).get(value) or seen.get(name) or value
            yield Chosen(str(label), words, asked.address(**{name: None}))
