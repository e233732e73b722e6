"""The form of an agreement: zone, hours and terms not below the regulation, and the client's own desk (U3.6a, U3.6b, L8)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language

from kabinet.actions.organisations.papers.agreements import Offer, Weaker
from kabinet.actions.tickets.registration.client_desk import is_page
from kabinet.actions.unit.errors import Refused
from kabinet.pages.organisations.papers import zones
from kabinet.pages.organisations.papers.forms import DayField, PaperForm
from kabinet.pages.ui.forms import Files, Initial, Sent
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy
from kabinet.records.doors.record_types import AgreementRecord
from kabinet.regulation.pack import Leg, term
from kabinet.regulation.terms import Term, Unit
from kabinet.regulation.working_time.explanation import amount, windows

CLOCKS = {"reaction": gettext_lazy("Первый ответ"), "update": gettext_lazy("Обновление")}
UNITS = (
    ("working hours", gettext_lazy("рабочих часов")),
    ("working days", gettext_lazy("рабочих дней")),
    ("hours", gettext_lazy("часов подряд")),
)
OF_TERM = {Unit.HOURS: "hours", Unit.WORKING_HOURS: "working hours", Unit.WORKING_DAYS: "working days"}
WINDOW = re.compile(r"(\d{1,2}):(\d{2})\s*[-–—]\s*(\d{1,2}):(\d{2})")


@dataclass(frozen=True, slots=True)
class Promise:
    """One clock of one level: what the regulation gives, and the two controls."""

    clock: str
    lawful: str
    number: BoundField
    unit: BoundField


class AgreementForm(PaperForm):
    """An empty amount is the regulation's own."""

    number = forms.CharField(label=gettext_lazy("Номер соглашения"), max_length=40)
    first_day = DayField(
        label=gettext_lazy("С какого дня"),
        help_text=gettext_lazy(
            "Прежнее соглашение закончится накануне; открытые обращения остаются при своём"
        ),
    )
    zone = forms.ChoiceField(label=gettext_lazy("Часовой пояс рабочих часов"))
    windows = forms.CharField(label=gettext_lazy("Рабочие часы"), required=False, max_length=80)
    third_party_desk = forms.CharField(
        label=gettext_lazy("Своя система учёта клиента"),
        help_text=gettext_lazy(
            "Если клиент ведёт обращения в ней, сроки между вами %(vendor_firm)s не проверяет"
        ),
        required=False,
        max_length=80,
    )
    third_party_url = forms.CharField(
        label=gettext_lazy("Её адрес"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"type": "url"}),
    )

    def __init__(self, leg: Leg, data: Sent = None, files: Files = None, *, initial: Initial = None) -> None:
        super().__init__(data, files, initial=initial)
        self.leg = leg
        self.fields["zone"].choices = zones.zone_choices(get_language() or "ru")  # type: ignore[attr-defined]
        lawful = windows(leg.terms.hours.windows)
        self.fields["windows"].help_text = _(
            "По регламенту %(hours)s, можно шире: например, 09:00–21:00. Пусто — как в регламенте"
        ) % {"hours": lawful}
        for level, clock, _lawful in self._promised():
            self.fields |= _controls(level, clock)

    def levels(self) -> list[tuple[str, list[Promise]]]:
        """The table of terms, a level a row."""
        language = get_language() or "ru"
        names = {level.number: level.name.say(language) for level in self.leg.levels}
        rows: dict[int, list[Promise]] = {}
        for level, clock, lawful in self._promised():
            field = f"l{level}_{clock}"
            said = amount(lawful).say(language)
            promise = Promise(str(CLOCKS[clock]), said, self[field], self[f"{field}_unit"])
            rows.setdefault(level, []).append(promise)
        return [(f"{level}. {names[level]}", promises) for level, promises in rows.items()]

    def clean_third_party_url(self) -> str:
        typed: str = self.cleaned_data["third_party_url"]
        if typed and not is_page(typed):
            raise forms.ValidationError(_("Это не адрес страницы. Вставьте его целиком, начиная с https://"))
        return typed

    def clean_windows(self) -> list[str]:
        """ "09:00–13:00, 14:00–21:00" as the law writes hours."""
        typed: str = self.cleaned_data["windows"].strip()
        found = [WINDOW.fullmatch(each.strip()) for each in typed.split(",")] if typed else []
        if not all(found):
            raise forms.ValidationError(_("Напишите часы так: 09:00–18:00 или 09:00–13:00, 14:00–21:00."))
        return [f"{int(each[1]):02}:{each[2]}-{int(each[3]):02}:{each[4]}" for each in found if each]

    def clean(self) -> dict[str, Any]:
        for level, clock, _lawful in self._promised():
            if said := self._said(level, clock):
                try:
                    term(said, "agreement")
                except ValueError:
                    self.add_error(f"l{level}_{clock}", _("Срок в днях — целое число."))
        return self.cleaned_data

    def given(self) -> dict[str, Any]:
        typed = self.cleaned_data
        offer = Offer(
            number=typed["number"],
            zone=typed["zone"],
            first_day=typed["first_day"],
            stricter=self.stricter(),
            third_party_desk=typed["third_party_desk"],
            third_party_url=typed["third_party_url"],
        )
        return {"offer": offer}

    def stricter(self) -> dict[str, Any]:
        """As kabinet.regulation.organisation.agreement reads it."""
        levels: dict[str, dict[str, str]] = {}
        for level, clock, _lawful in self._promised():
            if said := self._said(level, clock):
                levels.setdefault(str(level), {})[clock] = said
        made: dict[str, Any] = (
            {"windows": self.cleaned_data["windows"]} if self.cleaned_data["windows"] else {}
        )
        return made | ({"levels": levels} if levels else {})

    def refuse(self, refused: Refused) -> bool:
        """Each weaker place beside its own field."""
        if not isinstance(refused, Weaker):
            return super().refuse(refused)
        for place, verdict in refused.places.items():
            field = "windows" if place == "windows" else "l" + place.replace(".", "_")
            self.add_error(field if field in self.fields else None, self.words(verdict))
        return True

    def _promised(self) -> Iterator[tuple[int, str, Term]]:
        for level, row in sorted(self.leg.terms.levels.items()):
            for clock in CLOCKS:
                if (lawful := getattr(row, clock)) is not None:
                    yield level, clock, lawful

    def _said(self, level: int, clock: str) -> str:
        """ "2 working hours", or nothing."""
        field = f"l{level}_{clock}"
        typed: Decimal | None = self.cleaned_data.get(field)
        return f"{typed.normalize():f} {self.cleaned_data.get(f'{field}_unit')}" if typed else ""


def initial_of(agreement: AgreementRecord | None, leg: Leg) -> dict[str, Any]:
    """The present agreement as the form's first values; the regulation's units where it says nothing."""
    found: dict[str, Any] = {"zone": leg.terms.hours.zone}
    for level, row in leg.terms.levels.items():
        for clock in CLOCKS:
            if (lawful := getattr(row, clock)) is not None:
                found[f"l{level}_{clock}_unit"] = OF_TERM[lawful.unit]
    return found | (_of(agreement) if agreement is not None else {})


def _of(agreement: AgreementRecord) -> dict[str, Any]:
    stricter = agreement.stricter
    found: dict[str, Any] = {
        "number": agreement.number,
        "zone": agreement.zone,
        "windows": ", ".join(each.replace("-", "–") for each in stricter.get("windows", ())),
        "third_party_desk": agreement.third_party_desk,
        "third_party_url": agreement.third_party_url,
    }
    for level, row in stricter.get("levels", {}).items():
        for clock, said in row.items():
            number, _space, unit = said.partition(" ")
            found |= {f"l{level}_{clock}": number, f"l{level}_{clock}_unit": _plural(unit)}
    return found


def _plural(unit: str) -> str:
    return unit if unit.endswith("s") else f"{unit}s"


def _controls(level: int, clock: str) -> dict[str, forms.Field]:
    name = f"{CLOCKS[clock]}, {_('уровень %(level)s') % {'level': level}}"
    number = forms.DecimalField(
        label=name, required=False, min_value=Decimal("0.1"), max_value=1000, decimal_places=1
    )
    unit = forms.ChoiceField(label=f"{name}: {_('единица')}", choices=UNITS, required=False)
    return {f"l{level}_{clock}": number, f"l{level}_{clock}_unit": unit}
